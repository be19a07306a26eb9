"""Closing the day as a supervisor meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.closing.presenter import Presenter
from ektp_desk.usecases.visits.queries import the_visit
from tests.gui.place_pages import AlonePage
from tests.gui.worlds import World


class ClosingPage(AlonePage):
    """Holds the key events; reads what the screen shows."""

    def __init__(self, world: World) -> None:
        self.presenter = Presenter(world.work)
        self.view = self.presenter._view
        super().__init__(world, self.presenter, "closing")

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

    def lacks(self) -> str:
        """What is wrong with the passphrase."""
        return self.view.bar.passphrase.edit.accessibleDescription()

    def says(self) -> str:
        """The large line."""
        return self.view.question.title.full_text()


def state(world: World, visit: str) -> VisitState:
    return world.tell(lambda session: the_visit(session, visit)).state
