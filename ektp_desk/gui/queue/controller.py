"""What the queue's acts do on the called number and on the chosen line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from ektp_desk.domain.tickets import Outcome, Priority, Purpose, TicketId, TicketState, expected
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.contact import ContactController
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.kit.ticket_table import group_title
from ektp_desk.gui.queue.panels import AboutNumber, OtherDay, Subject
from ektp_desk.gui.queue.words import (
    blue_word,
    call_word,
    change_words,
    end_word,
    ended_words,
    group_rest,
    why_not_call,
    why_not_change,
)
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.queue.commands import (
    call,
    call_next,
    call_next_of_group,
    come_back,
    prioritise,
    put_back,
    reschedule,
    serve,
    set_purpose,
    skip,
)
from ektp_desk.usecases.queue.facts import GroupRow, Line, QueueFacts, has_missed, is_free
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.usecases.queue.today import DayPerson
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import Sentence, _
from ektp_desk.words.outcomes import priority_word, purpose_word


class Shown(StrEnum):
    """Which list is shown."""

    WAITING = "waiting"
    FINISHED = "finished"
    TO_COME = "to_come"
    FOUND = "found"  # while something is typed


class QueueContext(QObject):
    """What the acts are about: the queue as last read (None without an open visit), and what is chosen.

    `changed` asks to show it anew; `found` tells that whoever was searched for is done with.
    """

    changed = Signal()
    found = Signal()

    def __init__(self, work: Work, panels: Panels) -> None:
        super().__init__()
        self.work, self.panels, self.contact = work, panels, ContactController(work, panels)
        self.typed = ""  # in the search
        self.shown = self.tab = Shown.WAITING
        self.person: DayPerson | None = None
        self.facts: QueueFacts | None = None
        self.line: Line | None = None
        self.marked: tuple[Ticket, ...] = ()  # in the list of who waits, while that is shown
        self.stop: Stop | None = None

    def is_typed(self) -> bool:
        return bool(self.typed)

    def is_absent(self) -> bool:
        """Whether F9 is of the chosen target, who has not come, and not of the called number."""
        listed = self.shown in (Shown.FOUND, Shown.TO_COME)
        return listed and self.person is not None and self.person.is_to_come

    @property
    def held(self) -> Ticket | None:
        """The ticket that this desk has called or serves."""
        return self.facts.held if self.facts else None

    def do(self, act: Callable[[Session], object], told: Sentence) -> None:
        """Act, and tell what was done together with the way to undo it."""
        self.work.do(act, lambda _done: self.work.tell(told, undoable=True))

    def answer(
        self, act: Callable[[Session], object], told: Sentence, *, then: Callable[[], None] | None = None
    ) -> None:
        """The same for what a panel asked: it goes when that is written, and says what was refused."""

        def done(_done: object) -> None:
            self.panels.leave()
            self.work.tell(told, undoable=True)
            if then is not None:
                then()

        self.work.do(act, done, self.panels.refuse)

    def called(self, ticket: str | None) -> None:
        """Say the number that is seen at the right; nobody may have been waiting."""
        if ticket is not None:
            self.work.seen.emit(_("{number} dipanggil").format(number=TicketId.parse(ticket).number))

    def ask_ending(self, ticket: str, number: str, purpose: Purpose) -> None:
        today, who = self.work.session.today, self.facts.ticket(ticket) if self.facts else None

        def ended(ending: ChosenEnding) -> None:
            told, then = partial(ended_words, number, ending.value), partial(self.contact.ask_of, who)
            self.answer(lambda session: ending.write(session, ticket), told, then=then if ending.on else None)

        self.panels.ask(lambda host: EndingPanel(host, number, ended, purpose=purpose, today=today))

    def ask_other_day(self, who: str, tickets: Sequence[str]) -> None:
        """Ask when these are to come."""
        facts, today = self.facts, self.work.session.today
        if facts is None:
            return

        def told() -> str:
            return _("{number} dijadwalkan ulang").format(number=who)

        def on_day(day: str) -> None:
            self.answer(lambda session: reschedule(session, tickets, on=day), told)

        def to_visit(visit: str) -> None:
            self.answer(lambda session: reschedule(session, tickets, to_visit=visit), told)

        self.panels.ask(
            lambda host: OtherDay(host, who, facts.ahead, today=today, on_day=on_day, to_visit=to_visit)
        )


class CalledController:
    """The acts on whom the desk has in hand."""

    def __init__(self, context: QueueContext) -> None:
        self._context, self._work = context, context.work

    def table(self) -> list[Act]:
        return [
            Act(
                id="queue_blue",
                text=lambda: blue_word(self._context.held),
                keys=("Enter",),
                when=lambda: not self._context.is_typed(),
                why_not=self._why_nobody,
                run=self._go_on,
            ),
            Act(
                id="queue_again",
                text=_("Panggil lagi"),
                short=_("Lagi"),
                keys=("Ctrl+R",),
                when=self._calls,
                run=self._recall,
            ),
            Act(
                id="queue_skip",
                text=_("Tidak ada, lewati"),
                short=_("Lewati"),
                keys=("F8",),
                when=self._calls,
                run=self._skip,
            ),
            Act(
                id="queue_later",
                text=_("Tunda, kembali ke antrean"),
                short=_("Tunda"),
                keys=("F8",),
                when=self._serves,
                run=self._put_back,
            ),
            Act(
                id="queue_end",
                text=lambda: end_word(self._context.held),
                keys=("F9",),
                when=lambda: self._held_alone() is not None and not self._context.is_absent(),
                run=self._end,
                opens=True,
            ),
        ]

    def _calls(self) -> bool:
        held = self._held_alone()
        return held is not None and held.state is not TicketState.SERVING

    def _serves(self) -> bool:
        return self._held_alone() is not None and not self._calls()

    def _held_alone(self) -> Ticket | None:
        """The called number, while the keys are not those of marked ones."""
        return None if self._context.marked else self._context.held

    def _why_nobody(self) -> str:
        facts = self._context.facts
        return "" if facts and (facts.held or facts.next_up) else _("Tidak ada yang menunggu")

    def _go_on(self) -> None:
        """Call, serve, then end as expected, or go where the recording is."""
        held = self._context.held
        if held is None:
            self._call_next()
        elif held.state is not TicketState.SERVING:
            self._serve(held)
        elif likely := expected(held.purpose):
            self._end_as_expected(held, likely)
        else:
            self._work.go(Go("recording", ticket=held.id))

    def _call_next(self) -> None:
        if facts := self._context.facts:
            self._work.do(
                lambda session: call_next(session, facts.visit.id, desk=facts.desk), self._context.called
            )

    def _serve(self, held: Ticket) -> None:
        def served(_none: None) -> None:
            if expected(held.purpose) is None:
                self._work.go(Go("recording", ticket=held.id))

        self._work.do(lambda session: serve(session, held.id, desk=held.desk), served)

    def _end_as_expected(self, held: Ticket, outcome: Outcome) -> None:
        ending = ChosenEnding(outcome.value)
        self._context.do(
            lambda session: ending.write(session, held.id), partial(ended_words, held.number, outcome)
        )

    def _recall(self) -> None:
        if held := self._context.held:
            self._work.do(
                lambda session: call(session, held.id, desk=held.desk),
                lambda _none: self._context.called(held.id),
            )

    def _skip(self) -> None:
        if held := self._context.held:
            self._context.do(
                lambda session: skip(session, held.id, desk=held.desk),
                lambda: _("{number} dilewati: dipanggil lagi sesudah yang lain").format(number=held.number),
            )

    def _put_back(self) -> None:
        if held := self._context.held:
            self._context.do(
                lambda session: put_back(session, held.id, desk=held.desk),
                lambda: _("{number} ditunda: dipanggil lagi sesudah yang lain").format(number=held.number),
            )

    def _end(self) -> None:
        if held := self._context.held:
            self._context.ask_ending(held.id, held.number, held.purpose)


class LineController:
    """The acts on the chosen line, a number or a group."""

    def __init__(self, context: QueueContext) -> None:
        self._context, self._work = context, context.work

    def table(self) -> list[Act]:
        context = self._context
        return [
            Act(
                id="queue_call",
                text=lambda: call_word(context.line),
                short=_("Panggil"),
                keys=("Ctrl+Enter",),
                when=self._is_shown,
                why_not=lambda: why_not_call(context.line, context.held),
                run=self._call,
            ),
            Act(
                id="queue_first_in_line",
                text=lambda: change_words(context.line, context.held)[0],
                short=lambda: change_words(context.line, context.held)[1],
                keys=("Ctrl+↑",),
                when=self._is_shown,
                why_not=lambda: why_not_change(context.line, context.held),
                run=self._change,
            ),
        ]

    def _is_shown(self) -> bool:
        return self._context.shown is Shown.WAITING

    def _call(self) -> None:
        facts, line, desk = self._context.facts, self._context.line, self._work.desk
        if facts is None or line is None:
            return
        if isinstance(line, GroupRow):
            visit, group = facts.visit.id, line.group.id
            self._work.do(
                lambda session: call_next_of_group(session, visit, group, desk=desk), self._context.called
            )
        else:
            ticket = line.ticket.id
            self._work.do(
                lambda session: call(session, ticket, desk=desk), lambda _none: self._context.called(ticket)
            )

    def _change(self) -> None:
        line = self._context.line
        if isinstance(line, GroupRow):
            self._ask_about_group(line)
        elif line is not None and has_missed(line.ticket):
            self._take_back_in(line.ticket)
        elif line is not None:
            self._ask_about_number(line.ticket)

    def _take_back_in(self, ticket: Ticket) -> None:
        self._context.do(
            lambda session: come_back(session, ticket.id),
            lambda: _("{number} datang kembali, didahulukan").format(number=ticket.number),
        )

    def _ask_about_group(self, line: GroupRow) -> None:
        free, who = [ticket for ticket in line.members if is_free(ticket)], group_title(line.group)
        tickets = tuple(ticket.id for ticket in free)
        self._ask(Subject(who, tickets, who, group_rest(line), free[0].priority, purpose=None))

    def _ask_about_number(self, ticket: Ticket) -> None:
        first = priority_word(ticket.priority).lower() if ticket.priority else _("giliran biasa")
        self._ask(
            Subject(
                ticket.number,
                (ticket.id,),
                title=f"{ticket.number} {ticket.name}".strip(),
                line=f"{purpose_word(ticket.purpose)} · {first}",
                priority=ticket.priority,
                purpose=ticket.purpose,
                waits=is_free(ticket),
            )
        )

    def _ask(self, subject: Subject) -> None:
        self._context.panels.ask(
            lambda host: AboutNumber(
                host,
                subject,
                on_reason=self._prioritise,
                on_purpose=self._set_purpose,
                on_other_day=self._other_day,
            )
        )

    def _prioritise(self, subject: Subject, reason: Priority | None) -> None:
        def told() -> str:
            words = _("{number} didahulukan: {reason}") if reason else _("{number} tidak lagi didahulukan")
            return words.format(number=subject.who, reason=priority_word(reason or "").lower())

        self._context.answer(lambda session: prioritise(session, subject.tickets, reason), told)

    def _set_purpose(self, subject: Subject, purpose: Purpose) -> None:
        self._context.answer(
            lambda session: set_purpose(session, subject.tickets[0], purpose),
            lambda: _("{number}: {purpose}").format(
                number=subject.who, purpose=purpose_word(purpose).lower()
            ),
        )

    def _other_day(self, subject: Subject) -> None:
        self._context.panels.leave()
        self._context.ask_other_day(subject.who, subject.tickets)
