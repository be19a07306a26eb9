"""Is this laptop ready for a visit: everything that would be missed on the spot, looked at before leaving.

Computed each time and never kept: a remembered "ready" is wrong an hour later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.roles import RECORDERS, STAFF, SUPERVISORS
from ektp_desk.domain.visits import VisitKind, VisitState
from ektp_desk.usecases.admin.backups import safety
from ektp_desk.usecases.admin.queries import all_users, policy_number
from ektp_desk.usecases.lists.queries import lists, planned_lists
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import day_is_confirmed, progress, the_visit

OK, WARN, BAD = "ok", "warn", "bad"
_ROOM_BAD, _ROOM_WARN = 500, 2048  # megabytes: a day's pictures and a backup
_POWER_BAD, _POWER_WARN = 50, 80  # percent
_DAYS_LEFT = 7  # that a list must outlive its visit by
_ALL = {"queue": STAFF, "record": RECORDERS, "close": SUPERVISORS}


@dataclass(frozen=True, slots=True)
class Machine:
    """What only the machine knows; None stands for what nobody could look at.

    `battery` in percent, -1 for a machine without one; `screen` is width and height at a type of 15 px,
    `needed` what the screens take; `printer` and `camera` are names, empty where there is none.
    """

    free: int | None = None  # megabytes at the data folder
    battery: int | None = None
    plugged: bool = False
    screen: tuple[int, int] | None = None
    needed: tuple[int, int] = (0, 0)
    printer: str | None = None
    camera: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at: "ok", "warn" or "bad"; `what` tells which of its sentences fits."""

    name: str
    state: str
    what: str = ""
    facts: dict[str, str | int] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Readiness:
    """All points, in the order in which they are looked at."""

    visit: Visit
    points: tuple[Point, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing keeps the team from leaving."""
        return not self.count(BAD)

    def count(self, state: str) -> int:
        return sum(point.state == state for point in self.points)


def readiness(session: Session, visit: str, machine: Machine) -> Readiness:
    """Look at everything that one visit needs of this laptop; writes nothing. Raises `visit.unknown`."""
    found = the_visit(session, visit)
    points = [_plan(session, found), _people(session, found), *_lists(session, found), _clock(session)]
    points += [_users(session), _backup(session), *_machine(machine)]
    return Readiness(found, tuple(points))


def _plan(session: Session, visit: Visit) -> Point:
    facts: dict[str, str | int] = {"day": visit.day}
    if visit.state is VisitState.CLOSED:
        return Point("plan", BAD, "closed", facts)
    if visit.state is VisitState.OPEN:
        return Point("plan", OK, "open", facts)
    past = date.fromisoformat(visit.day) < session.today
    return Point("plan", BAD if past else OK, "past" if past else "ahead", facts)


def _people(session: Session, visit: Visit) -> Point:
    targets = progress(session)[visit.id].targets
    if targets:
        return Point("targets", OK, "counted", {"targets": targets})
    needless = visit.kind == VisitKind.OFFICE
    return Point("targets", OK if needless else BAD, "counter" if needless else _at(session, "nobody"))


def _lists(session: Session, visit: Visit) -> Iterator[Point]:
    """Tell of lists that stand no more, and of the first that will expire."""
    named = [one for one in planned_lists(session) if one.visit == visit.id]
    if lost := [row.name for row in named if row.state is not ListState.STANDING]:
        yield Point("lists", BAD, _at(session, "lost"), {"names": ", ".join(lost)})
    days, standing = policy_number(session, Policy.LIST_DAYS), {row.name for row in named}
    ends = [
        facts.imported_at.date() + timedelta(days=days)
        for facts in lists(session)
        if days and facts.state is ListState.STANDING and facts.name in standing
    ]
    if ends:
        left = (min(ends) - max(date.fromisoformat(visit.day), session.today)).days
        state = BAD if left < 0 else WARN if left < _DAYS_LEFT else OK
        what = _at(session, "short") if left < _DAYS_LEFT else "long"
        yield Point("expiry", state, what, {"on": min(ends).isoformat()})


def _at(session: Session, what: str) -> str:
    """A field laptop loads no lists: what the office loads there a package brings here."""
    return what if session.at_office else f"{what} here"


def _clock(session: Session) -> Point:
    said = day_is_confirmed(session)
    zone = session.office.zone
    return Point("clock", OK if said else BAD, "said" if said else "unsaid", {"zone": zone})


def _users(session: Session) -> Point:
    """Say who can sign in, and which part of a day nobody of them may do."""
    able = session.guard.holders()
    active = [u for u in all_users(session.store) if u.state == "active" and u.id in able]
    missing = [part for part, roles in _ALL.items() if not any(u.role_set & roles for u in active)]
    people = "\n".join(f"{user.name}\t{user.roles}" for user in active)
    facts: dict[str, str | int] = {"people": people, "missing": " ".join(missing), "count": len(active)}
    return Point("users", BAD if missing else OK, "missing" if missing else "able", facts)


def _backup(session: Session) -> Point:
    kept = safety(session)
    if kept.made_at is None:
        return Point("saved", BAD if kept.overdue else WARN, "never")
    return Point("saved", BAD if kept.overdue else OK, "old" if kept.overdue else "new", {"days": kept.days})


def _machine(machine: Machine) -> Iterator[Point]:
    if machine.free is not None:
        state = BAD if machine.free < _ROOM_BAD else WARN if machine.free < _ROOM_WARN else OK
        yield Point("room", state, "little" if state != OK else "enough", {"megabytes": machine.free})
    if machine.battery is not None:
        yield _battery(machine)
    if machine.screen is not None:
        fits = all(has >= needs for has, needs in zip(machine.screen, machine.needed, strict=True))
        facts: dict[str, str | int] = {"width": machine.screen[0], "height": machine.screen[1]}
        yield Point("screen", OK if fits else BAD, "fits" if fits else "small", facts)
    for name, device in (("printer", machine.printer), ("camera", machine.camera)):
        if device is not None:
            yield Point(name, OK if device else WARN, "known" if device else "none", {"name": device})


def _battery(machine: Machine) -> Point:
    percent = machine.battery or 0
    if percent < 0:
        return Point("battery", WARN, "none")
    low = BAD if percent < _POWER_BAD else WARN if percent < _POWER_WARN else OK
    if low == OK:
        return Point("battery", OK, "full", {"percent": percent})
    return Point("battery", low, "charging" if machine.plugged else "low", {"percent": percent})
