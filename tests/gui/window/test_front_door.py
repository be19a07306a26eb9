"""One window, and nothing left over: no second window flashes, no clock outlives its screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from tests.gui.desks import open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


class Shown(QObject):
    """Notes every top-level window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Look, and let pass."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(f"{type(watched).__name__} {watched.objectName()}".strip())
        return False


def test_there_is_one_window(qtbot: QtBot, folders: Folders) -> None:
    """A widget shown before it has its place is a window of its own, and takes the focus."""
    app = QApplication.instance()
    assert app is not None
    seen = Shown()
    app.installEventFilter(seen)
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F1", "F3", "F6", "F10", "F2")
        assert QApplication.activeWindow() is page.window
    app.removeEventFilter(seen)

    assert [name for name in seen.names if "Popup" not in name] == ["Window"]


def test_every_key_of_the_navigation_leads_somewhere(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        for key, place in (
            ("F1", "today"),
            ("F3", "recording"),
            ("F6", "reports"),
            ("F10", "visits"),
            ("F2", "queue"),
        ):
            page.press(key)
            assert page.place == place


def test_a_report_can_be_chosen_by_keys(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F6")
        choices = [w for w in page.shown() if isinstance(w, QComboBox)]

        assert all(choice.accessibleName() for choice in choices)
