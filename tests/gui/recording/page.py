"""The recording screen as a person at the keyboard sees it: presses keys, reads what stands there."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ektp_desk.gui.kit import ActButton
from ektp_desk.gui.kit.labels import Elided
from ektp_desk.gui.recording.exception import ExceptionPanel, FingersBox
from ektp_desk.gui.recording.known import KnownPanel
from ektp_desk.gui.recording.presenter import Presenter
from ektp_desk.gui.recording.view import RecordingView
from ektp_desk.gui.screen import Room
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.work import Go
from tests.gui.worlds import World, codes_into, said_into

_NAMED = {
    "Enter": Qt.Key.Key_Return,
    "keypad Enter": Qt.Key.Key_Enter,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Space": Qt.Key.Key_Space,
    "Del": Qt.Key.Key_Delete,
    "F8": Qt.Key.Key_F8,
    "F9": Qt.Key.Key_F9,
}


_HELD = {"Ctrl+": Qt.KeyboardModifier.ControlModifier, "Alt+": Qt.KeyboardModifier.AltModifier}


class RecordingPage:
    """F3 in its shell, with what the window does around it: reads anew after each write."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.shell = Shell(sample=True)
        self._presenter = Presenter(world.work)
        self.room = Room()
        self.room.take(self._presenter)
        self.went: list[Go] = []
        self.told: list[str] = []
        self.refused: list[str] = []
        world.work.changed.connect(self._presenter.read_anew)
        world.work.go_asked.connect(self.went.append)
        world.work.told.connect(said_into(self.told))
        world.work.refused.connect(codes_into(self.refused))
        self.shell.add_place("recording", "Perekaman", "user-focus", "F3", self.room)
        self.shell.show_place("recording")
        world.qtbot.addWidget(self.shell)

    @property
    def view(self) -> RecordingView:
        """The view that stands now: another look brings another one."""
        return self._presenter.view

    def open(self, ticket: str = "", *, width: int = 1366, height: int = 698) -> Self:
        """Show the screen, as F3 does or the queue with a ticket."""
        self.shell.resize(width, height)
        self.shell.show()
        self.shell.activateWindow()
        self._world.qtbot.waitUntil(self.shell.isActiveWindow)
        self._presenter.shown(Go("recording", ticket=ticket))
        self._world.settle()
        return self

    def press(self, *keys: str) -> Self:
        """Press keys, one after another, each on what has the focus, waiting for what each did."""
        for key in keys:
            self.hurry(key)
            self._world.settle()
        return self

    def hurry(self, *keys: str) -> Self:
        """Press keys without waiting for what they do."""
        for key in keys:
            word, held = key, Qt.KeyboardModifier.NoModifier
            for name, modifier in _HELD.items():
                if key.startswith(name):
                    word, held = key.removeprefix(name), modifier
            named = _NAMED.get(word)
            if named is not None:
                QTest.keyClick(self.focus(), named, held)
            else:
                QTest.keyClicks(self.focus(), word, held)
        return self

    def type(self, text: str) -> Self:
        """Type into what has the focus."""
        QTest.keyClicks(self.focus(), text)
        self._world.settle()
        return self

    def search(self, text: str) -> Self:
        """Type a name and wait for the list below the field."""
        self.type(text)
        self._world.qtbot.waitUntil(self.hits_are_open)
        return self

    def hits_are_open(self) -> bool:
        """Tell whether the list of matches is open."""
        return self.view.work.who.search.chooser.isVisible()

    def hits(self) -> list[str]:
        """The lines of the list of matches."""
        chooser = self.view.work.who.search.chooser
        return [chooser.item(place).text() for place in range(chooser.count())]

    def known(self) -> list[str]:
        """Those named by the question whether somebody new is known."""
        panel = self.view.work.panel
        assert isinstance(panel, KnownPanel)
        rows = panel.table.rows
        return [one.person.name for at in range(rows.rowCount()) if (one := rows.row_at(at))]

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def focus_name(self) -> str:
        return self.focus().objectName()

    def read(self, name: str) -> str:
        """Read a label by its name; empty while it is not seen."""
        found = self.shell.findChild(QLabel, name)
        assert found is not None, name
        if not found.isVisible():
            return ""
        return found.full_text() if isinstance(found, Elided) else found.text()

    def steps(self) -> list[str]:
        """Read the five rows as the ear does."""
        return [row.words() for row in self.view.work.board.rows.values()]

    def documents(self) -> list[str]:
        """Read the rows of the documents as the ear does."""
        return [row.words() for row in self.view.work.board.documents.values()]

    def seen(self) -> str:
        """Read every word that is seen, in one string."""
        labels = [found for found in self.shell.findChildren(QLabel) if found.isVisible()]
        return "\n".join(f.full_text() if isinstance(f, Elided) else f.text() for f in labels)

    def fits(self) -> bool:
        """Tell whether the window has the room that its layout asks for."""
        needed = self.shell.room_needed()
        return needed.width() <= self.shell.width() and needed.height() <= self.shell.height()

    def exception(self) -> ExceptionPanel:
        """The panel that asks why a step cannot be taken."""
        panel = self.view.work.panel
        assert isinstance(panel, ExceptionPanel)
        return panel

    def fingers(self) -> FingersBox:
        """The box in which the fingers that lack are named."""
        box = self.exception().fingers
        assert box is not None
        return box

    def button(self, name: str) -> ActButton:
        """By its name, to look at."""
        found = self.shell.findChild(ActButton, name)
        assert isinstance(found, ActButton), name
        return found
