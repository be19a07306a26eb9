"""Who waits, who is called, who came together, where the team goes to, and what the hall may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.tickets import OPEN_STATES, OTHER_PAPER, Number, Purpose, TicketId, TicketState
from ektp_desk.usecases.doubles.queries import papers_of_number
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct, Recording, Ticket, Visit
from ektp_desk.usecases.visits.queries import check_open, visits_planned

EARLIER = 6
_IN_HAND = (TicketState.CALLED, TicketState.SERVING)


class GroupFacts(PrivateStruct, frozen=True):
    """People who came together and of whom somebody waits: numbers `first` to `last` of one letter."""

    id: str
    name: str
    brought_by: str
    together: bool
    at: datetime
    letter: str
    first: int
    last: int
    count: int
    ended: int


class Stop(PrivateStruct, frozen=True):
    """A home still to go to; `name` is empty while nobody said who lives there."""

    ticket: str
    number: str
    name: str
    purpose: Purpose
    state: TicketState
    desk: str
    at: datetime
    place: int
    address: str
    dusun: str
    rt: str
    rw: str
    contact: str
    cannot: str


class NumberedTicket(Ticket, frozen=True, kw_only=True):
    """A ticket with its group, and where its end stands among all ends."""

    outcome_group: str
    group_name: str | None
    group_brought_by: str | None
    group_together: bool | None
    group_at: datetime | None
    ended_place: int | None


class WrittenEvent(PrivateStruct, frozen=True):
    """An event of this laptop: `act` names those written together, `undone` the one it takes back."""

    entity: Entity
    id: str
    kind: str
    link: str
    at: datetime
    by: str
    act: str
    undone: str
    person: str


class Called(PrivateStruct, frozen=True):
    """A number that was called, by which desk last, and how often."""

    number: str
    desk: str
    state: TicketState
    calls: int


@dataclass(frozen=True, slots=True)
class Hall:
    """`hero` is the latest call that nobody answered yet; `at_desks` whom other desks have, latest first.

    `earlier` are numbers called before whom no desk has any more: somebody may have missed their call.
    """

    hero: Called | None
    at_desks: tuple[Called, ...]
    earlier: tuple[str, ...]


def waiting_tickets(session: Session, visit: str) -> list[Ticket]:
    """Without an outcome, in the order their numbers were given."""
    return session.store.ask("open_tickets", Ticket, visit=visit)


def find_ticket(session: Session, ticket: str) -> Ticket | None:
    """None for one that this laptop never heard of."""
    return session.one("ticket", Ticket, ticket=ticket)


def the_ticket(session: Session, ticket: str) -> Ticket:
    """Raises `ticket.unknown`."""
    found = find_ticket(session, ticket)
    if found is None:
        raise EktpError("ticket.unknown")
    return found


def ticket_by_number(session: Session, visit: str, text: str, *, sure: bool = False) -> Ticket:
    """Find a ticket by its typed or scanned number; `sure` who keeps it is meant, where several had it.

    Raises `number.unreadable`, `number.not_given`, and what `check_one_paper` raises.
    """
    number = Number.parse(text)
    ticket = str(TicketId(visit, number))
    found = find_ticket(session, ticket)
    if not sure:
        check_one_paper(session, ticket, found)
    if found is None:
        raise EktpError("number.not_given", number=str(number))
    return found


def check_one_paper(session: Session, ticket: str, found: Ticket | None) -> None:
    """Raise `number.doubled` for a number with several papers, `number.parted` for one that had.

    `found` is its ticket, if there is one; the facts of `number.parted` name the tickets and their numbers.
    """
    number = str(TicketId.parse(ticket).number)
    if found is not None and found.doubled:
        raise EktpError("number.doubled", number=number)
    if found is None or found.others:
        papers = papers_of_number(session, ticket)
        if len(papers) > 1 or (papers and found is None):
            said = (f"{one.number} {one.name}".strip().replace(". ", ".\N{NO-BREAK SPACE}") for one in papers)
            raise EktpError("number.parted", number=number, papers=", ".join(said))


def at_desk(session: Session, visit: str, desk: str) -> Ticket | None:
    """What the desk has called or is serving."""
    return held_of(waiting_tickets(session, visit), desk)


def held_of(tickets: Sequence[Ticket], desk: str) -> Ticket | None:
    """Find among open tickets the one that a desk has called or is serving."""
    found = [ticket for ticket in tickets if ticket.desk_has and ticket.desk == desk]
    return found[-1] if found else None


def tickets_of(session: Session, visit: str) -> list[NumberedTicket]:
    """All tickets, those too that ended or were voided, in the order their numbers were given."""
    return session.store.ask("tickets_of_visit", NumberedTicket, visit=visit)


def in_turn(tickets: Iterable[Ticket]) -> list[Ticket]:
    """As they are called: returned, put first, the others, who missed; a doubled number waits."""
    waiting = (ticket for ticket in tickets if ticket.state is TicketState.WAITING and not ticket.doubled)
    return sorted(waiting, key=lambda t: (t.turn, t.place, t.letter, t.serial))


def latest_first(tickets: Iterable[NumberedTicket]) -> list[NumberedTicket]:
    """Those that ended, by the order of the events, never by a clock."""
    return sorted(tickets, key=lambda t: t.ended_place or 0, reverse=True)


def with_held(session: Session, ticket: str, desk: str) -> tuple[Ticket, Ticket | None]:
    """A ticket that can still be worked on, and what a desk has in hand; raises as `check_waiting`."""
    try:
        visit = TicketId.parse(ticket.partition(OTHER_PAPER)[0]).visit
    except EktpError:
        raise EktpError("ticket.unknown") from None
    tickets = waiting_tickets(session, visit)
    found = next((each for each in tickets if each.id == ticket), None)
    if found is None:
        return check_waiting(session, ticket), held_of(tickets, desk)
    check_open(session, visit)
    if found.doubled:
        raise EktpError("number.doubled", number=found.number)
    return found, held_of(tickets, desk)


def check_waiting(session: Session, ticket: str) -> Ticket:
    """A ticket that can still be worked on, also one that this laptop never saw given.

    Raises `ticket.ended`, `visit.not_open`, `ticket.unknown` for what names no visit and number,
    `number.doubled` while nobody has ruled on a number that several laptops gave, `number.parted` for one
    that is nobody's any more.
    """
    known = find_ticket(session, ticket)
    found = known or _unseen(session, ticket)
    check_open(session, found.visit)
    if known is None or known.doubled:
        check_one_paper(session, str(TicketId(found.visit, Number.parse(found.number))), known)
    if found.state not in OPEN_STATES:
        raise EktpError("ticket.ended", number=found.number)
    return found


def _unseen(session: Session, ticket: str) -> Ticket:
    """Say what is known of a paper that another laptop gave out: its visit and its number."""
    try:
        said = TicketId.parse(ticket)
    except EktpError:
        raise EktpError("ticket.unknown") from None
    now = session.now
    return Ticket(id=ticket, visit=said.visit, number=str(said.number), given_at=now, moved_at=now)


def last_serial(session: Session, visit: str, letter: str) -> int:
    """The serial that a desk gave last; 0 before the first."""
    return session.value("last_serial", int, visit=visit, letter=letter) or 0


def open_recording(session: Session, ticket: str) -> Recording | None:
    """A ticket's recording that was begun and not ended."""
    return session.one("open_recording_of_ticket", Recording, ticket=ticket)


def last_written(session: Session) -> list[WrittenEvent]:
    """The end of the journal that this laptop writes now, the latest first."""
    return session.store.ask("last_written", WrittenEvent)


def home_round(session: Session, visit: str) -> list[Stop]:
    """The homes still to go to, the next first: for the screen and for the list on paper."""
    return session.store.ask("stops", Stop, visit=visit)


def visits_ahead(session: Session) -> list[Visit]:
    """The planned visits that somebody can still be told to come to, the next first."""
    today = session.today.isoformat()
    return [each for each in visits_planned(session) if each.day > today]


def is_own(session: Session, visit: str, number: Number) -> bool:
    """Whether this laptop gives out numbers of this letter, so that it may give this one too."""
    return number.letter in check_open(session, visit).own_desks.split()


def hall(session: Session, visit: str) -> Hall:
    """What the display shows of a visit now; who is visited at home is not called there.

    A question and shapes of its own, not the queue's with names left out when painted: no name can reach it.
    """
    called = session.store.ask("last_called", Called, visit=visit)
    hero = next((each for each in called if each.state is TicketState.CALLED), None)
    in_hand = tuple(each for each in called if each.state in _IN_HAND and each is not hero)
    earlier = [each.number for each in called if each.state not in _IN_HAND]
    return Hall(hero, in_hand, tuple(earlier[:EARLIER]))


class EndedTicket(PrivateStruct, frozen=True):
    """A ticket that has a slip."""

    id: str
    number: str


def last_ended(session: Session, visit: str, *, desk: str, number: str = "") -> EndedTicket | None:
    """The ticket that ended last at a desk, or the one of this number; None when there is none."""
    return session.one("last_ended", EndedTicket, visit=visit, desk=desk, number=number)
