"""Every place and card in the whole window: Qt gives a key that is bound twice to neither, so none may be."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from tests.gui.desks import open_desk
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
QUEUE = ("F2", "P", "D", "Esc", "B", "Esc", "S", "Esc", "R", "Esc", "Y", "Esc", "M", "Esc", "H", "H")
RECORDING = ("F2", "Enter", "Ctrl+N", "Esc")
OTHERS = ("F1", "F4", "Down", "F6", "L", "/", "F10", "N", "Esc", "Esc", "Ctrl+K", "Shift+F1", "Esc", "F12")


@pytest.mark.parametrize("keys", [QUEUE, RECORDING, OTHERS], ids=["queue", "recording", "others"])
def test_no_key_has_two(qtbot: QtBot, folders: Folders, keys: tuple[str, ...]) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        Walk(page).press(*keys)
