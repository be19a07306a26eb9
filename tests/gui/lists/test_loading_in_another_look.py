"""Another look in the middle of loading a list: what was typed, marked, opened and read stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ektp_desk.usecases.lists.queries import lists
from ektp_desk.words import SOURCE, speak
from tests.gui.lists import test_esc as states
from tests.gui.lists.page import ListsPage
from tests.gui.lists.test_another_look import change_look, turn_look
from tests.gui.lists.test_esc import STATES, Desk
from tests.gui.worlds import World
from tests.sheets.making import SIAK_TITLES, make_xlsx

pytestmark = pytest.mark.gui

Story = Callable[[Desk, Callable[[], None]], None]


def _a_path_half_typed(desk: Desk, turn: Callable[[], None]) -> None:
    page, path = desk.page, desk.list()
    page.press("I", "5")
    page.type(str(path)[:-8])
    turn()
    assert (page.where(), page.at()) == ("file, choices", "list_path")
    assert page.sees("Muat daftar: DPT")
    page.press("Enter")  # takes the one that fits
    assert page.file.path.text() == str(path)


def _marked_files(desk: Desk, turn: Callable[[], None]) -> None:
    page = desk.page
    for name in ("a.xlsx", "b.xlsx", "c.xlsx"):
        make_xlsx(desk.folder / name, {"A": [SIAK_TITLES, *desk.people(4)]})
    page.press("I", "1")
    page.paste(f"{desk.folder}/")
    page.press("Enter", "Space", "Down", "Space")
    turn()
    assert (page.at(), page.row_at_hand("list_files")[1]) == ("list_files", "b.xlsx")
    assert page.sees("2 berkas ditandai")
    page.press("Enter")
    assert page.sees("2 berkas · 2 lembar, satu susunan")


def _what_is_said_of_the_list(desk: Desk, turn: Callable[[], None]) -> None:
    page = desk.page
    page.load(
        make_xlsx(desk.folder / "belum-rekam-per-maret-2019.xlsx", {"A": [SIAK_TITLES, *desk.people(4)]})
    )
    page.go_to("list_source")
    page.press("Down")
    page.go_to("list_name")
    page.retype("Belum rek")
    turn()
    assert page.at() == "list_name"
    assert page.sees("Per tanggal · ditebak")
    page.type("am")
    page.press("Enter")
    (kept,) = desk.world.tell(lists)
    assert (kept.name, kept.as_of, kept.source) == ("Belum rekam", "2019-03-31", "Desa")


def _a_finding_at_hand(desk: Desk, turn: Callable[[], None]) -> None:
    page, people = desk.page, desk.people(9)
    people[2][0] = people[4][0] = "123"
    page.load(make_xlsx(desk.folder / "daftar.xlsx", {"A": [SIAK_TITLES, *people]}))
    page.press("L", "Down")
    at_hand = page.row_at_hand("finding_rows")
    turn()
    assert (page.where(), page.at()) == ("preview, rows", "finding_rows")
    assert page.row_at_hand("finding_rows") == at_hand
    assert page.sees("Simpan 2 baris yang ditolak")


def _a_meaning_half_typed(desk: Desk, turn: Callable[[], None]) -> None:
    page = desk.page
    states.columns(desk)
    page.press("Down", "Enter")
    page.type("t")
    page.press("Down")
    column, choice = page.row_at_hand("columns"), page.row_at_hand("meaning_choices")
    turn()
    assert (page.where(), page.at()) == ("preview, correction", "column_meaning")
    assert (page.row_at_hand("columns"), page.row_at_hand("meaning_choices")) == (column, choice)
    page.press("Enter")
    assert page.row_at_hand("columns")[2] == choice[0]


@pytest.mark.parametrize(
    "story",
    [_a_path_half_typed, _marked_files, _what_is_said_of_the_list, _a_finding_at_hand, _a_meaning_half_typed],
    ids=lambda story: story.__name__.strip("_"),
)
def test_what_was_begun_goes_on(
    qapp: QApplication,
    page: ListsPage,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    story: Story,
) -> None:
    desk = Desk(page, world, tmp_path, monkeypatch)
    story(desk, lambda: change_look(qapp, world, page))


STANDING = ("another kind proposed", "preview, file changed", "preview, tally", "storing")


def test_what_stands_there_stands_there_again(
    qapp: QApplication, page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, state in enumerate(STANDING):
        (folder := tmp_path / state).mkdir()
        with monkeypatch.context() as patch:
            desk = Desk(page, world, folder, patch, first=20 * number)
            way, there, words, after = STATES[state]
            way(desk)
            at, banner = page.at(), page.banner()
            turn_look(qapp, page, base=16 + number)

            assert (page.where(), page.esc_words()) == (there, words), state
            assert (page.at(), page.banner()) == (at, banner), state
            page.press("Esc")
            assert page.where() == after, state
        desk.go_home()
    assert world.tell(lists) == []


def test_what_was_found_is_said_in_the_other_language(
    qapp: QApplication, page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(page, world, tmp_path, monkeypatch)
    people = desk.people(9)
    people[2][0] = "123"
    page.load(make_xlsx(desk.folder / "daftar.xlsx", {"A": [SIAK_TITLES, *people]}))
    assert page.sees("1 baris ditolak")
    page.press("K", "Down", "Enter")
    page.type("t")
    column, at = page.row_at_hand("columns")[0], page.at()
    try:
        speak("en")
        change_look(qapp, world, page)
        assert page.sees("sheet A, titles in row 1")
        assert (page.row_at_hand("columns")[0], page.at()) == (column, at)
        page.press("Esc")
        assert page.sees("1 row refused")
    finally:
        speak(SOURCE)
