"""One person after another at a desk, with every kind of ending; what a clerk does, without the screen."""

from __future__ import annotations

from datetime import timedelta

from ektp_desk.devices.simulated import SimulatedCamera
from ektp_desk.domain.pictures.signature import Stroke
from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.usecases.people.queries import targets_of
from ektp_desk.usecases.queue.commands import call_next, end_ticket, serve, skip
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify,
    identify_walk_in,
    set_all_complete,
    set_modality,
)
from ektp_desk.usecases.recording.documents import see_documents
from ektp_desk.usecases.recording.queries import captured_here
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.usecases.visits.absences.commands import explain_absence
from ektp_desk.usecases.visits.absences.queries import target_standing

_OUTSIDE = "53.71"  # where those live who stand in no list: another regency
DESK, SECOND_DESK = "A", "B"
OF_DESK = {DESK: slice(0, None, 2), SECOND_DESK: slice(1, None, 2)}  # whom each calls: nobody comes to both
_EACH_GROUP = (Outcome.LEFT, Outcome.RESCHEDULED, Outcome.LOST, Outcome.RECORDING_INCOMPLETE)
_OTHER_ENDINGS = (*_EACH_GROUP, *(o for o in Outcome if o not in (Outcome.RECORDED, *_EACH_GROUP)))
_SIGNED: tuple[Stroke, ...] = (((0.1, 0.2), (0.3, 0.1), (0.5, 0.25), (0.8, 0.12)), ((0.2, 0.25), (0.7, 0.24)))


def grown_up(session: Session, visit: str, part: slice = slice(None)) -> list[Person]:
    """Targets old enough and not yet recorded, in a fixed order; or a part of all who are old enough."""
    limit = (session.today - timedelta(days=int(17.1 * 365.25))).isoformat()
    found = [p for p in targets_of(session, visit) if p.birth and p.birth < limit]
    return [p for p in found[part] if p.recorded_at is None]


def serve_one(session: Session, visit: str, targets: list[Person], number: int, *, desk: str = DESK) -> bool:
    """Serve whoever is next, most by a recording; False when nobody waits."""
    ticket = call_next(session, visit, desk=desk)
    if ticket is None:
        return False
    if number % 9 == 4 and number % 5 != 3:
        skip(session, ticket, desk=desk)
        return True
    serve(session, ticket, desk=desk)
    if number % 5 == 3:
        outcome = _OTHER_ENDINGS[number // 5 % len(_OTHER_ENDINGS)]
        # Some are asked for their name, others leave before that; the targets are all old enough.
        if number % 2 and outcome is not Outcome.UNDER_16:
            recognise(session, ticket, targets)
        _end(session, ticket, outcome)
        return True
    recognise(session, ticket, [] if number % 11 == 7 else targets)
    record(session, ticket, desk=desk, excepted=number % 13 == 5)
    return True


def recognise(session: Session, ticket: str, targets: list[Person]) -> None:
    """Say who stands at the desk: the next target, or a walk-in when none is left."""
    if targets:
        identify(session, ticket, targets.pop(0).id)
    else:
        identify_walk_in(session, ticket, WalkIn("Orang Contoh", "L", birth="1988-03-04", village=_OUTSIDE))


def explain_absences(session: Session, visit: str) -> None:
    """Say of some targets, one for each reason and one more, why they did not come."""
    absent = (p.id for p in targets_of(session, visit) if target_standing(session, visit, p.id).is_absent)
    for person, reason in zip(absent, (*AbsenceReason, AbsenceReason.DIED), strict=False):
        explain_absence(session, visit, person, reason, said_by="kepala dusun")


def _end(session: Session, ticket: str, outcome: Outcome) -> None:
    on = (session.today + timedelta(days=9)).isoformat() if outcome is Outcome.RESCHEDULED else ""
    end_ticket(session, ticket, outcome, text="latihan", on=on)


def record(session: Session, ticket: str, *, desk: str = DESK, excepted: bool = False) -> None:
    """Record somebody who was identified: taken here what the office takes here, attested the rest."""
    recording = begin(session, ticket, desk=desk)
    see_documents(session, recording)
    if excepted:
        taken = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Noh Contoh")
        set_modality(session, recording, Modality.FINGERS, taken)
    if captured_here(session):
        _capture(session, recording)
    set_all_complete(session, recording)
    finish(session, recording)


def _capture(session: Session, recording: str) -> None:
    camera = SimulatedCamera(lambda: 1.0)
    camera.start()
    picture = camera.frame()
    if picture is not None:
        capture_photo(session, recording, picture)
    capture_signature(session, recording, _SIGNED)
