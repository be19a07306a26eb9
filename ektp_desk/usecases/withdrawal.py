"""Undoing one event by name; nothing is removed, and what rests on it keeps it."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    RecordingDropped,
    RecordingFinished,
    TicketEnded,
    TicketEntered,
    Withdrawn,
)
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.domain.journal.folds.visit import is_closed
from ektp_desk.domain.journal.life import Life, withdrawn
from ektp_desk.domain.journal.order import ancestors
from ektp_desk.domain.journal.parting import RULING
from ektp_desk.usecases.session import Session

_RESTS_ON_NOTHING = (Withdrawn, TicketEntered, *RULING)
_COUNTED = {Entity.VISIT, Entity.TICKET, Entity.RECORDING}


def withdraw(session: Session, entity: Entity, entity_id: str, event: str) -> None:
    """Undo one event of an entity: its own author may, or a supervisor.

    Raises `undo.unknown`, `undo.final`, `undo.done`, `undo.rested_on` when a later event has seen it,
    `undo.not_yours`, `role.not_allowed`, `visit.closed` for what its signed equation counted.
    """
    life = session.store.life(entity, entity_id)
    found = check_withdrawable(session, life, event)
    session.write(NewEvent(entity, entity_id, Withdrawn(event=event), found.header.visit))


def can_withdraw(session: Session, life: Life, event: str) -> bool:
    """Whether `withdraw` would do it: for a screen that offers only what works."""
    try:
        check_withdrawable(session, life, event)
    except EktpError:
        return False
    return True


def check_withdrawable(session: Session, life: Life, event: str) -> Event:
    """Raises what `withdraw` raises."""
    found = next((e for e in life.all if e.link == event), None)
    kind = CATALOGUE.get(found.header.kind) if found else None
    if found is None or kind is None:
        raise EktpError("undo.unknown")
    if kind.final or _ended_by_recording(found) or _takes_back_recording(found, life):
        raise EktpError("undo.final")
    gone = withdrawn(life.all)
    if event in gone:
        raise EktpError("undo.done")
    if life.parts is not None and event not in life.parts.shown:
        raise EktpError("undo.rested_on")  # another paper's than the one that has the number
    rests = (later for later in life.all if later.link not in gone and _rests_on(life, later, event))
    if first := next(rests, None):
        raise EktpError("undo.rested_on", kind=first.header.kind)
    if not session.user.role_set & kind.roles:
        raise EktpError("role.not_allowed")
    if found.header.by != session.user.id and not session.user.is_supervisor:
        raise EktpError("undo.not_yours")
    _refuse_signed(session, found)
    return found


def _rests_on(life: Life, later: Event, event: str) -> bool:
    """Whether a later event was said knowing this one: not if it undoes another, or says whose it is."""
    return not isinstance(later.body, _RESTS_ON_NOTHING) and event in ancestors(life.all, later)


def _ended_by_recording(event: Event) -> bool:
    """A finished recording is final, and so is the outcome that was written with it."""
    return isinstance(event.body, TicketEnded) and bool(event.body.recording)


def _takes_back_recording(event: Event, life: Life) -> bool:
    """What a finished recording was dropped for stands beside it, and its number went on."""
    finished = any(isinstance(e.body, RecordingFinished) for e in life.events)
    return isinstance(event.body, RecordingDropped) and finished


def _refuse_signed(session: Session, event: Event) -> None:
    """A closed visit has no act that could give an undone ticket another outcome."""
    if event.header.entity in _COUNTED and is_closed(session.store.life(Entity.VISIT, event.header.visit)):
        raise EktpError("visit.closed")
