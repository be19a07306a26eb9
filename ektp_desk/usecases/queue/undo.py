"""The last act at the queue, by name, and undoing it whole: what was written together goes together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import RecordingStarted, TicketServed, TicketVoided, Withdrawn
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.tickets import TicketId, TicketState
from ektp_desk.usecases.queue.queries import WrittenEvent, last_written, open_recording, the_ticket
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording
from ektp_desk.usecases.visits.queries import check_open
from ektp_desk.usecases.withdrawal import check_withdrawable

UNDO_MINUTES = 10
GIVEN = "ticket_given"  # final: paper has gone out. What undoes it is voiding, which is offered in its place
_STEPS = "given called skipped served put_back returned prioritised identified ended voided"
_OTHERS = "purpose_set sent_home home_asked stop_placed"
_OF_THE_QUEUE = frozenset({*(f"ticket_{step}" for step in _STEPS.split()), *_OTHERS.split()})
_BY_ITSELF = (
    "withdrawn day_confirmed backup_made incarnation_opened body_expired list_expired list_due expiry_allowed"
    " files_removed"
)
_BESIDES = frozenset(_BY_ITSELF.split())


@dataclass(frozen=True, slots=True)
class LastAct:
    """What would be undone: its kind, the numbers it was about, and every event that it wrote.

    `events` are (entity, id, link), the latest first; `numbers` are in the order they were written.
    """

    kind: str
    numbers: tuple[str, ...]
    events: tuple[tuple[Entity, str, str], ...]


def last_act(session: Session) -> LastAct | None:
    """This user's last act of the past ten minutes, if it can be undone and nothing came after it."""
    written = _standing(session)
    if not written or written[0].kind not in _OF_THE_QUEUE or not _is_own_and_fresh(session, written[0]):
        return None
    last = written[0]
    if last.kind != GIVEN:
        try:
            _check(session, last)
        except EktpError:
            return None
    together = list(_together(session, written))
    tickets = dict.fromkeys(each.id for each in reversed(together) if each.entity is Entity.TICKET)
    numbers = tuple(str(TicketId.parse(ticket).number) for ticket in tickets)
    events = tuple((each.entity, each.id, each.link) for each in together)
    kind = GIVEN if any(each.kind == GIVEN for each in together) else last.kind
    return LastAct(kind, numbers, events)


def undo(session: Session, act: LastAct) -> None:
    """Undo all that an act wrote, in one transaction; numbers that were given are voided.

    Raises `role.not_allowed`, `undo.nothing` when it is no longer the last act, `undo.rested_on` when
    something was said of one of its numbers since, and what `withdraw` raises. Nothing is undone then.
    """
    session.check_roles(*(NewEvent(entity, id_, Withdrawn(event=link)) for entity, id_, link in act.events))
    if last_act(session) != act:
        raise EktpError("undo.nothing")
    if act.kind == GIVEN:
        session.write(*_taking_back_numbers(session, act))
    else:
        session.write(*(_withdrawing(session, *event) for event in act.events))


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
    return _withdrawing(session, Entity.TICKET, ticket, served.link)


def _taking_back_numbers(session: Session, act: LastAct) -> Iterator[NewEvent]:
    """Void the numbers that an act gave; a group without numbers is shown nowhere."""
    own = {link for _entity, _id, link in act.events}
    tickets = (entity_id for entity, entity_id, _link in reversed(act.events) if entity is Entity.TICKET)
    for ticket in dict.fromkeys(tickets):
        yield _voiding(session, ticket, own)


def _standing(session: Session) -> list[WrittenEvent]:
    """What this laptop wrote last and still stands, without what the desk writes by itself."""
    written = last_written(session)
    gone = {each.undone for each in written if each.kind == "withdrawn"}
    return [each for each in written if each.link not in gone and each.kind not in _BESIDES]


def _is_own_and_fresh(session: Session, last: WrittenEvent) -> bool:
    age = session.clock().utc - last.at
    return last.by == session.user.id and timedelta(0) <= age <= timedelta(minutes=UNDO_MINUTES)


def _together(session: Session, written: list[WrittenEvent]) -> Iterator[WrittenEvent]:
    """The last event and those before it that were written in the same act."""
    last = written[0]
    yield last
    after = last
    for each in written[1:]:
        if not (each.at == last.at and (_same_act(each, last) or _serves(session, each, after))):
            return
        yield each
        after = each


def _same_act(each: WrittenEvent, last: WrittenEvent) -> bool:
    return each.kind == last.kind and each.act == last.act != ""


def _serves(session: Session, each: WrittenEvent, after: WrittenEvent) -> bool:
    """Whether one event was written only for the next: a walk-in's person, a recording dropped by an end."""
    if each.kind == GIVEN:
        return after.kind == "home_asked" and after.id == each.id
    if each.kind == "group_formed":
        return after.kind == GIVEN
    if each.kind == "person_met":
        return after.kind == "ticket_identified" and after.person == each.id
    if each.kind == "recording_dropped" and after.kind in ("ticket_ended", "ticket_voided"):
        said = (event.body for event in session.store.events(Entity.RECORDING, each.id))
        return any(isinstance(body, RecordingStarted) and body.ticket == after.id for body in said)
    return False


def _check(session: Session, each: WrittenEvent) -> None:
    check_withdrawable(session, session.store.life(each.entity, each.id), each.link)


def _withdrawing(session: Session, entity: Entity, entity_id: str, link: str) -> NewEvent:
    found = check_withdrawable(session, session.store.life(entity, entity_id), link)
    return NewEvent(entity, entity_id, Withdrawn(event=link), found.header.visit)


def _voiding(session: Session, ticket: str, own: set[str]) -> NewEvent:
    events = session.store.life(Entity.TICKET, ticket).events
    if any(event.link not in own for event in events):
        raise EktpError("undo.rested_on")
    visit = events[0].header.visit
    check_open(session, visit)
    return NewEvent(Entity.TICKET, ticket, TicketVoided(), visit)
