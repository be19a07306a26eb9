"""Who stands at the desk: chosen from a list or written down as a walk-in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import PersonMet, TicketIdentified
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.people import Nik, Sex, clean_name
from ektp_desk.usecases.people.finding import the_person
from ektp_desk.usecases.queue.calling import check_waiting
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person


@dataclass(frozen=True, slots=True, repr=False)
class WalkIn:
    """What a person who stands in no list says at the desk; NIK and birth date may be unknown."""

    name: str
    sex: str
    nik: str = ""
    birth: str = ""  # ISO date
    village: str = ""
    address: str = ""


def find_people(session: Session, text: str) -> list[Person]:
    """Search while typing, by name or NIK."""
    return session.store.find_people(text)


def identify(session: Session, ticket: str, person: str) -> None:
    """Say that a ticket belongs to a person of the register."""
    found = check_waiting(session, ticket)
    who = the_person(session, person)
    body = TicketIdentified(person=who.id, sex=who.sex, source=who.source)
    session.write(Act(Entity.TICKET, ticket, body, found.visit))


def identify_walk_in(session: Session, ticket: str, said: WalkIn) -> str:
    """Write a walk-in down and give the ticket to them; give the new person's id.

    Raises `person.needs_name`, `person.needs_sex`, `nik.not_16_digits`, `date.future`.
    """
    found = check_waiting(session, ticket)
    met = _met(session, said)
    person = session.new_id()
    owner = TicketIdentified(person=person, sex=met.sex, source="desk")
    session.write(
        Act(Entity.PERSON, person, met, found.visit), Act(Entity.TICKET, ticket, owner, found.visit)
    )
    return person


def _met(session: Session, said: WalkIn) -> PersonMet:
    name = clean_name(said.name)
    if not re.search(r"[^\W\d_]", name):
        raise EktpError("person.needs_name")
    if said.sex not in (Sex.MALE, Sex.FEMALE):
        raise EktpError("person.needs_sex")
    if said.birth and date.fromisoformat(said.birth) > session.today:
        raise EktpError("date.future")
    nik = Nik.parse(said.nik).digits if said.nik.strip() else ""
    return PersonMet(
        name=name, nik=nik, sex=said.sex, birth=said.birth, village=said.village, address=said.address.strip()
    )
