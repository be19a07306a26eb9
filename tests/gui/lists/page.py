"""Kunjungan & daftar as a person at the keyboard meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from ektp_desk.gui.kit import ActButton, Banner, ListTable, TableFoot
from ektp_desk.gui.lists.loading import ListLoading
from ektp_desk.gui.screen import Room
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.visits.presenter import Presenter
from ektp_desk.gui.work import Go
from ektp_desk.usecases.visits.queries import progress
from tests.gui.lists.loading_page import LoadingPage
from tests.gui.worlds import World, said_into


def targets(world: World) -> list[int]:
    """How many people each visit expects."""
    return [one.targets for one in world.tell(progress).values()]


class ListsPage(LoadingPage):
    """The place in a shell of its own, as the window holds it; `asked` are the places it asked for."""

    def __init__(self, world: World, size: QSize | None = None) -> None:
        self._world = world
        self.presenter = Presenter(world.work, ListLoading)
        self.room = Room()
        self.room.take(self.presenter)
        self.shell = Shell(sample=True)
        self.shell.add_place("visits", "Kunjungan", "calendar-blank", "F10", self.room)
        self.asked: list[Go] = []
        self.told: list[str] = []
        work = world.work
        work.go_asked.connect(self.asked.append)
        work.told.connect(said_into(self.told))
        work.changed.connect(self.presenter.read_anew)
        world.qtbot.addWidget(self.shell)
        self.shell.resize(size or QSize(1366, 698))
        self.shell.show()
        self.shell.activateWindow()
        world.qtbot.waitUntil(self.shell.isActiveWindow)
        self.shell.show_place("visits")
        self.presenter.shown(Go("visits"))
        world.settle()

    def go_back_to(self, name: str) -> None:
        """Press Shift+Tab until the widget has the focus; an open list below a field is closed first."""
        if "choices" in self.where():
            self.press("Esc")
        self.go_to(name, Qt.KeyboardModifier.ShiftModifier)

    def plan(self, desa: str) -> None:
        """Plan a visit for today to the first desa that fits."""
        self.press("N")
        self.type(desa)
        self.press("Enter", "Ctrl+Enter")

    def cell(self, name: str, row: int, column: int) -> QModelIndex:
        """A place in a table, for what is told of it to a screen reader."""
        table = self.shell.findChild(ListTable, name)
        assert table is not None
        return table.rows.index(row, column)

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
        names = {"plan_form": "plan", "file_page": "file", "preview_page": "preview"}
        front = (word for name, word in names.items() if self.shows(name))
        parts = {"choices": "plan_choices", "withdrawal": "withdraw_form"}
        seen = {word for word, name in parts.items() if self.shows(name)} | self.loading_parts()
        order = ("choices", "refused", "reading", "withdrawal", "correction", "rows", "tally")
        return ", ".join([next(front, "overview"), *(word for word in order if word in seen)])

    def shows(self, name: str) -> bool:
        """Tell whether the widget of this name is on the screen."""
        return any(found.isVisible() for found in self.shell.findChildren(QWidget, name))

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
