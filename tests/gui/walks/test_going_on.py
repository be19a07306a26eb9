"""A form of several boxes says once which key goes on to the next, and it does."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from tests.gui.desks import DeskPage, attest, open_desk, unrecorded

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def goes_on(page: DeskPage) -> list[str]:
    """What the visible hints on going on say to the ear."""
    words = [each.accessibleName() for each in page.shown() if isinstance(each, QLabel)]
    return [each for each in words if each.startswith("ke isian berikutnya")]


def test_forms_of_the_recording_print_tab_where_enter_saves(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        attest(page)
        page.press("Return")
        assert goes_on(page) == []
        page.press("Ctrl+N")
        assert goes_on(page) == ["ke isian berikutnya (Tab)"]
        page.press("Tab", "L", "Tab")
        assert page.focus() == "walk_in_birth"

        page.press("Esc").type(unrecorded(page).nik).press("Return", "Alt+4", "1")
        assert goes_on(page) == ["ke isian berikutnya (Tab)"]
        assert page.focus() == "exception_count_irises"
        page.press("Tab")
        assert page.focus() == "exception_second"


def test_so_does_a_supervisors_word(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        attest(page)
        page.press("Return", "Ctrl+N").type("MELKI CONTOH").press("Tab", "L", "Tab").type("1-1-2015")
        page.press("Return", "=", "=", "Ctrl+Return")
        assert goes_on(page) == ["ke isian berikutnya (Tab)"]
        page.type("menurut akta").press("Tab")
        assert page.focus() == "passing_passphrase"


@pytest.mark.parametrize(
    ("key", "boxes"), [("Ctrl+Ins", ["many_count", "many_group"]), ("Ctrl+H", ["home_contact"])]
)
def test_so_do_the_cards_of_the_queue(qtbot: QtBot, folders: Folders, key: str, boxes: list[str]) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press(key)
        assert goes_on(page) == ["ke isian berikutnya (Tab)"]
        assert page.focus() == boxes[0]


def test_in_a_plan_enter_goes_on(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F10", "N")
        assert goes_on(page) == ["ke isian berikutnya (Enter)"]
