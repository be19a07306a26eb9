"""This user's acts of the last minutes at the queue, each undone on its own; an undoing is none of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    Body,
    RecordingStarted,
    TicketPutBack,
    TicketReturned,
    TicketServed,
    TicketVoided,
    Withdrawn,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.folds.ticket import fold_ticket
from ektp_desk.domain.journal.life import live
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.tickets import TicketId, TicketState
from ektp_desk.usecases.queue.queries import (
    WrittenEvent,
    held_of,
    last_written,
    open_recording,
    the_ticket,
    waiting_tickets,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording, Ticket
from ektp_desk.usecases.visits.queries import check_open
from ektp_desk.usecases.withdrawal import check_withdrawable

UNDO_MINUTES = 10
LISTED = 9
"""So many acts have a digit."""
GIVEN = "ticket_given"  # final: paper has gone out. What undoes it is voiding, which is offered in its place
_STEPS = "given called skipped served put_back returned prioritised identified ended voided"
_OTHERS = "purpose_set sent_home home_asked stop_placed absence_explained"
_OF_THE_QUEUE = frozenset({*(f"ticket_{step}" for step in _STEPS.split()), *_OTHERS.split()})
_PASSING = frozenset({"ticket_called", "ticket_served", "sent_home"})  # no line once something came after
# Of what was done to several in one act those are undone that can be.
_OF_SEVERAL = frozenset({"ticket_ended", "ticket_voided", "ticket_skipped", "ticket_prioritised"})
_BEGINS = frozenset({"ticket_served", "ticket_identified"})  # what a recording is begun upon
_UNDOING = frozenset({"withdrawn", "ticket_voided"})  # the latter where it names the giving that it undoes
_READ = 420  # as many as `last_written` gives: of the earliest act there some events may be absent


@dataclass(frozen=True, slots=True)
class Returned:
    """How a number will stand again.

    `is_next`: its desk has another in hand, so that it waits, and is called before the others. `recording`:
    what was begun of it comes back too. `known`: somebody is said to hold it.
    """

    number: str
    state: TicketState
    desk: str
    is_next: bool = False
    recording: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class RecentAct:
    """One act: its kind, when by the wall clock, its numbers, what it said of the first, what comes back.

    `events` are (entity, id, link), the latest first. `why` tells why none of it can be undone any more: its
    facts are the number, and what rests on it as `kind`. Of several that ended, were skipped or put first in
    one act those numbers in `stays` stay as they are.
    """

    kind: str
    at: datetime
    numbers: tuple[str, ...]
    events: tuple[tuple[Entity, str, str], ...]
    said: Body | None = None
    returned: tuple[Returned, ...] = ()
    stays: tuple[str, ...] = ()
    why: EktpError | None = None


def recent_acts(session: Session) -> list[RecentAct]:
    """This user's acts on this laptop, the latest first, as many as have a digit."""
    undoing = _Undoing(session)
    found = (undoing.judged(act) for act in undoing.acts())
    return list(islice((act for act in found if not (act.why and act.kind in _PASSING)), LISTED))


def undo(session: Session, act: RecentAct) -> RecentAct:
    """Undo what an act wrote, and no other, in one transaction; numbers that were given are voided.

    Gives the act with what came back. Raises `role.not_allowed`, `undo.nothing` when it is none of the recent
    ones any more, `undo.rested_on` when something was said since of what it was about, and what `withdraw`
    raises. Nothing is undone then.
    """
    session.check_roles(*(NewEvent(entity, id_, Withdrawn(event=link)) for entity, id_, link in act.events))
    undoing = _Undoing(session)
    written = next((each for each in undoing.acts() if _events(each) == act.events), None)
    if written is None:
        raise EktpError("undo.nothing")
    judged = undoing.judged(written)
    if judged.why:
        raise judged.why
    session.write(*undoing.taking_back(written, judged))
    return judged


class _Undoing:
    """The end of this laptop's journal as last read, and what can be undone of it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        written = last_written(session)
        self._cut = written[-1].at if len(written) == _READ else None
        gone = {each.undone for each in written if each.kind in _UNDOING}
        besides = set(_besides(written))
        self._standing = [each for each in written if each.link not in gone | besides and not _undoes(each)]
        self._open: dict[str, list[Ticket]] = {}

    def acts(self) -> Iterator[list[WrittenEvent]]:
        """Each with all that was written for it, the latest first."""
        now, user = self._session.clock().utc, self._session.user.id
        span = timedelta(minutes=UNDO_MINUTES)
        own = [each for each in self._standing if each.by == user and timedelta(0) <= now - each.at <= span]
        at = 0
        while at < len(own):
            act = list(self._together(own[at:]))
            at += len(act)
            if act[0].kind in _OF_THE_QUEUE and act[0].at != self._cut:
                yield act

    def judged(self, act: list[WrittenEvent]) -> RecentAct:
        units, kind = _units(act), _kind_of(act)
        back: list[Returned] = []
        stays: list[str] = []
        why: EktpError | None = None
        for unit in units:
            try:
                self._check(act, unit)
                back += self._returned(unit, back)
            except EktpError as error:
                stays += _numbers([unit])
                facts = error.facts | {"number": " ".join(_numbers([unit]))}
                why = why or EktpError(error.code, **facts)
        if why and kind in _OF_SEVERAL and len(stays) < len(units):
            why = None
        first = self._session.store.events(units[0][0].entity, units[0][0].id)
        return RecentAct(
            kind=kind,
            at=Moment(act[0].at, self._session.clock().offset).local,
            numbers=tuple(_numbers(units)),
            events=_events(act),
            said=next((event.body for event in first if event.link == units[0][0].link), None),
            returned=() if why else tuple(back),
            stays=() if why else tuple(stays),
            why=why,
        )

    def taking_back(self, act: list[WrittenEvent], judged: RecentAct) -> Iterator[NewEvent]:
        """A group without numbers is shown nowhere; who comes back to a desk that is busy is called next."""
        back = {each.number: each for each in judged.returned}
        for unit in _units(act):
            ticket, (number,) = unit[0].id, _numbers([unit]) or [""]
            if number in judged.stays:
                continue
            visit = self._visit_of(unit[0])
            if judged.kind == GIVEN:
                given = next(each.link for each in unit if each.kind == GIVEN)
                yield NewEvent(Entity.TICKET, ticket, TicketVoided(event=given), visit)
                continue
            for each in reversed(unit):
                yield NewEvent(each.entity, each.id, Withdrawn(event=each.link), visit)
            if number in back and back[number].is_next:
                yield NewEvent(Entity.TICKET, ticket, TicketPutBack(desk=back[number].desk), visit)
                yield NewEvent(Entity.TICKET, ticket, TicketReturned(), visit)

    def _together(self, written: list[WrittenEvent]) -> Iterator[WrittenEvent]:
        """The first of these and those that follow it and were written in the same act."""
        last = after = written[0]
        yield last
        for each in written[1:]:
            if not (each.at == last.at and (_same_act(each, last) or self._serves(each, after))):
                return
            yield each
            after = each

    def _serves(self, each: WrittenEvent, after: WrittenEvent) -> bool:
        """Whether an event goes with the next: a walk-in's person, a number given, what an end drops."""
        if each.kind == GIVEN:
            return after.kind in ("home_asked", "ticket_identified") and after.id == each.id
        if each.kind == "group_formed":
            return after.kind == GIVEN
        if each.kind == "person_met":
            return after.kind == "ticket_identified" and after.person == each.id
        if each.kind == "recording_dropped" and after.kind in ("ticket_ended", "ticket_voided"):
            said = (event.body for event in self._session.store.events(Entity.RECORDING, each.id))
            return any(isinstance(body, RecordingStarted) and body.ticket == after.id for body in said)
        return False

    def _check(self, act: list[WrittenEvent], unit: list[WrittenEvent]) -> None:
        """Raise why what was written of one number cannot be undone."""
        session, first = self._session, unit[0]
        if _kind_of(act) == GIVEN:
            _check_voidable(session, first.id, {each.link for each in act})
            return
        for each in unit:
            check_withdrawable(session, session.store.life(each.entity, each.id), each.link)
        if first.kind in _BEGINS and open_recording(session, first.id):
            raise EktpError("undo.rested_on", kind="recording_started")
        met = {each.id for each in unit if each.kind == "person_met"}
        own = {each.link for each in unit}
        if met and any(_speaks_of(each, met) for each in self._standing if each.link not in own):
            raise EktpError("undo.rested_on", kind="person_met")

    def _returned(self, unit: list[WrittenEvent], before: list[Returned]) -> Iterator[Returned]:
        """How the number stands without what was written; `before` are those that come back with it."""
        first, links = unit[0], {each.link for each in unit}
        if first.entity is not Entity.TICKET or any(each.kind == GIVEN for each in unit):
            return
        rest = live(e for e in self._session.store.life(first.entity, first.id).all if e.link not in links)
        row = next((row for row in fold_ticket(first.id, rest)["tickets"] if row["id"] == first.id), None)
        if row is None:
            return
        state, desk = TicketState(str(row["state"])), str(row["desk"])
        in_hand = state in (TicketState.CALLED, TicketState.SERVING)
        busy = in_hand and (
            self._has_other(first, desk) or any(each.desk == desk and not each.is_next for each in before)
        )
        yield Returned(
            number=str(row["number"]),
            state=TicketState.WAITING if busy else state,
            desk=desk if in_hand else "",
            is_next=busy,
            recording=any(each.kind == "recording_dropped" for each in unit),
            known=bool(row["person"]),
        )

    def _has_other(self, ticket: WrittenEvent, desk: str) -> bool:
        visit = self._visit_of(ticket)
        if visit not in self._open:
            self._open[visit] = waiting_tickets(self._session, visit)
        held = held_of([each for each in self._open[visit] if each.id != ticket.id], desk)
        return held is not None

    def _visit_of(self, each: WrittenEvent) -> str:
        return TicketId.parse(each.id).visit if each.entity is Entity.TICKET else each.id


def began_too_soon(session: Session, ticket: str, recording: Recording | None) -> bool:
    """Whether `not_yet` would do it: nothing was said of whom the ticket is for since it was served.

    `recording` is its open one.
    """
    try:
        _serving(session, ticket, recording)
    except EktpError:
        return False
    return True


def not_yet(session: Session, ticket: str) -> None:
    """Take back that a ticket is served, whenever that was: it stands as before, and nothing was counted.

    Two quick Enters at the queue serve a number before its person stands there. Putting it back would count a
    postponement, and no key that means something else may write an event, so it has this act of its own; the
    ten minutes of other undoing do not hold. Saying it twice changes nothing.
    Raises `undo.rested_on` once a person was chosen or a recording begun, and what `withdraw` raises.
    """
    if the_ticket(session, ticket).state is TicketState.SERVING:
        session.write(_serving(session, ticket, open_recording(session, ticket)))


def _serving(session: Session, ticket: str, recording: Recording | None) -> NewEvent:
    """Takes back the ticket's last serving."""
    life = session.store.life(Entity.TICKET, ticket)
    served = next((event for event in reversed(life.events) if isinstance(event.body, TicketServed)), None)
    if served is None:
        raise EktpError("undo.unknown")
    if recording is not None:
        raise EktpError("undo.rested_on")
    found = check_withdrawable(session, life, served.link)
    return NewEvent(Entity.TICKET, ticket, Withdrawn(event=served.link), found.header.visit)


def _undoes(each: WrittenEvent) -> bool:
    return each.kind in _UNDOING and bool(each.undone)


def _besides(written: list[WrittenEvent]) -> Iterator[str]:
    """What an undoing wrote beside the withdrawal, for a number whose desk was busy."""
    undone: tuple[str, datetime] | None = None
    for each in reversed(written):
        if each.kind == "withdrawn":
            undone = each.id, each.at
        elif each.kind in ("ticket_put_back", "ticket_returned") and (each.id, each.at) == undone:
            yield each.link
        else:
            undone = None


def _same_act(each: WrittenEvent, last: WrittenEvent) -> bool:
    return each.kind == last.kind and each.act == last.act != ""


def _kind_of(act: list[WrittenEvent]) -> str:
    return GIVEN if any(each.kind == GIVEN for each in act) else act[0].kind


def _units(act: list[WrittenEvent]) -> list[list[WrittenEvent]]:
    """What was written of each number, the first number first; of each the latest event first."""
    units: dict[str, list[WrittenEvent]] = {}
    unit: list[WrittenEvent] = []
    for each in act:
        if each.kind in _OF_THE_QUEUE:
            unit = units.setdefault(each.id, [])
        unit.append(each)
    return list(reversed(units.values()))


def _numbers(units: list[list[WrittenEvent]]) -> list[str]:
    tickets = (unit[0].id for unit in units if unit[0].entity is Entity.TICKET)
    return [str(TicketId.parse(ticket).number) for ticket in tickets]


def _events(act: list[WrittenEvent]) -> tuple[tuple[Entity, str, str], ...]:
    return tuple((each.entity, each.id, each.link) for each in act)


def _speaks_of(each: WrittenEvent, people: set[str]) -> bool:
    return each.person in people or any(person in each.id.split("~") for person in people)


def _check_voidable(session: Session, ticket: str, own: set[str]) -> None:
    events = session.store.life(Entity.TICKET, ticket).events
    said = (event for event in events if not isinstance(event.body, Withdrawn))
    if other := next((event for event in said if event.link not in own), None):
        raise EktpError("undo.rested_on", kind=other.header.kind)
    check_open(session, events[0].header.visit)
