"""F1 as a person at the keyboard meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ektp_desk.gui.kit import ActButton, BarStrip, Columns, EmptyState
from ektp_desk.gui.today.presenter import Presenter
from tests.gui.place_pages import USUAL, ShellPage
from tests.gui.worlds import World


class TodayPage(ShellPage):
    """F1 in a shell of its own."""

    def __init__(self, world: World, *, size: QSize = USUAL) -> None:
        super().__init__(world, Presenter(world.work), "today", size=size)

    def read_anew(self) -> None:
        """Let the window say that something was written."""
        self.place.read_anew()
        self.settle()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys on whatever has the focus."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.shell, key)
            self.settle()

    def heard(self, name: str) -> str:
        """What a screen reader says of a drawn chart."""
        found = self._seen(name)
        assert isinstance(found, BarStrip | Columns)
        return found.accessibleDescription()

    def concerns(self) -> list[str]:
        """The lines under "Perlu perhatian", as they are heard."""
        found = self.shell.findChildren(QPushButton)
        return [b.accessibleName() for b in found if b.objectName().startswith("concern_") and b.isVisible()]

    def buttons(self) -> list[str]:
        """The words of the visible buttons."""
        return [b.word() for b in self.shell.findChildren(ActButton) if b.isVisible()]

    def click(self, name: str) -> None:
        button = self._seen(name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def blue(self) -> list[str]:
        """Name the visible blue buttons."""
        return [b.word() for b in self.shell.findChildren(ActButton) if b.isVisible() and b._kind == "blue"]

    def empty_words(self) -> str:
        """The words of the empty state."""
        found = self._seen("no_visit")
        assert isinstance(found, EmptyState)
        return found.accessibleName()
