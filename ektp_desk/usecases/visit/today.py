"""The facts of F1: how the day stands, what is kept, and what somebody has to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ektp_desk.domain.paper.figures import Equation, Interval, surges
from ektp_desk.domain.people import born_by
from ektp_desk.domain.recordings import CARD_FROM
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.people.deciding import count_to_settle
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape, Visit
from ektp_desk.usecases.visit.closing import equation
from ektp_desk.usecases.visit.concerns import Concern, concerns
from ektp_desk.usecases.visit.naming import visit_place
from ektp_desk.usecases.visit.planning import closed_today, open_visit, visits_planned
from ektp_desk.usecases.visit.timing import Times, forecast, intervals

BATCH_LEAST = 15  # numbers given at once that are a lorry, not a queue


@dataclass(frozen=True, slots=True)
class Surge:
    """Why one column stands out: `count` people at `at`; `batch` when they came together."""

    place: int  # of the interval
    at: datetime  # local
    count: int
    batch: bool


@dataclass(frozen=True, slots=True)
class Targets:
    """The desa's people to record: `to_come` have neither a recording nor a number that names them.

    `young` of those who have yet to come are too young for a card on the visit's day.
    """

    all: int
    recorded: int
    to_come: int
    young: int

    @property
    def came_only(self) -> int:
        """Who came and is not recorded."""
        return self.all - self.recorded - self.to_come


@dataclass(frozen=True, slots=True)
class Kept:
    """What this laptop holds, and where its journal stands."""

    recordings: int  # finished in the visit that is shown
    saved_at: datetime | None  # local; by this laptop's own journal
    heads: tuple[str, ...]  # "01/a 4C1E"
    events: int


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

    `to_decide` counts what waits for a person's word where no day's concerns do.
    """

    now: datetime
    kept: Kept
    day: Day | None = None
    planned: Visit | None = None
    planned_place: str = ""
    to_decide: int = 0


class _Batch(Shape, frozen=True):
    at: datetime
    count: int
    together: bool


def today(session: Session) -> Today:
    """Count what F1 says, as the journal of this laptop holds it now."""
    now, shown = session.now, open_visit(session) or closed_today(session)
    if shown is not None:
        return Today(now, _kept(session, shown.id), day=_day(session, shown))
    planned = _planned(session, now.date())
    place = visit_place(session, planned) if planned else ""
    waiting = count_to_settle(session)
    return Today(now, _kept(session, ""), planned=planned, planned_place=place, to_decide=waiting)


def _planned(session: Session, day: date) -> Visit | None:
    """Choose the next visit from today on, else the latest one that was never opened."""
    waiting = visits_planned(session)
    ahead = [v for v in waiting if v.day >= day.isoformat()]
    return next(iter(ahead or waiting[::-1]), None)


def _day(session: Session, visit: Visit) -> Day:
    times = session.store.ask("times", Times, visit=visit.id)
    quarters = intervals(times)
    return Day(
        visit=visit,
        place=visit_place(session, visit),
        equation=equation(session, visit.id),
        finish=forecast(times, now=session.now, desks=len(visit.desks.split())),
        intervals=quarters,
        surge=_surge(quarters, session.store.ask("batches", _Batch, visit=visit.id)),
        targets=_targets(session, visit),
        concerns=concerns(session, visit),
    )


def _surge(quarters: tuple[Interval, ...], batches: list[_Batch]) -> Surge | None:
    """Take the fullest quarter hour that stands out, and say who came together in it before the sum."""
    largest: dict[int, _Batch] = {}
    for batch in batches:
        place = sum(quarter.start <= batch.at for quarter in quarters) - 1
        whole = batch.together or batch.count >= BATCH_LEAST
        if whole and batch.count > (largest[place].count if place in largest else 0):
            largest[place] = batch
    places = {quarters.index(quarter) for quarter in surges(quarters)} | set(largest)
    if not places:
        return None
    fullest = max(places, key=lambda place: quarters[place].arrived)
    if fullest in largest:
        return Surge(fullest, largest[fullest].at, largest[fullest].count, batch=True)
    return Surge(fullest, quarters[fullest].start, quarters[fullest].arrived, batch=False)


def _targets(session: Session, visit: Visit) -> Targets:
    grown = born_by(date.fromisoformat(visit.day), CARD_FROM).isoformat()
    return session.store.ask("targets_today", Targets, visit=visit.id, grown=grown)[0]


def last_saved(session: Session) -> datetime | None:
    """Give the local moment of this laptop's last save; None before the first."""
    said = session.value("last_saved")
    return datetime.fromisoformat(str(said)).astimezone(session.now.tzinfo) if said else None


def _kept(session: Session, visit: str) -> Kept:
    return Kept(
        recordings=int(session.value("recordings_kept", visit=visit) or 0),
        saved_at=last_saved(session),
        heads=tuple(session.store.heads()),
        events=int(session.value("events_written") or 0),
    )
