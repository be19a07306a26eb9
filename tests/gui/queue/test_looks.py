"""The queue in another look, in the middle of work: whatever was typed, chosen and opened is there again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ektp_desk.gui.kit import ActButton, Choice, ListTable
from ektp_desk.gui.kit.tokens import base, is_small
from ektp_desk.gui.queue.display import DisplayWindow
from ektp_desk.settings import Folders
from tests.gui.desks import LARGE_TYPE, SMALL, DeskPage, Waits, open_desk

pytestmark = pytest.mark.gui


def the(page: DeskPage, name: str) -> QWidget:
    """The visible widget of that name in the screen that stands now."""
    (found,) = [each for each in page.shown() if each.objectName() == name]
    return found


def typed(page: DeskPage) -> dict[str, str]:
    return {each.objectName(): each.text() for each in page.shown() if isinstance(each, QLineEdit)}


def chosen(page: DeskPage, name: str) -> str:
    table = the(page, name)
    assert isinstance(table, ListTable)
    return table.selected_key()


def lines(page: DeskPage) -> list[str]:
    table = the(page, "queue_table")
    assert isinstance(table, ListTable)
    return [table.rows.cell(at, 0).text for at in range(table.rows.rowCount())]


def test_a_half_filled_panel_stands_again_and_gives_the_focus_back(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Down", "Down", "Ctrl+Ins").type("24")
        page.press("Alt+2", "Alt+S", "Tab", "Tab").type("Desa Cont")
        row, before = chosen(page, "queue_table"), typed(page)
        old = the(page, "queue")

        page.press("F11")

        assert the(page, "queue") is not old
        assert typed(page) == before
        purpose, at_once = the(page, "many_purpose"), the(page, "many_at_once")
        assert isinstance(purpose, Choice)
        assert isinstance(at_once, QCheckBox)
        assert (purpose.value(), at_once.isChecked(), page.focus()) == ("fetch_card", True, "many_group")
        page.type("oh").press("Esc")
        assert (page.focus(), chosen(page, "queue_table")) == ("queue_search", row)


def test_an_unfolded_group_its_scrolled_list_and_a_chosen_row_stay_in_the_small_form(
    qtbot: Waits, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+Ins").type("24")
        page.press("Alt+S", "Tab", "Tab").type("Desa Contoh").press("Return", "End", "Right", *["Down"] * 20)
        before, row = lines(page), chosen(page, "queue_table")
        assert len(before) == len(set(before)) > 24

        page.resize(*SMALL)

        assert is_small()
        assert (lines(page), chosen(page, "queue_table"), page.focus()) == (before, row, "queue_search")
        table, call = the(page, "queue_table"), the(page, "queue_call")
        assert isinstance(table, ListTable)
        assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()
        assert isinstance(call, ActButton)
        assert call.word() == f"Panggil {row.rpartition(':')[2]}"  # the acts know what is chosen


def test_a_home_and_how_its_round_ends_are_still_asked_about(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        for dusun in ("Satu", "Dua"):
            page.press("Ctrl+H", "Tab", "Tab").type(dusun).press("Return")
        page.press("Ctrl+Shift+H", "Down")
        stop = chosen(page, "homes_table")
        page.press("F9", "H", "C").type("11-04")

        page.resize(*LARGE_TYPE)

        assert base() == 20
        assert (typed(page)["ending_date"], page.focus()) == ("11-04", "ending_date")
        page.press("Esc")
        assert (chosen(page, "homes_table"), page.focus()) == (stop, "homes_table")
        page.press("F9", "H")
        assert the(page, "ending_date").isVisible()
        page.press("F11")
        assert the(page, "ending_date").isVisible()  # as the chosen ending has it
        assert page.focus() == "ending_cannot_today"


def test_the_halls_display_stays_open(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+D", "Return")
        (display,) = page.window.findChildren(DisplayWindow)

        page.press("F11", "F11")

        assert page.window.findChildren(DisplayWindow) == [display]
        assert display.isVisible()
        page.press("Ctrl+D", "Return")
        assert not display.isVisible()
