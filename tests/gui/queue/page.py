"""The queue as a person at the desk meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget

from ektp_desk.gui.kit import ActButton, Field
from ektp_desk.gui.kit.form import Panel, panel_over
from ektp_desk.gui.queue.presenter import Presenter
from ektp_desk.gui.queue.undoing import UndoRow
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.usecases.queue.facts import QueueFacts
from ektp_desk.usecases.queue.today import DayPerson
from tests.gui.place_pages import AlonePage
from tests.gui.stillness import still
from tests.gui.worlds import World

_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Keypad Enter": Qt.Key.Key_Enter,
    "Esc": Qt.Key.Key_Escape,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Right": Qt.Key.Key_Right,
    "Ins": Qt.Key.Key_Insert,
    "F8": Qt.Key.Key_F8,
    "F9": Qt.Key.Key_F9,
}


class QueuePage(AlonePage):
    """Holds the key events; reads what the screen shows."""

    def __init__(self, world: World) -> None:
        self.presenter = Presenter(world.work)
        self.why: list[str] = []  # what was said of acts that rest
        world.work.explained.connect(self.why.append)
        super().__init__(world, self.presenter, "queue")
        self.presenter.setParent(self.view)  # its clocks stop when the screen goes

    @property
    def view(self) -> QueueView:
        """The view that stands now: another look brings another one."""
        return self.presenter.view

    def panel(self) -> Panel:
        found = panel_over(self.view)
        assert found is not None
        return found

    def button(self, name: str) -> ActButton:
        """A button of the screen or of the panel over it."""
        found = self.view.findChild(ActButton, name)
        assert found is not None, name
        return found

    def press(self, *keys: str) -> None:
        """Press keys one after another on whatever has the focus; each is answered before the next."""
        for key in keys:
            if "+" in key[1:]:
                QTest.keySequence(self.focus(), QKeySequence(key))
            elif key in _KEYS:
                QTest.keyClick(self.focus(), _KEYS[key])
            else:
                QTest.keyClicks(self.focus(), key)
            self._world.settle()

    def box(self, name: str) -> Field:
        """The box of the panel that is open."""
        edit = self.panel().findChild(QLineEdit, name)
        assert edit is not None
        field = edit.parentWidget()
        assert isinstance(field, Field)
        return field

    def panel_words(self) -> str:
        """What the panel that is open says."""
        return "\n".join(part.text() for part in self.panel().findChildren(QLabel) if part.isVisible())

    def asked(self) -> list[str]:
        """The names of the panels that are open."""
        return [panel.objectName() for panel in self.view.findChildren(Panel) if panel.isVisible()]

    def numbers(self) -> list[str]:
        """Top first."""
        rows = self.view.table.rows
        return [rows.cell(at, 0).text for at in range(rows.rowCount())]

    def states(self) -> dict[str, str]:
        """The word that stands beside each number."""
        rows = self.view.table.rows
        return {rows.cell(at, 0).text: rows.cell(at, 4).text for at in range(rows.rowCount())}

    def chosen(self) -> str:
        """The number of the chosen row."""
        row = self.view.table.selected_row()
        return self.view.table.rows.cell(self.view.table.currentIndex().row(), 0).text if row else ""

    def called(self) -> str:
        """The large number."""
        return self.view.counter.number.text()

    def call(self) -> tuple[str, str, bool]:
        """The act on the chosen row, the line above it, and whether it can be done."""
        counter = self.view.counter
        return counter.call.word(), counter.chosen.full_text(), counter.call.isEnabled()

    def marked(self) -> str:
        """How many the panel says are marked."""
        found = self.view.findChild(QLabel, "marked_count")
        assert isinstance(found, QLabel)
        return found.text()

    def ticks(self) -> list[str]:
        """Each row's box: set, set in part (a dash) or empty."""
        rows = self.view.table.rows
        states = (rows.index(at, 0).data(Qt.ItemDataRole.CheckStateRole) for at in range(rows.rowCount()))
        return [("", "-", "x")[state] for state in states]

    def sees(self, name: str) -> bool:
        found = self.view.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def acts(self) -> list[str]:
        """The list of one's own acts: digit or nothing, what it was, what comes back or why not."""
        rows = self.panel().findChildren(UndoRow)
        return [" · ".join(filter(None, (row.key, row.word, row.back))) for row in rows]

    def menu(self) -> list[str]:
        """What the menu of rare acts offers now."""
        self.press("Ctrl+.")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        words = [action.text() for action in menu.actions() if action.isVisible() and action.text()]
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        self._world.settle()
        assert QApplication.activePopupWidget() is None
        assert self.focus() is self.view.search
        return words

    def type(self, text: str) -> None:
        """Type where the focus is; what waits for a pause has it."""
        super().type(text)
        still(self._world.jobs, self.view)

    def look_for(self, text: str) -> None:
        """Type it into the search, and Enter."""
        self.type(text)
        self.press("Enter")

    def context_facts(self) -> QueueFacts:
        """What the screen read last."""
        facts = self.presenter._context.facts
        assert facts is not None
        return facts

    def found(self) -> list[str]:
        """Who answers what is typed, by name, or by number where there is none."""
        rows = self.view.workspace.found.rows
        people = [row for at in range(rows.rowCount()) if isinstance(row := rows.row_at(at), DayPerson)]
        names = [rows.cell(rows.place_of(one.key), 0).text for one in people]
        return [
            one.ticket.number if one.ticket and not one.name else name
            for one, name in zip(people, names, strict=True)
        ]

    def foot(self) -> str:
        """The line below the list of who waits."""
        return self.view.workspace.foot.keys()

    def blue(self) -> str:
        """The word of the blue button."""
        return self.view.counter.blue.word()
