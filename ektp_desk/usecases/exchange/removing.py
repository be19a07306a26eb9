"""A field laptop says which captured files it removes: what is safe at the office, once it is old enough."""

from __future__ import annotations

from collections.abc import Sequence

from ektp_desk.domain.journal.bodies import FilesRemoved
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.admin.queries import confirmed_days, policy_number
from ektp_desk.usecases.exchange.queries import files_of_before, files_safe
from ektp_desk.usecases.laptops.courier import RemovedFiles
from ektp_desk.usecases.people.commands import kept_since
from ektp_desk.usecases.session import Session

_EVER = "9999"  # after every day that somebody writes


def files_over(session: Session, *, full: bool) -> list[str]:
    """The files whose days are over, the oldest first, safe or not; a disk that is `full` waits for no days.

    By days that people confirmed, and 7 further ones, as for all that goes for good. A rule of 0 days keeps
    every file.
    """
    if full:
        before = _EVER if policy_number(session, Policy.FILE_DAYS) else ""
    else:
        since = kept_since(session, confirmed_days(session).settled, Policy.FILE_DAYS)
        before = since.isoformat() if since else ""
    return files_of_before(session, before) if before else []


def say_removed(session: Session, files: Sequence[str], *, full: bool) -> RemovedFiles:
    """Say of these files, as far as they are safe still, that they are removed; before they are."""
    safe = files_safe(session, files, full=full)
    size = sum(one.size for one in safe)
    if safe:
        said = FilesRemoved(files=tuple(one.file for one in safe), size=size, full=full)
        session.write(NewEvent(Entity.DEVICE, session.device, said))
    return RemovedFiles(len(safe), size)
