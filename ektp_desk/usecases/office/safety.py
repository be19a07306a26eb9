"""How safe the office's data are: how old the last backup is, and whether its journal began anew lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.office.backups import Incarnation, incarnations, last_backup
from ektp_desk.usecases.policy import policy_number
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User

NEWS_DAYS = 7  # that a journal begun anew is told


@dataclass(frozen=True, slots=True, repr=False)
class Safety:
    """`made_at` (local) of the last backup, None before the first; `days` since it or the office began.

    `overdue` when the office's days without a backup (`after`) have passed.
    """

    made_at: datetime | None
    days: int
    after: int
    overdue: bool
    size: int = 0
    place: str = ""
    by: str = ""
    news: Incarnation | None = None  # a journal that was begun anew in these days
    journals: tuple[Incarnation, ...] = ()  # the newest first


def safety(session: Session) -> Safety:
    """Tell how safe the data are today."""
    made, begun = last_backup(session), incarnations(session)
    after = policy_number(session, Policy.BACKUP_DAYS)
    times = [at for at in (_local(session, one.opened_at) for one in begun) if at is not None]
    at = _local(session, made.at) if made else min(times, default=None)
    days = max(0, (session.today - at.date()).days) if at else 0
    named = {user.id: user.name for user in session.store.ask("users", User)}
    return Safety(
        made_at=at if made else None,
        days=days,
        after=after,
        overdue=days >= after,
        size=made.size if made else 0,
        place=made.place if made else "",
        by=named.get(made.by, "") if made else "",
        news=_news(session, begun),
        journals=tuple(begun),
    )


def opened_at(session: Session, journal: Incarnation) -> datetime | None:
    """Give when a journal began, by the office's clock."""
    return _local(session, journal.opened_at)


def _news(session: Session, begun: list[Incarnation]) -> Incarnation | None:
    for one in begun:
        at = _local(session, one.opened_at)
        if one.reason != "first" and at is not None and (session.today - at.date()).days <= NEWS_DAYS:
            return one
    return None


def _local(session: Session, said: str) -> datetime | None:
    """Read a view's moment; an older journal may not say when it began."""
    return datetime.fromisoformat(said).astimezone(session.now.tzinfo) if said else None
