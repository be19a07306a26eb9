"""What the queue's acts do on the called number, the chosen one and a home; undoing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.tickets import Outcome, Priority, Purpose, TicketState, expected
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.kit.outcomes import VOIDED
from ektp_desk.gui.kit.ticket_table import group_title
from ektp_desk.gui.queue.other_cards import HomeForm, OtherDay
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.gui.queue.words import group_rest
from ektp_desk.gui.work import Work
from ektp_desk.usecases.queue.commands import (
    Home,
    ask_home,
    call,
    call_next,
    call_next_of_group,
    come_back,
    move_stop,
    prioritise,
    put_back,
    reschedule,
    serve,
    set_purpose,
    skip,
)
from ektp_desk.usecases.queue.facts import GroupRow, QueueFacts, has_missed, is_free
from ektp_desk.usecases.queue.undo import GIVEN, undo
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.acts.undone import undone_word
from ektp_desk.words.outcomes import outcome_word, priority_word, purpose_word


@dataclass(frozen=True, slots=True, repr=False)
class Hand:
    """`facts` gives the queue as last read, None without an open visit."""

    work: Work
    view: QueueView
    facts: Callable[[], QueueFacts | None]
    panels: Panels

    def held(self) -> Ticket | None:
        """Give the ticket that this desk has called or serves."""
        facts = self.facts()
        return facts.held if facts else None

    def do(
        self,
        act: Callable[[Session], object],
        told: str = "",
        *,
        then: Callable[[], None] | None = None,
        failed: Callable[[EktpError], None] | None = None,
    ) -> None:
        """Act, and tell what was done together with the way to undo it."""

        def done(_answer: object) -> None:
            if then is not None:
                then()
            if told:
                self.work.undoable.emit(told)

        self.work.do(act, done, failed)


class CalledActs(QObject):
    """Listens to the counter's upper half and to the panel of endings."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, self._work, self._view = hand, hand.work, hand.view
        view = hand.view
        view.blue_asked.connect(self._on_blue)
        view.again_asked.connect(self._on_again)
        view.skip_asked.connect(self._on_skip)
        view.later_asked.connect(self._on_later)
        view.end_asked.connect(self._on_end)

    def _on_blue(self) -> None:
        facts = self._hand.facts()
        if facts is None:
            return
        held, visit, desk = facts.held, facts.visit.id, facts.desk
        if held is None:
            self._work.do(lambda session: call_next(session, visit, desk=desk))
        elif held.state is not TicketState.SERVING:
            self._work.do(lambda session: serve(session, held.id, desk=desk), lambda _none: self._go_on(held))
        elif likely := expected(held.purpose):
            self._on_expected(held, likely)
        else:
            self._go_on(held)

    def _go_on(self, held: Ticket) -> None:
        """Go on to what they came for: the recording, or nothing more than the blue button's next word."""
        if expected(held.purpose) is None:
            self._work.go_asked.emit("recording", held.id)

    def _on_expected(self, held: Ticket, outcome: Outcome) -> None:
        ending = ChosenEnding(outcome.value)
        self._hand.do(lambda session: ending.write(session, held.id), _told(held.number, outcome.value))

    def _on_again(self) -> None:
        if held := self._hand.held():
            self._work.do(lambda session: call(session, held.id, desk=held.desk))

    def _on_skip(self) -> None:
        if held := self._hand.held():
            told = _("{number} dilewati: dipanggil lagi sesudah yang lain").format(number=held.number)
            self._hand.do(lambda session: skip(session, held.id, desk=held.desk), told)

    def _on_later(self) -> None:
        if held := self._hand.held():
            told = _("{number} ditunda: dipanggil lagi sesudah yang lain").format(number=held.number)
            self._hand.do(lambda session: put_back(session, held.id, desk=held.desk), told)

    def _on_end(self) -> None:
        if held := self._hand.held():
            self.ask_ending(held.id, held.number, held.purpose)

    def ask_ending(self, ticket: str, number: str, purpose: Purpose) -> None:
        """Ask how a ticket ended."""
        panels, today = self._hand.panels, self._work.session.today

        def ended(ending: ChosenEnding) -> None:
            self._hand.do(
                lambda session: ending.write(session, ticket),
                _told(number, ending.value),
                then=panels.leave,
                failed=panels.refuse,
            )

        panels.ask(lambda host: EndingPanel(host, number, ended, purpose=purpose, today=today))


def _told(number: str, choice: str) -> str:
    if choice == VOIDED:
        return _("{number} dibatalkan, tidak dihitung").format(number=number)
    return _("{number}: {outcome}").format(number=number, outcome=outcome_word(Outcome(choice)).lower())


class ChosenActs(QObject):
    """Listens to the counter's lower half and to the two cards about what is chosen."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand, view = hand, hand.view
        self._who, self._tickets = "", list[str]()
        view.call_asked.connect(self._on_call)
        view.first_asked.connect(self._on_first)
        view.about.reason_chosen.connect(self._on_reason)
        view.about.purpose_chosen.connect(self._on_purpose)
        view.about.other_day_asked.connect(self._on_other_day)

    def _on_call(self) -> None:
        facts, desk, line = self._hand.facts(), self._hand.work.desk, self._hand.view.table.selected_row()
        if facts is None or line is None:
            return
        if isinstance(line, GroupRow):
            visit, group = facts.visit.id, line.group.id
            self._hand.work.do(lambda session: call_next_of_group(session, visit, group, desk=desk))
        else:
            ticket = line.ticket.id
            self._hand.work.do(lambda session: call(session, ticket, desk=desk))

    def _on_first(self) -> None:
        line, card = self._hand.view.table.selected_row(), self._hand.view.about
        if line is None:
            return
        if isinstance(line, GroupRow):
            free = [ticket for ticket in line.members if is_free(ticket)]
            self._who, self._tickets = group_title(line.group), [ticket.id for ticket in free]
            card.ask(self._who, group_rest(line), priority=free[0].priority, purpose=None)
            return
        ticket = line.ticket
        if has_missed(ticket):
            told = _("{number} datang kembali, didahulukan").format(number=ticket.number)
            self._hand.do(lambda session: come_back(session, ticket.id), told)
            return
        self._who, self._tickets = ticket.number, [ticket.id]
        first = priority_word(ticket.priority).lower() if ticket.priority else _("giliran biasa")
        now = f"{purpose_word(ticket.purpose)} · {first}"
        card.ask(
            f"{ticket.number} {ticket.name}".strip(),
            now,
            priority=ticket.priority,
            purpose=ticket.purpose,
            waits=is_free(ticket),
        )

    def _on_reason(self, reason: str) -> None:
        tickets, said = self._tickets, Priority(reason) if reason else None
        told = _("{number} didahulukan: {reason}") if reason else _("{number} tidak lagi didahulukan")
        told = told.format(number=self._who, reason=priority_word(reason).lower())
        self._write(lambda session: prioritise(session, tickets, said), told)

    def _on_purpose(self, purpose: str) -> None:
        said, ticket = Purpose(purpose), self._tickets[0]
        told = _("{number}: {purpose}").format(number=self._who, purpose=purpose_word(said).lower())
        self._write(lambda session: set_purpose(session, ticket, said), told)

    def _write(self, act: Callable[[Session], None], told: str) -> None:
        self._hand.do(act, told, then=self._hand.view.about.leave)

    def _on_other_day(self) -> None:
        self._hand.view.about.leave()
        self.ask_other_day(self._who, self._tickets)

    def ask_other_day(self, who: str, tickets: list[str]) -> None:
        """Ask when these are to come."""
        facts, panels, today = self._hand.facts(), self._hand.panels, self._hand.work.session.today
        if facts is None:
            return

        def tell(*, on: str = "", to_visit: str = "") -> None:
            self._hand.do(
                lambda session: reschedule(session, tickets, on=on, to_visit=to_visit),
                _("{number} dijadwalkan ulang").format(number=who),
                then=panels.leave,
                failed=panels.refuse,
            )

        panels.ask(
            lambda host: OtherDay(
                host,
                who,
                facts.ahead,
                today=today,
                on_day=lambda day: tell(on=day),
                to_visit=lambda visit: tell(to_visit=visit),
            )
        )


class Undoing(QObject):
    """Listens to the counter's last button and to the toast."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand = hand
        hand.view.undo_asked.connect(self._on_undo)
        hand.work.undo_asked.connect(self._on_undo)

    def _on_undo(self) -> None:
        facts, work = self._hand.facts(), self._hand.work
        last = facts.last if facts else None
        if last is None:
            work.refused.emit(EktpError("undo.nothing"))
            return
        words = undone_word(last.kind, last.numbers)
        told = _("Dibatalkan: {act}") if last.kind != GIVEN else _("Dibatalkan: {act}, tidak dihitung")
        work.do(lambda session: undo(session, last), lambda _none: work.told.emit(told.format(act=words)))


class HomeActs(QObject):
    """Listens to the page of homes and to the card that writes one down."""

    def __init__(self, hand: Hand, called: CalledActs, chosen: ChosenActs) -> None:
        super().__init__(hand.view)
        self._hand, self._called, self._chosen = hand, called, chosen
        self._dusun = ""  # of the last home that was asked for
        homes = hand.view.homes
        hand.view.waiting.new_home.asked.connect(self._ask)
        homes.new_asked.connect(self._ask)
        homes.serve_asked.connect(self._on_serve)
        homes.end_asked.connect(self._on_end)
        homes.other_day_asked.connect(self._on_other_day)
        homes.moved.connect(self._on_moved)
        homes.print_asked.connect(self._on_print)

    def _ask(self) -> None:
        self._hand.panels.ask(lambda host: HomeForm(host, self._dusun, self._on_asked))

    def _on_asked(self, home: Home) -> None:
        facts, work, panels = self._hand.facts(), self._hand.work, self._hand.panels
        self._dusun = home.dusun
        if facts is None:
            return
        visit, desk = facts.visit.id, work.desk

        def given(ticket: str) -> None:
            panels.leave()
            number = ticket.rpartition(":")[2]
            work.undoable.emit(_("Nomor {number} diberikan, didatangi di rumah").format(number=number))

        work.do(lambda session: ask_home(session, visit, home, letter=desk), given, panels.refuse)

    def _on_serve(self) -> None:
        stop, work = self._hand.view.homes.chosen(), self._hand.work
        if stop is not None:
            ticket, desk = stop.ticket, work.desk
            work.do(
                lambda session: serve(session, ticket, desk=desk),
                lambda _none: work.go_asked.emit("recording", ticket),
            )

    def _on_end(self) -> None:
        if stop := self._hand.view.homes.chosen():
            self._called.ask_ending(stop.ticket, stop.number, stop.purpose)

    def _on_other_day(self) -> None:
        if stop := self._hand.view.homes.chosen():
            self._chosen.ask_other_day(stop.number, [stop.ticket])

    def _on_print(self) -> None:
        """Go where its names are asked for: the list tells who is at home and what they cannot do."""
        if facts := self._hand.facts():
            self._hand.work.go_asked.emit("reports", Wanted(PaperKind.HOMES, facts.visit.id))

    def _on_moved(self, by: int) -> None:
        facts, stop = self._hand.facts(), self._hand.view.homes.chosen()
        if facts is not None and stop is not None:
            visit, ticket = facts.visit.id, stop.ticket
            self._hand.work.do(lambda session: move_stop(session, visit, ticket, by=by))
