"""What is done to numbers: given, called, served, put before others, and ended without a recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    GroupFormed,
    PurposeSet,
    RecordingDropped,
    TicketCalled,
    TicketEnded,
    TicketGiven,
    TicketIdentified,
    TicketPrioritised,
    TicketPutBack,
    TicketReturned,
    TicketServed,
    TicketSkipped,
    TicketVoided,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.recordings import too_young
from ektp_desk.domain.tickets import (
    FOR_SEVERAL,
    Number,
    Outcome,
    Priority,
    Purpose,
    TicketId,
    TicketState,
    Turn,
    check_ahead,
    check_ending,
)
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.admin.queries import may_refuse
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.queue.queries import (
    check_waiting,
    find_ticket,
    held_of,
    in_turn,
    is_own,
    last_serial,
    open_recording,
    waiting_tickets,
    with_held,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visits.queries import check_open, the_visit

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True, repr=False)
class NewGroup:
    """Whom the numbers are for: a group's name, who brought it, and whether all came at once."""

    name: str = ""
    brought_by: str = ""
    at_once: bool = False


def give_numbers(
    session: Session,
    visit: str,
    *,
    letter: str,
    count: int = 1,
    purpose: Purpose = Purpose.RECORD,
    group: NewGroup | None = None,
    person: str = "",
) -> list[str]:
    """The next `count`, in one act; returns ticket ids, first first. A `person` is whose the first is.

    Raises `visit.not_open`, `desk.none_here`, `desk.not_open`, `numbers.bad_count`, `person.unknown`,
    `person.recorded` for who was recorded and does not come for something else.
    """
    found = check_open(session, visit)
    check_desk(letter)
    if letter not in found.desks.split():
        raise EktpError("desk.not_open", letter=letter)
    if count not in range(1, MOST_AT_ONCE + 1):
        raise EktpError("numbers.bad_count", most=MOST_AT_ONCE)
    first = last_serial(session, visit, letter) + 1
    batch = session.new_id() if count > 1 else ""
    formed = _formed(session, visit, group)
    body = TicketGiven(
        letter=letter, serial=first, purpose=purpose, batch=batch, group=formed[0].id if formed else ""
    )
    numbers = [Number(letter, serial) for serial in range(first, first + count)]
    given = [_given(visit, number, body) for number in numbers]
    session.write(*formed, *given, *([_known(session, given[0], person, purpose)] if person else []))
    return [act.id for act in given]


def _known(session: Session, given: NewEvent, person: str, purpose: Purpose) -> NewEvent:
    """Says whose a number is that is given with it."""
    who = the_person(session, person)
    if who.recorded_at is not None and purpose is Purpose.RECORD:
        raise EktpError("person.recorded")
    body = TicketIdentified(person=who.id, sex=who.sex, source=who.source)
    return NewEvent(Entity.TICKET, given.id, body, given.visit)


def check_desk(desk: str) -> None:
    """Raises `desk.none_here` at a laptop that opened no desk in a visit that another opened."""
    if not desk:
        raise EktpError("desk.none_here")


def _formed(session: Session, visit: str, group: NewGroup | None) -> list[NewEvent]:
    if group is None:
        return []
    body = GroupFormed(name=group.name.strip(), brought_by=group.brought_by.strip(), together=group.at_once)
    return [NewEvent(Entity.GROUP, session.new_id(), body, visit)]


def _given(visit: str, number: Number, body: TicketGiven) -> NewEvent:
    said = structs.replace(body, serial=number.serial)
    return NewEvent(Entity.TICKET, str(TicketId(visit, number)), said, visit)


def give_number(session: Session, visit: str, number: Number, *, purpose: Purpose = Purpose.RECORD) -> str:
    """One off a sheet that was printed before, out of its turn; returns its ticket id.

    Raises `visit.not_open`, `desk.not_open` for another laptop's letter, `number.given`.
    """
    if not is_own(session, visit, number):
        raise EktpError("desk.not_open", letter=number.letter)
    ticket = str(TicketId(visit, number))
    found = find_ticket(session, ticket)
    if found is not None and found.given:
        raise EktpError("number.given", number=str(number))
    body = TicketGiven(letter=number.letter, serial=number.serial, purpose=purpose)
    session.write(NewEvent(Entity.TICKET, ticket, body, visit))
    return ticket


def serve_number(session: Session, visit: str, number: Number, *, desk: str) -> str:
    """Begin to serve whoever holds this paper, whether its giving is known here or not; give the ticket.

    A number of this laptop's own letters is given with it. Raises `ticket.ended`, `desk.busy`,
    `ticket.elsewhere`, `visit.not_open`; nothing is written then.
    """
    ticket = str(TicketId(visit, number))
    with session.store.together():
        if not check_waiting(session, ticket).given and is_own(session, visit, number):
            give_number(session, visit, number)
        serve(session, ticket, desk=desk)
    return ticket


def call_next(session: Session, visit: str, *, desk: str) -> str | None:
    """Call who is put first, then whoever waits longest, then who missed their call; None when nobody waits.

    Raises `desk.none_here`, `desk.busy` while the desk has a ticket in hand.
    """
    check_desk(desk)
    check_open(session, visit)
    tickets = waiting_tickets(session, visit)
    if held := held_of(tickets, desk):
        raise EktpError("desk.busy", number=held.number)
    ticket = next((each.id for each in in_turn(tickets) if not each.home), None)
    if ticket is not None:
        session.write(NewEvent(Entity.TICKET, ticket, TicketCalled(desk=desk), visit))
    return ticket


def call_next_of_group(session: Session, visit: str, group: str, *, desk: str) -> str | None:
    """Call the next of those who came together; None when nobody of them waits. Raises `desk.busy`."""
    tickets = waiting_tickets(session, visit)
    ticket = next((each.id for each in in_turn(tickets) if each.grp == group), None)
    if ticket is not None:
        call(session, ticket, desk=desk)
    return ticket


def call(session: Session, ticket: str, *, desk: str) -> None:
    """Call a ticket, or call it again.

    Raises `desk.none_here`, `desk.busy` while the desk has another in hand.
    """
    check_desk(desk)
    found, held = with_held(session, ticket, desk)
    if held and held.id != ticket:
        raise EktpError("desk.busy", number=held.number)
    session.write(NewEvent(Entity.TICKET, ticket, TicketCalled(desk=desk), found.visit))


def skip(session: Session, ticket: str, *, desk: str) -> None:
    """Nobody came when called: the ticket waits again, behind those not yet called."""
    found = check_waiting(session, ticket)
    session.write(NewEvent(Entity.TICKET, ticket, TicketSkipped(desk=desk), found.visit))


def skip_tickets(session: Session, tickets: Sequence[str], *, desk: str) -> int:
    """Nobody of these came: they wait behind the others, in one act; gives how many.

    Whom another desk has in hand is passed over. Raises as `skip`.
    """
    found = [check_waiting(session, ticket) for ticket in tickets]
    missed = [each for each in found if not each.desk_has or each.desk == desk]
    act = session.new_id() if len(missed) > 1 else ""
    if missed:
        body = TicketSkipped(desk=desk, act=act)
        session.write(*(NewEvent(Entity.TICKET, each.id, body, each.visit) for each in missed))
    return len(missed)


def serve(session: Session, ticket: str, *, desk: str) -> None:
    """Begin to serve a ticket at a desk; saying it twice changes nothing.

    Raises `desk.none_here`, `desk.busy` while the desk has another in hand, `ticket.elsewhere` while
    another desk serves it.
    """
    check_desk(desk)
    found, held = with_held(session, ticket, desk)
    if found.state is TicketState.SERVING:
        if found.desk != desk:
            raise EktpError("ticket.elsewhere", number=found.number, desk=found.desk)
        return
    if held and held.id != ticket:
        raise EktpError("desk.busy", number=held.number)
    session.write(NewEvent(Entity.TICKET, ticket, TicketServed(desk=desk), found.visit))


def serve_person(session: Session, visit: str, person: str, *, letter: str, purpose: Purpose) -> str:
    """Give the next number to somebody, and serve it at this desk; gives the ticket's id.

    Empty for `person`: who they are is said later.
    Raises what `give_numbers` and `serve` raise; nothing is written then.
    """
    with session.store.together():
        (ticket,) = give_numbers(session, visit, letter=letter, purpose=purpose, person=person)
        serve(session, ticket, desk=letter)
    return ticket


def put_back(session: Session, ticket: str, *, desk: str) -> None:
    """Set work on a ticket aside; what was saved stays and goes on when it is called again."""
    found = check_waiting(session, ticket)
    session.write(NewEvent(Entity.TICKET, ticket, TicketPutBack(desk=desk), found.visit))


def prioritise(session: Session, tickets: Sequence[str], reason: Priority | None) -> None:
    """Put numbers first for a reason, in this order, in one act; None takes it back.

    Whom it changes nothing for is passed over. Raises `ticket.ended`, `visit.not_open`.
    """
    said = reason.value if reason else ""
    found = [check_waiting(session, ticket) for ticket in tickets]
    changed = [each for each in found if each.priority != said]
    act = session.new_id() if len(changed) > 1 else ""
    body = TicketPrioritised(reason=said, act=act)
    if changed:
        session.write(*(NewEvent(Entity.TICKET, each.id, body, each.visit) for each in changed))


def come_back(session: Session, ticket: str) -> None:
    """Somebody who missed their call is here again: they are called before everybody else.

    Raises `ticket.not_missed` for one who missed nothing, `ticket.ended`, `visit.not_open`.
    """
    found = check_waiting(session, ticket)
    if found.state is not TicketState.WAITING or found.turn is not Turn.MISSED:
        raise EktpError("ticket.not_missed", number=found.number)
    session.write(NewEvent(Entity.TICKET, ticket, TicketReturned(), found.visit))


def set_purpose(session: Session, ticket: str, purpose: Purpose) -> None:
    """Say what somebody came for after all; saying the same again writes nothing."""
    found = check_waiting(session, ticket)
    if found.purpose is not purpose:
        session.write(NewEvent(Entity.TICKET, ticket, PurposeSet(purpose=purpose), found.visit))


def end_ticket(
    session: Session, ticket: str, outcome: Outcome, *, text: str = "", on: str = "", to_visit: str = ""
) -> None:
    """End a ticket with its one outcome; an open recording of it is dropped for that reason.

    That somebody is no resident ends it only where the office's rule lets them be refused.

    `on` is an ISO date or `to_visit` a planned visit to come again, one of them needed when rescheduled.
    Raises `outcome.needs_text`, `outcome.needs_date`, `outcome.day_not_ahead`, `outcome.only_by_recording`,
    `outcome.not_under_16`, `outcome.outsiders_served`, `visit.not_planned`, `ticket.ended`.
    """
    _end(session, [ticket], TicketEnded(outcome=outcome, text=text.strip(), on=on, to_visit=to_visit))


def end_tickets(
    session: Session,
    tickets: Sequence[str],
    outcome: Outcome,
    *,
    text: str = "",
    on: str = "",
    to_visit: str = "",
) -> None:
    """End all of these with one outcome, each by an event of its own, in one act.

    Raises as `end_ticket`, and `outcome.not_for_several` for one that serves, `outcome.lost_by_supervisor`;
    nothing is written then.
    """
    if outcome not in FOR_SEVERAL:
        raise EktpError("outcome.not_for_several")
    if outcome is Outcome.LOST and not session.user.is_supervisor:
        raise EktpError("outcome.lost_by_supervisor")
    act = session.new_id() if len(tickets) > 1 else ""
    _end(session, tickets, TicketEnded(outcome=outcome, text=text.strip(), on=on, to_visit=to_visit, act=act))


def reschedule(session: Session, tickets: Sequence[str], *, on: str = "", to_visit: str = "") -> None:
    """Tell people, all of them in one act, to come on a day or to a planned visit; raises as `end_ticket`."""
    end_tickets(session, tickets, Outcome.RESCHEDULED, on=on, to_visit=to_visit)


def void_ticket(session: Session, ticket: str, *, text: str = "") -> None:
    """Take a number out of the count: it was printed or given by mistake."""
    void_tickets(session, [ticket], text=text)


def void_tickets(session: Session, tickets: Sequence[str], *, text: str = "") -> None:
    """Take all of these out of the count, each by an event of its own, in one act."""
    found = [check_waiting(session, ticket) for ticket in tickets]
    body = TicketVoided(text=text.strip(), act=session.new_id() if len(tickets) > 1 else "")
    acts: list[NewEvent] = []
    for each in found:
        acts += _drop_open(session, each.id, each.visit, "voided")
        acts.append(NewEvent(Entity.TICKET, each.id, body, each.visit))
    if acts:
        session.write(*acts)


def _end(session: Session, tickets: Sequence[str], body: TicketEnded) -> None:
    found = [check_waiting(session, ticket) for ticket in tickets]
    body = _to_planned(session, body) if body.to_visit else body
    check_ending(Outcome(body.outcome), text=body.text, on=body.on, today=session.today)
    if body.outcome == Outcome.NOT_RESIDENT and not may_refuse(session):
        raise EktpError("outcome.outsiders_served")
    acts: list[NewEvent] = []
    for each in found:
        if body.outcome == Outcome.UNDER_16:
            _check_under_16(session, each)
        acts += _drop_open(session, each.id, each.visit, body.outcome)
        acts.append(NewEvent(Entity.TICKET, each.id, body, each.visit))
    if acts:
        session.write(*acts)


def _check_under_16(session: Session, ticket: Ticket) -> None:
    """Refuse to send somebody home as too young whose birth date says otherwise."""
    birth = the_person(session, ticket.person).birth if ticket.person else ""
    if birth and not too_young(date.fromisoformat(birth), session.today):
        raise EktpError("outcome.not_under_16")


def _to_planned(session: Session, body: TicketEnded) -> TicketEnded:
    """Take over the day of the visit that somebody is told to come to."""
    visit = the_visit(session, body.to_visit)
    if visit.state is not VisitState.PLANNED:
        raise EktpError("visit.not_planned")
    check_ahead(visit.day, session.today)
    return structs.replace(body, on=visit.day)


def _drop_open(session: Session, ticket: str, visit: str, reason: str) -> list[NewEvent]:
    found = open_recording(session, ticket)
    if found is None:
        return []
    return [NewEvent(Entity.RECORDING, found.id, RecordingDropped(reason=reason), visit)]
