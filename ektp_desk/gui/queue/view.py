"""The queue's screen: lists left, the panel right; the page of homes, and that no visit is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QTableView, QWidget

from ektp_desk.gui.kit import Pages, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import master_detail, stacked
from ektp_desk.gui.kit.news import NoneOpen
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.queue.context import Shown
from ektp_desk.gui.queue.counter import CalledCard, Counter
from ektp_desk.gui.queue.finished import FinishedCard
from ektp_desk.gui.queue.homes import HomesView
from ektp_desk.gui.queue.marked import MarkedCard
from ektp_desk.gui.queue.people import DayPersonCard
from ektp_desk.gui.queue.words import line_words
from ektp_desk.gui.queue.workspace import Workspace
from ektp_desk.usecases.queue.facts import GroupRow, Line, QueueFacts, minutes_waited
from ektp_desk.usecases.queue.today import DayPerson
from ektp_desk.usecases.shapes import Ticket

_IN_SEARCH = ("queue_blue", "queue_go", "queue_clear", "queue_call", "queue_fold")


class QueueView(QWidget):
    """Shows the queue as last read; what can be done stands in the presenter's table."""

    line_selected = Signal()
    line_opened = Signal()  # by a double click; Enter is the blue button's

    def __init__(self, acts: Acts, today: date) -> None:
        super().__init__()
        self.setObjectName("queue")
        self.workspace, self.counter, self.homes = Workspace(acts, today), Counter(acts), HomesView(acts)
        self.finished, self.person, self._called = FinishedCard(acts), DayPersonCard(acts), CalledCard(acts)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.finished)
        self._beside.addWidget(self.person)
        self._marked = MarkedCard(acts)
        self._beside.addWidget(self._marked)
        self.table, self.search, self.none_open = (
            self.workspace.table,
            self.workspace.search,
            NoneOpen("queue"),
        )
        self._panel = named(QStackedWidget(), "queue_panel")
        self._panel.addWidget(self.counter)
        self._panel.addWidget(stacked((self._beside, 1), self._called, gap=6 if is_small() else 12))
        self._whole, self._pages = master_detail(self.workspace, self._panel), named(Pages(), "queue_pages")
        for page in (self._whole, self.none_open, self.homes):
            self._pages.addWidget(page)
        stacked(self._pages, on=self)
        self.table.selected.connect(lambda _key: self.line_selected.emit())
        self.table.marked.connect(self.line_selected)
        self.table.opened.connect(lambda _key: self.line_opened.emit())
        for table in (self.workspace.finished, self.workspace.to_come, self.workspace.found):
            table.selected.connect(lambda _key: self.line_selected.emit())
        self.workspace.turned.connect(self._on_turned)
        acts.add_to(self.search, *_IN_SEARCH)
        acts.add_to(self._whole, "queue_new_home", "queue_homes", "queue_undo")
        acts.add_to(self._whole)

    @contextmanager
    def choosing(self) -> Iterator[None]:
        """Let rows choose themselves: what is chosen is told once, by whoever fills them."""
        with QSignalBlocker(self), QSignalBlocker(self.homes):
            yield

    def show_facts(self, facts: QueueFacts | None) -> None:
        """Show all but the lines and what changes with the minute; None says that no visit is open."""
        if facts is None:
            self._pages.setCurrentWidget(self.none_open)
            return
        if self._pages.currentWidget() is self.none_open:
            self._pages.setCurrentWidget(self._whole)
        self.workspace.show_facts(facts)
        self._called.show_facts(facts)
        self.homes.show_stops(facts.stops, facts.held)

    def show_lines(self, lines: Sequence[Line], *, at_first: str) -> None:
        """Show the lines; the chosen one stays, and where none is `at_first` is chosen."""
        self.table.set_rows(lines)
        if not self.table.selected_key():
            self.table.select_key(at_first)

    def show_time(self, facts: QueueFacts, now: datetime) -> None:
        """Count the minutes anew."""
        figures = self.workspace.figures
        figures.show_figures(facts.oldest(now), facts.pace(), facts.finish(now), today=now.date())
        figures.show_surge(facts.surge(now))
        shown = facts.held or facts.next_up
        self.counter.show_facts(facts, minutes_waited(shown, now) if shown else 0)

    def chosen_person(self) -> DayPerson | None:
        """Of who was found, or of who has not come."""
        workspace = self.workspace
        if workspace.shown() not in (Shown.FOUND, Shown.TO_COME):
            return None
        row = workspace.list_shown().selected_row()
        return row if isinstance(row, DayPerson) else None

    def show_chosen(self, held: Ticket | None) -> None:
        """Say which line and which home the acts are about."""
        words, short = line_words(self.table.selected_row(), held)
        self.counter.chosen.set_text(words, short=short)
        self.homes.show_chosen()

    def marked(self) -> tuple[Ticket, ...]:
        """Whom the keys act on instead of the called number; of a group all who wait."""
        if self.workspace.shown() is not Shown.WAITING:
            return ()
        rows = [self.table.rows.row_at(at) for at in range(self.table.rows.rowCount())]
        found = (row.members if isinstance(row, GroupRow) else (row.ticket,) for row in rows if row)
        tickets = {ticket.id: ticket for tickets in found for ticket in tickets}
        return tuple(tickets[key] for key in self.table.marks())

    def show_marked(self, tickets: Sequence[Ticket]) -> None:
        """Let the panel be theirs; the called number stays below in sight."""
        if self.workspace.shown() is Shown.WAITING:
            self._panel.setCurrentIndex(1 if tickets else 0)
        if tickets:
            self._beside.setCurrentWidget(self._marked)
            self._marked.show_numbers([ticket.number for ticket in tickets])

    def scroll_to_chosen(self) -> None:
        """Let the chosen line be the first in sight: what was unfolded is seen, not only its first line."""
        self.table.scrollTo(self.table.currentIndex(), QTableView.ScrollHint.PositionAtTop)

    def go_to_queue(self) -> None:
        self._pages.setCurrentWidget(self._whole)

    def open_clean(self) -> None:
        """Let go of what was open and typed: it belongs to another visit."""
        self.go_to_queue()
        self.search.clear()
        self.workspace.tabs.choose(Shown.WAITING)

    def go_home(self, ticket: str = "") -> None:
        """Go to the page of homes: to one of them, whom the desk has in hand, or the next on the road."""
        self._pages.setCurrentWidget(self.homes)
        self.homes.point_at(ticket)
        self.take_focus()

    def take_focus(self) -> None:
        page = self._pages.currentWidget()
        if page is self.homes:
            self.homes.start().setFocus()
        elif page is self.none_open:
            self.none_open.blue().setFocus()
        else:
            self.search.setFocus()

    def _on_turned(self) -> None:
        shown = self.workspace.shown()
        self._panel.setCurrentIndex(0 if shown is Shown.WAITING else 1)
        self._beside.setCurrentIndex(0 if shown is Shown.FINISHED else 1)
        self.line_selected.emit()
