"""What the queue's screen needs to know, read in one go; minutes are counted from it as time passes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import Equation, surges
from ektp_desk.domain.tickets import OPEN_STATES, Number, TicketGroup, TicketState, Turn
from ektp_desk.usecases.queue.queries import (
    GroupFacts,
    NumberedTicket,
    Stop,
    held_of,
    home_round,
    in_turn,
    latest_first,
    tickets_of,
    visits_ahead,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket, Visit
from ektp_desk.usecases.visits.queries import equation, visit_name
from ektp_desk.usecases.visits.timing import Times, forecast, intervals, mean_service

_STILL_FELT = timedelta(minutes=30)  # after a surge began


class Ended(StrEnum):
    """Which of those who have an outcome; who came and was not served whole is `NOT_WHOLE`."""

    ALL = "all"
    SERVED = "served"
    NOT_WHOLE = "not_whole"
    CORRECTED = "corrected"

    def takes(self, ticket: NumberedTicket) -> bool:
        served = ticket.outcome_group == TicketGroup.SERVED
        takes = {Ended.SERVED: served, Ended.NOT_WHOLE: not served, Ended.CORRECTED: ticket.reopened > 0}
        return takes.get(self, True)


@dataclass(frozen=True, slots=True, repr=False)
class OtherDesk:
    """Another desk of this laptop, and whom it has in hand."""

    letter: str
    held: Ticket | None


@dataclass(frozen=True, slots=True)
class ComingVisit:
    """A planned visit that somebody can be told to come to."""

    id: str
    day: date
    place: str  # "Desa Noebesi"


@dataclass(frozen=True, slots=True, repr=False)
class QueueFacts:
    """The queue as the store held it; `held` is what this desk has called or serves.

    `next_up` is the ticket that would be called next, `last_number` the latest this desk gave.
    """

    visit: Visit
    desk: str
    tickets: tuple[Ticket, ...]
    held: Ticket | None
    next_up: Ticket | None
    last_number: str
    equation: Equation
    times: list[Times]
    groups: tuple[GroupFacts, ...] = ()
    stops: tuple[Stop, ...] = ()  # homes to go to, which stand in no row of the queue
    ahead: tuple[ComingVisit, ...] = ()
    ended_last: str = ""  # the number whose slip Ctrl+P prints
    first: tuple[str, ...] = ()  # the tickets that are called before the others, in that order
    ended: tuple[NumberedTicket, ...] = ()  # who has an outcome, the latest first
    at_home: tuple[NumberedTicket, ...] = ()  # the tickets of `stops`

    def other_desk(self) -> OtherDesk | None:
        """The desk of this laptop that comes after the one in hand; None while there is only one."""
        own = self.visit.own_desks.split()
        if self.desk not in own or len(own) == 1:
            return None
        letter = own[(own.index(self.desk) + 1) % len(own)]
        held = [ticket for ticket in self.tickets if ticket.desk_has and ticket.desk == letter]
        return OtherDesk(letter, held[-1] if held else None)

    def members(self, group: str) -> list[Ticket]:
        """Without an outcome yet, in the order in which they are called."""
        found = [ticket for ticket in self.tickets if ticket.grp == group]
        return sorted(found, key=lambda ticket: ticket.turn)

    def everybody(self) -> tuple[Ticket, ...]:
        """Who has a number: who waits here and at home, and who has an outcome."""
        return (*self.tickets, *self.at_home, *self.ended)

    def ticket(self, key: str) -> Ticket | None:
        """An open one, also at home, by its id."""
        return next((ticket for ticket in (*self.tickets, *self.at_home) if ticket.id == key), None)

    def pace(self) -> int | None:
        """The mean minutes at a desk, None before anybody was served."""
        return mean_service(self.times)

    def finish(self, now: datetime) -> datetime | None:
        """When the queue will be empty."""
        return forecast(self.times, now=now, desks=len(self.visit.desks.split()))

    def surge(self, now: datetime) -> int:
        """How many came in the surge of the last half hour, 0 without one."""
        late = [each for each in surges(intervals(self.times)) if now - each.start < _STILL_FELT]
        return max((each.arrived for each in late), default=0)

    def oldest(self, now: datetime) -> int | None:
        """The longest wait in minutes, None when nobody waits."""
        return max((minutes_waited(ticket, now) for ticket in self.tickets), default=None)


def read_queue(
    session: Session, visit: Visit, desk: str, *, ahead: tuple[ComingVisit, ...] | None = None
) -> QueueFacts:
    """Read everything the screen shows; `ahead` where no visit has changed since it was read."""
    everybody = tickets_of(session, visit.id)
    tickets = [each for each in everybody if each.state in OPEN_STATES]
    order = in_turn(each for each in tickets if not each.home)
    last = max((each.serial for each in everybody if each.letter == desk), default=0)
    return QueueFacts(
        visit=visit,
        desk=desk,
        tickets=tuple(each for each in tickets if not each.home),
        held=held_of(tickets, desk),
        next_up=next(iter(order), None),
        last_number=str(Number(desk, last)) if last else "",
        equation=equation(session, visit.id),
        times=_times(everybody),
        ended_last=_ended_last(everybody, desk),
        first=tuple(each.id for each in order if each.turn < Turn.USUAL),
        stops=tuple(home_round(session, visit.id)) if any(each.home for each in tickets) else (),
        groups=_groups(everybody),
        ahead=tuple(_ahead(session, each) for each in visits_ahead(session)) if ahead is None else ahead,
        at_home=tuple(each for each in tickets if each.home),
        ended=tuple(latest_first(each for each in everybody if each.state is TicketState.ENDED)),
    )


def _times(tickets: list[NumberedTicket]) -> list[Times]:
    counted = sorted(
        (each for each in tickets if each.state is not TicketState.VOIDED),
        key=lambda t: (t.given_at, t.letter, t.serial),
    )
    return [
        Times(
            given_at=each.given_at,
            served_at=each.served_at,
            ended_at=each.ended_at,
            outcome_group=each.outcome_group,
            given=each.given,
            together=bool(each.group_together),
            home=each.home,
        )
        for each in counted
    ]


def _ended_last(tickets: list[NumberedTicket], desk: str) -> str:
    ended = latest_first(each for each in tickets if each.ended_place is not None and each.desk == desk)
    return ended[0].number if ended else ""


def _groups(tickets: list[NumberedTicket]) -> tuple[GroupFacts, ...]:
    """The groups of whom somebody has no outcome yet, by their first number."""
    members: dict[str, list[NumberedTicket]] = {}
    for each in tickets:
        if each.group_at is not None and each.state is not TicketState.VOIDED:
            members.setdefault(each.grp, []).append(each)
    found = [_group(each) for each in members.values()]
    return tuple(sorted((g for g in found if g.count > g.ended), key=lambda g: (g.first, g.id)))


def _group(members: list[NumberedTicket]) -> GroupFacts:
    one = members[0]
    assert one.group_at is not None
    serials = [each.serial for each in members]
    return GroupFacts(
        id=one.grp,
        name=one.group_name or "",
        brought_by=one.group_brought_by or "",
        together=bool(one.group_together),
        at=one.group_at,
        letter=one.letter,
        first=min(serials),
        last=max(serials),
        count=len(members),
        ended=sum(each.state is TicketState.ENDED for each in members),
    )


def _ahead(session: Session, visit: Visit) -> ComingVisit:
    return ComingVisit(visit.id, date.fromisoformat(visit.day), visit_name(session, visit))


def minutes_waited(ticket: Ticket, now: datetime) -> int:
    """Whole minutes since the number was given."""
    return max(0, (now - ticket.given_at) // timedelta(minutes=1))


def is_free(ticket: Ticket) -> bool:
    """Tell whether a desk may call this ticket: none has it in hand."""
    return ticket.state is TicketState.WAITING


def has_missed(ticket: Ticket) -> bool:
    """Tell whether somebody did not come when called, or was set aside, and is not back yet."""
    return is_free(ticket) and ticket.turn is Turn.MISSED


def is_number(text: str) -> bool:
    """Whether a text is a whole number as it stands on paper, typed or scanned."""
    try:
        Number.parse(text)
    except EktpError:
        return False
    return True


def typed_ticket(facts: QueueFacts, text: str) -> Ticket | None:
    """Find an open ticket by its number (typed or scanned), or by the one on its paper."""
    number = str(Number.parse(text)) if is_number(text) else ""
    own = (ticket for ticket in facts.tickets if ticket.number == number)
    return next(own, None) or next(
        (ticket for ticket in facts.tickets if ticket.on_paper == number != ""), None
    )


def may_be_another(ticket: Ticket, text: str) -> bool:
    """Whether somebody else may hold the paper whose number was typed."""
    return ticket.doubled or bool(ticket.others) or str(Number.parse(text)) != ticket.number


def find_stop(facts: QueueFacts, text: str) -> Stop | None:
    """Find a home by its number."""
    typed = text.strip().upper().removeprefix("EKTP1:")
    return next((stop for stop in facts.stops if stop.number == typed), None)


_GROUP = "group:"


@dataclass(frozen=True, slots=True, repr=False)
class QueueRow:
    """A ticket and how long it has waited by now; `member` stands below its group's line.

    `place` counts several who are called before the others, from 1; 0 is everybody else.
    """

    ticket: Ticket
    minutes: int
    member: bool = False
    place: int = 0

    @property
    def key(self) -> str:
        return self.ticket.id


@dataclass(frozen=True, slots=True, repr=False)
class GroupRow:
    """A group, who of it has no outcome yet (next to call first), and the longest wait among them."""

    group: GroupFacts
    members: tuple[Ticket, ...]
    minutes: int
    unfolded: bool

    @property
    def key(self) -> str:
        return f"{_GROUP}{self.group.id}"

    @property
    def waiting(self) -> int:
        """Count who is seen in no line but this one; of an unfolded group, everybody who stands below."""
        return sum(self.unfolded or not _stands_out(ticket) for ticket in self.members)


Line = QueueRow | GroupRow


def lines_of(facts: QueueFacts, now: datetime, unfolded: Collection[str]) -> list[Line]:
    """In the order their numbers were given; a group stands where its first waits.

    Whoever a desk has in hand, or who missed the call, is seen although the group is folded.
    """
    named = {group.id: group for group in facts.groups if group.count > 1}
    lines: list[Line] = []
    told: set[str] = set()
    for ticket in facts.tickets:
        group = named.get(ticket.grp)
        if group is None:
            lines.append(_row(facts, ticket, now))
        elif group.id not in told:
            told.add(group.id)
            lines += _group_lines(facts, group, now, unfolded=group.id in unfolded)
    return lines


def _group_lines(facts: QueueFacts, group: GroupFacts, now: datetime, *, unfolded: bool) -> list[Line]:
    members = facts.members(group.id)
    longest = max(minutes_waited(ticket, now) for ticket in members)
    own = [ticket for ticket in facts.tickets if ticket.grp == group.id]
    rows = [_row(facts, ticket, now, member=True) for ticket in own if unfolded or _stands_out(ticket)]
    return [GroupRow(group, tuple(members), longest, unfolded), *rows]


def _row(facts: QueueFacts, ticket: Ticket, now: datetime, *, member: bool = False) -> QueueRow:
    place = facts.first.index(ticket.id) + 1 if len(facts.first) > 1 and ticket.id in facts.first else 0
    return QueueRow(ticket, minutes_waited(ticket, now), member, place)


def _stands_out(ticket: Ticket) -> bool:
    """Whether somebody would look in vain for a number inside its folded group."""
    return ticket.desk_has or ticket.turn in (Turn.MISSED, Turn.BACK)


def line_key(facts: QueueFacts, ticket: Ticket, unfolded: Collection[str]) -> str:
    """Name the line on which a ticket is seen now."""
    folds = any(group.id == ticket.grp and group.count > 1 for group in facts.groups)
    if folds and ticket.grp not in unfolded and not _stands_out(ticket):
        return f"{_GROUP}{ticket.grp}"
    return ticket.id
