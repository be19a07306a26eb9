"""A recording, saved step by step: a crash costs the step in hand, never the person."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    DocumentsSeen,
    ModalitySet,
    NoteWritten,
    RecordingFinished,
    RecordingStarted,
    TicketEnded,
)
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.recordings import (
    FULL_COUNT,
    Modality,
    ModalityState,
    RecordingState,
    Taken,
    check_taken,
    lacking,
    too_young,
)
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.people.finding import the_person
from ektp_desk.usecases.queue.calling import check_waiting
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording, Step


def begin(session: Session, ticket: str, *, desk: str) -> str:
    """Begin (or go on with) the recording of an identified ticket; give the recording's id.

    Raises `ticket.not_identified`.
    """
    found = check_waiting(session, ticket)
    if open_one := session.one("open_recording_of_ticket", Recording, ticket=ticket):
        if open_one.person == found.person:
            return open_one.id
        raise EktpError("recording.other_person")
    if not found.person:
        raise EktpError("ticket.not_identified", number=found.number)
    who = the_person(session, found.person)
    body = RecordingStarted(
        ticket=ticket,
        desk=desk,
        person=who.id,
        nik=who.nik,
        name=who.name,
        sex=who.sex,
        birth=who.birth,
        village=who.village,
    )
    recording = session.new_id()
    session.write(Act(Entity.RECORDING, recording, body, found.visit))
    return recording


def the_recording(session: Session, recording: str) -> Recording:
    """Give a recording; raises `recording.unknown`."""
    found = session.one("recording", Recording, recording=recording)
    if found is None:
        raise EktpError("recording.unknown")
    return found


def open_recording(session: Session, ticket: str) -> Recording | None:
    """Give a ticket's recording that was begun and not ended."""
    return session.one("open_recording_of_ticket", Recording, ticket=ticket)


def steps_of(session: Session, recording: str) -> dict[Modality, Taken]:
    """Give what was said of each modality so far."""
    rows = session.store.ask("steps", Step, recording=recording)
    return {row.modality: Taken(row.state, row.count, row.reason, row.second_person) for row in rows}


def set_modality(session: Session, recording: str, modality: Modality, taken: Taken) -> None:
    """Save one step; raises `modality.count`, `modality.needs_reason`, `recording.ended`."""
    found = _open(session, recording)
    check_taken(modality, taken)
    session.write(_step(found, modality, taken))


def set_all_complete(session: Session, recording: str) -> None:
    """Attest every modality that nothing was said of yet; exceptions stay as they are."""
    found = _open(session, recording)
    rest = lacking(steps_of(session, recording))
    acts = [_step(found, m, Taken(ModalityState.ATTESTED, FULL_COUNT[m])) for m in rest]
    if acts:
        session.write(*acts)


def _step(found: Recording, modality: Modality, taken: Taken) -> Act:
    body = ModalitySet(
        modality=modality,
        state=taken.state,
        count=taken.count,
        reason=taken.reason.strip(),
        second_person=taken.second_person.strip(),
    )
    return Act(Entity.RECORDING, found.id, body, found.visit)


def set_documents(session: Session, recording: str, *, kk: bool, f102: bool, marriage: bool) -> None:
    """Save which papers were seen."""
    found = _open(session, recording)
    body = DocumentsSeen(kk=kk, f102=f102, marriage=marriage)
    session.write(Act(Entity.RECORDING, recording, body, found.visit))


def write_note(session: Session, recording: str, text: str) -> None:
    """Save the note; an unchanged note writes nothing."""
    found = _open(session, recording)
    if text.strip() != found.note:
        session.write(Act(Entity.RECORDING, recording, NoteWritten(text=text.strip()), found.visit))


def finish(session: Session, recording: str, *, passed_by: str = "", passed_reason: str = "") -> None:
    """Close a recording that is really complete, and its ticket with it, in one transaction.

    `passed_by` and `passed_reason`: the supervisor who lets an under-16 pass, and why. Raises
    `recording.incomplete`, `recording.under_16`, `recording.ended`.
    """
    found = _open(session, recording)
    if missing := lacking(steps_of(session, recording)):
        raise EktpError("recording.incomplete", count=len(missing))
    birth = date.fromisoformat(found.birth) if found.birth else None
    if too_young(birth, session.today) and not (passed_by.strip() and passed_reason.strip()):
        raise EktpError("recording.under_16")
    done = RecordingFinished(passed_by=passed_by.strip(), passed_reason=passed_reason.strip())
    ended = TicketEnded(outcome=Outcome.RECORDED, recording=recording)
    session.write(
        Act(Entity.RECORDING, recording, done, found.visit),
        Act(Entity.TICKET, found.ticket, ended, found.visit),
    )


def _open(session: Session, recording: str) -> Recording:
    found = the_recording(session, recording)
    if found.state is not RecordingState.OPEN:
        raise EktpError("recording.ended")
    return found
