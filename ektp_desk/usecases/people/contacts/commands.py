"""Keeping by which telephone somebody can be reached, and forgetting it."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ContactGiven
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.people import Whose, read_phone
from ektp_desk.usecases.people.contacts.queries import contact_of
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.session import Session


def give_contact(
    session: Session, person: str, phone: str, *, whose: str, consent: bool, visit: str = ""
) -> None:
    """Say by which telephone somebody can be reached; what holds already writes nothing, none takes it away.

    Raises `person.unknown`, `contact.unreadable`, `contact.needs_whose`, `contact.needs_consent`.
    """
    the_person(session, person)
    held = contact_of(session, person)
    if not phone.strip():
        if held.phone:
            _write(session, person, ContactGiven(phone="", whose="", consent=False), visit)
        return
    kept = read_phone(phone)
    if whose not in set(Whose):
        raise EktpError("contact.needs_whose")
    if not consent:
        raise EktpError("contact.needs_consent")
    if (held.phone, held.whose) != (kept, whose):
        _write(session, person, ContactGiven(phone=kept, whose=whose, consent=True), visit)


def _write(session: Session, person: str, body: ContactGiven, visit: str) -> None:
    session.write(NewEvent(Entity.PERSON, person, body, visit))
