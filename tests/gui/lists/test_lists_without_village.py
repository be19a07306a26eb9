"""A list that nothing puts anywhere is put there by who loads it, and its people become targets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize

from ektp_desk.gui.kit import ActButton
from tests.gui.lists.page import ListsPage, targets
from tests.gui.worlds import World
from tests.sheets.making import SIAK_TITLES, make_xlsx, people

pytestmark = pytest.mark.gui

PLAIN = [["DAFTAR BELUM REKAM"], SIAK_TITLES[:6], *(row[:6] for row in people(40))]


def file(tmp_path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    return make_xlsx(tmp_path / "daftar.xlsx", {"BELUM": rows})


def test_a_list_of_one_village_becomes_targets_by_keys(page: ListsPage, world: World, tmp_path: Path) -> None:
    page.load(file(tmp_path, PLAIN))
    assert page.sees("Sebut desa 40 orang")

    page.press("D")
    page.type("noebesi")
    page.press("Enter")  # the first that fits
    assert page.sees("Tanpa desa: Noebesi")
    assert page.sees("0 diberi tanda")
    page.press("Enter")
    assert page.table("lists")[0][4] == "40"

    page.plan("noebesi")
    assert targets(world) == [40]


def test_a_title_is_enough_to_become_targets(page: ListsPage, world: World, tmp_path: Path) -> None:
    title = "DAFTAR PENDUDUK BELUM REKAM DESA NOEBESI KECAMATAN NUNBENA"
    page.load(file(tmp_path, [[title], *PLAIN[1:]]))
    assert page.sees("Daftar ini untuk: Noebesi, Nunbena")
    assert not page.shows("list_village")

    page.press("Enter")
    page.plan("noebesi")
    assert targets(world) == [40]


def test_a_word_that_is_no_village_is_refused_and_nothing_said_takes_it_back(
    page: ListsPage, tmp_path: Path
) -> None:
    page.load(file(tmp_path, PLAIN))
    page.press("D")
    page.type("kupang")
    page.press("Enter")
    assert page.shows("list_village_question")
    assert page.sees("Desa ini tidak dikenal")

    page.retype("Noebesi, Nunbena")
    page.press("Enter")
    assert page.sees("Tanpa desa: Noebesi")
    page.press("D", "Enter")
    assert page.sees("Sebut desa 40 orang")
    page.press("D", "Esc")
    assert page.sees("Sebut desa 40 orang")


def test_rows_that_say_their_village_keep_it_and_others_say_that_they_did_not(
    page: ListsPage, tmp_path: Path
) -> None:
    rows = [[*row[:6], desa] for row, desa in zip(people(3), ("Nunumeu", "Nobessi", None), strict=True)]
    page.load(file(tmp_path, [[*SIAK_TITLES[:6], "DESA"], *rows]))
    assert page.sees("Sebut desa 2 orang")
    page.press("D")
    page.type("noebesi")
    page.press("Enter")
    assert page.sees("dipakai desa yang Anda sebut")
    page.press("A")
    assert [row[:2] for row in page.table("tally")] == [
        ["Desa Noebesi, Kec. Nunbena", "2"],
        ["Kelurahan Nunumeu, Kec. Kota Soe", "1"],
    ]


def test_in_the_smallest_window_all_that_can_be_done_is_in_sight(world: World, tmp_path: Path) -> None:
    page = ListsPage(world, QSize(1024, 560))
    rows = [list(row[:6]) for row in people(40)]
    rows[3][0] = "12345"
    page.load(file(tmp_path, [SIAK_TITLES[:6], *rows]))
    for name in ("list_load", "list_village", "column_change", "to_tally", "refused_save", "list_cancel"):
        button = page.shell.findChild(ActButton, name)
        assert button is not None
        assert button.visibleRegion().boundingRect() == button.rect(), name
