"""Closing the day as a supervisor meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.gui.closing.presenter import Presenter
from ektp_desk.usecases.visit.planning import open_visit
from tests.gui.worlds import World


class ClosingPage:
    """Holds the key events; reads what the screen shows."""

    def __init__(self, world: World) -> None:
        self._world, self._qtbot = world, world.qtbot
        self.presenter = Presenter(world.work)
        self.view = self.presenter._view
        self.went: list[tuple[str, object]] = []
        self.refused: list[str] = []
        world.work.go_asked.connect(lambda key, subject: self.went.append((key, subject)))
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
        """Press keys, written as on their keycaps."""
        for key in keys:
            QTest.keySequence(self.focus(), QKeySequence(key.replace("Enter", "Return")))
            self._world.settle()

    def press_keypad_enter_with_ctrl(self) -> None:
        """Sign with the other Enter."""
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
        QTest.keyClick(self.focus(), Qt.Key.Key_Enter, keys)
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

    def says(self) -> str:
        """Give the large line."""
        return self.view.question.title.full_text()
