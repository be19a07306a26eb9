"""What the queue's acts are about, and the questions that several of them ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from ektp_desk.domain.tickets import Purpose, TicketId
from ektp_desk.gui.kit.contact import ContactController
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.queue.about_number import OtherDay
from ektp_desk.gui.queue.words import ended_words
from ektp_desk.gui.work import Work
from ektp_desk.usecases.queue.commands import reschedule
from ektp_desk.usecases.queue.facts import Ended, Line, QueueFacts
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.usecases.queue.today import DayPerson
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import Sentence, _


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
        self.ended = Ended.ALL  # of those who have an outcome, who is shown
        self.person: DayPerson | None = None
        self.facts: QueueFacts | None = None
        self.line: Line | None = None
        self.marked: tuple[Ticket, ...] = ()  # in the list of who waits, while that is shown
        self.stop: Stop | None = None

    def is_typed(self) -> bool:
        return bool(self.typed)

    def is_absent(self) -> bool:
        """Whether F9 is of the chosen target, who has not come, and not of the called number."""
        return self._lists_people and self.person is not None and self.person.is_to_come

    def is_missed(self) -> bool:
        """Whether F9 is of whom a team sought at home and did not meet, who is chosen."""
        return self._lists_people and self.person is not None and self.person.missed is not None

    @property
    def _lists_people(self) -> bool:
        return self.shown in (Shown.FOUND, Shown.TO_COME)

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
        person, nameless = (who.person, _is_nobody(who)) if who else (None, False)

        def ended(ending: ChosenEnding) -> None:
            told, then = partial(ended_words, number, ending.value), partial(self.contact.ask_once, person)
            self.answer(lambda session: ending.write(session, ticket), told, then=then if ending.on else None)

        may_refuse = self.work.may_refuse
        self.panels.ask(
            lambda host: EndingPanel(
                host,
                number,
                ended,
                purpose=purpose,
                today=today,
                may_refuse=may_refuse,
                nameless=nameless,
            )
        )

    def ask_other_day(self, who: str, tickets: Sequence[str]) -> None:
        """Ask when these are to come."""
        facts, today = self.facts, self.work.session.today
        if facts is None:
            return
        people = [ticket for each in tickets if (ticket := facts.ticket(each))]
        nameless = [ticket.number for ticket in people if _is_nobody(ticket)]

        def ask_contact() -> None:
            if len(people) == 1:
                self.contact.ask_once(people[0].person)

        def told() -> str:
            return _("{number} dijadwalkan ulang").format(number=who)

        def on_day(day: str) -> None:
            self.answer(lambda session: reschedule(session, tickets, on=day), told, then=ask_contact)

        def to_visit(visit: str) -> None:
            self.answer(lambda session: reschedule(session, tickets, to_visit=visit), told, then=ask_contact)

        self.panels.ask(
            lambda host: OtherDay(
                host, who, facts.ahead, today=today, nameless=nameless, on_day=on_day, to_visit=to_visit
            )
        )


def _is_nobody(ticket: Ticket) -> bool:
    """Whether nobody would know who is to come again; of a home the address is known."""
    return not (ticket.name or ticket.home)
