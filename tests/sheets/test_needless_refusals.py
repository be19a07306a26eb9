"""What offices really write above columns and in cells is read; what is no file is refused at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.lists.layout.titles import meaning_of
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from tests.sheets.conftest import Read
from tests.sheets.forms import make_xls
from tests.sheets.layouts import KK, nik_of
from tests.sheets.making import Cells, make_csv, make_xlsx, name

TITLES = {
    Meaning.NIK: "Nomor Induk Kependudukan (NIK)|No. KTP/NIK|NIK/No. KTP|N.I.K|NIK (16 digit)|No. NIK KTP",
    Meaning.NAME: "Nama Lengkap (sesuai KTP)|Nama Lengkap / Nama Warga|NAMA (KTP)|Nama Lengkap Sesuai KTP",
    Meaning.SEX: "JENIS KELAMIN (L/P)|JK (L/P)|Jenis Kelamin (1=L, 2=P)|L/P|Gender [L/P]",
    Meaning.BIRTH_DATE: "TANGGAL LAHIR (DD-MM-YYYY)|Tgl. Lahir (hh/bb/tttt)|Tgl/Bln/Thn Lahir",
    Meaning.BIRTH_PLACE: "Tempat Lahir (Kab/Kota)|TEMPAT LAHIR",
    Meaning.VILLAGE_NAME: "DS/KEL|Desa (Kelurahan)|Nama Desa/Kelurahan|KEL./DESA|Ds",
    Meaning.DISTRICT_NAME: "Kec.|KECAMATAN (NAMA)",
    Meaning.KK_NUMBER: "No. KK (Kartu Keluarga)|Nomor Kartu Keluarga (KK)|NO KK/NKK",
    Meaning.RT_RW: "RT/RW|RT / RW (000/000)",
    None: "NIK (Ayah)|Nama (Ibu Kandung)|NIK Ayah|Nama (Kepala Keluarga)|No. HP/WA|Nama/NIK|NIK (lama)|()",
}


@pytest.mark.parametrize(
    ("title", "meaning"),
    [(title, meaning) for meaning, titles in TITLES.items() for title in titles.split("|")],
)
def test_a_title_is_read_by_its_words_and_not_only_whole(title: str, meaning: Meaning | None) -> None:
    assert meaning_of(title, ListKind.BELUM_REKAM) is meaning


def test_a_list_with_long_titles_is_read(tmp_path: Path, read: Read) -> None:
    titles = ["No.", "Nomor Induk Kependudukan (NIK)", "Nama Lengkap (sesuai KTP)", "JENIS KELAMIN (L/P)",
              "TANGGAL LAHIR (DD-MM-YYYY)", "KEC.", "DS/KEL"]  # fmt: skip
    row = [1, nik_of(2), name(2), "L", "03-03-82", "Nunbena", "Noebesi"]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": [["DAFTAR"], titles, row, titles, row]}))

    assert (taken[0].nik, taken[0].sex, taken[0].birth_date) == (nik_of(2), "L", "1982-03-03")
    assert (taken[0].village, seen.counts.problems, len(taken)) == ("53.02.32.2003", [], 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05-05-80", date(1980, 5, 5)), ("5/5/03", date(2003, 5, 5)), ("02.04.19", date(2019, 4, 2)),
        ("03.04.19", date(1919, 4, 3)), ("05-May-80", date(1980, 5, 5)), ("5 Mei 80", date(1980, 5, 5)),
        ("31-02-80", None), ("80-05-05", None), ("05-05-8", None), ("05-05-980", None),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_is_the_latest_that_has_been(text: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(EktpError, match=r"date\.unreadable"):
            parse_date(text, today=date(2019, 4, 2))
    else:
        assert parse_date(text, today=date(2019, 4, 2)) == day


def _ending(digit: int) -> str:
    return nik_of(2)[:15] + str(digit)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        (int(_ending(7)), ["nik.was_number"]),
        (float(_ending(7)), ["nik.was_number"]),
        (f"{_ending(7)}.0", ["nik.was_number"]),
        (f"{_ending(7)},00", ["nik.was_number"]),
        (int(_ending(0)), ["nik.damaged"]),
        (f"{_ending(0)}.0", ["nik.damaged"]),
        (int("9" + _ending(7)[1:]), ["nik.damaged"]),  # more than a number of a spreadsheet can tell
        (f"9{_ending(7)[1:]}.0", ["nik.damaged"]),
        ("5,30232030382900E+15", ["nik.damaged"]),
        (_ending(0), []),
        (_ending(7), []),
    ],
)
def test_a_nik_that_a_number_holds_whole_is_taken_with_a_warning(
    tmp_path: Path, read: Read, cell: Any, codes: list[str]
) -> None:
    rows: list[Cells] = [["NIK", "NAMA", "NO KK"], [cell, name(2), KK]]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}))

    ours = ("nik.was_number", "nik.damaged")
    assert [p.code for p in seen.counts.problems if p.code in ours] == codes
    assert [row.nik for row in taken] == ([] if "nik.damaged" in codes else [str(cell)[:16]])


@pytest.mark.parametrize(
    ("above", "beneath"),
    [
        (("TEMPAT/TANGGAL LAHIR", None), ("TEMPAT", "TANGGAL")),
        (("TEMPAT/TANGGAL", None), ("TEMPAT", "TANGGAL")),
        (("TEMPAT", "TANGGAL"), ("LAHIR", "LAHIR")),
        (("TEMPAT", "TANGGAL"), (None, "LAHIR")),
        (("TEMPAT DAN TANGGAL LAHIR", None), ("TMPT", "TGL")),
        (("KELAHIRAN", None), ("TEMPAT", "TGL/BLN/THN")),
        (("TEMPAT", "TGL/BLN/THN"), ("LAHIR", "LAHIR")),
    ],
    ids=str,
)
def test_place_and_day_of_birth_in_two_rows(
    tmp_path: Path, read: Read, above: tuple[Any, Any], beneath: tuple[Any, Any]
) -> None:
    titles: list[Cells] = [["NO", "NIK", "NAMA", *above, "JK"], [None, None, None, *beneath, None]]
    rows: list[Cells] = [*titles, [1, nik_of(2), name(2), "Soe", "03-03-1982", "L"]]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "bip")

    assert (taken[0].birth_place, taken[0].birth_date, taken[0].sex) == ("Soe", "1982-03-03", "L")
    assert seen.counts.refused == 0


def test_a_queue_or_a_device_is_no_list(tmp_path: Path, refusal: Callable[..., str]) -> None:
    os.mkfifo(tmp_path / "a.csv")

    assert refusal(tmp_path / "a.csv") == "import.no_file"
    assert refusal(Path("/dev/zero")) == "import.no_file"
    assert refusal(tmp_path) == "import.cannot_open"
    (tmp_path / "link.csv").symlink_to(make_csv(tmp_path / "b.csv", [["x"]]))
    assert refusal(tmp_path / "link.csv") == "import.not_a_list"


def test_an_rt_and_rw_of_which_a_spreadsheet_made_a_day_stay_empty_and_are_told(
    tmp_path: Path, read: Read
) -> None:
    rows: list[Cells] = [
        ["NIK", "NAMA", "RT/RW"],
        *(
            [nik_of(at), name(at), cell]
            for at, cell in enumerate([date(2019, 2, 1), "01-Feb", "001/002"], start=1)
        ),
    ]
    for path in (make_xlsx(tmp_path / "a.xlsx", {"S": rows}), make_xls(tmp_path / "a.xls", {"S": rows})):
        seen, taken = read(path)
        assert [(row.rt, row.rw) for row in taken] == [("", ""), ("", ""), ("001", "002")]
        assert [p.row for p in seen.counts.problems if p.code == "rt.day"] == [2, 3]

    alone: list[Cells] = [["NIK", "NAMA", "RT", "RW"], [nik_of(1), name(1), date(2019, 2, 1), "002"]]
    seen, taken = read(make_xlsx(tmp_path / "b.xlsx", {"S": alone}))
    assert [(row.rt, row.rw) for row in taken] == [("", "002")]
    assert [p.column for p in seen.counts.problems if p.code == "rt.day"] == ["RT"]
