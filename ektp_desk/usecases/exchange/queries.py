"""How far recordings are on their way to two disks of the office, by visit and laptop."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.safety import CopyStanding, SafetyCounts
from ektp_desk.domain.visits import LaptopHeard, VisitState
from ektp_desk.usecases.admin.queries import incarnations, last_copy
from ektp_desk.usecases.laptops.courier import CarrierExport, CarrierImport, StickNews, read_stick
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct, Visit
from ektp_desk.usecases.visits.queries import visit_name, visits
from ektp_desk.usecases.visits.team.queries import laptops_heard
from ektp_desk.words.dates import short_date

SAFETY_OF = frozenset({Entity.RECORDING, Entity.VISIT, Entity.DEVICE})  # what can change how safe all is
_DAYS = 14  # for which a visit is shown also when all of it is safe


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ladder(SafetyCounts):
    visit: str
    device: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyRow(_Ladder):
    """A visit's finished recordings of one laptop; `own` of that at which one sits.

    `gaps`: events that the office has not heard, as people write them ("02/a 117–119").
    """

    day: str  # ISO
    visit_name: str
    village: str
    number: str
    own: bool
    gaps: tuple[str, ...] = ()


class _Span(PrivateStruct, frozen=True):
    label: str
    state: str
    first: int
    last: int
    at: str
    offset: int


class _Word(PrivateStruct, frozen=True):
    label: str
    desk: str  # a device


@dataclass(frozen=True, slots=True)
class JournalReceipt:
    """What office desks said of a journal: stretches as people write them, "1–116, 120–240" or a dash.

    `until` (local): when the last event was written of which they heard; `by`: their numbers.
    """

    label: str
    heard: str
    opened: str
    safe: str
    until: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class SafetyLadder:
    """Rows by visit and laptop, the oldest visit of which something is unsafe first."""

    rows: tuple[SafetyRow, ...]
    at_office: bool
    removed: RemovedHere | None = None  # None at an office desk
    silent: Mapping[str, tuple[LaptopHeard, ...]] = field(default_factory=dict)  # at one; as `silent_laptops`
    copy: CopyStanding | None = None  # of an office desk's last backup; None before the first

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
    def unheard(self) -> tuple[LaptopHeard, ...]:
        """Laptops of the teams that have more to say."""
        return tuple(one for laptops in self.silent.values() for one in laptops)

    @property
    def is_all_safe(self) -> bool:
        """Whether something was recorded, all of it is safe, and no laptop of the team has more of it."""
        return self.recorded > 0 and not self.unsafe and not self.unheard

    @property
    def unsafe_by_device(self) -> dict[str, int]:
        """Of each laptop, how many are not safe."""
        return dict(sum((Counter({row.device: row.unsafe}) for row in self.rows), Counter[str]()))

    @property
    def oldest(self) -> SafetyRow | None:
        """The first row of which something is unsafe."""
        return next((row for row in self.rows if row.unsafe), None)


@dataclass(frozen=True, slots=True, repr=False)
class LastStick:
    """What the last card or stick brought and got, at what local time; the visits whose packages it did."""

    at: datetime
    found: CarrierImport
    done: CarrierExport
    brought: tuple[str, ...]
    got: tuple[str, ...]


def last_stick(session: Session) -> LastStick | None:
    """None before the first."""
    news = read_stick(session.value("last_stick", str))
    if news is None:
        return None
    wanted = {*news.found.visits, *news.done.visits}
    known = [visit for visit in visits(session) if visit.id in wanted] if wanted else []
    names = {visit.id: f"{visit_name(session, visit)} ({_day(visit.day)})" for visit in known}

    def named(of: Iterable[str]) -> tuple[str, ...]:
        return tuple(names[visit] for visit in dict.fromkeys(of) if visit in names)

    brought, got = named(news.found.visits), named(news.done.visits)
    return LastStick(_moment(news), news.found, news.done, brought, got)


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso))


def recordings_unsafe(session: Session) -> int:
    """How many finished recordings are not safe at the office."""
    (found,) = session.store.ask("recordings_unsafe", _Unsafe)
    return found.value


def files_of_before(session: Session, before: str) -> list[str]:
    """Files that were not removed here, of recordings finished before a moment (ISO); the oldest first."""
    return session.values("files_over", str, before=before)


def files_safe(session: Session, files: Sequence[str], *, full: bool) -> list[SafeFile]:
    """Those of these files that an office desk opened and that two machines or disks of the office keep.

    What the office's hub has as well it has read back from its disk; a `full` disk here waits not for that.
    """
    return session.store.ask("files_safe", SafeFile, files=json.dumps(files), full=full)


def removed_here(session: Session) -> RemovedHere:
    (found,) = session.store.ask("files_removed_here", RemovedHere)
    return found


def receipts(session: Session) -> tuple[JournalReceipt, ...]:
    """By journal; none of which nothing was said here."""
    spans = defaultdict[str, list[_Span]](list)
    for span in session.store.ask("spans_at_office", _Span):
        spans[span.label].append(span)
    numbers = {one.device: one.label.partition("/")[0] for one in incarnations(session.store)}
    by = defaultdict[str, set[str]](set)
    for word in session.store.ask("words_of_office", _Word):
        by[word.label].add(numbers.get(word.desk, "?"))
    return tuple(
        JournalReceipt(
            label,
            heard=_stretches(spans[label], "heard"),
            opened=_stretches(spans[label], "opened"),
            safe=_stretches(spans[label], "safe"),
            until=max((_moment(span) for span in spans[label] if span.at), default=None),
            by=", ".join(sorted(by[label])) or "–",
        )
        for label in sorted({*spans, *by})
    )


def _stretches(spans: list[_Span], state: str) -> str:
    found = [_stretch(span.first, span.last) for span in spans if span.state == state]
    return ", ".join(found) or "–"


def _stretch(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


def _moment(of: _Span | StickNews) -> datetime:
    return Moment.of(of.at, of.offset).local


def safety_ladder(session: Session, since: date | None = None) -> SafetyLadder:
    """How far the recordings of each visit and laptop are: of what is unsafe, and of visits since a day.

    Without a day those of the last two weeks.
    """
    first = since or session.today - timedelta(days=_DAYS)
    known = {visit.id: visit for visit in visits(session)}
    numbers = {one.device: one.label.partition("/")[0] for one in incarnations(session.store)}
    gaps = defaultdict[str, list[str]](list)
    for gap in session.store.ask("gaps_at_office", _Gap):
        gaps[gap.device].append(f"{gap.label} {_stretch(gap.first, gap.last)}")
    rows = [
        SafetyRow(
            **asdict(one),
            day=known[one.visit].day,
            visit_name=visit_name(session, known[one.visit]),
            village=known[one.visit].village,
            number=numbers.get(one.device, ""),
            own=one.device == session.device,
            gaps=tuple(gaps[one.device]),
        )
        for one in session.store.ask("safety_ladder", _Ladder, since=first.isoformat())
        if one.visit in known
    ]
    unsafe = {row.visit for row in rows if row.unsafe}
    rows.sort(key=lambda row: (row.visit not in unsafe, row.day, row.visit, row.number))
    if not session.at_office:
        return SafetyLadder(tuple(rows), session.at_office, removed_here(session), {}, last_copy(session))
    silent = silent_laptops(session, [one for one in known.values() if one.day >= first.isoformat()])
    return SafetyLadder(tuple(rows), session.at_office, None, silent, last_copy(session))


def silent_laptops(session: Session, held: Iterable[Visit]) -> dict[str, tuple[LaptopHeard, ...]]:
    """Of visits that were begun, by id, the laptops that have more to say than is here."""
    found = {
        visit.id: tuple(one for one in laptops_heard(session, visit) if one.has_more)
        for visit in held
        if visit.state is not VisitState.PLANNED
    }
    return {visit: laptops for visit, laptops in found.items() if laptops}
