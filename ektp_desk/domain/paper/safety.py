"""How far the recordings of a period's visits are on their way to two disks of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.paper.figures import Definition, Signatory
from ektp_desk.domain.paper.origin import PaperOrigin
from ektp_desk.domain.safety import SafetyCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyLine(SafetyCounts):
    """A visit's finished recordings of one laptop.

    `sealed`, `carried` and `sent` say something where `own` is set alone; `gaps`: "02/a 117–119".
    """

    visit: str
    place: str  # "Desa Noebesi"
    day: date
    number: str
    own: bool
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyReport:
    """What would be lost with a laptop, on all visits from `first` to `last`; by visit and laptop."""

    origin: PaperOrigin
    at_office: bool
    first: date
    last: date
    region: str  # a region's code; empty: everywhere
    region_name: str
    lines: tuple[SafetyLine, ...]
    recorded: int
    safe: int
    definitions: tuple[Definition, ...]
    missing: tuple[str, ...]
    signatories: tuple[Signatory, ...] = ()

    @property
    def unsafe(self) -> int:
        return self.recorded - self.safe
