"""Closing the day as a supervisor meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.closing.presenter import Presenter
from ektp_desk.gui.closing.view import ClosingView
from ektp_desk.gui.kit import ActButton
from ektp_desk.gui.screen import Room
from ektp_desk.gui.work import Go
from ektp_desk.usecases.visits.queries import the_visit
from tests.gui.place_pages import AlonePage
from tests.gui.worlds import World


class ClosingPage(AlonePage):
    """Holds the key events; reads what the screen shows."""

    def __init__(self, world: World) -> None:
        self.presenter = Presenter(world.work)
        self.room = Room()
        self.why: list[str] = []  # what was said of acts that rest
        world.work.explained.connect(self.why.append)
        super().__init__(world, self.presenter, "closing")

    def _show(self, _view: QWidget) -> None:
        self.room.take(self.presenter)
        super()._show(self.room)

    @property
    def view(self) -> ClosingView:
        """The view that stands now: another look brings another one."""
        return self.presenter.view

    def press(self, *keys: str) -> None:
        """Press keys, written as on their keycaps."""
        for key in keys:
            QTest.keySequence(self.focus(), QKeySequence(key.replace("Enter", "Return")))
            self._world.settle()

    def press_keypad_enter_with_ctrl(self) -> None:
        """Sign with the other Enter."""
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
        QTest.keyClick(self.focus(), Qt.Key.Key_Enter, keys)
        self._world.settle()

    def comes_again(self) -> None:
        """Leave the screen for another and come back."""
        self.presenter.shown(Go("closing"))
        self._world.settle()

    def blue(self) -> str:
        """The word of the blue button."""
        button = self.view.bar.blue()
        assert isinstance(button, ActButton)
        return button.word()

    def blue_place(self) -> QPoint:
        """Where the blue button stands."""
        return self.view.bar.blue().mapTo(self.view, QPoint())

    def at(self) -> str:
        """The name of what holds the focus."""
        return self.focus().objectName()

    def lacks(self) -> str:
        """What is wrong with the passphrase."""
        return self.view.bar.passphrase.edit.accessibleDescription()

    def passphrase(self) -> str:
        """What stands in its box."""
        return self.view.bar.passphrase.text()

    def note(self) -> str:
        """What stands in the box that asks why."""
        return self.view.bar.note.text()

    def says(self) -> str:
        """The large line."""
        return self.view.head.title.full_text()

    def says_below(self) -> str:
        """The line below the large one."""
        return self.view.head.help.full_text()

    def team(self) -> str:
        """What is said of the team's other laptops; empty where nothing is seen of them."""
        found = self.view.findChild(QWidget, "closing_team")
        return found.accessibleName() if found is not None and found.isVisible() else ""

    def head_height(self) -> int:
        return self.view.head.height()

    def equation(self) -> str:
        """What is heard of the picture."""
        return self.view.flow.accessibleDescription()

    def unclear(self) -> int:
        """How many numbers are listed as unclear."""
        return self.view.unclear.table.rows.rowCount()

    def exception(self, row: int) -> list[str]:
        """A line of the exceptions, by its columns."""
        rows = self.view.exceptions.table.rows
        return [rows.cell(row, column).text for column in range(rows.columnCount())]

    def sees(self, name: str) -> bool:
        found = self.view.findChild(QWidget, name)
        return found is not None and found.isVisible()


def state(world: World, visit: str) -> VisitState:
    return world.tell(lambda session: the_visit(session, visit)).state
