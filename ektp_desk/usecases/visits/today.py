"""The facts of F1: how the day stands, what is kept, and what somebody has to look at, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ektp_desk.domain.paper.figures import Equation, Interval, surges
from ektp_desk.domain.people import born_by
from ektp_desk.domain.recordings import CARD_FROM
from ektp_desk.domain.tickets import TicketState
from ektp_desk.domain.visits import LaptopHeard, VisitState
from ektp_desk.usecases.admin.backups import safety
from ektp_desk.usecases.people.decisions import count_to_settle
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import (
    Batch,
    Targets,
    Unclear,
    batches,
    closed_today,
    corrections_unreviewed,
    documents_unanswered,
    equation,
    open_visit,
    recorded_twice,
    recordings_kept,
    recordings_not_backed_up,
    set_aside,
    targets,
    times,
    unclear_since,
    visit_here,
    visit_place,
    visits_planned,
)
from ektp_desk.usecases.visits.team.queries import laptops_heard
from ektp_desk.usecases.visits.timing import forecast, intervals

BATCH_LEAST = 15  # numbers given at once that are a lorry, not a queue
LONG_WAIT = 60  # minutes
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Surge:
    """Why one column stands out: `count` people at `at`; `batch` when they came together."""

    place: int  # of the interval
    at: datetime  # local
    count: int
    batch: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What this laptop holds, and where its journal stands."""

    recordings: int  # finished in the visit that is shown
    heads: tuple[str, ...]  # "01/a 240 · 4CQ7-…", the own journal's first


@dataclass(frozen=True, slots=True)
class Day:
    """One visit's day as it stands now."""

    visit: Visit
    place: str  # "Desa Noebesi, Kecamatan Nunbena"
    equation: Equation
    finish: datetime | None  # the forecast, local
    intervals: tuple[Interval, ...]
    surge: Surge | None
    targets: Targets
    concerns: tuple[Concern, ...]

    @property
    def closed(self) -> bool:
        """Whether the equation was signed."""
        return self.visit.state is VisitState.CLOSED


@dataclass(frozen=True, slots=True)
class Today:
    """`day` is the open visit, or the one closed today; without either, `planned` is what comes next.

    `to_decide` and `to_review` count what waits for a person's word where no day's concerns do.
    """

    now: datetime
    kept: Kept
    day: Day | None = None
    planned: Visit | None = None
    planned_place: str = ""
    to_decide: int = 0
    to_review: int = 0  # corrections without a witness, for a supervisor


class ConcernKind(StrEnum):
    """Why it is worth a look."""

    DAY_LEFT_OPEN = "day_left_open"  # a visit of an earlier day was never closed
    LONG_WAITS = "long_waits"
    AFTER_HOURS = "after_hours"  # the closing hour has passed and numbers have no outcome
    SHARED_LETTER = "shared_letter"  # several laptops give numbers of one letter: two people may get the same
    UNHEARD = "unheard"  # laptops of a signed visit of which nothing, or not all, is here
    NIK_TWICE = "nik_twice"
    TO_DECIDE = "to_decide"  # two versions of one thing wait for a person's word
    TO_REVIEW = "to_review"  # corrections without a witness wait for this supervisor
    SET_ASIDE = "set_aside"  # recordings begun, neither finished nor at a desk
    UNANSWERED = "unanswered"  # recordings finished with documents of which nothing was said
    CARD_TROUBLE = "card_trouble"  # what stands in the way of the card that mirrors a laptop
    ONE_COPY = "one_copy"  # a field laptop that no card mirrors
    NOT_BACKED_UP = "not_backed_up"  # recordings that are on this laptop's disk alone


@dataclass(frozen=True, slots=True)
class Concern:
    """`count` things; `numbers` name tickets, `ticket` is the one to look at first, `minutes` how long.

    `laptops` are of the team.
    """

    kind: ConcernKind
    count: int
    ticket: str = ""
    numbers: tuple[str, ...] = ()
    minutes: int = 0
    laptops: tuple[LaptopHeard, ...] = ()


def today(session: Session) -> Today:
    """Count what F1 says, as the journal of this laptop holds it now."""
    now, shown = session.now, _shown(session)
    if shown is not None:
        return Today(now, _kept(session, shown.id), day=_day(session, shown))
    planned = _planned(session, now.date())
    place = visit_place(session, planned) if planned else ""
    return Today(
        now,
        _kept(session, ""),
        planned=planned,
        planned_place=place,
        to_decide=count_to_settle(session),
        to_review=_count_to_review(session),
    )


def _shown(session: Session) -> Visit | None:
    """The day at which this laptop sits or sat, before one that only others opened."""
    closed = closed_today(session)
    here = visit_here(session) or (closed if closed and closed.own_desks else None)
    return here or open_visit(session) or closed


def _planned(session: Session, day: date) -> Visit | None:
    """Choose the next visit from today on, else the latest one that was never opened."""
    waiting = visits_planned(session)
    ahead = [v for v in waiting if v.day >= day.isoformat()]
    return next(iter(ahead or waiting[::-1]), None)


def _day(session: Session, visit: Visit) -> Day:
    given = times(session, visit.id)
    quarters = intervals(given)
    grown = born_by(date.fromisoformat(visit.day), CARD_FROM).isoformat()
    return Day(
        visit=visit,
        place=visit_place(session, visit),
        equation=equation(session, visit.id),
        finish=forecast(given, now=session.now, desks=len(visit.desks.split())),
        intervals=quarters,
        surge=_surge(quarters, batches(session, visit.id)),
        targets=targets(session, visit.id, grown=grown),
        concerns=concerns(session, visit),
    )


def _surge(quarters: tuple[Interval, ...], given_at_once: list[Batch]) -> Surge | None:
    """Take the fullest quarter hour that stands out, and say who came together in it before the sum."""
    largest: dict[int, Batch] = {}
    for batch in given_at_once:
        place = sum(quarter.start <= batch.at for quarter in quarters) - 1
        whole = batch.together or batch.count >= BATCH_LEAST
        if whole and batch.count > (largest[place].count if place in largest else 0):
            largest[place] = batch
    places = {quarters.index(quarter) for quarter in surges(quarters)} | set(largest)
    if not places:
        return None
    fullest = max(places, key=lambda place: quarters[place].arrived)
    if fullest in largest:
        given = largest[fullest]
        return Surge(fullest, given.at, given.count, batch=given.together)
    return Surge(fullest, quarters[fullest].start, quarters[fullest].arrived, batch=False)


def _kept(session: Session, visit: str) -> Kept:
    return Kept(
        recordings=recordings_kept(session, visit),
        heads=tuple(session.store.heads()),
    )


def concerns(session: Session, visit: Visit) -> tuple[Concern, ...]:
    """Look through one visit; a closed one can lack a laptop, have a NIK twice, or no backup.

    An open one's closing asks for reviews by itself.
    """
    found: list[Concern | None] = []
    if visit.state is VisitState.OPEN:
        unclear = unclear_since(session, visit.id)
        found += [
            _left_open(session, visit),
            _shared_letter(visit),
            _long_waits(session, unclear),
            _after_hours(session, visit, unclear),
            _unanswered(session, visit),
        ]
    else:
        found.append(_unheard(session, visit))
    found.append(_nik_twice(session, visit))
    found.append(_to_decide(session))
    found.append(_set_aside(session, visit) if visit.state is VisitState.OPEN else _to_review(session))
    found.append(_not_backed_up(session, visit))
    return tuple(concern for concern in found if concern is not None)


def _left_open(session: Session, visit: Visit) -> Concern | None:
    days = (session.today - datetime.fromisoformat(visit.day).date()).days
    return Concern(ConcernKind.DAY_LEFT_OPEN, days) if days > 0 else None


def _shared_letter(visit: Visit) -> Concern | None:
    letters = tuple(visit.shared_desks.split())
    return Concern(ConcernKind.SHARED_LETTER, len(letters), numbers=letters) if letters else None


def _unheard(session: Session, visit: Visit) -> Concern | None:
    silent = tuple(one for one in laptops_heard(session, visit) if one.has_more)
    return Concern(ConcernKind.UNHEARD, len(silent), laptops=silent) if silent else None


def _long_waits(session: Session, unclear: list[Unclear]) -> Concern | None:
    now = session.now
    long = [
        one
        for one in unclear
        if one.state is TicketState.WAITING and not one.home and now - one.at > LONG_WAIT * _MINUTE
    ]
    if not long:
        return None
    minutes = (now - long[0].at) // _MINUTE
    return Concern(ConcernKind.LONG_WAITS, len(long), long[0].id, (long[0].number,), minutes)


def _after_hours(session: Session, visit: Visit, unclear: list[Unclear]) -> Concern | None:
    hour = datetime.strptime(visit.closing_hour, "%H.%M").time()  # noqa: DTZ007  a wall-clock hour, no instant
    now = session.now
    closing = datetime.combine(now.date(), hour, now.tzinfo)
    if now <= closing or not unclear or visit.day != now.date().isoformat():
        return None
    late = (now - closing) // _MINUTE
    return Concern(ConcernKind.AFTER_HOURS, len(unclear), unclear[0].id, minutes=late)


def _nik_twice(session: Session, visit: Visit) -> Concern | None:
    """Name the NIK recorded twice of which this visit recorded one."""
    found = recorded_twice(session, visit.id)
    if not found:
        return None
    first = [one for one in found if one.nik == found[0].nik]
    numbers = tuple(one.number for one in first)
    return Concern(ConcernKind.NIK_TWICE, len({one.nik for one in found}), first[-1].id, numbers)


def _to_decide(session: Session) -> Concern | None:
    waiting = count_to_settle(session)
    return Concern(ConcernKind.TO_DECIDE, waiting) if waiting else None


def _to_review(session: Session) -> Concern | None:
    waiting = _count_to_review(session)
    return Concern(ConcernKind.TO_REVIEW, waiting) if waiting else None


def _count_to_review(session: Session) -> int:
    """Corrections that this user may review: none for who is no supervisor."""
    return corrections_unreviewed(session) if session.user.is_supervisor else 0


def _set_aside(session: Session, visit: Visit) -> Concern | None:
    rows = set_aside(session, visit.id)
    if not rows:
        return None
    numbers = tuple(row.number for row in rows)
    return Concern(ConcernKind.SET_ASIDE, len(rows), rows[0].id, numbers)


def _unanswered(session: Session, visit: Visit) -> Concern | None:
    rows = documents_unanswered(session, visit.id)
    if not rows:
        return None
    return Concern(ConcernKind.UNANSWERED, len(rows), rows[0].ticket, tuple(row.number for row in rows))


def _not_backed_up(session: Session, visit: Visit) -> Concern | None:
    """Count what of a visit only this disk holds: told after its close, or after the office's days."""
    if visit.state is VisitState.OPEN and not safety(session).overdue:
        return None
    alone = recordings_not_backed_up(session, visit.id)
    return Concern(ConcernKind.NOT_BACKED_UP, alone) if alone else None
