"""Days that pass at a laptop and are confirmed there: by them lists and personal data expire."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ektp_desk.domain.moments import REST, SETTLING
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import begin_day, confirm_day


def after(session: Session, days: int) -> Session:
    """The same person at the same laptop, so many days later."""
    now = session.clock()
    return replace(session, clock=lambda: replace(now, utc=now.utc + timedelta(days=days)))


def confirm_until(session: Session, days: int) -> Session:
    """Confirm a day now and then, and the last; give it. Nothing expires meanwhile."""
    for day in [*range(0, days, REST.days), days]:
        confirm_day(after(session, day))
    return after(session, days)


def confirm_week(session: Session) -> Session:
    """Confirm as many further days as what is over is kept; give the last. Nothing expires meanwhile."""
    for day in range(1, SETTLING + 1):
        confirm_day(after(session, day))
    return after(session, SETTLING)


def live_on(session: Session, days: int) -> Session:
    """Open the desk now and then for so many days, and then each day for a week; give the last."""
    for day in [*range(0, days, REST.days), *range(days, days + SETTLING + 1)]:
        begin_day(after(session, day))
    return after(session, days + SETTLING)
