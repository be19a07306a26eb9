"""What the queue's buttons do: on the called number, on the chosen one, and giving numbers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ektp_desk.domain.tickets import Outcome, Purpose, TicketState
from ektp_desk.gui.ending import ending_act
from ektp_desk.gui.ending.choices import VOIDED
from ektp_desk.gui.queue.reading import QueueFacts
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.queue.calling import call, call_next, put_back, serve, skip
from ektp_desk.usecases.queue.numbers import give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visit.planning import count_sent_home
from ektp_desk.words import _
from ektp_desk.words.outcomes import outcome_word


class QueueActs(QObject):
    """Listens to the view; `facts` gives the queue as last read, None without an open visit."""

    def __init__(self, work: Work, view: QueueView, facts: Callable[[], QueueFacts | None]) -> None:
        super().__init__(view)
        self._work, self._view, self._facts = work, view, facts
        self._ending: Ticket | None = None
        view.blue_asked.connect(self._on_blue)
        view.call_asked.connect(self._on_call)
        view.again_asked.connect(self._on_again)
        view.skip_asked.connect(self._on_skip)
        view.later_asked.connect(self._on_later)
        view.end_asked.connect(self._on_end)
        view.ending.chosen.connect(self._on_ending)
        view.number_asked.connect(self.give_one)
        view.many.given.connect(lambda count, purpose: self._give(count, Purpose(purpose)))
        view.home_stepped.connect(self._on_home)
        view.close_day_asked.connect(lambda: work.go_asked.emit("closing", None))
        view.none_open.plan_asked.connect(lambda: work.go_asked.emit("lists", None))
        view.none_open.report_asked.connect(lambda visit: work.go_asked.emit("reports", visit))

    def _on_blue(self) -> None:
        facts = self._facts()
        if facts is None:
            return
        held, visit, desk = facts.held, facts.visit.id, facts.desk
        if held is None:
            self._work.do(lambda session: call_next(session, visit, desk=desk))
        elif held.state is TicketState.SERVING:
            self._go_on(held)
        else:
            self._work.do(lambda session: serve(session, held.id, desk=desk), lambda _none: self._go_on(held))

    def _go_on(self, held: Ticket) -> None:
        if held.purpose is Purpose.RECORD:
            self._work.go_asked.emit("recording", held.id)
        else:
            self._ask_ending(held)

    def _on_call(self, ticket: str) -> None:
        desk = self._work.desk
        if ticket:
            self._work.do(lambda session: call(session, ticket, desk=desk))

    def _on_again(self) -> None:
        if held := self._held():
            self._work.do(lambda session: call(session, held.id, desk=held.desk))

    def _on_skip(self) -> None:
        if held := self._held():
            told = _("{number} dilewati, dipanggil lagi nanti").format(number=held.number)
            self._do_and_tell(lambda session: skip(session, held.id, desk=held.desk), told)

    def _on_later(self) -> None:
        if held := self._held():
            told = _("{number} ditunda, kembali ke antrean").format(number=held.number)
            self._do_and_tell(lambda session: put_back(session, held.id, desk=held.desk), told)

    def _on_end(self) -> None:
        if held := self._held():
            self._ask_ending(held)

    def _ask_ending(self, ticket: Ticket) -> None:
        self._ending = ticket
        self._view.ending.open_for(ticket.number, recording=False, purpose=ticket.purpose)

    def _on_ending(self, choice: str, text: str, on: str) -> None:
        ticket = self._ending
        if ticket is None:
            return

        def ended(_none: None) -> None:
            self._view.ending.leave()
            self._work.told.emit(_told(ticket.number, choice))

        act = ending_act(ticket.id, choice, text=text, on=on)
        self._work.do(act, ended, self._view.ending.show_error)

    def give_one(self) -> None:
        """Give the next number to somebody who comes to be recorded."""
        self._give(1, Purpose.RECORD)

    def _give(self, count: int, purpose: Purpose) -> None:
        facts, desk = self._facts(), self._work.desk
        if facts is None:
            return
        visit = facts.visit.id

        def given(tickets: list[str]) -> None:
            self._view.many.leave()
            self._work.told.emit(_given(tickets))

        many = self._view.many
        self._work.do(
            lambda session: give_numbers(session, visit, letter=desk, count=count, purpose=purpose),
            given,
            many.show_error if many.isVisible() else None,
        )

    def _on_home(self, step: int) -> None:
        if facts := self._facts():
            visit = facts.visit.id
            self._work.do(lambda session: count_sent_home(session, visit, step))

    def _do_and_tell(self, act: Callable[[Session], None], told: str) -> None:
        self._work.do(act, lambda _none: self._work.told.emit(told))

    def _held(self) -> Ticket | None:
        facts = self._facts()
        return facts.held if facts else None


def _told(number: str, choice: str) -> str:
    if choice == VOIDED:
        return _("{number} dibatalkan, tidak dihitung").format(number=number)
    return _("{number}: {outcome}").format(number=number, outcome=outcome_word(Outcome(choice)).lower())


def _given(tickets: list[str]) -> str:
    first, last = (ticket.rpartition(":")[2] for ticket in (tickets[0], tickets[-1]))
    if len(tickets) == 1:
        return _("Nomor {number} diberikan").format(number=first)
    return _("{n} nomor diberikan: {first} s.d. {last}").format(n=len(tickets), first=first, last=last)
