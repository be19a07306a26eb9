"""A day's exceptions before its signature: each is read by a supervisor, and accepted or recorded again."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ExceptionReviewed
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.recordings import Modality, Verdict
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape
from ektp_desk.usecases.visit.planning import check_open
from ektp_desk.usecases.visit.signing import Proof, check_proof


class Step(Shape, frozen=True):
    """One excepted modality: how many were taken, why not all, which are lacking, who else saw it."""

    recording: str
    modality: Modality
    count: int
    reason: str
    second_person: str
    fingers: str = ""  # as the journal keeps them


class _Row(Shape, frozen=True):
    id: str
    number: str
    name: str
    birth: str
    passed_by: str
    passed_why: str
    review: str
    review_note: str


@dataclass(frozen=True, slots=True, repr=False)
class Excepted:
    """A finished recording with exceptions or an under-16 pass; `verdict` is None before the review."""

    recording: str
    number: str
    name: str
    birth: str  # ISO date
    steps: tuple[Step, ...]
    passed_by: str
    passed_why: str
    verdict: Verdict | None
    note: str


def exceptions_of(session: Session, visit: str) -> tuple[Excepted, ...]:
    """Give a visit's recordings that a supervisor has to read, by number."""
    steps = session.store.ask("excepted_steps_of_visit", Step, visit=visit)
    return tuple(
        Excepted(
            recording=row.id,
            number=row.number,
            name=row.name,
            birth=row.birth,
            steps=tuple(step for step in steps if step.recording == row.id),
            passed_by=row.passed_by,
            passed_why=row.passed_why,
            verdict=Verdict(row.review) if row.review in set(Verdict) else None,
            note=row.review_note,
        )
        for row in session.store.ask("exceptions_of_visit", _Row, visit=visit)
    )


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
    session.write(_reviewed(recording, verdict, visit, note=note))


def accept_exceptions(session: Session, visit: str, *, proof: Proof) -> int:
    """Accept all that nothing was said of yet, after reading them; give how many.

    Raises `visit.not_open`, `role.not_allowed`, `visit.not_proved`.
    """
    check_proof(session, visit, proof)
    check_open(session, visit)
    waiting = [one.recording for one in exceptions_of(session, visit) if one.verdict is None]
    if waiting:
        session.write(*(_reviewed(one, Verdict.ACCEPTED, visit) for one in waiting))
    return len(waiting)


def _reviewed(recording: str, verdict: Verdict, visit: str, *, note: str = "") -> Act:
    body = ExceptionReviewed(verdict=verdict.value, note=note.strip())
    return Act(Entity.RECORDING, recording, body, visit)
