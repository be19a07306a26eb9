"""Whatever a file does to the child that reads it, the desk says what happened and lives."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.read import Limits, open_sheets
from tests.sheets.making import SIAK_TITLES, change_zip, make_csv, make_xlsx, people, person

Refusal = Callable[..., str]
SHEET = "xl/worksheets/sheet1.xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return make_xlsx(tmp_path / "good.xlsx", {"Data": [SIAK_TITLES, *people(40)]})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "import.empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "import.empty"),
        (b",,,\r\n,,,\r\n", "import.empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "import.pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "import.not_a_list"),
        (b"<html><table><tr><td>NIK</td></tr></table></html>", "import.not_a_list"),
        (b"<?xml version='1.0'?><Workbook/>", "import.not_a_list"),
        (COMPOUND, "import.damaged"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "import.form_not_yet"),
        (b"PK\x03\x04", "import.damaged"),
        (b"PK\x05\x06" + b"\x00" * 18, "import.not_a_list"),
        (b"NIK,NAMA\r\n53023\x0002,X\r\n", "import.nul_bytes"),
        (b"\x00" * 9000, "import.nul_bytes"),
        (b"barang,harga\r\nmeja,100\r\n", "import.not_a_list"),
        (b"NIK,NAMA,JK\r\n", "import.no_people"),
        (b'NIK,NAMA,JK\r\n5302320204039001,"Domi" Sae,L\r\n', "import.csv_quotes"),
        (b'NIK,NAMA,JK\r\n5302320204039001,"Domi,L\r\n', "import.csv_quotes"),
        (b'sep="\r\nNIK"NAMA"JK\r\n5302320204039001"Domi"L\r\n', "import.not_a_list"),
        (b"NIK,NAMA,JK\r\n1,\x81\x8d,L\r\n", "import.encoding"),
        (b"NISN,NIPD,Nama,NIK,JK,Rombel Saat Ini\r\n", "import.wrong_kind"),
        (b"Nomor KK,NIK,Nama Penduduk,SHDK,NIK Ayah,NIK Ibu\r\n", "import.wrong_kind"),
        (b"\xff\xfeN\x00I\x00K", "import.encoding"),
    ],
)
def test_what_is_no_list_is_told_by_its_bytes(
    tmp_path: Path, refusal: Refusal, body: bytes, code: str
) -> None:
    path = tmp_path / "Daftar belum rekam.csv"
    path.write_bytes(body)
    assert refusal(path) == code


def test_a_folder_or_a_file_that_is_not_there_is_told(tmp_path: Path, refusal: Refusal) -> None:
    assert refusal(tmp_path) == "import.cannot_open"
    assert refusal(tmp_path / "none.xlsx") == "import.cannot_open"


def test_a_truncated_workbook_is_damaged(tmp_path: Path, good: Path, refusal: Refusal) -> None:
    body = good.read_bytes()
    for length in range(100, len(body), len(body) // 9):
        (tmp_path / "cut.xlsx").write_bytes(body[:length])
        assert refusal(tmp_path / "cut.xlsx") == "import.damaged"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, good: Path, refusal: Refusal) -> None:
    bomb = change_zip(good, tmp_path / "bomb.xlsx", {SHEET: b"<row>" + b" " * (64 << 20)})
    began = time.monotonic()
    assert refusal(bomb) == "import.too_big"
    assert time.monotonic() - began < 5


def test_a_zip_that_lies_about_its_size_is_damaged(tmp_path: Path, good: Path, refusal: Refusal) -> None:
    bomb = change_zip(good, tmp_path / "bomb.xlsx", {SHEET: b"<row>" + b" " * (64 << 20)})
    body, honest = bytearray(bomb.read_bytes()), (5 + (64 << 20)).to_bytes(4, "little")
    body = body.replace(honest, (5000).to_bytes(4, "little"))
    bomb.write_bytes(body)
    assert refusal(bomb) == "import.damaged"


def test_a_zip_whose_entries_overlap_is_damaged_for_every_python(
    tmp_path: Path, good: Path, refusal: Refusal
) -> None:
    """Nothing is stored twice: the first entry, which nobody reads, holds all others as they are packed."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr(zipfile.ZipInfo("all.bin"), b"")
        for part in old.namelist():
            new.writestr(part, old.read(part))
        first = new.getinfo("all.bin")
        first.compress_size = first.file_size = new.start_dir - 30 - len("all.bin")
    assert refusal(path) == "import.damaged"


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/x", "xl/../../x", "C:/x", "..\\x"])
def test_names_that_lead_out_of_the_archive_are_refused(
    tmp_path: Path, good: Path, refusal: Refusal, name: str
) -> None:
    assert refusal(change_zip(good, tmp_path / "a.xlsx", {name: b"x"})) == "import.unsafe_zip"


def test_a_zip_entry_with_a_password_is_told(tmp_path: Path, good: Path, refusal: Refusal) -> None:
    body = bytearray(good.read_bytes())
    at = body.index(b"PK\x01\x02")
    body[at + 8] |= 1
    (tmp_path / "p.xlsx").write_bytes(body)
    assert refusal(tmp_path / "p.xlsx") == "import.password"


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]
)
def test_entities_are_refused_wherever_they_stand(
    tmp_path: Path, good: Path, refusal: Refusal, part: str
) -> None:
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
    assert refusal(change_zip(good, tmp_path / "a.xlsx", {part: attack})) == "import.unsafe_xml"


def _sheet(rows: bytes) -> bytes:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<worksheet " + space + b"><sheetData>" + rows + b"</sheetData></worksheet>"


def test_a_far_cell_is_told(tmp_path: Path, good: Path, refusal: Refusal) -> None:
    far = _sheet(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99000"><c r="XFD99000"><v>1</v></c></row>')
    assert refusal(change_zip(good, tmp_path / "a.xlsx", {SHEET: far})) == "import.far_cell"
    low = _sheet(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="999999"><c r="A999999"><v>1</v></c></row>')
    assert refusal(change_zip(good, tmp_path / "b.xlsx", {SHEET: low})) == "import.empty_rows"
    assert (
        refusal(make_csv(tmp_path / "c.csv", [SIAK_TITLES, [*person(1), *[""] * 300, "x"]]))
        == "import.far_cell"
    )


def test_a_far_cell_that_is_only_coloured_is_no_cell(tmp_path: Path, good: Path, refusal: Refusal) -> None:
    coloured = _sheet(b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>')
    assert refusal(change_zip(good, tmp_path / "a.xlsx", {SHEET: coloured})) == "import.not_a_list"


def test_a_million_empty_rows_are_told(tmp_path: Path, good: Path, refusal: Refusal) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(2, 1_000_000))
    first = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    path = tmp_path / "a.xlsx"
    assert refusal(change_zip(good, path, {SHEET: _sheet(first + rows)})) == "import.empty_rows"
    (tmp_path / "a.csv").write_bytes(b"NIK,NAMA,JK\r\n" + b",,\r\n" * 1_000_000)
    assert refusal(tmp_path / "a.csv") == "import.empty_rows"


def test_a_cell_of_ten_megabytes_is_told(tmp_path: Path, good: Path, refusal: Refusal) -> None:
    long = _sheet(
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
        + os.urandom(5 << 20).hex().encode()
        + b"</t></is></c></row>"
    )
    assert refusal(change_zip(good, tmp_path / "a.xlsx", {SHEET: long})) == "import.cell_too_long"
    assert refusal(make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1, TMPT_LHR="x" * 10_000_000)])) == (
        "import.cell_too_long"
    )


def test_a_sheet_that_fills_the_memory_ends_the_child_alone(
    tmp_path: Path, good: Path, refusal: Refusal
) -> None:
    small = Limits(memory=160 << 20)
    wide = _sheet(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048000"><c r="IV1048000"><v>1</v></c></row>'
    )
    path = change_zip(good, tmp_path / "a.xlsx", {SHEET: wide})
    assert refusal(path, limits=small) == "import.too_big"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (signal.SIGABRT, "import.too_big"),
        (signal.SIGKILL, "import.too_big"),
        (signal.SIGSEGV, "import.damaged"),
    ],
)
def test_the_childs_death_is_told_and_nothing_more(
    good: Path, monkeypatch: pytest.MonkeyPatch, how: signal.Signals, code: str
) -> None:
    started = _spied(monkeypatch)
    with open_sheets(good) as rows:
        os.kill(started[0].pid, how)
        with pytest.raises(EktpError, match=code):
            list(rows)
    assert started[0].returncode == -how


def test_a_silent_child_is_ended(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = _spied(monkeypatch)
    with open_sheets(good, limits=Limits(silence_seconds=0.3)) as rows:
        os.kill(started[0].pid, signal.SIGSTOP)
        with pytest.raises(EktpError, match=r"import\.no_progress"):
            list(rows)
    assert started[0].returncode == -signal.SIGKILL


def test_reading_can_be_stopped_and_left_in_the_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = _spied(monkeypatch)
    path = make_csv(tmp_path / "a.csv", [SIAK_TITLES, *(person(n % 900) for n in range(20_000))])
    seen: list[int] = []
    with open_sheets(path, stop=lambda: len(seen) > 600) as rows:
        with pytest.raises(EktpError, match=r"import\.cancelled"):
            seen.extend(row.number for row in rows)
        assert 600 < len(seen) < 2_000
    with open_sheets(path) as rows:
        next(iter(rows))
    assert all(child.returncode is not None for child in started)


def _spied(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    started: list[subprocess.Popen[bytes]] = []

    class Spied(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]  # passed through as they came
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Spied)
    return started
