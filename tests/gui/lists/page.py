"""Kunjungan & daftar as a person at the keyboard meets it: keys in, what is seen out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ektp_desk.gui.kit import ActButton, Banner, ListTable, TableFoot
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.visits.presenter import Presenter
from ektp_desk.gui.work import Go
from ektp_desk.usecases.visits.queries import progress
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


def targets(world: World) -> list[int]:
    """How many people each visit expects."""
    return [one.targets for one in world.tell(progress).values()]


class ListsPage:
    """The place in a shell of its own, as the window holds it; `asked` are the places it asked for."""

    def __init__(self, world: World, size: QSize | None = None) -> None:
        self._world = world
        self.presenter = Presenter(world.work)
        self.shell = Shell(search=False, sample=True)
        self.shell.add_place("lists", "Kunjungan", "calendar-blank", "F10", self.presenter.view)
        self.asked: list[Go] = []
        self.told: list[str] = []
        work = world.work
        work.go_asked.connect(self.asked.append)
        work.told.connect(self.told.append)
        work.changed.connect(self.presenter.read_anew)
        world.qtbot.addWidget(self.shell)
        self.shell.resize(size or QSize(1366, 698))
        self.shell.show()
        self.shell.activateWindow()
        world.qtbot.waitUntil(self.shell.isActiveWindow)
        self.shell.show_place("lists")
        self.presenter.shown(Go("lists"))
        world.settle()

    def press(self, *keys: str) -> None:
        """Press keys where the focus is, and let each take effect."""
        for key in keys:
            held, _plus, name = key.rpartition("+")
            QTest.keyClick(self.focus(), _KEYS.get(name) or Qt.Key[f"Key_{name}"], _HELD[held])
            self._world.settle()

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
        view = self.presenter.view
        with self._world.qtbot.waitSignal(view.destroyed):
            view.deleteLater()
        self._world.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)
        self._world.settle()

    def retype(self, text: str) -> None:
        """Replace what stands in the field."""
        QTest.keyClick(self.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

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

    def go_back_to(self, name: str) -> None:
        """Press Shift+Tab until the widget has the focus; an open list below a field is closed first."""
        if "choices" in self.where():
            self.press("Esc")
        self.go_to(name, Qt.KeyboardModifier.ShiftModifier)

    def empty(self) -> None:
        QTest.keyClick(self.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self.focus(), Qt.Key.Key_Delete)

    def load(self, path: Path, kind: str = "1") -> None:
        """Ask for a file's check as a list of a kind, by its typed path."""
        self.press("I", kind)
        self.type(str(path))  # typed whole: no choice stands between Enter and the check
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

    def plan(self, desa: str) -> None:
        """Plan a visit for today to the first desa that fits."""
        self.press("N")
        self.type(desa)
        self.press("Enter", "Ctrl+Enter")

    def table(self, name: str) -> list[list[str]]:
        """The words of a table that is seen; none when it is not."""
        table = self.shell.findChild(ListTable, name)
        assert table is not None
        if not table.isVisible():
            return []
        rows = table.rows
        return [
            [rows.cell(row, column).text for column in range(rows.columnCount())]
            for row in range(rows.rowCount())
        ]

    def row_at_hand(self, name: str) -> list[str]:
        """The words of a table's chosen row."""
        table = self.shell.findChild(ListTable, name)
        assert table is not None
        row = table.currentIndex().row()
        return [table.rows.cell(row, column).text for column in range(table.rows.columnCount())]

    def second_lines(self, name: str, column: int) -> list[str]:
        """What stands small below the words of a column."""
        table = self.shell.findChild(ListTable, name)
        assert table is not None
        return [table.rows.cell(row, column).under for row in range(table.rows.rowCount())]

    def key_of(self, name: str) -> str:
        """The key that is printed on a button."""
        button = self.shell.findChild(ActButton, name)
        assert button is not None
        return button.accessibleName().rpartition("(")[2].rstrip(")")

    def esc_words(self) -> list[str]:
        """The words of all buttons on which Esc is printed now."""
        return [button.word() for button in self._esc_buttons()]

    def click_esc(self) -> None:
        """Click the button on which Esc is printed."""
        (button,) = self._esc_buttons()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self._world.settle()

    def _esc_buttons(self) -> list[ActButton]:
        buttons = self.presenter.view.findChildren(ActButton)
        return [one for one in buttons if one.isVisible() and one.accessibleName().endswith("(Esc)")]

    def where(self) -> str:
        """Name the page in front and what lies in it: `preview, rows`, `file, refused`."""
        view = self.presenter.view
        page, overview = view.currentWidget(), view.overview
        parts = {
            "choices": view.file.chooser.isVisible() or view.plan.chooser.isVisible(),
            "refused": view.file.refused.isVisible(),
            "reading": view.file.progress.isVisible() or view.preview.progress.isVisible(),
            "withdrawal": overview.withdrawal.isVisible(),
            "correction": view.preview.correction.isVisible(),
            "rows": view.preview.views.rows.isVisible(),
            "tally": view.preview.views.tally.isVisible(),
        }
        names = {view.overview: "overview", view.plan: "plan", view.file: "file", view.preview: "preview"}
        assert page is not None
        return ", ".join([names[page], *(word for word, seen in parts.items() if seen)])

    def sees(self, words: str) -> bool:
        """Tell whether these words are on the screen, as a label or on a button."""
        labels = (widget for widget in self.shell.findChildren(QLabel) if widget.isVisible())
        buttons = (widget for widget in self.shell.findChildren(ActButton) if widget.isVisible())
        texts = [getattr(one, "full_text", one.text)() for one in labels] + [one.word() for one in buttons]
        return any(words in text.replace("\u00a0", " ") for text in texts)

    def banner(self) -> str:
        """The code on the banner that is seen, or an empty string."""
        return next(
            (b.parts()[2].text() for b in self.shell.findChildren(Banner) if b.isVisible()),
            "",
        )

    def title(self, name: str, column: int) -> str:
        """What heads a column of a table."""
        table = self.shell.findChild(ListTable, name)
        assert table is not None
        return str(table.rows.headerData(column, Qt.Orientation.Horizontal))

    def keys_below(self, name: str) -> str:
        """Those that are named below a table."""
        table = self.shell.findChild(ListTable, name)
        assert table is not None
        holder = table.parentWidget()
        assert holder is not None
        (foot,) = (one for one in holder.findChildren(TableFoot) if one.isVisible())
        return foot.keys()
