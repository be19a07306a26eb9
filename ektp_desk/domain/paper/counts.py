"""Reports that are more than one visit's day: all visits of a period, and a school by class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.paper.figures import NOBODY, BySex, Definition, Equation, Signatory
from ektp_desk.domain.paper.origin import PaperOrigin
from ektp_desk.domain.tickets import TicketGroup


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit of a period: where everybody who came stands, who was late, how long it took."""

    visit: str
    place: str  # "Desa Noebesi"
    place_code: str
    day: date
    closed: bool
    equation: Equation
    recorded: int
    late: int  # served after the closing hour
    median: int | None  # minutes from number to desk
    p90: int | None


@dataclass(frozen=True, slots=True)
class ServedReport:
    """Was everybody who queued served, on all visits from `first` to `last`?"""

    origin: PaperOrigin
    first: date
    last: date
    region: str  # a region's code; empty: everywhere
    region_name: str
    visits: tuple[VisitLine, ...]
    total: Equation
    by_group: dict[TicketGroup, BySex]
    unclear: BySex
    recorded: int
    late: int
    median: int | None
    p90: int | None
    definitions: tuple[Definition, ...]
    missing: tuple[str, ...]
    signatories: tuple[Signatory, ...] = ()

    @property
    def all_closed(self) -> bool:
        """Whether every day was signed."""
        return all(line.closed for line in self.visits)


_COUNTED = ("pupils", "sixteen", "recorded", "earlier", "seventeen", "absent", "unknown_age", "younger")


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One rombel, or all of them: each a count of pupils by sex."""

    rombel: str
    pupils: BySex = NOBODY
    sixteen: BySex = NOBODY  # 16 or older on the day of the visit
    recorded: BySex = NOBODY  # on this visit
    earlier: BySex = NOBODY  # recorded before it, by this desk's journal
    seventeen: BySex = NOBODY  # 17 by polling day
    absent: BySex = NOBODY  # 16 or older, not recorded before, and without a number on this visit
    unknown_age: BySex = NOBODY
    younger: BySex = NOBODY  # recorded on this visit, but not 16, or of unknown age

    @property
    def recorded_of_sixteen(self) -> int:
        """How many of the 16 or older were recorded on this visit: never more than there are."""
        return self.recorded.total - self.younger.total

    def __add__(self, other: ClassLine) -> ClassLine:
        return ClassLine(
            self.rombel,
            *(getattr(self, name) + getattr(other, name) for name in _COUNTED),
        )


@dataclass(frozen=True, slots=True)
class SchoolReport:
    """How a school did, by rombel."""

    origin: PaperOrigin
    place: str
    place_code: str
    day: date
    closed: bool
    polling_day: date | None
    classes: tuple[ClassLine, ...]
    definitions: tuple[Definition, ...]
    missing: tuple[str, ...]
    signatories: tuple[Signatory, ...] = ()

    @property
    def total(self) -> ClassLine:
        return sum(self.classes, ClassLine(""))
