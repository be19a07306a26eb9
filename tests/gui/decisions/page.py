"""Perlu diputuskan as a person at the keyboard meets it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ektp_desk.gui.decisions.presenter import Presenter
from ektp_desk.gui.decisions.version import VersionCard
from tests.gui.place_pages import USUAL, ShellPage
from tests.gui.worlds import World


class DecisionsPage(ShellPage):
    """The screen in a shell of its own, read anew after each write as the window does."""

    def __init__(self, world: World, *, size: QSize = USUAL) -> None:
        self.told: list[str] = []
        self.refused: list[str] = []
        presenter = Presenter(world.work)
        world.work.told.connect(self.told.append)
        world.work.refused.connect(lambda error: self.refused.append(error.code))
        world.work.changed.connect(presenter.read_anew)
        super().__init__(world, presenter, "decisions", size=size)
        self.view = presenter.view

    def press(self, *keys: str) -> DecisionsPage:
        """Press keys, each when the screen is still."""
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.shell, QKeySequence(key))
            self.settle()
            self.settle()
        return self

    def versions(self) -> list[str]:
        """Give the versions as they are heard."""
        return [card.accessibleName() for card in self._cards()]

    def marked(self) -> list[list[str]]:
        """Give the lines that each version marks as different."""
        return [card.marked for card in self._cards()]

    def settled(self) -> list[str]:
        """Give the decisions taken, latest first; one that was taken back ends with its word."""
        table = self.view.history
        return [table.rows.cell(at, 0).text + " · " + table.rows.cell(at, 0).under.rpartition(" · ")[2]
                for at in range(table.rows.rowCount())]  # fmt: skip

    def _cards(self) -> list[VersionCard]:
        return [card for card in self.view.cards if card.isVisible()]
