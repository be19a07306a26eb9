"""The queue's screen: the list left, the counter right; the page of homes, and that no visit is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableView, QWidget

from ektp_desk.gui.kit import Pages, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import master_detail, stacked
from ektp_desk.gui.kit.news import NoneOpen
from ektp_desk.gui.queue.counter import Counter
from ektp_desk.gui.queue.homes import HomesView
from ektp_desk.gui.queue.waiting import WaitingList
from ektp_desk.gui.queue.words import line_words
from ektp_desk.usecases.queue.facts import Line, QueueFacts, minutes_waited
from ektp_desk.usecases.shapes import Ticket


class QueueView(QWidget):
    """Shows the queue as last read; what can be done stands in the presenter's table."""

    line_selected = Signal()
    line_opened = Signal()  # by a double click; Enter is the blue button's

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("queue")
        self.waiting, self.counter, self.homes = WaitingList(acts), Counter(acts), HomesView(acts)
        self.table, self.none_open = self.waiting.table, NoneOpen("queue")
        self._whole, self._pages = master_detail(self.waiting, self.counter), named(Pages(), "queue_pages")
        for page in (self._whole, self.none_open, self.homes):
            self._pages.addWidget(page)
        stacked(self._pages, on=self)
        self.table.selected.connect(lambda _key: self.line_selected.emit())
        self.table.opened.connect(lambda _key: self.line_opened.emit())
        acts.add_to(self.table, "queue_blue")
        acts.add_to(self._whole, "queue_new_home", "queue_undo")
        acts.add_to(self._whole)

    def show_facts(self, facts: QueueFacts | None) -> None:
        """Show all but the lines and what changes with the minute; None says that no visit is open."""
        if facts is None:
            self._pages.setCurrentWidget(self.none_open)
            return
        if self._pages.currentWidget() is self.none_open:
            self._pages.setCurrentWidget(self._whole)
        self.waiting.show_facts(facts)
        self.homes.show_stops(facts.stops, facts.held)

    def show_lines(self, lines: Sequence[Line], *, at_first: str) -> None:
        """Show the lines; the chosen one stays, and where none is `at_first` is chosen."""
        self.table.set_rows(lines)
        if not self.table.selected_key():
            self.table.select_key(at_first)

    def show_time(self, facts: QueueFacts, now: datetime) -> None:
        """Count the minutes anew."""
        figures = self.waiting.figures
        waiting, oldest, finish = len(facts.tickets), facts.oldest(now), facts.finish(now)
        figures.show_figures(waiting, oldest, facts.pace(), finish, today=now.date())
        figures.show_homes(len(facts.stops))
        figures.show_surge(facts.surge(now))
        shown = facts.held or facts.next_up
        self.counter.show_facts(facts, minutes_waited(shown, now) if shown else 0)

    def show_chosen(self, held: Ticket | None) -> None:
        """Say which line and which home the acts are about."""
        words, short = line_words(self.table.selected_row(), held)
        self.counter.chosen.set_text(words, short=short)
        self.homes.show_chosen()

    def scroll_to_chosen(self) -> None:
        """Let the chosen line be the first in sight: what was unfolded is seen, not only its first line."""
        self.table.scrollTo(self.table.currentIndex(), QTableView.ScrollHint.PositionAtTop)

    def go_to_queue(self) -> None:
        self._pages.setCurrentWidget(self._whole)

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
            self.waiting.start().setFocus()
