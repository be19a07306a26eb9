"""What a report says, as plain facts: counted by named queries, drawn by `reports/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median

from ektp_desk.domain.tickets import GROUP_OF, Outcome, TicketGroup
from ektp_desk.domain.visits import LaptopHeard, LateArrival


@dataclass(frozen=True, slots=True)
class BySex:
    """A count split as civil registries split every count; `unknown` left before anyone asked."""

    male: int = 0
    female: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.male + self.female + self.unknown

    def __add__(self, other: BySex) -> BySex:
        return BySex(self.male + other.male, self.female + other.female, self.unknown + other.unknown)


NOBODY = BySex()


@dataclass(frozen=True, slots=True)
class CorrectionCounts:
    """A visit's corrections: with a witness, or what a supervisor said of them, or nobody yet.

    `numbers` are those that were put right after they had ended, also by who had ended them.
    """

    witnessed: int = 0
    in_order: int = 0
    not_in_order: int = 0
    unreviewed: int = 0
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class Equation:
    """Was everybody who queued served? Every person who came stands in exactly one term.

    `unclear` are tickets without an outcome; while the visit is open they are waiting,
    called or at a desk. `voided` numbers stand outside.
    """

    numbered: int = 0
    sent_home: int = 0
    served: int = 0
    partly: int = 0
    not_served: int = 0
    left: int = 0
    rescheduled: int = 0
    lost: int = 0
    unclear: int = 0
    voided: int = 0

    @property
    def arrived(self) -> int:
        """All who came: with a number, and sent home without one."""
        return self.numbered + self.sent_home

    @property
    def not_in_full(self) -> int:
        """Who came and was not served in full; the unclear may still be."""
        return self.arrived - self.served - self.unclear

    @property
    def holds(self) -> bool:
        """Whether the terms add up to the numbers given."""
        return self.numbered == self.unclear + sum(self.of(group) for group in TicketGroup)

    def of(self, group: TicketGroup) -> int:
        term: int = getattr(self, group.value)
        return term


@dataclass(frozen=True, slots=True)
class Waits:
    """Minutes from number to desk (median, 90th percentile), None when nobody was called."""

    median: int | None
    p90: int | None
    last_ended: datetime | None
    served_after_hours: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A quarter of an hour, local time: who came, who was served; `together` came as a group, all at once."""

    start: datetime
    arrived: int
    served: int
    together: int = 0


SURGE_TIMES, SURGE_LEAST = 3, 15


def surges(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """Find the quarter hours in which at least 15 and 3 times the day's median arrived, or a whole group.

    Half hours hid a lorry among those who came one by one; a sliding window can't be counted from paper.
    """
    if not intervals:
        return ()
    least = max(SURGE_TIMES * median(each.arrived for each in intervals), SURGE_LEAST)
    return tuple(each for each in intervals if each.arrived >= least or each.together)


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure's name and what was counted, as printed beneath the tables."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    regency: str  # "Kabupaten Timor Tengah Selatan"
    address: str
    sample: bool
    town: str = ""  # where papers are signed: "Soe"


@dataclass(frozen=True, slots=True, repr=False)
class Signatory:
    """A person who signs below: title above the line, name under it."""

    title: str
    name: str
    number: str = ""  # NIP, empty when not known


@dataclass(frozen=True, slots=True)
class VisitReport:
    """One visit's day, complete: `visit` report as paper and as JSON."""

    letterhead: Letterhead
    place: str  # "Desa Noebesi, Kecamatan Nunbena"
    place_code: str
    day: date
    opened: datetime | None  # local
    closed: datetime | None
    closing_hour: str  # "16.00", the office's
    desks: tuple[str, ...]
    equation: Equation
    outcomes: dict[Outcome, BySex]  # only those that occurred
    unclear: BySex
    reschedules: dict[str, int]  # ISO date: tickets
    recorded_by_age: dict[str, BySex]  # "0-15", "16", "17-21", "22-59", "60+", "unknown"
    targets: int
    targets_recorded: int
    people: int  # distinct, among identified tickets
    waits: Waits
    intervals: tuple[Interval, ...]
    heads: tuple[str, ...]  # "01/a 240 · 4CQ7-…", the own journal's first
    events: int
    definitions: tuple[Definition, ...]
    base: datetime  # local: what the journal held when this was counted
    source: str
    printed_by: str = field(repr=False)
    zone: str  # "WITA"
    signatories: tuple[Signatory, ...]
    missing: tuple[str, ...]  # sentences: what is not in these figures yet
    reopened: str = ""  # why a day that was closed went on; empty for one that was closed once
    printed_at: datetime | None = None  # local; None leaves the time off the footer
    targets_came: int = 0
    targets_to_come: int = 0  # neither came nor have a reason
    absences: dict[str, int] = field(
        default_factory=dict
    )  # an AbsenceReason: targets who did not come for it
    held_under_17: BySex = NOBODY  # recorded, and their card waits for the 17th birthday
    recorded_outside: BySex = NOBODY  # who live outside the office's regency: served, and no targets
    times_reopened: int = 0
    office_code: str = ""  # its first 16 signs; empty while the office has none
    kind: str = ""  # "sekolah", "kantor"; empty or "desa" where the place says it
    team: tuple[str, ...] = field(default=(), repr=False)
    corrections: CorrectionCounts | None = None  # None where nothing was corrected
    without: tuple[LaptopHeard, ...] = ()  # laptops that had not been heard to their end at the signature
    late: tuple[LateArrival, ...] = ()  # what came after it
    signed: Equation | None = None  # as it was signed, where something came since

    def group(self, group: TicketGroup) -> BySex:
        """One term of the equation by sex."""
        return sum((n for code, n in self.outcomes.items() if GROUP_OF[code] is group), BySex())
