"""How somebody stands to a visit that expects them, or does not."""

from __future__ import annotations

from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct


class _Absence(PrivateStruct, frozen=True):
    person: str
    reason: str


class TargetStanding(PrivateStruct, frozen=True):
    """How somebody stands to a visit; `event` in the life of `explained` says why they did not come."""

    expected: bool
    came: bool
    explained: str
    reason: str
    said_by: str
    event: str

    @property
    def is_absent(self) -> bool:
        """Whether it can be said why they did not come."""
        return self.expected and not self.came


def target_standing(session: Session, visit: str, person: str) -> TargetStanding:
    return session.store.ask("standing_of_target", TargetStanding, visit=visit, person=person)[0]


def strangers_of(session: Session, visit: str) -> list[str]:
    """Persons with a number whom its lists do not name; none where it has no lists."""
    return session.values("strangers_of_visit", str, visit=visit)


def absences_of(session: Session, visit: str) -> list[tuple[str, str]]:
    """Of whom it was said why they did not come, and the AbsenceReason; the latest last."""
    return [(one.person, one.reason) for one in session.store.ask("absences_of_visit", _Absence, visit=visit)]
