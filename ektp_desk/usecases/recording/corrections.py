"""Putting an ended ticket right: who it was, how it ended, or what was taken; nothing is edited.

The ticket is opened again by an event of its own, which a second person signs, and goes its way anew. A
finished recording stays as it was said, and is dropped beside it: it counts no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    RecordingDropped,
    SlipPrinted,
    TicketEnded,
    TicketReopened,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.people import clean_text
from ektp_desk.domain.recordings import Modality, ModalityState
from ektp_desk.domain.tickets import Outcome, TicketState
from ektp_desk.usecases.admin.queries import witnesses
from ektp_desk.usecases.queue.commands import end_ticket, serve, void_ticket
from ektp_desk.usecases.queue.queries import at_desk, the_ticket
from ektp_desk.usecases.queue.undo import UNDO_MINUTES
from ektp_desk.usecases.recording.commands import WalkIn, begin, identify, identify_walk_in
from ektp_desk.usecases.recording.queries import the_recording
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket, User
from ektp_desk.usecases.visits.queries import check_open

CORRECTED = "corrected"  # why a finished recording is dropped
_NOT_CARRIED = (ModalityState.CAPTURED, ModalityState.MISSING)  # a picture is one recording's alone


@dataclass(frozen=True, slots=True, repr=False)
class Vouched:
    """Why something is put right, and whose passphrase stands behind it: the witness's, or else the author's.

    Both may be empty while `is_fresh`.
    """

    reason: str = ""
    witness: str = ""  # a user's id
    passphrase: str = ""


def correct_person(session: Session, ticket: str, person: str, vouched: Vouched, *, desk: str) -> None:
    """Say that an ended ticket was another person's.

    What was recorded is to be taken anew, of them: at this desk at once unless it has another number in hand,
    else before anybody else. An outcome without a recording stays what it was.
    Raises `correction.same_person`, `person.unknown`, and what `reopen` raises.
    """
    if the_ticket(session, ticket).person == person:
        raise EktpError("correction.same_person")
    with session.store.together():
        before = _reopened(session, ticket, vouched, desk=desk)
        identify(session, ticket, person)
        _go_on(session, before, desk=desk)


def correct_to_walk_in(session: Session, ticket: str, said: WalkIn, vouched: Vouched, *, desk: str) -> None:
    """Do the same for somebody who stands in no list; raises what `identify_walk_in` raises too."""
    with session.store.together():
        before = _reopened(session, ticket, vouched, desk=desk)
        identify_walk_in(session, ticket, said)
        _go_on(session, before, desk=desk)


def correct_outcome(
    session: Session, ticket: str, outcome: Outcome | None, vouched: Vouched, *, text: str = "", on: str = ""
) -> None:
    """Say that a ticket ended otherwise, None that its number was never anybody's; raises as `end_ticket` and
    `reopen`.
    """
    with session.store.together():
        before = _reopened(session, ticket, vouched, desk="")
        if (before.ticket.outcome, before.ticket.outcome_text) == (outcome, text.strip()):
            raise EktpError("correction.same_outcome")
        if outcome is None:
            void_ticket(session, ticket, text=text)
        else:
            end_ticket(session, ticket, outcome, text=text, on=on)


def reopen(session: Session, ticket: str, vouched: Vouched, *, desk: str) -> None:
    """Open an ended ticket again, for something in it is wrong; its recording goes on in another one.

    Steps that were attested or excepted, documents and note are carried over, and can be set right there;
    what this laptop captured is taken anew. Raises `ticket.not_ended`, `visit.not_open`, `number.doubled`,
    `correction.needs_reason`, `witness.is_self`, `signin.wrong`, `user.unknown`, `user.no_key`,
    `role.not_allowed`.
    """
    with session.store.together():
        before = _reopened(session, ticket, vouched, desk=desk)
        _serve_if_free(session, before.ticket, desk=desk)
        if before.ticket.recording:
            recording = begin(session, ticket, desk=desk)
            session.write(*_carried(session, before.ticket.recording, recording))


@dataclass(frozen=True, slots=True, repr=False)
class Correctable:
    """An ended ticket, and what putting it right needs: `fresh` nobody else."""

    ticket: Ticket
    fresh: bool
    slip_at: datetime | None  # when its slip went out
    witnesses: tuple[User, ...]


def correctable(session: Session, ticket: str) -> Correctable:
    """Raises `ticket.not_ended`, `visit.not_open`, `number.doubled`."""
    found, _ending = _ended(session, ticket)
    printed = [e for e in session.store.life(Entity.TICKET, ticket).events if isinstance(e.body, SlipPrinted)]
    return Correctable(
        found,
        is_fresh(session, ticket),
        printed[-1].moment.local if printed else None,
        tuple(witnesses(session)),
    )


def is_fresh(session: Session, ticket: str) -> bool:
    """Whether who ended it may put it right alone: within minutes, and before its slip was printed."""
    life = session.store.life(Entity.TICKET, ticket)
    ended = life.decided("ticket.outcome")
    if ended is None or ended.header.by != session.user.id:
        return False
    age = session.clock().utc - ended.moment.utc
    return timedelta(0) <= age <= timedelta(minutes=UNDO_MINUTES) and not _slip_after(life, ended.link)


@dataclass(frozen=True, slots=True, repr=False)
class _Before:
    """An ended ticket as it stood, and the event that ended it."""

    ticket: Ticket
    ending: TicketEnded


def _reopened(session: Session, ticket: str, vouched: Vouched, *, desk: str) -> _Before:
    """Write that it is open again, and give how it stood before; raises as `reopen`."""
    found, ending = _ended(session, ticket)
    fresh = is_fresh(session, ticket) and not vouched.witness
    body = TicketReopened(
        outcome=ending.outcome,
        person=found.person or "",
        desk=desk or found.desk,
        recording=ending.recording,
        reason=clean_text(vouched.reason),
        witness=vouched.witness,
        at_once=fresh,
    )
    acts = [NewEvent(Entity.TICKET, ticket, body, found.visit)]
    if ending.recording:
        dropped = RecordingDropped(reason=CORRECTED)
        acts.append(NewEvent(Entity.RECORDING, ending.recording, dropped, found.visit))
    session.check_roles(*acts)
    session.write(*acts, second=None if fresh else _second(session, vouched))
    return _Before(found, ending)


def _ended(session: Session, ticket: str) -> tuple[Ticket, TicketEnded]:
    found = the_ticket(session, ticket)
    check_open(session, found.visit)
    if found.doubled:
        raise EktpError("number.doubled", number=found.number)
    ending = session.store.life(Entity.TICKET, ticket).said("ticket.outcome", TicketEnded)
    if found.state is not TicketState.ENDED or ending is None:
        raise EktpError("ticket.not_ended", number=found.number)
    return found, ending


def _second(session: Session, vouched: Vouched) -> Signer:
    if not vouched.reason.strip():
        raise EktpError("correction.needs_reason")
    if vouched.witness == session.user.id:
        raise EktpError("witness.is_self")
    return session.guard.second(vouched.witness or session.user.id, vouched.passphrase)


def _slip_after(life: Life, ended: str) -> bool:
    links = [event.link for event in life.events]
    return any(isinstance(event.body, SlipPrinted) for event in life.events[links.index(ended) :])


def _go_on(session: Session, before: _Before, *, desk: str) -> None:
    """End it as before, or record the person whom it has now."""
    ticket = before.ticket
    if not before.ending.recording:
        session.write(
            NewEvent(Entity.TICKET, ticket.id, structs.replace(before.ending, act=""), ticket.visit)
        )
        return
    _serve_if_free(session, ticket, desk=desk)
    begin(session, ticket.id, desk=desk)


def _serve_if_free(session: Session, ticket: Ticket, *, desk: str) -> None:
    """Go on with it at this desk; while that has another number in hand it waits before all others."""
    if desk and at_desk(session, ticket.visit, desk) is None:
        serve(session, ticket.id, desk=desk)


def _carried(session: Session, of: str, to: str) -> Iterator[NewEvent]:
    """What was said of one recording, said of another one of the same person."""
    life, visit = session.store.life(Entity.RECORDING, of), the_recording(session, to).visit
    for said in ("documents", "note", *Modality):
        body = getattr(life.decided(f"recording.{said}"), "body", None)
        if body is not None and getattr(body, "state", "") not in _NOT_CARRIED:
            yield NewEvent(Entity.RECORDING, to, body, visit)
