"""F7 as a person at the keyboard meets it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ektp_desk.gui.exchange.presenter import Presenter
from ektp_desk.gui.exchange.view import ExchangeView
from ektp_desk.gui.kit import ListTable
from ektp_desk.gui.kit.form import Panel
from tests.gui.place_pages import USUAL, KeysPage
from tests.gui.worlds import World


class ExchangePage(KeysPage):
    """The screen in a shell of its own."""

    def __init__(self, world: World, *, size: QSize = USUAL) -> None:
        self._presenter = Presenter(world.work)
        super().__init__(world, self._presenter, "exchange", size=size)

    @property
    def view(self) -> ExchangeView:
        """The view that stands now: another look brings another one."""
        return self._presenter.view

    def rows(self) -> list[list[str]]:
        """The ladder's cells, without what a laptop is called."""
        table = self.view.table.rows
        return [
            [table.cell(row, column).text for column in range(1, table.columnCount())]
            for row in range(table.rowCount())
        ]

    def stick_lines(self) -> list[tuple[str, str]]:
        """What was carried last, of which way; the panel is open."""
        table = self.view.findChild(ListTable, "stick_lines")
        assert table is not None
        return [
            (table.rows.cell(at, 0).text, table.rows.cell(at, 1).text) for at in range(table.rows.rowCount())
        ]

    def receipts(self) -> list[list[str]]:
        """The cells of what the office said, without the journals' labels; the panel is open."""
        table = self.view.findChild(ListTable, "receipts_table")
        assert table is not None
        columns = range(1, table.rows.columnCount())
        return [
            [table.rows.cell(row, column).text for column in columns] for row in range(table.rows.rowCount())
        ]

    def buttons(self, panel: str) -> list[str]:
        """The names of a panel's buttons, while it is open."""
        found = self.view.findChild(Panel, panel)
        assert found is not None
        return [button.objectName() for button in found.findChildren(QPushButton) if button.isVisible()]

    def tone(self, name: str) -> object:
        """The colour's meaning; None for plain ink."""
        return self._seen(name).property("tone")

    def carry(self, place: Path) -> None:
        """Send and receive on a stick at a place, by keys alone."""
        self.press("K")
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == "stick_place"
        QTest.keyClicks(focused, str(place))
        self.press("Return")
