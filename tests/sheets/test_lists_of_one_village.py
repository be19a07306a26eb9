"""One village's list says in its title where its people live, and no column does: nobody is left without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets.conftest import Read
from tests.sheets.layouts import KK, nik_of
from tests.sheets.making import Cells, make_xlsx, name

NOEBESI = "53.02.32.2003"
TITLES = ["NO", "NIK", "NAMA", "JK", "TGL LAHIR"]


def person(number: int) -> Cells:
    return [number, nik_of(number), name(number), "L", "03-03-1982"]


def read_of(tmp_path: Path, read: Read, *above: str, sheet: str = "Sheet1") -> tuple[list[str], list[str]]:
    rows: list[Cells] = [*([line] for line in above), TITLES, person(2), person(3)]
    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {sheet: rows}))
    assert (len(taken), seen.counts.refused, seen.counts.rows_read) == (2, 0, 2)
    regions = [
        problem.code for problem in seen.counts.problems if problem.code.startswith(("region.", "sheet."))
    ]
    return [row.village for row in taken], regions


@pytest.mark.parametrize(
    "above",
    [
        ("DAFTAR PENDUDUK BELUM REKAM KTP-EL DESA NOEBESI KECAMATAN NUNBENA TAHUN 2018",),
        ("DAFTAR NAMA WAJIB KTP", "Desa Noebesi, Kec. Nunbena, Kab. Timor Tengah Selatan"),
        ("Data warga Desa NOEBESI per 31-12-2018",),
        ("PEMERINTAH DESA NOEBESI (NUNBENA)",),
        ("Rekap Kecamatan Nunbena", "Kel. Noebesi - belum rekam"),
        ("Penduduk Ds. Noebesi",),
    ],
)
def test_a_title_names_the_village_and_that_is_told_once(
    tmp_path: Path, read: Read, above: tuple[str, ...]
) -> None:
    assert read_of(tmp_path, read, *above) == ([NOEBESI] * 2, ["sheet.titled"])


@pytest.mark.parametrize(
    "above",
    [
        "Daftar Desa Wisata yang dikunjungi",
        "DESA/KELURAHAN",
        "Kepala Desa Noebesian",
        "Kecamatan Nunbena 2018",
        "",
    ],
)
def test_of_words_that_name_no_village_nothing_is_read(tmp_path: Path, read: Read, above: str) -> None:
    assert read_of(tmp_path, read, above) == ([""] * 2, ["region.unknown"] * 2)


def test_a_village_of_which_the_regency_has_two_needs_its_district(tmp_path: Path, read: Read) -> None:
    both = "Daftar warga Desa Tumu"
    assert read_of(tmp_path, read, both)[0] == [""] * 2
    assert read_of(tmp_path, read, f"{both} Kecamatan Amanuban Tengah")[0] == ["53.02.05.2005"] * 2


def test_a_sheets_name_and_a_label_stay_what_they_were(tmp_path: Path, read: Read) -> None:
    assert read_of(tmp_path, read, sheet="Noebesi") == ([NOEBESI] * 2, [])
    assert read_of(tmp_path, read, "DESA : NOEBESI") == ([NOEBESI] * 2, [])


def test_rows_that_say_their_own_village_are_left_as_they_are(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [
        ["DAFTAR BELUM REKAM DESA KUATAE"],
        [*TITLES, "DESA"],
        [*person(2), "Noebesi"],
        [*person(3), None],
    ]
    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}))
    assert [row.village for row in taken] == [NOEBESI, ""]
    assert [
        problem.code for problem in seen.counts.problems if problem.code.startswith(("region.", "sheet."))
    ] == ["region.unknown"]


def test_a_village_alone_is_found_where_the_regency_has_one_of_that_name(tmp_path: Path, read: Read) -> None:
    titles = [*TITLES, "DESA", "KECAMATAN"]
    rows: list[Cells] = [
        titles,
        [*person(2), "Desa Noebesi", None],
        [*person(3), "Tumu", None],
        [*person(4), "Noebesi", "Kecamatan lain"],
    ]
    _seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}))
    assert [row.village for row in taken] == [NOEBESI, "", ""]


def test_a_label_above_whose_village_nobody_knows_keeps_what_else_it_says(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [[f"No. KK : {KK}, RT/RW : 003/001, Desa : Nobessi"], TITLES, person(2)]
    _seen, (taken,) = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}))
    assert (taken.kk_number, taken.rt, taken.rw, taken.village) == (KK, "003", "001", "")


def test_a_village_that_a_reader_says_is_for_those_alone_of_whom_nothing_does(
    tmp_path: Path, read: Read
) -> None:
    """A sheet's name and a title say it as a column does."""
    sheets: dict[str, list[Cells]] = {
        "Nunumeu": [TITLES, person(2)],
        "Judul": [["DAFTAR DESA NOEBESI"], TITLES, person(3)],
        "Lain": [TITLES, person(4)],
    }
    _seen, taken = read(make_xlsx(tmp_path / "a.xlsx", sheets), village="53.02.32.2005")
    assert [row.village for row in taken] == ["53.02.01.1007", NOEBESI, "53.02.32.2005"]
