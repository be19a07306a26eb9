"""Why a target of a visit did not come, who says so, and taking that back."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import AbsenceExplained
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.people import clean_text
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.absences.queries import target_standing
from ektp_desk.usecases.visits.queries import check_open
from ektp_desk.usecases.withdrawal import withdraw


def explain_absence(
    session: Session, visit: str, person: str, reason: AbsenceReason, *, said_by: str
) -> None:
    """Say why a target did not come; saying the same again writes nothing, another reason takes its place.

    Raises `visit.not_open`, `person.unknown`, `absence.not_target`, `absence.came`, `absence.needs_source`.
    """
    check_open(session, visit)
    the_person(session, person)
    source = clean_text(said_by)
    if not source:
        raise EktpError("absence.needs_source")
    found = target_standing(session, visit, person)
    if not found.expected:
        raise EktpError("absence.not_target")
    if found.came:
        raise EktpError("absence.came")
    if (found.reason, found.said_by) != (reason, source):
        body = AbsenceExplained(visit=visit, absence=reason, said_by=source)
        session.write(NewEvent(Entity.PERSON, found.explained or person, body, visit))


def take_back_absence(session: Session, visit: str, person: str) -> None:
    """Nobody said why; raises `absence.none`, `visit.not_open`, and what `withdraw` raises."""
    check_open(session, visit)
    found = target_standing(session, visit, person)
    if not found.event:
        raise EktpError("absence.none")
    withdraw(session, Entity.PERSON, found.explained, found.event)
