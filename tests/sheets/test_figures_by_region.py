"""Base figures are of the region that the row means, added up once, and told where they cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.lists.meanings import BaseFigure, ListKind
from ektp_desk.domain.places import Gazetteer, RegionCode
from tests.sheets.conftest import Read, Seen
from tests.sheets.layouts import dkb, figures
from tests.sheets.making import Cells, make_xlsx

DUE = BaseFigure.WAJIB_KTP


def due(seen: Seen) -> int:
    """Everybody who is to be recorded, as the import tells it."""
    told: int = seen.counts.document(seen.mapping, ListKind.DKB)["figures"][DUE.value]["jumlah"]
    return told


def thousand() -> list[Any]:
    """Make a region's figures of a thousand people."""
    return [500, 500, 1000, 400, 400, 800, 100, 100, 200, 300, 300, 600, 200, 200, 400]


@pytest.fixture
def districts(gazetteer: Gazetteer) -> list[str]:
    return [place.name.upper() for place in gazetteer.children(RegionCode("53.02"))]


@pytest.mark.parametrize(
    "titles", [("Wilayah",), ("KECAMATAN",), ("NO", "KECAMATAN"), ("Kecamatan", "Desa/Kelurahan")]
)
def test_districts_alone_are_no_villages_of_their_name(
    tmp_path: Path, read: Read, districts: list[str], titles: tuple[str, ...]
) -> None:
    def row(at: int, called: str) -> list[Any]:
        named = {"NO": at, "Desa/Kelurahan": None}
        return [*(named.get(title, called) for title in titles), *thousand()]

    rows: list[Cells] = [row(at, called) for at, called in enumerate(sorted(districts), 1)]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"KTP": dkb(rows, titles)}), "dkb")

    assert {row.region.count(".") for row in taken} == {2}
    assert (len(taken), due(seen), seen.counts.regions.villages) == (32, 32_000, 0)
    assert seen.counts.problems == []


def test_a_district_and_its_village_of_one_name_stand_beneath_each_other(tmp_path: Path, read: Read) -> None:
    names = ["NOEBANA", "NOEBANA", "FATUMNASI", "SUNI", "MELLA", "MNELAPETU"]
    others = ["FATUMNASI", "NENAS", "FATUMNASI", "NUAPIN"]
    rows: list[Cells] = [[called, *thousand()] for called in (*names, *others)]

    _seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"KTP": dkb(rows)}), "dkb")

    assert [row.region[6:] for row in taken] == [
        "24", "24.2001", "24.2002", "24.2003", "24.2004", "24.2005", "12", "12.2001", "12.2004", "12.2005"
    ]  # fmt: skip


def test_a_sheet_of_a_district_has_its_own_figures_above_its_village_of_that_name(
    tmp_path: Path, read: Read
) -> None:
    with_own: list[Cells] = [[called, *thousand()] for called in ("NUNBENA", "NOEBESI", "NUNBENA")]
    without: list[Cells] = [[called, *thousand()] for called in ("NOEBANA", "SUNI")]

    _seen, taken = read(
        make_xlsx(tmp_path / "a.xlsx", {"Nunbena": dkb(with_own), "Noebana": dkb(without)}), "dkb"
    )

    assert [row.region[6:] for row in taken] == ["32", "32.2003", "32.2002", "24.2001", "24.2003"]


def test_a_district_that_lists_some_of_its_villages_counts_whole(tmp_path: Path, read: Read) -> None:
    whole, part = figures(4_000), figures(1_500)
    rows: list[Cells] = [["KEC. NUNBENA", *whole], ["DESA NOEBESI", *part], ["KEC. NOEBANA", *whole]]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"KTP": dkb(rows)}), "dkb")

    assert len(taken) == 3
    assert due(seen) == 8_001 + 8_001
    assert [(p.sheet, p.row, p.code, p.severity.value) for p in seen.counts.problems] == [
        ("KTP", 6, "figure.below_differs", "warning")
    ]
    assert seen.counts.warned == 0  # found when all rows had passed


def test_villages_that_are_all_there_count_and_their_districts_other_figure_is_told(
    tmp_path: Path, read: Read, gazetteer: Gazetteer
) -> None:
    villages = gazetteer.children(RegionCode("53.02.32"))
    rows: list[Cells] = [["NUNBENA", *figures(9_000)]]
    rows += [[place.name, *figures(100)] for place in villages]

    seen, _taken = read(make_xlsx(tmp_path / "a.xlsx", {"KTP": dkb(rows)}), "dkb")

    assert due(seen) == 201 * len(villages)
    assert [(p.row, p.code) for p in seen.counts.problems] == [(6, "figure.below_differs")]


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({0: 100, 1: 100, 2: 200}, ["figure.more_than_due"] * 3 + ["figure.due_differs"]),
        ({5: 801}, ["figure.sum_differs"]),
        ({6: 101, 8: 201}, ["figure.due_differs"]),
        ({9: 501, 11: 801}, ["figure.more_than_due"]),
        ({3: None, 5: None}, ["figure.missing", "figure.missing"]),
        ({}, []),
    ],
)
def test_no_more_are_recorded_than_are_due(
    tmp_path: Path, read: Read, changed: dict[int, Any], codes: list[str]
) -> None:
    row = thousand()
    for at, figure in changed.items():
        row[at] = figure

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"KTP": dkb([["KEC. NUNBENA", *row]])}), "dkb")

    assert [p.code for p in seen.counts.problems] == codes
    assert {p.severity.value for p in seen.counts.problems} <= {"warning"}
    assert len(taken) == 1


def test_a_book_without_men_and_women_has_figures_of_both(tmp_path: Path, read: Read) -> None:
    titles = ["NO", "KECAMATAN", "WAJIB KTP", "SUDAH REKAM", "% REKAM", "BELUM REKAM", "SUDAH CETAK KTP-EL"]
    rows: list[Cells] = [
        ["LAPORAN PEREKAMAN KTP-EL"],
        titles,
        [1, "NUNBENA", 1000, 800, 80.0, 200, 600],
        [2, "NOEBANA", "1.200", 1100, 91.7, 100, 1000],
        ["JUMLAH", None, 2200, 1900, 86.4, 300, 1600],
    ]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"Rekap": rows}), "dkb")

    assert [(row.region, row.figures[DUE]) for row in taken] == [
        ("53.02.32", (None, None, 1000)),
        ("53.02.24", (None, None, 1200)),
    ]
    assert seen.counts.problems == []
    told = seen.counts.document(seen.mapping, ListKind.DKB)["figures"]
    assert [told[group]["jumlah"] for group in told] == [2200, 1900, 300, 1600]
    assert seen.mapping.titles()["% REKAM"] == "ignored"
