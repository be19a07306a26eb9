"""F1 as a person at the keyboard meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ektp_desk.gui.frame.shell import Shell
from ektp_desk.gui.parts import ActButton, BarStrip, Columns, EmptyState, Marked
from ektp_desk.gui.today.presenter import Presenter
from tests.gui.worlds import World

USUAL = QSize(1366, 698)


class TodayPage:
    """The place in a shell of its own; `asked` are the places it asked for."""

    def __init__(self, world: World, *, size: QSize = USUAL) -> None:
        self.world = world
        self.asked: list[tuple[str, object]] = []
        world.work.go_asked.connect(lambda key, subject: self.asked.append((key, subject)))
        self.place = Presenter(world.work)
        self.shell = Shell(search=False)
        self.shell.add_place("today", "Hari ini", "sun-horizon", "F1", self.place.view)
        world.qtbot.addWidget(self.shell)
        self.shell.resize(size)
        self.shell.show()
        self.come()

    def come(self) -> None:
        """Bring the place to the front and wait until it is filled."""
        self.shell.show_place("today")
        self.place.shown(None)
        self.settle()

    def read_anew(self) -> None:
        """Let the window say that something was written."""
        self.place.read_anew()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way and what was shown is laid out."""
        self.world.settle()
        QApplication.processEvents()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys on whatever has the focus."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.shell, key)
            self.settle()

    def text(self, name: str) -> str:
        """Give the whole words of a label or a marked state."""
        found = self._seen(name)
        if isinstance(found, Marked):
            return found.words.full_text()
        if hasattr(found, "full_text"):
            return str(found.full_text())
        assert isinstance(found, QLabel)
        return found.text()

    def focus(self) -> str:
        """Name what has the focus."""
        focused = QApplication.focusWidget()
        return focused.objectName() if focused else ""

    def sees(self, name: str) -> bool:
        """Tell whether a named widget is visible."""
        found = self.shell.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def heard(self, name: str) -> str:
        """Give what a screen reader says of a drawn chart."""
        found = self._seen(name)
        assert isinstance(found, BarStrip | Columns)
        return found.accessibleDescription()

    def concerns(self) -> list[str]:
        """Give the lines under "Perlu perhatian", as they are heard."""
        found = self.shell.findChildren(QPushButton)
        return [b.accessibleName() for b in found if b.objectName().startswith("concern_") and b.isVisible()]

    def blue(self) -> list[str]:
        """Name the visible blue buttons."""
        return [b.word() for b in self.shell.findChildren(ActButton) if b.isVisible() and b._kind == "blue"]

    def empty_words(self) -> str:
        """Give the words of the empty state."""
        found = self._seen("no_visit")
        assert isinstance(found, EmptyState)
        return found.accessibleName()

    def _seen(self, name: str) -> QWidget:
        found = self.shell.findChild(QWidget, name)
        assert found is not None, name
        assert found.isVisible(), name
        return found
