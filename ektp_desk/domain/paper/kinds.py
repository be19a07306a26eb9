"""Which papers there are, what each is about, and which of them name people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ektp_desk.domain.paper.before import Letter, NumberSheets
from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.paper.names import NameList
from ektp_desk.domain.paper.safety import SafetyReport
from ektp_desk.domain.visits import VisitKind

CountedFacts = ServedReport | SafetyReport | SchoolReport
TabledFacts = VisitReport | CountedFacts | NameList
Facts = TabledFacts | NumberSheets | Letter


class PaperKind(StrEnum):
    """A paper; its value is its name on the command line."""

    VISIT = "visit"
    SERVED = "served"
    SAFETY = "safety"
    SCHOOL = "school"
    NAMES = "names"  # behind a visit's figures
    AGAIN = "again"  # whom to visit again
    ABSENT = "absent"  # why targets did not come
    HOMES = "home-round"  # the homes still to go to, in their order
    VILLAGE_LIST = "village-list"
    SCHOOL_LIST = "school-list"
    NUMBERS = "numbers"
    LETTER = "letter"


NAMED = frozenset(
    {
        *(PaperKind.NAMES, PaperKind.AGAIN, PaperKind.ABSENT, PaperKind.HOMES),
        *(PaperKind.VILLAGE_LIST, PaperKind.SCHOOL_LIST),
    }
)
"""Made only on demand: passphrase again, a purpose, and an event."""

BEFORE = frozenset({PaperKind.VILLAGE_LIST, PaperKind.SCHOOL_LIST, PaperKind.NUMBERS, PaperKind.LETTER})
"""Made before a visit; the others say what was done."""

OF_SCHOOLS = frozenset({PaperKind.SCHOOL, PaperKind.SCHOOL_LIST})
OF_PERIODS = frozenset({PaperKind.SERVED, PaperKind.SAFETY})
TABLED = frozenset(PaperKind) - {PaperKind.NUMBERS, PaperKind.LETTER}
"""Those that a spreadsheet can hold."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper as somebody asks for it; what it does not need is left as it is."""

    kind: PaperKind
    visit: str = ""
    first: date | None = None  # of a period
    last: date | None = None
    region: str = ""
    letter: str = "A"
    from_serial: int = 1
    to_serial: int = 48


def report_of(visit: str, kind: str) -> Wanted:
    """A school's paper counts its classes."""
    return Wanted(PaperKind.SCHOOL if kind == VisitKind.SCHOOL else PaperKind.VISIT, visit)
