"""The telephone of a person."""

from __future__ import annotations

from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct


class Contact(PrivateStruct, frozen=True):
    """A telephone, and whose it is, a value of Whose."""

    phone: str = ""
    whose: str = ""


def contact_of(session: Session, person: str) -> Contact:
    """The one that was said last of all who are the same; an empty one where none was."""
    return session.one("contact_of_person", Contact, person=person) or Contact()
