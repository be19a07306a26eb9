"""Sheets that are not of the kind are passed by and said; people whose header is lost are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.lists.mapping import Mapping
from tests.sheets.conftest import Read, Seen
from tests.sheets.layouts import BIP_EKTP, DPT_KABKO, KK, bip_ektp, dkb, dpt, figures, nik_of
from tests.sheets.making import SIAK_TITLES, Cells, make_csv, make_xlsx, name, people, person

GUIDE: list[Cells] = [
    ["PETUNJUK"],
    ["Isi NIK 16 angka sebagai teks, misalnya 5302320101909001"],
    ["Nama", "Arti"],
]
REKAP: list[Cells] = [["Desa", "Laki-laki", "Perempuan", "Jumlah"], ["Noebesi", 12, 9, 21]]
FAMILIES: list[Cells] = [["No", "No KK", "Nama Kepala Keluarga"], [1, KK, name(1)], [2, KK, name(2)]]


def told(seen: Seen) -> list[tuple[str, int, str, str]]:
    return [(p.sheet, p.row, p.code, p.severity.value) for p in seen.counts.problems]


@pytest.mark.parametrize("other", [GUIDE, REKAP, FAMILIES], ids=["guide", "sums", "families"])
@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_that_is_no_list_is_named_and_refuses_nothing(
    tmp_path: Path, read: Read, other: list[Cells], first: bool
) -> None:
    sheets: dict[str, list[Cells]] = {"Data": [SIAK_TITLES, *people(3)]}
    sheets = {"Lain": other} | sheets if first else sheets | {"Lain": other}

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", sheets))

    assert (len(taken), seen.counts.rows_read, told(seen)) == (3, 3, [])
    assert seen.mapping.left_out == ("Lain",)


@pytest.mark.parametrize(
    "other",
    [
        [["DPT"], DPT_KABKO, dpt(5), dpt(6)],
        [["NIK", "STATUS"], [nik_of(7), "PRR"]],
        dkb([["Noebesi", *figures(3)]]),
    ],
    ids=["dpt", "status", "dkb"],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_of_another_kind_is_passed_by_and_told(
    tmp_path: Path, read: Read, other: list[Cells], first: bool
) -> None:
    sheets: dict[str, list[Cells]] = {
        "Noebesi": [["KECAMATAN : NUNBENA"], BIP_EKTP, bip_ektp(1), bip_ektp(2)]
    }
    sheets = {"Lain": other} | sheets if first else sheets | {"Lain": other}
    path = make_xlsx(tmp_path / "a.xlsx", sheets)

    seen, taken = read(path, "bip")
    again, _taken = read(path, "bip", mapping=Mapping(seen.mapping.sheets))

    assert (len(taken), seen.counts.rows_read, seen.counts.warned) == (2, 2, 0)
    assert told(seen) == [("Lain", 1, "sheet.other_kind", "warning")]
    assert seen.mapping.left_out == ("Lain",)
    assert (told(again), again.mapping) == (told(seen), seen.mapping)


@pytest.mark.parametrize("kind", ["belum-rekam", "dapodik"])
def test_people_whose_header_is_lost_are_refused_one_by_one(tmp_path: Path, read: Read, kind: str) -> None:
    sheets: dict[str, list[Cells]] = {
        "Lill ana": [
            ["DESA LILL ANA"],
            [None, nik_of(1), name(1)],
            [None, f"'{nik_of(2)}", name(2)],
            ["Jumlah", 2],
        ],
        "Noebesi": [["NIK", "NAMA"], [nik_of(3), name(3)]],
        "Taneotob": [["Nomor Identitas", "NAMA"], [nik_of(4), name(4)], [5302320204039007, name(5)]],
    }

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", sheets), kind)

    assert [row.sheet for row in taken] == ["Noebesi"]
    assert told(seen)[:2] == [("Lill ana", row, "row.no_header", "refused") for row in (2, 3)]
    assert [(sheet, row) for sheet, row, code, _s in told(seen) if code == "row.no_header"][2:] == [
        ("Taneotob", 2), ("Taneotob", 3)
    ]  # fmt: skip
    assert (seen.counts.rows_read, seen.counts.refused) == (5, 4)
    assert seen.mapping.left_out == ("Lill ana", "Taneotob")


def test_a_file_without_any_sheet_of_the_kind_is_refused_as_before(
    tmp_path: Path, refusal: object, refused_with: object
) -> None:
    lost = make_csv(tmp_path / "a.csv", [["Nomor Identitas", "NAMA"], person(1)[:2]])
    voters = make_xlsx(tmp_path / "b.xlsx", {"Petunjuk": GUIDE, "DPT": [DPT_KABKO, dpt(1)]})

    assert refusal(lost) == "import.not_a_list"  # type: ignore[operator]  # a fixture
    told_instead = refused_with(voters, "bip")  # type: ignore[operator]  # a fixture
    assert (told_instead.code, told_instead.facts) == ("import.wrong_kind", {"looks_like": "dpt"})
