"""Papers as spreadsheets: figures are numbers, definitions stand beneath, and nothing runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import TabledFacts
from ektp_desk.domain.paper.names import NameGroup, NamesRow, Part
from ektp_desk.sheets.books import write_book
from ektp_desk.words.paper.books import book_of
from tests.reports import facts, papers

Rows = list[list[Any]]


def written(made: TabledFacts, path: Path) -> dict[str, Rows]:
    """Write a paper's tables and read them as another program does."""
    write_book(path, book_of(made))
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def row(rows: Rows, label: str) -> list[Any]:
    return next(cells for cells in rows if cells[0] == label)


def test_the_visits_figures_are_numbers_on_their_sheets(tmp_path: Path) -> None:
    sheets = written(facts.story(), tmp_path / "a.xlsx")

    assert list(sheets) == ["Hasil", "Umur", "Waktu dan orang", "Kedatangan"]
    assert row(sheets["Hasil"], "Dilayani")[:5] == ["Dilayani", 61, 71, 0, 132]
    assert row(sheets["Hasil"], "Orang yang datang")[:5] == ["Orang yang datang", 65, 76, 10, 151]
    assert row(sheets["Umur"], "Direkam")[:5] == ["Direkam", 47, 57, 0, 104]
    assert row(sheets["Waktu dan orang"], "Sasaran")[1] == 187
    came = [cells[1:3] for cells in sheets["Kedatangan"] if str(cells[0]).startswith("02-04-2019")]
    assert [n for n, _served in came] == list(facts.ARRIVED)


def test_every_sheet_says_what_it_is_of_when_and_what_is_missing(tmp_path: Path) -> None:
    for name, rows in written(facts.story(), tmp_path / "a.xlsx").items():
        first = [str(cells[0]) for cells in rows]
        assert first[0] == "Laporan kunjungan", name
        assert "CONTOH, data buatan" in first
        assert any(line.startswith("Data s.d. 3 April 2019, 08.10 WITA") for line in first)
        assert any(line.startswith("Belum termasuk: 33 rekaman laptop 02") for line in first)
        assert any(line.startswith("Datang: nomor yang diberikan") for line in first)


def test_an_open_visit_waits_and_a_closed_one_is_unclear(tmp_path: Path) -> None:
    waiting = written(facts.open_day(), tmp_path / "a.xlsx")["Hasil"]
    done = written(facts.story(), tmp_path / "b.xlsx")["Hasil"]

    assert row(waiting, "Menunggu")[4] == 14
    assert row(done, "Belum jelas")[4] == 0


def test_a_period_and_a_school_have_a_row_each_and_their_sum(tmp_path: Path) -> None:
    period = written(papers.served(), tmp_path / "a.xlsx")
    school = written(papers.school(), tmp_path / "b.xlsx")

    assert row(period["Per kunjungan"], "Jumlah")[2:6] == [453, 429, 24, 396]
    assert row(period["Menurut L P"], "Diberi nomor")[1:] == [195, 228, 6, 429]
    assert [cells for cells in school["Per rombel"] if cells[0] == "Seluruh sekolah"][2][2:] == [
        36,
        40,
        0,
        76,
    ]


@pytest.mark.parametrize("name", ["=1+1", "+62", "@SUM(A1)", "-1", "\t=1"])
def test_a_name_that_could_run_is_text_that_is_marked(tmp_path: Path, name: str) -> None:
    hostile = NameGroup(name, (NamesRow({Part.NAME: name, Part.SEX: "L"}),))
    sheets = written(replace(papers.village_list(3), groups=(hostile,), place=name), tmp_path / "a.xlsx")

    (found,) = [cells for cells in sheets["Daftar"] if cells[2] == "L"]
    assert str(found[1]).strip() == name.strip()
    with ZipFile(tmp_path / "a.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert 'quotePrefix="1"' in parts.read("xl/styles.xml").decode()


def test_a_list_of_names_has_no_column_for_a_pen(tmp_path: Path) -> None:
    rows = written(papers.village_list(6), tmp_path / "a.xlsx")["Daftar"]

    head = next(cells for cells in rows if "Nama" in cells)
    assert head[:4] == ["Kelompok", "Nama", "L/P", "Lahir"]
    assert "Datang" not in head
    assert sum(1 for cells in rows if str(cells[1]).startswith("Contoh Nomor")) == 6


def test_a_printed_sheet_is_as_wide_as_a_page_under_its_heads_and_says_whose_it_is(tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", book_of(facts.story()))
    with ZipFile(tmp_path / "a.xlsx") as parts:
        book, core = parts.read("xl/workbook.xml").decode(), parts.read("docProps/core.xml").decode()
        sheets = [parts.read(f"xl/worksheets/sheet{at}.xml").decode() for at in range(1, 5)]

    assert book.count('name="_xlnm.Print_Titles"') == book.count('name="_xlnm.Print_Area"') == 4
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name("Hasil").to_python()
    heads = 1 + next(at for at, cells in enumerate(rows) if cells[1:3] == ["L", "P"])
    assert f"Hasil!$A$1:$E${len(rows)}</definedName>" in book
    assert f"Hasil!${heads}:${heads}</definedName>" in book
    for sheet in sheets:
        assert 'paperSize="9"' in sheet
        assert 'fitToHeight="0"' in sheet
        assert "<oddFooter>&amp;LLaporan kunjungan&amp;R&amp;P/&amp;N</oddFooter>" in sheet
    office = "Disdukcapil Kabupaten Timor Tengah Selatan"
    assert f"<dc:creator>{office}</dc:creator>" in core
    assert "<dc:title>Laporan kunjungan</dc:title>" in core
    assert "2019-04-03T08:10:00Z</dcterms:created>" in core


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(EktpError, match=r"file\.cannot_write"):
        write_book(tmp_path / "none" / "a.xlsx", book_of(papers.served()))
