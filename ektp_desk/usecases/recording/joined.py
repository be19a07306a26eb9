"""The acts of F3 that join several use cases, run as one on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Purpose
from ektp_desk.usecases.queue.commands import call_next, put_back, serve
from ektp_desk.usecases.queue.queries import open_recording, the_ticket
from ektp_desk.usecases.recording.commands import begin, finish, set_documents, set_modality, write_note
from ektp_desk.usecases.recording.queries import steps_of, the_recording
from ektp_desk.usecases.session import Session


@dataclass(frozen=True, slots=True, repr=False)
class Ending:
    """What goes with a finish: the note still being typed, and a supervisor's word for an under-16."""

    recording: str
    note: str
    passed_by: str = ""
    passed_reason: str = ""


def take(session: Session, ticket: str, *, desk: str) -> None:
    """Serve a ticket; whoever is known already and came to be recorded goes straight to the steps."""
    with session.store.together():
        serve(session, ticket, desk=desk)
        begin_known(session, ticket, desk=desk)


def begin_known(session: Session, ticket: str, *, desk: str) -> bool:
    """Begin the recording of a ticket that has its person but no recording; tell whether it did."""
    found = the_ticket(session, ticket)
    if not found.person or found.purpose is not Purpose.RECORD or open_recording(session, ticket):
        return False
    begin(session, ticket, desk=desk)
    return True


def toggle_step(session: Session, recording: str, modality: Modality) -> None:
    """Attest what nothing was said of; take back whatever was said of the others.

    Decided on what the store holds, so that two quick presses are two acts.
    """
    said = steps_of(session, recording).get(modality, Taken())
    missing = said.state is ModalityState.MISSING
    taken = Taken(ModalityState.ATTESTED, FULL_COUNT[modality]) if missing else Taken()
    set_modality(session, recording, modality, taken)


def toggle_paper(session: Session, recording: str, paper: str) -> None:
    """Turn one of `kk`, `f102`, `marriage`; the others stay as the store holds them."""
    found = the_recording(session, recording)
    seen = {"kk": found.kk, "f102": found.f102, "marriage": found.marriage}
    seen[paper] = not seen[paper]
    set_documents(session, recording, **seen)


def end_recording(session: Session, ending: Ending) -> None:
    """Save the note and finish."""
    write_note(session, ending.recording, ending.note)
    finish(
        session,
        ending.recording,
        passed_by=ending.passed_by,
        passed_reason=ending.passed_reason,
    )


def end_and_call(session: Session, ending: Ending, visit: str, *, desk: str) -> str | None:
    """Finish, then call whoever waits longest; two transactions: a finish stands whatever follows."""
    end_recording(session, ending)
    return call_next(session, visit, desk=desk)


def set_aside(session: Session, ticket: str, recording: str | None, note: str, *, desk: str) -> None:
    """Put a ticket back among the waiting, its note saved."""
    with session.store.together():
        if recording:
            write_note(session, recording, note)
        put_back(session, ticket, desk=desk)
