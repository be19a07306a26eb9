"""The wrong person was chosen: the ticket and its recording pass to another, in one transaction."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import RecordingDropped
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.usecases.people.finding import the_person
from ektp_desk.usecases.queue.calling import check_waiting
from ektp_desk.usecases.record.identifying import WalkIn, identify, identify_walk_in
from ektp_desk.usecases.record.recording import begin, open_recording
from ektp_desk.usecases.session import Session

OTHER_PERSON = "other_person"  # why the recording that was open is dropped


def change_person(session: Session, ticket: str, person: str) -> str:
    """Give a ticket to another person and begin anew; give the new recording's id.

    Steps said so far were said of somebody else and are not carried over. Naming the person
    who is being recorded already changes nothing. Raises `person.unknown`, `ticket.ended`.
    """
    held = open_recording(session, ticket)
    if held and held.person == the_person(session, person).id:
        return held.id
    with session.store.together():
        desk = _drop(session, ticket)
        identify(session, ticket, person)
        return begin(session, ticket, desk=desk)


def change_to_walk_in(session: Session, ticket: str, said: WalkIn) -> str:
    """Do the same for somebody who stands in no list.

    Raises what `identify_walk_in` raises; the recording that was open then stays open.
    """
    with session.store.together():
        desk = _drop(session, ticket)
        identify_walk_in(session, ticket, said)
        return begin(session, ticket, desk=desk)


def _drop(session: Session, ticket: str) -> str:
    """Drop the ticket's open recording, if there is one; give the desk that works on the ticket."""
    found = check_waiting(session, ticket)
    held = open_recording(session, ticket)
    if held:
        dropped = RecordingDropped(reason=OTHER_PERSON)
        session.write(Act(Entity.RECORDING, held.id, dropped, found.visit))
    return found.desk or (held.desk if held else "")
