"""Every place and card in the whole window: Qt gives a key that is bound twice to neither, so none may be."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from tests.gui.desks import open_desk
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
QUEUE = (
    "F2",
    "Ctrl+R",
    "Ctrl+↑",
    "Esc",
    "Ctrl+Ins",
    "Esc",
    "F9",
    "Esc",
    "Ctrl+Z",
    "Esc",
    "Ctrl+Tab",
    "Ctrl+Tab",
)
RARE = ("Ctrl+H", "Ctrl+D", "Ctrl+M", "Ctrl+Shift+H")
RECORDING = ("F2", "Enter", "Ctrl+N", "Esc")
OTHERS = ("F1", "F4", "Down", "F6", "L", "/", "F10", "N", "Esc", "Esc", "Ctrl+K", "Shift+F1", "Esc", "F12")


@pytest.mark.parametrize("keys", [QUEUE, RECORDING, OTHERS], ids=["queue", "recording", "others"])
def test_no_key_has_two(qtbot: QtBot, folders: Folders, keys: tuple[str, ...]) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        Walk(page).press(*keys)


def test_no_key_of_the_menu_has_two(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        for key in RARE:
            Walk(page).look_up(key).press("Esc")
