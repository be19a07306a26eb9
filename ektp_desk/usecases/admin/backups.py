"""How old the last backup is, whether it is a second copy, and how this office's journals began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.safety import CopyStanding
from ektp_desk.usecases.admin.queries import (
    Incarnation,
    incarnations,
    last_backup,
    last_copy,
    local_moment,
    opened_at,
    policy_number,
    user_names,
)
from ektp_desk.usecases.session import Session

_NEWS_DAYS = 7  # that a journal begun anew is told


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
    copy: CopyStanding | None = None  # of the last one, at an office desk
    news: Incarnation | None = None  # a journal that was begun anew in these days
    journals: tuple[Incarnation, ...] = ()  # the newest first


def safety(session: Session) -> Safety:
    made, begun = last_backup(session.store), incarnations(session.store)
    after = policy_number(session, Policy.BACKUP_DAYS)
    times = [at for at in (opened_at(session, one) for one in begun) if at is not None]
    at = local_moment(session, made.at) if made else min(times, default=None)
    days = max(0, (session.today - at.date()).days) if at else 0
    named = user_names(session)
    return Safety(
        made_at=at if made else None,
        days=days,
        after=after,
        overdue=days >= after,
        size=made.size if made else 0,
        place=made.place if made else "",
        by=named.get(made.by, "") if made else "",
        copy=last_copy(session) if made else None,
        news=_news(session, begun),
        journals=tuple(begun),
    )


def _news(session: Session, begun: list[Incarnation]) -> Incarnation | None:
    for one in begun:
        at = opened_at(session, one)
        if one.reason != "first" and at is not None and (session.today - at.date()).days <= _NEWS_DAYS:
            return one
    return None
