"""What the page objects of single places share: a place alone, or a place in a shell of its own."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ektp_desk.gui.kit import Marked
from ektp_desk.gui.screen import Presenter, Room
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.work import Go
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.usecases.visits.queries import open_visit
from tests.gui.worlds import World, codes_into, said_into

USUAL = QSize(1366, 698)


class AlonePage:
    """A place without a window around it, read anew after each write as the window does.

    `went` are the places it asked for, `told` its good news, `refused` the codes it was refused with.
    """

    def __init__(self, world: World, presenter: Presenter, key: PlaceKey) -> None:
        self._world, self._presenter = world, presenter
        self.went: list[Go] = []
        self.told: list[str] = []
        self.refused: list[str] = []
        world.work.go_asked.connect(self.went.append)
        world.work.told.connect(said_into(self.told))
        world.work.undoable.connect(said_into(self.told))
        world.work.refused.connect(codes_into(self.refused))
        world.work.changed.connect(self._after_a_write)
        self._show(presenter.view)
        presenter.shown(Go(key))
        world.settle()

    def _show(self, view: QWidget) -> None:
        self._world.qtbot.addWidget(view)
        view.resize(1150, 574)
        view.show()
        view.activateWindow()
        self._world.qtbot.waitUntil(view.isActiveWindow)

    def _after_a_write(self) -> None:
        def read(visit: object) -> None:
            self._world.work.visit = visit  # type: ignore[assignment]  # as the window does
            self._presenter.read_anew()

        self._world.work.ask(open_visit, read)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self.focus(), text)
        self._world.settle()

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found


class ShellPage:
    """A place in a shell of its own; `asked` are the places it asked for."""

    def __init__(self, world: World, presenter: Presenter, key: PlaceKey, *, size: QSize) -> None:
        self.world, self.place, self._key = world, presenter, key
        self.asked: list[Go] = []
        world.work.go_asked.connect(self.asked.append)
        self.shell = Shell()
        room = Room()
        room.take(presenter)
        self.shell.add_place(key, key, "sun-horizon", "F1", room)
        world.qtbot.addWidget(self.shell)
        self.shell.resize(size)
        self.shell.show()
        self.come()

    def come(self, go: Go | None = None) -> None:
        """Bring the place to the front and wait until it is filled."""
        self.shell.show_place(self._key)
        self.place.shown(go or Go(self._key))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way and what was shown is laid out."""
        self.world.settle()
        QApplication.processEvents()

    def text(self, name: str) -> str:
        """The whole words of a label or a marked state."""
        found = self._seen(name)
        if isinstance(found, Marked):
            return found.words.full_text()
        if hasattr(found, "full_text"):
            return str(found.full_text())
        assert isinstance(found, QLabel)
        return found.text()

    def focus(self) -> str:
        focused = QApplication.focusWidget()
        return focused.objectName() if focused else ""

    def sees(self, name: str) -> bool:
        found = self.shell.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def _seen(self, name: str) -> QWidget:
        found = self.shell.findChild(QWidget, name)
        assert found is not None, name
        assert found.isVisible(), name
        return found


class KeysPage(ShellPage):
    """A place in a shell of its own, met by keys and read anew after each write as the window does.

    `told` is its good news, `why` what it said of acts that are off, `refused` the codes it was refused with.
    """

    def __init__(self, world: World, presenter: Presenter, key: PlaceKey, *, size: QSize = USUAL) -> None:
        self.told: list[str] = []
        self.why: list[str] = []
        self.refused: list[str] = []
        world.work.told.connect(said_into(self.told))
        world.work.explained.connect(self.why.append)
        world.work.refused.connect(codes_into(self.refused))
        world.work.changed.connect(presenter.read_anew)
        super().__init__(world, presenter, key, size=size)

    def press(self, *keys: str) -> Self:
        """Press keys, written as on their caps, each when the screen is still."""
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.shell, QKeySequence(key))
            self.still()
        return self

    def still(self) -> None:
        """Wait until nothing is under way, also what the first answer asked for."""
        self.settle()
        self.settle()
