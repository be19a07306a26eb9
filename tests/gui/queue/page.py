"""The queue as a person at the desk meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.gui.queue.presenter import Presenter
from ektp_desk.usecases.visit.planning import open_visit
from tests.gui.worlds import World

_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Keypad Enter": Qt.Key.Key_Enter,
    "Esc": Qt.Key.Key_Escape,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Tab": Qt.Key.Key_Tab,
}


class QueuePage:
    """Holds the key events; reads what the screen shows."""

    def __init__(self, world: World) -> None:
        self._world, self._qtbot = world, world.qtbot
        self.presenter = Presenter(world.work)
        self.view = self.presenter._view
        self.went: list[tuple[str, object]] = []
        self.told: list[str] = []
        self.refused: list[str] = []
        world.work.go_asked.connect(lambda key, subject: self.went.append((key, subject)))
        world.work.told.connect(self.told.append)
        world.work.refused.connect(lambda error: self.refused.append(error.code))
        world.work.changed.connect(self._after_a_write)
        self._qtbot.addWidget(self.view)
        self.view.resize(1150, 574)
        self.view.show()
        self._qtbot.waitExposed(self.view)
        self.view.activateWindow()
        self._qtbot.waitUntil(self.view.isActiveWindow)
        self.presenter.shown(None)
        world.settle()

    def _after_a_write(self) -> None:
        def read(visit: object) -> None:
            self._world.work.visit = visit  # type: ignore[assignment]  # as the window does
            self.presenter.read_anew()

        self._world.work.ask(open_visit, read)

    def press(self, *keys: str) -> None:
        """Press keys one after another on whatever has the focus; each is answered before the next."""
        for key in keys:
            if key in _KEYS:
                QTest.keyClick(self.focus(), _KEYS[key])
            else:
                QTest.keyClicks(self.focus(), key)
            self._world.settle()

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self.focus(), text)
        self._world.settle()

    def focus(self) -> QWidget:
        """Give what has the focus."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def numbers(self) -> list[str]:
        """Give the numbers in the list, top first."""
        rows = self.view.table.rows
        return [rows.cell(at, 0).text for at in range(rows.rowCount())]

    def states(self) -> dict[str, str]:
        """Give the word that stands beside each number."""
        rows = self.view.table.rows
        return {rows.cell(at, 0).text: rows.cell(at, 4).text for at in range(rows.rowCount())}

    def chosen(self) -> str:
        """Give the number of the chosen row."""
        row = self.view.table.selected_row()
        return row.ticket.number if row else ""

    def called(self) -> str:
        """Give the large number."""
        return self.view.counter.number.text()

    def blue(self) -> str:
        """Give the word of the blue button."""
        return self.view.counter.blue.word()
