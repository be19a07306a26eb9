"""The beginning of a desk's day: a person answers for the clock, then what has expired goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.bodies import DayConfirmed
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.moments import jump_minutes
from ektp_desk.usecases.journal.erasing import erase_expired
from ektp_desk.usecases.office.standing import expire_lists
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape
from ektp_desk.usecases.visit.planning import confirm_day
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date

_BATCHES = 5  # of an erasure at one start: somebody waits for the desk, and there is a next start
_DOUBT = timedelta(days=1)  # what is erased does not come back: a doubted clock shows itself within a day


@dataclass(frozen=True, slots=True)
class Kept:
    """How far the journal of this laptop got: its last record's time (local) and number."""

    at: datetime
    number: int


class _Record(Shape, frozen=True):
    at: datetime
    number: int


def begin_day(session: Session, *, sure: bool = False) -> None:
    """Keep that a person answered for date and time; then let lists and personal data expire.

    Raises `clock.backwards` (fact `last`) when the clock stands before what was written
    last, unless the person is `sure`: the answer then says how far. What expires waits for a clock
    that nothing speaks against, and no refusal there stops the day.
    """
    last = _last_hour(session)
    jump = jump_minutes(last, session.now)
    if jump < 0 and last is not None and not sure:
        local = last.astimezone(session.now.tzinfo)
        when = _("{day} pukul {time}").format(day=plain_date(local.date()), time=clock(local))
        raise EktpError("clock.backwards", last=when)
    doubted = bool(jump) or _doubted_lately(session)
    confirm_day(session, jump_minutes=jump)
    if not doubted:
        _harmlessly(lambda: expire_lists(session))
        _harmlessly(lambda: _erase_batches(session))


def last_kept(session: Session) -> Kept | None:
    """Say how far this laptop's journal got; None when it holds nothing."""
    found = session.one("last_record", _Record, device=session.device)
    return Kept(found.at.astimezone(session.now.tzinfo), found.number) if found else None


def left_at_desk(session: Session) -> list[str]:
    """Give the numbers whose recording is open at a desk, the latest first: work that a stop interrupted."""
    return [str(number) for number in session.values("left_at_desk")]


def _last_hour(session: Session) -> datetime | None:
    """Give the latest hour written since a person last answered for the clock."""
    said = session.value("last_hour", device=session.device)
    return datetime.fromisoformat(str(said)) if said else None


def _doubted_lately(session: Session) -> bool:
    events = session.store.events(Entity.DEVICE, session.device)
    doubts = [e.moment for e in events if isinstance(e.body, DayConfirmed) and e.body.jump_minutes]
    return any(abs(session.now - moment.local) < _DOUBT for moment in doubts)


def _erase_batches(session: Session) -> None:
    for _batch in range(_BATCHES):
        if not erase_expired(session):
            return


def _harmlessly(act: Callable[[], object]) -> None:
    """Act if it goes: the rights of who signs in may not reach so far, and a disk may be full."""
    try:
        act()
    except StoreDamaged:
        raise
    except EktpError:
        return
