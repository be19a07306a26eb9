"""A wrong list is withdrawn and brought back by keys, with who and when; who may not is shown who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.settings import Folders
from ektp_desk.usecases.lists.queries import lists
from tests.gui.lists.page import ListsPage, targets
from tests.gui.worlds import World, open_world

pytestmark = pytest.mark.gui


@pytest.fixture
def planned(page: ListsPage, clean: Path) -> ListsPage:
    """A list with a visit of 40 targets that rests on it; the list is at hand."""
    page.load(clean)
    page.press("Enter", "Enter", "Enter", "Ctrl+Enter")
    page.go_to("lists")
    return page


def test_a_withdrawal_says_first_what_it_takes(planned: ListsPage, world: World) -> None:
    planned.press("C")
    assert planned.at() == "withdraw_reason"
    assert planned.sees("40 sasaran hilang dari kunjungan Desa Noebesi, 2 April.")
    assert planned.sees("Rekaman dan nomor antrean tetap.")
    assert planned.sees("Dapat dikembalikan sampai 1 April 2020.")
    planned.press("Esc")
    assert world.tell(lists)[0].state is ListState.STANDING
    assert planned.at() == "lists"


def test_a_wrong_list_is_withdrawn_and_brought_back_with_who_and_when(
    planned: ListsPage, world: World
) -> None:
    planned.press("C", "Enter")
    assert planned.sees("Tulis dahulu sebabnya.")
    planned.type("salah kecamatan")
    planned.press("Enter")

    assert world.tell(lists)[0].state is ListState.WITHDRAWN
    assert targets(world) == [0]
    assert planned.table("lists")[0][-1] == "dicabut"
    assert planned.sees("dicabut 2 April")
    assert planned.sees("salah kecamatan")
    assert not planned.sees("Cabut daftar…")

    planned.press("B")

    assert world.tell(lists)[0].state is ListState.STANDING
    assert targets(world) == [40]
    for what in ("dimuat", "dicabut", "dikembalikan"):
        assert planned.sees(f"2 April 07.30 · {what} oleh Maria T.")
    assert planned.told[-2:] == ["Daftar dicabut. B mengembalikannya.", "Daftar dikembalikan"]


def test_a_list_says_how_long_its_rows_are_kept(planned: ListsPage) -> None:
    assert planned.sees("berlaku · disimpan s.d. 01-04-2020")


@pytest.fixture
def world_of_operator(qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """The sample office as an operator sees it."""
    with open_world(qtbot, folders, sample=True) as made:
        made.take_roles("operator")
        yield made


def test_who_may_not_load_or_withdraw_sees_who_may(world_of_operator: World) -> None:
    page = ListsPage(world_of_operator)
    page.go_to("lists")
    assert not page.sees("Muat daftar…")
    assert not page.sees("Cabut daftar…")
    assert page.sees("Memuat dan mencabut daftar: Maria T.")
    page.press("I", "C")
    assert page.at() == "lists"
