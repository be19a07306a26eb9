"""A recording, saved step by step: a crash costs the step in hand, never the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    DocumentsSeen,
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
    Taken,
    check_second,
    check_taken,
    lacking,
    too_young,
)
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.people.finding import the_person
from ektp_desk.usecases.queue.calling import check_waiting
from ektp_desk.usecases.record.capturing import captured_here
from ektp_desk.usecases.record.steps import open_one, step, steps_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording


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


def open_recording(session: Session, ticket: str) -> Recording | None:
    """Give a ticket's recording that was begun and not ended."""
    return session.one("open_recording_of_ticket", Recording, ticket=ticket)


def set_modality(session: Session, recording: str, modality: Modality, taken: Taken) -> None:
    """Save one step.

    Raises `modality.count`, `modality.needs_reason`, `modality.second_is_self`, `recording.ended`;
    `modality.capture_here` for what this office's laptops take themselves.
    """
    found = open_one(session, recording)
    check_taken(modality, taken)
    check_second(taken.second_person, operator=session.user.name, person=found.name)
    if taken.state is ModalityState.ATTESTED and modality in captured_here(session):
        raise EktpError("modality.capture_here")
    session.write(step(found, modality, taken))


def set_all_complete(session: Session, recording: str) -> None:
    """Attest every modality that nothing was said of yet; exceptions stay, and so does what is taken here."""
    found = open_one(session, recording)
    here = captured_here(session)
    rest = [m for m in lacking(steps_of(session, recording)) if m not in here]
    acts = [step(found, m, Taken(ModalityState.ATTESTED, FULL_COUNT[m])) for m in rest]
    if acts:
        session.write(*acts)


def set_documents(session: Session, recording: str, *, kk: bool, f102: bool, marriage: bool) -> None:
    """Save which papers were seen."""
    found = open_one(session, recording)
    body = DocumentsSeen(kk=kk, f102=f102, marriage=marriage)
    session.write(Act(Entity.RECORDING, recording, body, found.visit))


def write_note(session: Session, recording: str, text: str) -> None:
    """Save the note; an unchanged note writes nothing."""
    found = open_one(session, recording)
    if text.strip() != found.note:
        session.write(Act(Entity.RECORDING, recording, NoteWritten(text=text.strip()), found.visit))


def finish(session: Session, recording: str, *, passed_by: str = "", passed_reason: str = "") -> None:
    """Close a recording that is really complete, and its ticket with it, in one transaction.

    `passed_by` and `passed_reason`: the supervisor who lets an under-16 pass, and why. What was captured is
    read back from the disk first. Raises `recording.incomplete`, `recording.under_16`, `recording.ended`;
    `capture.missing` or `capture.changed` (fact `modality`) for a step to be taken again.
    """
    found = open_one(session, recording)
    steps = steps_of(session, recording)
    if missing := lacking(steps):
        raise EktpError("recording.incomplete", count=len(missing))
    _read_back(session, steps)
    birth = date.fromisoformat(found.birth) if found.birth else None
    if too_young(birth, session.today) and not (passed_by.strip() and passed_reason.strip()):
        raise EktpError("recording.under_16")
    done = RecordingFinished(passed_by=passed_by.strip(), passed_reason=passed_reason.strip())
    ended = TicketEnded(outcome=Outcome.RECORDED, recording=recording)
    session.write(
        Act(Entity.RECORDING, recording, done, found.visit),
        Act(Entity.TICKET, found.ticket, ended, found.visit),
    )


def _read_back(session: Session, steps: Mapping[Modality, Taken]) -> None:
    """Hold every captured file against its digest: "taken" on the screen is a file that is whole."""
    for modality, taken in steps.items():
        if taken.state is ModalityState.CAPTURED:
            try:
                session.files.check(taken.file, taken.size)
            except EktpError as error:
                raise EktpError(error.code, **error.facts, modality=modality.value) from error
