"""What of the running day somebody has to look at, most urgent first; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.office.safety import safety
from ektp_desk.usecases.people.deciding import count_to_settle
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape, Visit

LONG_WAIT = 60  # minutes
_MINUTE = timedelta(minutes=1)


class ConcernKind(StrEnum):
    """Why it is worth a look."""

    DAY_LEFT_OPEN = "day_left_open"  # a visit of an earlier day was never closed
    LONG_WAITS = "long_waits"
    AFTER_HOURS = "after_hours"  # the closing hour has passed and numbers have no outcome
    NIK_TWICE = "nik_twice"
    TO_DECIDE = "to_decide"  # two versions of one thing wait for a person's word
    SET_ASIDE = "set_aside"  # recordings begun, neither finished nor at a desk
    NOT_BACKED_UP = "not_backed_up"  # recordings that are on this laptop's disk alone


@dataclass(frozen=True, slots=True)
class Concern:
    """`count` things; `numbers` name tickets, `ticket` is the one to look at first, `minutes` how long."""

    kind: ConcernKind
    count: int
    ticket: str = ""
    numbers: tuple[str, ...] = ()
    minutes: int = 0


class _Since(Shape, frozen=True):
    id: str
    number: str
    at: datetime


def concerns(session: Session, visit: Visit) -> tuple[Concern, ...]:
    """Look through one visit; a closed one can have a NIK twice, versions to settle, or no backup."""
    found: list[Concern | None] = []
    if visit.state is VisitState.OPEN:
        found += [_left_open(session, visit), _long_waits(session, visit), _after_hours(session, visit)]
    found.append(_nik_twice(session, visit))
    found.append(_to_decide(session))
    if visit.state is VisitState.OPEN:
        found.append(_set_aside(session, visit))
    found.append(_not_backed_up(session, visit))
    return tuple(concern for concern in found if concern is not None)


def _left_open(session: Session, visit: Visit) -> Concern | None:
    days = (session.today - datetime.fromisoformat(visit.day).date()).days
    return Concern(ConcernKind.DAY_LEFT_OPEN, days) if days > 0 else None


def _long_waits(session: Session, visit: Visit) -> Concern | None:
    now = session.now
    rows = session.store.ask("waiting_since", _Since, visit=visit.id)
    long = [row for row in rows if now - row.at > LONG_WAIT * _MINUTE]
    if not long:
        return None
    minutes = (now - long[0].at) // _MINUTE
    return Concern(ConcernKind.LONG_WAITS, len(long), long[0].id, (long[0].number,), minutes)


def _after_hours(session: Session, visit: Visit) -> Concern | None:
    hour = datetime.strptime(visit.closing_hour, "%H.%M").time()  # noqa: DTZ007  a wall-clock hour, no instant
    now = session.now
    closing = datetime.combine(now.date(), hour, now.tzinfo)
    rows = session.store.ask("unclear_since", _Since, visit=visit.id)
    if now <= closing or not rows or visit.day != now.date().isoformat():
        return None
    late = (now - closing) // _MINUTE
    return Concern(ConcernKind.AFTER_HOURS, len(rows), rows[0].id, minutes=late)


def _nik_twice(session: Session, visit: Visit) -> Concern | None:
    """Name the NIK recorded twice of which this visit recorded one."""
    niks = session.values("nik_recorded_twice", visit=visit.id)
    found = [session.store.ask("tickets_of_nik", _Since, visit=visit.id, nik=nik) for nik in niks]
    touched = [rows for rows in found if rows]
    if not touched:
        return None
    numbers = tuple(row.number for row in touched[0])
    return Concern(ConcernKind.NIK_TWICE, len(touched), touched[0][-1].id, numbers)


def _to_decide(session: Session) -> Concern | None:
    waiting = count_to_settle(session)
    return Concern(ConcernKind.TO_DECIDE, waiting) if waiting else None


def _set_aside(session: Session, visit: Visit) -> Concern | None:
    rows = session.store.ask("recordings_set_aside", _Since, visit=visit.id)
    if not rows:
        return None
    numbers = tuple(row.number for row in rows)
    return Concern(ConcernKind.SET_ASIDE, len(rows), rows[0].id, numbers)


def _not_backed_up(session: Session, visit: Visit) -> Concern | None:
    """Count what of a visit only this disk holds: told after its close, or after the office's days."""
    if visit.state is VisitState.OPEN and not safety(session).overdue:
        return None
    alone = int(session.value("recordings_not_backed_up", visit=visit.id, device=session.device) or 0)
    return Concern(ConcernKind.NOT_BACKED_UP, alone) if alone else None
