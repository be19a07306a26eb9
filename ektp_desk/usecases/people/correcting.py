"""Correcting one field of a person by somebody who saw the papers: an event with before, after and ground."""

from __future__ import annotations

import re
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import CLAIMED, ClaimCorrected
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.people import Nik, Sex, clean_name, clean_text
from ektp_desk.domain.places import VILLAGE, RegionCode
from ektp_desk.usecases.people.folding import shown_person
from ektp_desk.usecases.session import Session


def correct(session: Session, person: str, field: str, *, value: str, ground: str, passphrase: str) -> None:
    """Say what a field of a person is; a birth date is ISO, a village a code, an unknown value empty.

    Raises `role.not_allowed`, `person.unknown`, `person.needs_ground`, what `checked` raises,
    `person.unchanged`, `signin.wrong`.
    """
    said = checked(session, field, value)
    was = str(getattr(shown_person(session, person), field))
    if said == was:
        raise EktpError("person.unchanged")
    if not ground.strip():
        raise EktpError("person.needs_ground")
    body = ClaimCorrected(field=field, value=said, was=was, ground=clean_text(ground))
    act = Act(Entity.PERSON, person, body)
    session.check_roles(act)
    session.guard.confirm(passphrase)
    session.write(act)


def checked(session: Session, field: str, value: str) -> str:
    """Give a value as it is kept.

    Raises `person.needs_name`, `person.needs_sex`, `nik.not_16_digits`, `nik.damaged`,
    `person.kk_not_16_digits`, `date.unreadable`, `date.future`, `person.village_unknown`.
    """
    if field not in CLAIMED:
        raise ValueError(field)
    said = clean_text(value)
    match field:
        case "name":
            return _name(said)
        case "sex":
            return _sex(said)
        case "nik":
            return Nik.parse(said).digits if said else ""
        case "kk_number":
            return _kk_number(said) if said else ""
        case "birth":
            return _birth(said, session.today) if said else ""
        case "village":
            return _village(session, said) if said else ""
    return said


def _sex(said: str) -> str:
    if said not in (Sex.MALE, Sex.FEMALE):
        raise EktpError("person.needs_sex")
    return said


def _name(said: str) -> str:
    if not re.search(r"[^\W\d_]", said):
        raise EktpError("person.needs_name")
    return clean_name(said)


def _kk_number(said: str) -> str:
    try:
        return Nik.parse(said).digits
    except EktpError as error:
        digits = sum(sign.isdigit() for sign in said)
        raise EktpError("person.kk_not_16_digits", length=digits) from error


def _birth(said: str, today: date) -> str:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise EktpError("date.unreadable") from None
    if day > today:
        raise EktpError("date.future")
    return day.isoformat()


def _village(session: Session, said: str) -> str:
    """Read a village by its code, or by its name where the regency has only one such."""
    try:
        code = RegionCode.parse(said)
    except EktpError:
        office = RegionCode.parse(session.office.region)
        found = session.gazetteer.village_by_name(said, within=office)
        if len(found) != 1:
            raise EktpError("person.village_unknown") from None
        return str(found[0].code)
    if code.level != VILLAGE or code not in session.gazetteer:
        raise EktpError("person.village_unknown")
    return str(code)
