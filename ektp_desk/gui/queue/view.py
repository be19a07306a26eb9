"""The queue's screen: asks by signals named after acts, shows by methods; its keys live here."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import Purpose
from ektp_desk.gui.kit import Pages, on_key
from ektp_desk.gui.kit.news import NoneOpen
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.queue.counter import Counter
from ektp_desk.gui.queue.homes import HomesView
from ektp_desk.gui.queue.number_cards import AboutNumber, ManyNumbers, NumbersShown, UnseenNumber
from ektp_desk.gui.queue.waiting import WaitingList
from ektp_desk.usecases.queue.facts import GroupRow, QueueFacts, line_key, lines_of, minutes_waited
from ektp_desk.usecases.shapes import Ticket


class QueueView(QWidget):
    """List left, counter right, and the cards that may lie over them."""

    blue_asked = Signal()
    call_asked = Signal()  # the chosen line
    again_asked = Signal()
    skip_asked = Signal()
    later_asked = Signal()
    end_asked = Signal()
    first_asked = Signal()  # the chosen line
    undo_asked = Signal()
    desk_asked = Signal()
    new_desk_asked = Signal()
    display_asked = Signal()
    number_asked = Signal(str)  # what for
    home_stepped = Signal(int)
    close_day_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("queue")
        self.waiting, self.counter = WaitingList(), Counter()
        self.table = self.waiting.table
        self._facts: QueueFacts | None = None
        self._unfolded: set[str] = set()  # groups whose numbers are shown one by one
        self.none_open = NoneOpen("queue")
        self._stack, self._whole, self.homes = Pages(), QWidget(), HomesView()
        self._lay_out()
        self.many, self.about, self.unseen = ManyNumbers(self), AboutNumber(self), UnseenNumber(self)
        self.numbers_shown = NumbersShown(self)
        self._connect()
        self._bind_keys()
        self.set_small(False)

    def show_facts(self, facts: QueueFacts | None, now: datetime) -> None:
        """Show the queue as read at `now`; None says that no visit is open."""
        self._facts = facts
        if facts is None:
            self._stack.setCurrentWidget(self.none_open)
            return
        if self._stack.currentWidget() is self.none_open:
            self._stack.setCurrentWidget(self._whole)
        self.waiting.show_facts(facts)
        self.homes.show_stops(facts.stops, facts.held)
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """Count the minutes anew; rows and choice stay."""
        facts = self._facts
        if facts is None:
            return
        self._now = now
        self.table.set_rows(lines_of(facts, now, self._unfolded))
        if not self.table.selected_key() and facts.tickets:
            self.table.select_key(line_key(facts, facts.next_up or facts.tickets[0], self._unfolded))
        self.waiting.figures.show_figures(
            len(facts.tickets), facts.oldest(now), facts.pace(), facts.finish(now), today=now.date()
        )
        self.waiting.figures.show_homes(len(facts.stops))
        self.waiting.figures.show_surge(facts.surge(now))
        shown = facts.held or facts.next_up
        self.counter.show_facts(facts, minutes_waited(shown, now) if shown else 0)
        self._show_chosen()

    def point_at(self, ticket: Ticket) -> bool:
        """Choose a ticket's line, unfolding its group; tell whether it is there."""
        self._stack.setCurrentWidget(self._whole)
        if self._facts is not None and line_key(self._facts, ticket, self._unfolded) != ticket.id:
            self._fold(ticket.grp)
        return self.table.select_key(ticket.id)

    def go_home(self, ticket: str = "") -> None:
        """Go to the page of homes: to one of them, whom the desk has in hand, or the next on the road."""
        self._stack.setCurrentWidget(self.homes)
        self.homes.point_at(ticket)
        self.homes.start().setFocus()

    def come_back(self) -> None:
        """Go back to the queue."""
        self._stack.setCurrentWidget(self._whole)
        self.waiting.start().setFocus()

    def take_focus(self) -> None:
        """Put the focus where the next act is; an open card keeps it."""
        if (card := self._card_open()) is not None:
            card.stops()[0].setFocus()
            return
        if self._stack.currentWidget() is self.homes:
            self.homes.start().setFocus()
            return
        (self.none_open.blue() if self._facts is None else self.waiting.start()).setFocus()

    def is_asking(self) -> bool:
        """Tell whether a card waits for an answer."""
        return self._card_open() is not None

    def _card_open(self) -> Overlay | None:
        cards = self.findChildren(Overlay, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return next((card for card in cards if card.isVisibleTo(self)), None)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the tighter form."""
        self._row.setSpacing(px(12 if small else 16))

    def _show_chosen(self) -> None:
        if self._facts is None:
            return
        line = self.table.selected_row()
        if isinstance(line, GroupRow):
            self.counter.chosen.show_group(line, self._facts.held)
        else:
            self.counter.chosen.show_ticket(line.ticket if line else None, self._facts.held)

    def _on_fold(self) -> None:
        """Fold or unfold the group that the chosen line belongs to."""
        line = self.table.selected_row()
        if self._facts is not None and line is not None:
            group = line.group.id if isinstance(line, GroupRow) else line.ticket.grp
            if any(each.id == group and each.count > 1 for each in self._facts.groups):
                self._fold(group)

    def _fold(self, group: str) -> None:
        self._unfolded ^= {group}
        if self._facts is not None:
            key = self.table.selected_key()
            self.table.set_rows(lines_of(self._facts, self._now, self._unfolded))
            if not self.table.select_key(key):
                first = self._facts.members(group)[0]
                self.table.select_key(line_key(self._facts, first, self._unfolded))
            if group in self._unfolded:  # what was asked for is seen, not only its first line
                self.table.scrollTo(self.table.currentIndex(), QTableView.ScrollHint.PositionAtTop)

    def _on_new_desk(self) -> None:
        """Open one more desk where two are open already: M, which opened the second, goes between them."""
        if self._facts is not None and self._facts.other_desk() is not None:
            self.new_desk_asked.emit()

    def _on_opened(self) -> None:
        if isinstance(self.table.selected_row(), GroupRow):
            self._on_fold()
        else:
            self.counter.chosen.call.click()

    def _connect(self) -> None:
        counter, waiting = self.counter, self.waiting
        counter.blue.asked.connect(self.blue_asked)
        counter.again.asked.connect(self.again_asked)
        counter.skip.asked.connect(self.skip_asked)
        counter.later.asked.connect(self.later_asked)
        counter.end.asked.connect(self.end_asked)
        counter.chosen.call.asked.connect(self.call_asked)
        counter.chosen.first.asked.connect(self.first_asked)
        counter.undo.asked.connect(self.undo_asked)
        for purpose, button in waiting.giving.items():
            button.asked.connect(lambda purpose=purpose: self.number_asked.emit(purpose.value))
        waiting.first.asked.connect(lambda: self.number_asked.emit(Purpose.RECORD.value))
        waiting.many.asked.connect(self.many.ask)
        waiting.homes.asked.connect(self.go_home)
        self.homes.back_asked.connect(self.come_back)
        self.homes.undo_asked.connect(self.undo_asked)
        waiting.display.asked.connect(self.display_asked)
        waiting.desk.asked.connect(self.desk_asked)
        waiting.new_desk.asked.connect(self.new_desk_asked)
        waiting.home.stepped.connect(self.home_stepped)
        waiting.close_day.asked.connect(self.close_day_asked)
        self.table.selected.connect(self._show_chosen)
        # A double click is about the row under the pointer; Enter, below, is the blue button.
        self.table.opened.connect(lambda _key: self._on_opened())

    def _bind_keys(self) -> None:
        counter, waiting = self.counter, self.waiting
        on_key(self.table, "Enter", lambda: _press(counter.blue))
        keys = {
            "P": counter.again,
            "L": counter.skip,
            "T": counter.later,
            "S": counter.end,
            "C": counter.chosen.call,
            "D": counter.chosen.first,
            "Ctrl+Z": counter.undo,
            "N": waiting.giving[Purpose.RECORD],
            "K": waiting.giving[Purpose.FETCH_CARD],
            "A": waiting.giving[Purpose.QUESTION],
            "B": waiting.many,
            "M": waiting.desk,
            "H": waiting.homes,
            "Y": waiting.display,
            "R": waiting.new_home,
            "+": waiting.home.plus,
            "-": waiting.home.minus,
        }
        for key, button in keys.items():
            on_key(self._whole, key, lambda button=button: _press(button))  # type: ignore[misc]  # bound in the loop
        on_key(self._whole, "G", self._on_fold)
        on_key(self._whole, "J", self._on_new_desk)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self._whole)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.waiting, 1)
        self._row.addWidget(self.counter)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self.none_open)
        self._stack.addWidget(self.homes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)


def _press(button: QPushButton) -> None:
    """Act for a key only where the button can be seen."""
    if button.isVisible():
        button.click()
