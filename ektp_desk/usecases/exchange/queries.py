"""How far recordings are on their way to two disks of the office, by visit and laptop."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ektp_desk.usecases.admin.queries import incarnations
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct, Visit
from ektp_desk.usecases.visits.queries import visit_name, visits

_DAYS = 14  # for which a visit is shown also when all of it is safe


class _Ladder(PrivateStruct, frozen=True):
    visit: str
    device: str
    recorded: int
    sealed: int
    carried: int
    heard: int
    unopened: int
    spoilt: int
    safe: int


class _Gap(PrivateStruct, frozen=True):
    device: str
    label: str
    first: int
    last: int


class SafeFile(PrivateStruct, frozen=True):
    """A captured file and its bytes."""

    file: str
    size: int


class _Unsafe(PrivateStruct, frozen=True):
    value: int


class RemovedHere(PrivateStruct, frozen=True):
    """Captured files that this laptop removed, since they were safe: how many, their bytes.

    `unsafe`: of recordings that are safe no more, or again not yet.
    """

    files: int
    size: int
    unsafe: int


@dataclass(frozen=True, slots=True)
class SafetyRow:
    """A visit's finished recordings of one laptop: how many have come how far.

    `sealed` and `carried` are known of the laptop at which one sits (`own`) alone. `unopened`: recordings
    that the office has heard of and not opened; `spoilt`: of which it has a picture that is none;
    `gaps`: events that it has not heard, as people write them ("02/a 117–119").
    """

    visit: Visit
    visit_name: str
    device: str
    number: str
    own: bool
    recorded: int
    sealed: int
    carried: int
    heard: int
    unopened: int
    spoilt: int
    safe: int
    gaps: tuple[str, ...] = ()

    @property
    def unsafe(self) -> int:
        """How many are not safe."""
        return self.recorded - self.safe

    @property
    def one_copy(self) -> int:
        """How many the office has opened and keeps on one disk alone."""
        return max(0, self.heard - self.unopened - self.spoilt - self.safe)


@dataclass(frozen=True, slots=True)
class SafetyLadder:
    """Rows by visit and laptop, the oldest visit of which something is unsafe first."""

    rows: tuple[SafetyRow, ...]
    at_office: bool
    removed: RemovedHere | None = None  # None at an office desk

    @property
    def recorded(self) -> int:
        return sum(row.recorded for row in self.rows)

    @property
    def unsafe(self) -> int:
        return sum(row.unsafe for row in self.rows)

    @property
    def safe(self) -> int:
        return self.recorded - self.unsafe

    @property
    def unsafe_by_device(self) -> dict[str, int]:
        """Of each laptop, how many are not safe."""
        return dict(sum((Counter({row.device: row.unsafe}) for row in self.rows), Counter[str]()))

    @property
    def oldest(self) -> SafetyRow | None:
        """The first row of which something is unsafe."""
        return next((row for row in self.rows if row.unsafe), None)


def recordings_unsafe(session: Session) -> int:
    """How many finished recordings are not safe at the office."""
    (found,) = session.store.ask("recordings_unsafe", _Unsafe)
    return found.value


def files_of_before(session: Session, before: str) -> list[str]:
    """Files that were not removed here, of recordings finished before a moment (ISO); the oldest first."""
    return session.values("files_over", str, before=before)


def files_safe(session: Session, files: Sequence[str]) -> list[SafeFile]:
    """Those of these files that an office desk opened and that two machines or disks of the office keep."""
    return session.store.ask("files_safe", SafeFile, files=json.dumps(files))


def removed_here(session: Session) -> RemovedHere:
    (found,) = session.store.ask("files_removed_here", RemovedHere)
    return found


def safety_ladder(session: Session) -> SafetyLadder:
    """How far the recordings of each visit and laptop are: of what is unsafe, and of the last days."""
    since = (session.today - timedelta(days=_DAYS)).isoformat()
    known = {visit.id: visit for visit in visits(session)}
    numbers = {one.device: one.label.partition("/")[0] for one in incarnations(session.store)}
    gaps = defaultdict[str, list[str]](list)
    for gap in session.store.ask("gaps_at_office", _Gap):
        end = f"–{gap.last}" if gap.last > gap.first else ""
        gaps[gap.device].append(f"{gap.label} {gap.first}{end}")
    rows = [
        SafetyRow(
            visit=known[one.visit],
            visit_name=visit_name(session, known[one.visit]),
            device=one.device,
            number=numbers.get(one.device, ""),
            own=one.device == session.device,
            recorded=one.recorded,
            sealed=one.sealed,
            carried=one.carried,
            heard=one.heard,
            unopened=one.unopened,
            spoilt=one.spoilt,
            safe=one.safe,
            gaps=tuple(gaps[one.device]),
        )
        for one in session.store.ask("safety_ladder", _Ladder, since=since)
        if one.visit in known
    ]
    unsafe = {row.visit.id for row in rows if row.unsafe}
    rows.sort(key=lambda row: (row.visit.id not in unsafe, row.visit.day, row.visit.id, row.number))
    removed = None if session.at_office else removed_here(session)
    return SafetyLadder(tuple(rows), session.at_office, removed)
