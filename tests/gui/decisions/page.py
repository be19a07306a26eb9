"""Perlu diputuskan as a person at the keyboard meets it."""

from __future__ import annotations

from PySide6.QtCore import QSize

from ektp_desk.gui.decisions.presenter import Presenter
from ektp_desk.gui.decisions.view import DecisionsView, VersionCard
from tests.gui.place_pages import USUAL, KeysPage
from tests.gui.worlds import World


class DecisionsPage(KeysPage):
    """The screen in a shell of its own."""

    def __init__(self, world: World, *, size: QSize = USUAL) -> None:
        self._presenter = Presenter(world.work)
        super().__init__(world, self._presenter, "decisions", size=size)

    @property
    def view(self) -> DecisionsView:
        """The view that stands now: another look brings another one."""
        return self._presenter.view

    def versions(self) -> list[str]:
        """As they are heard."""
        return [card.accessibleName() for card in self._cards()]

    def marked(self) -> list[list[str]]:
        """The lines that each version marks as different."""
        return [card.marked for card in self._cards()]

    def settled(self) -> list[str]:
        """The decisions taken, latest first; one that was taken back ends with its word."""
        table = self.view.history
        return [table.rows.cell(at, 0).text + " · " + table.rows.cell(at, 0).under.rpartition(" · ")[2]
                for at in range(table.rows.rowCount())]  # fmt: skip

    def settled_about(self) -> list[str]:
        """What is said below each decision."""
        table = self.view.history
        return [table.rows.cell(at, 0).under for at in range(table.rows.rowCount())]

    def _cards(self) -> list[VersionCard]:
        return [card for card in self.view.cards if card.isVisible()]
