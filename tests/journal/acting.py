"""Acts about one person that a test writes and takes back, as whoever is at the laptop."""

from __future__ import annotations

import dataclasses

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.store.store import Store
from ektp_desk.usecases.queue.queries import the_ticket
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket, User
from ektp_desk.usecases.withdrawal import can_withdraw, withdraw
from tests.offices import TestOffice

PERSON = "orang-1"


def as_user(office: TestOffice, user: str, roles: str) -> Session:
    """Of somebody else at the same laptop; "author" opened the store, and their key signs what is written."""
    by = office.user if user == "author" else user
    return dataclasses.replace(office.session, user=User(by, "Petugas Contoh", roles))


def correct(session: Session, field: str, value: str) -> Event:
    said = b.ClaimCorrected(field=field, value=value, was="", ground="KK")
    return session.write(NewEvent(Entity.PERSON, PERSON, said))[0]


def store_of(session: Session) -> Store:
    assert isinstance(session.store, Store)
    return session.store


def tickets_of(session: Session, visit: str) -> list[Ticket]:
    """Every ticket of a visit, also those that ended or were voided."""
    rows = store_of(session).connection.execute(
        "SELECT id FROM tickets WHERE visit = ? ORDER BY id", (visit,)
    )
    return [the_ticket(session, ticket) for (ticket,) in rows.fetchall()]


def name_shown(session: Session) -> str | None:
    row = store_of(session).connection.execute("SELECT name FROM people WHERE id = ?", (PERSON,)).fetchone()
    return row[0] if row else None


def refusal(session: Session, event: str, entity: Entity = Entity.PERSON, entity_id: str = PERSON) -> str:
    """Try to undo; give the refusal's code, or nothing when it was done."""
    held = len(session.store.events(entity, entity_id))
    offered = can_withdraw(session, store_of(session).life(entity, entity_id), event)
    try:
        withdraw(session, entity, entity_id, event)
    except EktpError as error:
        assert not offered
        assert len(session.store.events(entity, entity_id)) == held
        return error.code
    assert offered
    assert len(session.store.events(entity, entity_id)) == held + 1
    return ""
