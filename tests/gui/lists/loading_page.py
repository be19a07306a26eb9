"""What of Kunjungan & daftar loads a file, as a person at the keyboard meets it; and the keys themselves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.gui.kit import ListTable
from ektp_desk.gui.lists.file_page import FilePage
from ektp_desk.gui.lists.preview import PreviewPage
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.visits.presenter import Presenter
from tests.gui.worlds import World

_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Down": Qt.Key.Key_Down,
    "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
    "Up": Qt.Key.Key_Up,
    "Home": Qt.Key.Key_Home,
}
_HELD = {
    "": Qt.KeyboardModifier.NoModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class LoadingPage:
    """Where a file is chosen and looked at before it is loaded."""

    presenter: Presenter
    shell: Shell
    _world: World

    @property
    def file(self) -> FilePage:
        """Where a file is chosen."""
        found = self.shell.findChild(FilePage)
        assert found is not None
        return found

    @property
    def preview(self) -> PreviewPage:
        """What was understood of it."""
        found = self.shell.findChild(PreviewPage)
        assert found is not None
        return found

    def press(self, *keys: str) -> None:
        """Press keys where the focus is, and let each take effect."""
        for key in keys:
            held, _plus, name = key.rpartition("+")
            QTest.keyClick(self.focus(), _KEYS.get(name) or Qt.Key[f"Key_{name}"], _HELD[held])
            self._world.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)
        self._world.settle()

    def paste(self, text: str) -> None:
        """What was copied elsewhere: a path goes so into its field, and a test is not held by its letters."""
        QApplication.clipboard().setText(text)
        QTest.keyClick(self.focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self._world.settle()

    def retype(self, text: str) -> None:
        """Replace what stands in the field."""
        QTest.keyClick(self.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def empty(self) -> None:
        QTest.keyClick(self.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self.focus(), Qt.Key.Key_Delete)

    def focus(self) -> QWidget:
        at = QApplication.focusWidget()
        assert at is not None, "nothing has the focus"
        return at

    def at(self) -> str:
        """The name of the widget that has the focus."""
        return self.focus().objectName()

    def go_to(self, name: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press Tab until the widget has the focus."""
        for _times in range(40):
            if self.at() == name:
                return
            QTest.keyClick(self.focus(), Qt.Key.Key_Tab, held)
        raise AssertionError(f"Tab never comes to {name}")

    def press_with_ctrl(self, key: str, *, window: bool = True) -> None:
        """Press Ctrl with a letter; wait for the window of files that it opens."""
        QTest.keyClick(self.focus(), Qt.Key[f"Key_{key}"], Qt.KeyboardModifier.ControlModifier)
        self._world.settle()
        if window:
            self._world.qtbot.waitUntil(lambda: self.focus().window() is not self.shell)

    def leave_window(self) -> None:
        """Press Enter in the window of files until the desk has the keys again."""
        QTest.keyClick(self.focus(), Qt.Key.Key_Return)
        self._world.qtbot.waitUntil(self.shell.isActiveWindow)
        self._world.settle()

    def start(self, *, with_ctrl: bool = False) -> None:
        """Press Enter and do not wait for what it starts."""
        held = Qt.KeyboardModifier.ControlModifier if with_ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.focus(), Qt.Key.Key_Return, held)

    def shut(self) -> None:
        """Take the place away, as the lock does, and wait until its work has ended."""
        work = self._world.work
        work.changed.disconnect(self.presenter.read_anew)
        work.leave()
        view = self.presenter.view
        with self._world.qtbot.waitSignal(view.destroyed):
            view.deleteLater()
        self._world.settle()

    def load(self, path: Path, kind: str = "1") -> None:
        """Ask for a file's check as a list of a kind, by its whole path."""
        self.press("I", kind)
        self.paste(str(path))  # whole: no choice stands between Enter and the check
        self.press("Enter")

    def correct(self, title: str, meaning: str) -> None:
        """Say of a column what it means: to the table, down to its row, Enter, the word, Enter."""
        table = self.shell.findChild(ListTable, "columns")
        assert table is not None
        if self.at() != "columns":
            self.press("Down")
        self.press("Home")
        for _row in range(table.rows.rowCount()):
            if table.rows.cell(table.currentIndex().row(), 0).text == title:
                break
            self.press("Down")
        self.press("Enter")
        self.type(meaning)
        self.press("Enter")

    def loading_parts(self) -> set[str]:
        """What lies in the pages now."""
        parts: list[tuple[str, QWidget]] = []
        if (file := self.shell.findChild(FilePage)) is not None:
            parts += [("choices", file.chooser), ("refused", file.refused), ("reading", file.progress)]
        if (preview := self.shell.findChild(PreviewPage)) is not None:
            tables = preview.tables
            parts += [("reading", preview.foot.progress), ("correction", preview.correction)]
            parts += [("rows", tables.rows), ("tally", tables.tally)]
        return {word for word, part in parts if part.isVisible()}
