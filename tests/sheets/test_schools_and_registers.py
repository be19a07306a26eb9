"""A school's list and a register's export: the person's own columns are taken, everybody else's are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from ektp_desk.domain.lists.meanings import ListKind, Meaning
from tests.sheets.conftest import Read
from tests.sheets.layouts import (
    DAPODIK_ABOVE,
    DAPODIK_BENEATH,
    KK,
    SIAK,
    born,
    nik_of,
    pupil,
    siak,
)
from tests.sheets.making import SIAK_TITLES as OFFICIAL
from tests.sheets.making import Cells, Formula, make_csv, make_xlsx, name, person

SCHOOL: list[Cells] = [
    ["Daftar Peserta Didik"],
    ["SMA NEGERI CONTOH"],
    ["Kecamatan Kec. Nunbena, Kabupaten Kab. Timor Tengah Selatan"],
    ["Tanggal Unduh: 2019-04-01"],
    DAPODIK_ABOVE,
    DAPODIK_BENEATH,
]


def test_a_pupil_is_taken_with_the_first_of_four_niks(tmp_path: Path, read: Read) -> None:
    seen, rows = read(make_xlsx(tmp_path / "a.xlsx", {"Daftar": [*SCHOOL, pupil(1), pupil(2)]}), "dapodik")

    assert [(r.nik, r.name, r.nisn, r.rombel, r.kk_number) for r in rows] == [
        (nik_of(1), name(1), "0000000001", "XII IPA 1", KK),
        (nik_of(2), name(2), "0000000002", "XII IPA 1", KK),
    ]
    assert [(r.village, r.rt, r.rw, r.dusun) for r in rows] == [("53.02.32.2003", "3", "1", "Oebesi")] * 2
    assert seen.counts.document(seen.mapping, ListKind.DAPODIK)["mapping"]["NIK"] == "nik"
    assert (seen.counts.accepted, seen.counts.warned, seen.counts.refused) == (2, 0, 0)


def test_what_a_school_knows_besides_is_dropped_at_the_door(tmp_path: Path, read: Read) -> None:
    seen, rows = read(make_xlsx(tmp_path / "a.xlsx", {"D": [*SCHOOL, pupil(1)]}), "dapodik")

    kept = {
        Meaning(meaning) for meaning in seen.mapping.titles().values() if meaning != Meaning.IGNORED.value
    }
    assert kept == {
        Meaning.NAME, Meaning.SEX, Meaning.NISN, Meaning.BIRTH_PLACE, Meaning.BIRTH_DATE, Meaning.NIK,
        Meaning.ADDRESS, Meaning.RT, Meaning.RW, Meaning.DUSUN, Meaning.VILLAGE_NAME, Meaning.DISTRICT_NAME,
        Meaning.ROMBEL, Meaning.KK_NUMBER,
    }  # fmt: skip
    told = msgspec.json.encode([rows, seen.mapping])
    assert not any(word in told for word in (b"BANK CONTOH", b"RAHASIA", nik_of(41).encode(), b"997"))


def test_a_pupil_without_a_nik_is_a_person_and_no_resident(tmp_path: Path, read: Read) -> None:
    rows = [*SCHOOL, pupil(1, NIK=None), pupil(2), pupil(2, Nama=name(9)), pupil(3, NIK=5302320204039010)]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"D": rows}), "dapodik")

    assert [(row.name, row.nik) for row in taken] == [
        (name(1), ""), (name(2), nik_of(2)), (name(9), nik_of(2))
    ]  # fmt: skip
    assert [(p.row, p.column, p.code, p.severity.value) for p in seen.counts.problems] == [
        (7, "NIK", "nik.not_given", "warning"),
        (10, "NIK", "nik.damaged", "refused"),
    ]
    counts = seen.counts
    assert (counts.rows_read, counts.accepted, counts.residents, counts.duplicates) == (4, 3, 1, 1)


def test_a_fathers_nik_never_stands_in_for_a_pupils(tmp_path: Path, read: Read) -> None:
    above = ["No", "Nama", "JK", "Tanggal Lahir", "NISN", "Rombel Saat Ini", "NIK", "Data Ayah", None]
    beneath = [None] * 7 + ["Nama", "NIK"]
    row = [1, name(1), "P", f"{born(1):%d-%m-%Y}", "0000000001", "XI", None, name(41), nik_of(41)]

    _, taken = read(make_xlsx(tmp_path / "a.xlsx", {"D": [above, beneath, row]}), "dapodik")

    assert [row.nik for row in taken] == [""]
    assert "nik.not_given" in taken[0].problems


def test_thirty_seven_columns_of_a_register_are_read(tmp_path: Path, read: Read) -> None:
    rows = [
        SIAK,
        siak(1),
        siak(2, **{"Status Kawin": "CERAI MATI", "SHDK": "KEPALA KELUARGA"}),
        siak(3, **{"Status Kawin": "3"}),
        siak(4, **{"Tanggal Lahir": Formula("#REF!")}),
        siak(5, NIK=""),
        siak(6, **{"Status Kawin": "???"}),
        siak(1),
    ]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"Data": rows}), "siak")

    assert len(SIAK) == 37
    assert [row.marital for row in taken] == ["never", "widowed", "", "never", "", "never"]
    assert taken[0].name == name(1)
    assert {row.village for row in taken} == {"53.02.32.2003"}
    assert [(p.row, p.column, p.code) for p in seen.counts.problems] == [
        (4, "Status Kawin", "marital.number"),
        (5, "Tanggal Lahir", "cell.error"),
        (6, "NIK", "nik.missing"),
        (7, "Status Kawin", "marital.unreadable"),
    ]
    counts = seen.counts
    assert (counts.accepted, counts.warned, counts.refused) == (6, 3, 1)
    assert (counts.residents, counts.duplicates, dict(counts.by_sex)) == (5, 1, {"P": 2, "L": 3})


@pytest.mark.parametrize(
    ("rows", "wanted", "looks_like"),
    [
        ([SIAK, siak(1)], "belum-rekam", "siak"),
        ([SIAK, siak(1)], "bip", "siak"),
        ([*SCHOOL, pupil(1)], "belum-rekam", "dapodik"),
        ([*SCHOOL, pupil(1)], "siak", "dapodik"),
        ([*SCHOOL, pupil(1)], "dkb", "dapodik"),
        ([*SCHOOL, pupil(1)], "status", "dapodik"),
        ([["NKK", "NIK", "NAMA", "TPS"], [KK, nik_of(1), name(1), "001"]], "siak", "dpt"),
        ([["NIK", "STATUS"], [nik_of(1), "PRINT_READY_RECORD"]], "siak", "status"),
    ],
)
def test_another_kind_of_list_is_named(
    tmp_path: Path, refused_with: Any, rows: list[Cells], wanted: str, looks_like: str
) -> None:
    told = refused_with(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), wanted)

    assert (told.code, told.facts) == ("import.wrong_kind", {"looks_like": looks_like})


def test_the_official_table_is_named_too(tmp_path: Path, refused_with: Any) -> None:
    path = make_csv(tmp_path / "a.csv", [OFFICIAL, person(1)])
    assert refused_with(path, "siak").facts == {"looks_like": "belum-rekam"}
