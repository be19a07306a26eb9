"""Lists that say little of a person: who lacks the NIK is told, and what is nobody is not counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from ektp_desk.domain.lists.cells import Cell, CellError
from ektp_desk.domain.lists.check import ReadingOffice
from ektp_desk.domain.lists.domicile import Domiciles
from ektp_desk.domain.lists.layout.person_rows import Sort, sort_of
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.sheets.guess_columns import guess_columns
from ektp_desk.sheets.kinds.people import PeopleChecks
from ektp_desk.sheets.read import SheetRow
from tests.sheets.conftest import Read, Seen
from tests.sheets.layouts import DAPODIK_ABOVE, DAPODIK_BENEATH, nik_of, pupil
from tests.sheets.making import Cells, make_csv, make_xlsx, name

NIK, NAME, SEX, BORN, STATUS = (
    Meaning.NIK, Meaning.NAME, Meaning.SEX, Meaning.BIRTH_DATE, Meaning.STATUS_CODE
)  # fmt: skip

TITLES = ["NIK", "NAMA", "DESA"]


def person(number: int, nik: object = None) -> list[object]:
    return [nik_of(number) if nik is None else nik, name(number), "Noebesi"]


def refused(seen: Seen) -> list[tuple[int, str]]:
    return [(p.row, p.code) for p in seen.counts.problems if p.severity.value == "refused"]


Tell = Callable[[Sequence[Cells]], list[tuple[int, str]]]


@pytest.fixture
def told(gazetteer: Gazetteer) -> Tell:
    """Read rows without a file; gives each person's row with the code that refused it."""
    office = ReadingOffice(date(2024, 4, 2), Domiciles(RegionCode("53.02"), gazetteer))

    def told_of(rows: Sequence[Cells]) -> list[tuple[int, str]]:
        sheet = [SheetRow("S", number, list(cells)) for number, cells in enumerate(rows, 1) if any(cells)]
        columns = guess_columns(sheet[:60], ListKind.BELUM_REKAM)
        assert columns is not None
        found = PeopleChecks(ListKind.BELUM_REKAM, office).sheet(sheet, columns)
        return [(row.number, "" if taken else codes[0].code) for row, taken, codes in found]

    return told_of


def test_a_header_of_two_columns_that_is_printed_again_is_nobody(told: Tell) -> None:
    rows = [["NIK", "NAMA"], [nik_of(1), name(1)], ["NIK", "NAMA"], [nik_of(2), name(2)]]
    assert told(rows) == [(2, ""), (4, "")]


@pytest.mark.parametrize(
    "nik", ["", "-", "belum ada", "0", "tidak tahu", "530232", 530232, CellError("#REF!")]
)
@pytest.mark.parametrize("place", ["Noebesi", "Noe Besi", "Desa lain"])
def test_a_person_without_a_nik_is_refused_wherever_they_stand(told: Tell, nik: object, place: str) -> None:
    lacking = [nik, name(9), place]
    rows: list[Cells] = [
        TITLES, lacking, person(1), lacking, person(2), lacking, [], lacking, [], person(3), lacking
    ]  # fmt: skip

    found = told(rows)

    assert [row for row, code in found if not code] == [3, 5, 10]
    assert [row for row, code in found if code] == [2, 4, 6, 8, 11]


@pytest.mark.parametrize(
    "called", ["DESA TAEK", "Arsip Neno", "SAKSI BANU", "KELAS LEO", "Blok", "A", "(YOSEF)", "TOTAL NENO"]
)
def test_a_name_like_a_label_is_somebody_beside_a_whole_nik(told: Tell, called: str) -> None:
    narrow: list[Cells] = [TITLES, person(1), [nik_of(2), called, "Noebesi"]]
    wide: list[Cells] = [
        ["NIK", "NAMA", "JENIS KELAMIN", "TANGGAL LAHIR"],
        [nik_of(1), name(1), "L", "01-02-1990"],
        [nik_of(2), called, "P", ""],
        ["5,3E+15", called, "P", "01-02-1990"],
        [" ".join(nik_of(3)), called, "P", ""],
    ]

    assert told(narrow) == [(2, ""), (3, "")]
    assert [row for row, _code in told(wide)] == [2, 3, 4, 5]


def test_a_name_alone_is_somebody_where_it_touches_a_person(tmp_path: Path, read: Read) -> None:
    lacking = [None, name(9)]
    rows: list[Cells] = [
        TITLES[:2],
        lacking,
        [nik_of(1), name(1)],
        lacking,
        lacking,
        [],
        lacking,
        [nik_of(2), name(2)],
        lacking,
        [],
        lacking,  # touches nobody
    ]

    seen, _taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}))

    assert refused(seen) == [(row, "nik.missing") for row in (2, 4, 5, 7, 9)]


FOOTERS: list[list[Cells]] = [
    [["Jumlah", None, 2]],
    [[None, "JUMLAH", 2]],
    [["Sub Jumlah : 2"]],
    [[None, "Dusun III"]],
    [["Dusun III"]],
    [[None, "RT 01"]],
    [[None, "RT 001 / RW 002", "Noebesi"]],
    [[None, "KELAS XII IPA 1"]],
    [[None, "Desa Noebesi"]],
    [[None, "Feto Mone"]],
    [[None, "III."]],
    [[None, "Laki-laki", 12]],
    [["Halaman 1 dari 12"]],
    [[None, "Halaman 1 dari 12"]],
    [[None, None, "- 2 -"]],
    [["1/12"]],
    [[12]],
    [["NIK", "NAMA", "DESA"]],
    [[1, 2, 3]],
    [["(1)", "(2)", "(3)"]],
    [["12-03-2024"]],
    [["SoE, 12-03-2024"]],
    [["Dicetak 12/03/2024 10:15:22"]],
    [["12/03/2024 10.15"]],
    [[date(2024, 3, 12)]],
    [["Telp. (0388) 21234567"]],
    [["Nomor : 474/0123/DUKCAPIL/2024"]],
    [["NIP. 197001011995031001"]],
    [["197001011995031001"]],
    [["19700101 199503 1 001"]],
    [["NIP", "197001011995031001"]],
    [["Keterangan: 12345678 adalah contoh"]],
    [["SoE, 12 Maret 2024"], ["Kepala Desa Noebesi"], [], [], ["YOSEF NABUASA, S.Sos"]],
    [
        [None, "SoE, 12 Maret 2024"],
        [None, "Kepala Desa Noebesi,"],
        [None, "YOSEF NABUASA, S.Sos"],
        [None, "NIP. 197001011995031001"],
    ],
    [
        ["Mengetahui,", None, "SoE, ........ 2024"],
        ["Camat Nunbena", None, "Kepala Desa"],
        ["PETRUS TEFA", None, "YOSEF NABUASA"],
        ["NIP. 196501011990031001", None, "NIP. -"],
    ],
    [
        [None, "Mengetahui", "SoE, 12 Maret 2024"],
        [None, "Camat", "a.n. Kepala Dinas"],
        [None, "PETRUS TEFA, SH", "YOSEF NABUASA"],
    ],
    [[], [None, "YOSEF NABUASA, S.Sos"], [None, "197001011995031001"]],
    [[None, "YOSEF NABUASA, S.Sos"], [None, "NIP. 197001011995031001"]],
    [["Catatan:"], [1, "Daftar ini rahasia"], [2, "Kembalikan ke Dinas"]],
    [[None, "Tembusan :"], [1, "Camat Nunbena"], [2, "Arsip"]],
    [[None, "( .................... )"]],
    [[None, "( YOSEF NABUASA )"]],
    [[None, "PPS Noebesi, tanggal 12 Maret 2024"]],
    [["DAFTAR PENDUDUK BELUM REKAM"], ["KECAMATAN NUNBENA"], ["NIK", "NAMA", "DESA"]],
]


@pytest.mark.parametrize("footer", FOOTERS, ids=lambda rows: str(rows[0])[:40])
@pytest.mark.parametrize("gap", [0, 1])
def test_what_signs_numbers_or_parts_a_list_is_nobody(told: Tell, footer: list[Cells], gap: int) -> None:
    between: list[Cells] = [*[[]] * gap, *footer, *[[]] * gap]
    rows: list[Cells] = [TITLES, person(1), person(2), *between, person(3), person(4, ""), *footer]

    found = told(rows)

    assert [code for _row, code in found] == ["", "", "", "nik.missing"]


@pytest.mark.parametrize(
    ("cells", "row", "sort"),
    [
        ({NIK: "530232O101909001", NAME: None}, ["530232O101909001"], Sort.PERSON),
        ({NIK: "53.02.32.010190.9001", NAME: None}, ["53.02.32.010190.9001"], Sort.PERSON),
        ({NIK: "5302 3201 0190 9001", NAME: None}, ["5302 3201 0190 9001"], Sort.PERSON),
        ({NIK: "NIK: 5302320101909001", NAME: None}, ["NIK: 5302320101909001"], Sort.PERSON),
        ({NIK: 5302320101909001, NAME: None}, [5302320101909001], Sort.PERSON),
        ({NIK: CellError("#REF!"), NAME: None}, [CellError("#REF!")], Sort.PERSON),
        ({NIK: None, NAME: CellError("#REF!"), SEX: "L"}, [None, CellError(), "L"], Sort.PERSON),
        ({NIK: None, NAME: "", SEX: "L", BORN: "01-01-1990"}, [], Sort.PERSON),
        ({NIK: None, NAME: "", BORN: date(2024, 3, 12)}, [date(2024, 3, 12)], Sort.NOBODY),
        ({NIK: None, NAME: "", SEX: 1, BORN: 1204}, [1, 1204], Sort.NOBODY),
        ({NIK: "", STATUS: "PRINT_READY_RECORD"}, ["", "PRINT_READY_RECORD"], Sort.PERSON),
        ({NIK: "", STATUS: "5"}, ["", "5"], Sort.NOBODY),
        ({NIK: "", NAME: "Bulan Desi Noteboom"}, ["Bulan Desi Noteboom"], Sort.NAME_ALONE),
        ({NIK: "", NAME: "Note Kebon (Alm.)"}, ["Note Kebon (Alm.)"], Sort.NAME_ALONE),
        ({NIK: "", NAME: "(Alm.) Yosef Tefa"}, ["(Alm.) Yosef Tefa"], Sort.NAME_ALONE),
        ({NIK: "", NAME: "Ketut Anugerah"}, ["Ketut Anugerah"], Sort.NAME_ALONE),
        ({NIK: "", NAME: "Yosef Tefa, S.Pd., M.Si."}, ["Yosef Tefa, S.Pd., M.Si."], Sort.NAME_ALONE),
        ({NIK: "", NAME: "Maria Mei"}, ["7", "", "Maria Mei"], Sort.PERSON),
    ],
    ids=str,
)
def test_a_row_is_sorted_by_what_it_says(cells: dict[Meaning, Cell], row: list[Cell], sort: Sort) -> None:
    assert sort_of(cells, row) is sort


@pytest.mark.parametrize("piece", ["_-", "12-", "SoE, ", "1 ", "(", "a.", "\u2026", ".", "Maret "])
def test_a_cell_made_to_be_slow_is_sorted_at_once(piece: str) -> None:
    text = piece * 3000

    for end in ("", "!", "2024"):
        began = time.monotonic()
        sort_of({NIK: text + end, NAME: text + end}, [text + end])
        assert time.monotonic() - began < 2  # a pattern that tries all ways takes hours


def test_a_school_without_niks_keeps_its_pupils_and_no_head(tmp_path: Path, read: Read) -> None:
    lone = pupil(3, NIK=None)
    rows: list[Cells] = [
        DAPODIK_ABOVE, DAPODIK_BENEATH, pupil(1), pupil(2, NIK=None), lone, [],
        [None, "SoE, 12 Juli 2018"], [None, "Kepala Sekolah,"], [], [None, "YOSEF NABUASA, S.Pd", "NIP"],
        [None, "NIP. 197001011995031001"],
    ]  # fmt: skip

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "dapodik")

    assert [(row.number, row.has_nik) for row in taken] == [(3, True), (4, False), (5, False)]
    assert seen.counts.refused == 0


def test_a_person_who_waits_is_not_of_the_family_beneath(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [
        ["NAMA", "NIK", "ROMBEL"],
        [name(1), nik_of(1), "X"],
        [name(2)],
        ["Desa : Taneotob"],
        [name(3), nik_of(3), "X"],
    ]

    _seen, taken = read(
        make_csv(tmp_path / "a.csv", [["Kecamatan : Nunbena", "Desa : Noebesi"], *rows]), "dapodik"
    )

    assert [row.village for row in taken] == ["53.02.32.2003", "53.02.32.2003", "53.02.32.2004"]
