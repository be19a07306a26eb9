"""F4 as a person at the keyboard meets it: keys in, what is seen out."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QTextEdit, QWidget

from ektp_desk.gui.kit import ActButton, ListTable
from ektp_desk.gui.kit.form import panel_over
from ektp_desk.gui.people.joining import Sides
from ektp_desk.gui.people.panels import ClaimPanel
from ektp_desk.gui.people.person import LineTable
from ektp_desk.gui.people.presenter import Presenter
from ektp_desk.gui.people.view import PeopleView
from ektp_desk.gui.screen import Room
from tests.gui.place_pages import USUAL, KeysPage
from tests.gui.stillness import still
from tests.gui.worlds import World
from tests.offices import WORDS


class PeoplePage(KeysPage):
    """F4 in a shell of its own."""

    def __init__(self, world: World, *, size: QSize = USUAL) -> None:
        self._presenter = Presenter(world.work)
        super().__init__(world, self._presenter, "people", size=size)

    @property
    def view(self) -> PeopleView:
        """The view that stands now: another look brings another one."""
        return self._presenter.view

    @property
    def room(self) -> Room:
        """What the view stands in."""
        room = self.view.parentWidget()
        assert isinstance(room, Room)
        return room

    def claim(self) -> ClaimPanel:
        """The open panel of a correction."""
        panel = panel_over(self.view)
        assert isinstance(panel, ClaimPanel)
        return panel

    def type(self, text: str) -> PeoplePage:
        """Type where the focus is, and wait for the search's pause."""
        QTest.keyClicks(QApplication.focusWidget() or self.shell, text)
        self.still()
        return self

    def correct_by_keys(self, value: str, *, ground: str = "K", words: str = WORDS) -> None:
        """Correct the field that is offered; `ground` is typed into its list, "K" for KK."""
        self.press("K").type(value).press("Tab").type(ground).press("Tab").type(words).press("Return")

    def still(self) -> None:
        """Wait, too, until no search waits for the typing to pause."""
        still(self.world.jobs, self.view)
        super().still()

    def rows(self, name: str = "people_table") -> list[str]:
        """The rows of a list as they are heard."""
        table = self._seen(name)
        assert isinstance(table, QTableView)
        model = table.model()
        role = 11  # Qt.ItemDataRole.AccessibleTextRole
        return [
            " | ".join(str(model.index(row, column).data(role)) for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def line(self) -> list[str]:
        """The timeline's titles, newest first; what was taken back in brackets."""
        table = self._seen("person_line_table")
        assert isinstance(table, LineTable)
        rows = [table.rows.row_at(at) for at in range(table.rows.rowCount())]
        return [f"[{row.cell.text}]" if row.struck else row.cell.text for row in rows if row]

    def line_about(self, place: int) -> str:
        """The second line of an entry."""
        table = self._seen("person_line_table")
        assert isinstance(table, LineTable)
        row = table.rows.row_at(place)
        assert row is not None
        return row.cell.under

    def choose_entry(self, title: str) -> None:
        """Go down the timeline to an entry."""
        table = self._seen("person_line_table")
        assert isinstance(table, ListTable)
        place = next(at for at, words in enumerate(self.line()) if title in words)
        while table.currentIndex().row() < place:
            self.press("Down")

    def marked_fields(self) -> list[str]:
        """Name the fields that the comparison marks as different."""
        sides = self._seen("sides")
        assert isinstance(sides, Sides)
        return sides.differing()

    def acts(self) -> list[str]:
        """Name the acts that are offered for the person."""
        found = self.view.findChildren(ActButton)
        names = ("correct", "join", "part", "undo", "erase")
        return [b.objectName() for b in found if b.objectName() in names and b.isVisible()]

    def offered(self) -> list[str]:
        """Name the acts that can be pressed."""
        found = {b.objectName(): b for b in self.view.findChildren(ActButton)}
        return [name for name in self.acts() if found[name].isEnabled()]

    def corrected(self) -> tuple[str, str]:
        """The field that is being corrected and what stands in its box."""
        return self.claim().field.currentText(), self.claim().value.text()

    def field_error(self, name: str) -> bool:
        """Whether a field of the open panel shows a refusal."""
        field = getattr(panel_over(self.view), name.partition("_")[2])
        return bool(field.has_error())

    def beyond(self) -> list[str]:
        """Name visible widgets that end outside their holder."""
        seen = [w for w in self.shell.findChildren(QWidget) if w.isVisible() and not isinstance(w, QTextEdit)]
        return [w.objectName() or type(w).__name__ for w in seen if not _inside(w)]


def _inside(widget: QWidget) -> bool:
    holder = widget.parentWidget()
    if holder is None or holder.objectName() == "qt_scrollarea_viewport":
        return True
    return holder.rect().contains(widget.geometry())
