"""Who stands at the desk, and their recording: saved step by step, so that a crash costs one step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    ExceptionReviewed,
    ModalitySet,
    NoteWritten,
    PersonMet,
    RecordingDropped,
    RecordingFinished,
    RecordingStarted,
    TicketEnded,
    TicketIdentified,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.people import Nik, Sex, clean_name
from ektp_desk.domain.recordings import (
    FULL_COUNT,
    Modality,
    ModalityState,
    Taken,
    Verdict,
    check_second,
    check_taken,
    fingers_kept,
    lacking,
    too_young,
    unanswered,
)
from ektp_desk.domain.tickets import Outcome, Purpose
from ektp_desk.usecases.admin.queries import supervisor_beside
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.queue.commands import call_next, put_back, serve
from ektp_desk.usecases.queue.queries import check_waiting, open_recording, the_ticket
from ektp_desk.usecases.recording.documents import see_documents
from ektp_desk.usecases.recording.queries import (
    captured_here,
    exceptions_of,
    known_alike,
    open_one,
    steps_of,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Recording
from ektp_desk.usecases.visits.commands import Proof, check_proof
from ektp_desk.usecases.visits.queries import check_open

OTHER_PERSON = "other_person"  # why the recording that was open is dropped


@dataclass(frozen=True, slots=True, repr=False)
class WalkIn:
    """What a person who stands in no list says at the desk; NIK and birth date may be unknown."""

    name: str
    sex: str
    nik: str = ""
    birth: str = ""  # ISO date
    village: str = ""
    address: str = ""


def identify(session: Session, ticket: str, person: str) -> None:
    """Say that a ticket belongs to a person of the register."""
    found = check_waiting(session, ticket)
    who = the_person(session, person)
    body = TicketIdentified(person=who.id, sex=who.sex, source=who.source)
    session.write(NewEvent(Entity.TICKET, ticket, body, found.visit))


def identify_walk_in(session: Session, ticket: str, said: WalkIn) -> str:
    """Write a walk-in down and give the ticket to them; give the new person's id.

    Raises `person.needs_name`, `person.needs_sex`, `nik.not_16_digits`, `date.future`.
    """
    found = check_waiting(session, ticket)
    met = _met(session, said)
    person = session.new_id()
    owner = TicketIdentified(person=person, sex=met.sex, source="desk")
    session.write(
        NewEvent(Entity.PERSON, person, met, found.visit), NewEvent(Entity.TICKET, ticket, owner, found.visit)
    )
    return person


def who_else(session: Session, said: WalkIn) -> list[Person]:
    """Of those known, who a walk-in may be that is not written down yet; raises as `identify_walk_in`."""
    met = _met(session, said)
    return known_alike(session, met.name, sex=met.sex, birth=met.birth, nik=met.nik)


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


def begin(session: Session, ticket: str, *, desk: str) -> str:
    """Begin (or go on with) the recording of an identified ticket; give the recording's id.

    Raises `ticket.not_identified`.
    """
    found = check_waiting(session, ticket)
    if begun := open_recording(session, ticket):
        if begun.person == found.person:
            return begun.id
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
    session.write(NewEvent(Entity.RECORDING, recording, body, found.visit))
    return recording


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
    """Attest every modality that nothing was said of yet; if there is none, say that the documents were seen.

    What was said stays, and so does what is taken here.
    """
    found = open_one(session, recording)
    here = captured_here(session)
    rest = [m for m in lacking(steps_of(session, recording)) if m not in here]
    acts = [step(found, m, Taken(ModalityState.ATTESTED, FULL_COUNT[m])) for m in rest]
    if acts:
        session.write(*acts)
    else:
        see_documents(session, recording)


def write_note(session: Session, recording: str, text: str) -> None:
    """An unchanged note writes nothing."""
    found = open_one(session, recording)
    if text.strip() != found.note:
        session.write(NewEvent(Entity.RECORDING, recording, NoteWritten(text=text.strip()), found.visit))


@dataclass(frozen=True, slots=True, repr=False)
class Pass:
    """A supervisor's word for one under-16, and what signs it: only `let_pass` makes one."""

    recording: str
    supervisor: str
    reason: str
    signer: Signer = field(compare=False)


def let_pass(session: Session, recording: str, supervisor: str, *, reason: str, passphrase: str) -> Pass:
    """Let an under-16 pass: a supervisor types their own passphrase at this laptop, whoever is signed in.

    `supervisor` is the name as the sign-in shows it, or empty for a supervisor who is signed in. Raises
    `recording.no_supervisor` for a name that none has, `signin.wrong`, `signin.wait`, `user.no_key`.
    """
    found = supervisor_beside(session, supervisor)
    if not reason.strip():
        raise EktpError("recording.no_supervisor")
    signer = session.guard.second(found.id, passphrase)
    return Pass(recording, found.name, reason.strip(), signer)


def finish(session: Session, recording: str, *, passed: Pass | None = None) -> None:
    """Close a recording that is really complete, and its ticket with it, in one transaction.

    `passed` for an under-16, whose recording waits for it. What was captured is read back from the disk
    first. Raises `recording.incomplete`, `recording.under_16`, `recording.ended`; `capture.missing` or
    `capture.changed` (fact `modality`) for a step to be taken again.
    """
    found = open_one(session, recording)
    steps = steps_of(session, recording)
    if missing := lacking(steps):
        raise EktpError("recording.incomplete", count=len(missing))
    _read_back(session, steps)
    birth = date.fromisoformat(found.birth) if found.birth else None
    young = too_young(birth, session.today)
    if young and (passed is None or passed.recording != recording):
        raise EktpError("recording.under_16")
    ended = TicketEnded(outcome=Outcome.RECORDED, recording=recording)
    over = NewEvent(Entity.TICKET, found.ticket, ended, found.visit)
    if not young or passed is None:
        session.write(NewEvent(Entity.RECORDING, recording, RecordingFinished(), found.visit), over)
        return
    done = RecordingFinished(passed_by=passed.supervisor, passed_reason=passed.reason)
    with session.store.together():
        session.write(NewEvent(Entity.RECORDING, recording, done, found.visit), second=passed.signer)
        session.write(over)


def _read_back(session: Session, steps: Mapping[Modality, Taken]) -> None:
    """Hold every captured file against its digest: "taken" on the screen is a file that is whole."""
    for modality, taken in steps.items():
        if taken.state is ModalityState.CAPTURED:
            try:
                session.files.check(taken.file, taken.size)
            except EktpError as error:
                raise EktpError(error.code, **error.facts, modality=modality.value) from error


def step(found: Recording, modality: Modality, taken: Taken) -> NewEvent:
    """The act that says how far a modality is."""
    body = ModalitySet(
        modality=modality,
        state=taken.state,
        count=taken.count,
        reason=taken.reason.strip(),
        second_person=taken.second_person.strip(),
        file=taken.file,
        size=taken.size,
        quality=dict(taken.quality),
        algorithm=taken.algorithm,
        fingers=fingers_kept(taken.fingers),
    )
    return NewEvent(Entity.RECORDING, found.id, body, found.visit)


def change_person(session: Session, ticket: str, person: str) -> str:
    """Begin anew for another person; returns the new recording's id.

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
        session.write(NewEvent(Entity.RECORDING, held.id, dropped, found.visit))
    return found.desk or (held.desk if held else "")


def review_exception(
    session: Session, visit: str, recording: str, verdict: Verdict, *, proof: Proof, note: str = ""
) -> None:
    """Say of one recording's exceptions that they stand, or that the person must come again.

    Raises `visit.not_open`, `recording.no_exception`, `role.not_allowed`, `visit.not_proved`.
    """
    check_proof(session, visit, proof)
    check_open(session, visit)
    if recording not in {one.recording for one in exceptions_of(session, visit)}:
        raise EktpError("recording.no_exception")
    session.write(_reviewed(recording, verdict, visit, note=note), second=proof.signer)


def accept_exceptions(session: Session, visit: str, *, proof: Proof) -> int:
    """Accept all that nothing was said of yet, after reading them; give how many.

    Raises `visit.not_open`, `role.not_allowed`, `visit.not_proved`.
    """
    check_proof(session, visit, proof)
    check_open(session, visit)
    waiting = [one.recording for one in exceptions_of(session, visit) if one.verdict is None]
    if waiting:
        acts = (_reviewed(one, Verdict.ACCEPTED, visit) for one in waiting)
        session.write(*acts, second=proof.signer)
    return len(waiting)


def _reviewed(recording: str, verdict: Verdict, visit: str, *, note: str = "") -> NewEvent:
    body = ExceptionReviewed(verdict=verdict.value, note=note.strip())
    return NewEvent(Entity.RECORDING, recording, body, visit)


@dataclass(frozen=True, slots=True, repr=False)
class Ending:
    """What goes with a finish: the note still being typed, and a supervisor's word for an under-16.

    One that `asks` waits for documents of which nothing was said.
    """

    recording: str
    note: str
    passed: Pass | None = None
    asks: bool = False


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


def end_recording(session: Session, ending: Ending) -> None:
    """Save the note and finish; raises as `finish`, and `recording.documents_unanswered`."""
    write_note(session, ending.recording, ending.note)
    if ending.asks and not lacking(steps_of(session, ending.recording)):
        _check_answered(open_one(session, ending.recording))
    finish(session, ending.recording, passed=ending.passed)


def _check_answered(found: Recording) -> None:
    if waiting := unanswered(found.documents):
        raise EktpError("recording.documents_unanswered", count=len(waiting))


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
