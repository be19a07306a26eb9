"""What the office knows of its backups and of its journals' beginnings; the files are the desk's."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import BackupMade
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape


class BackupFacts(Shape, frozen=True):
    """A backup that was written and read back; `at` ISO 8601, `by` a user's id, `size` in bytes."""

    device: str
    at: str
    by: str
    digest: str
    size: int
    place: str


class Incarnation(Shape, frozen=True):
    """A journal of a device; `reason`: `first`, `no_anchor`, `other_anchor`, `older_anchor` or `restored`."""

    device: str
    incarnation: str
    label: str
    reason: str
    opened_at: str


def note_backup(session: Session, *, digest: str, size: int, place: str) -> None:
    """Keep that a backup was made; `place` is a file's or medium's name, never a path."""
    session.write(Act(Entity.DEVICE, session.device, BackupMade(digest=digest, size=size, place=place)))


def last_backup(session: Session) -> BackupFacts | None:
    """Give the last backup of any device."""
    return session.one("backups", BackupFacts)


def incarnations(session: Session) -> list[Incarnation]:
    """Give every journal's beginning, the newest first."""
    return session.store.ask("incarnations", Incarnation)
