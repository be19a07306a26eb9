"""What a lost laptop held of people: figures for the notice that is due in 3 × 24 hours, and no names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ektp_desk.domain.paper.figures import Definition, Signatory
from ektp_desk.domain.paper.origin import PaperOrigin

NOTICE_WITHIN = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class BreachJournal:
    """How far one of its journals came here; `at` (local) is when its last event was written there."""

    label: str  # "02/a"
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BreachCut:
    """That it was revoked; `until` are the last events that count: `02/a 240`."""

    at: datetime  # local
    until: tuple[str, ...]
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BreachVisit:
    """A visit of which it held something, or whose keys it may have.

    `listed` people stand in the rows that a package brings, `met` were given a number or recorded, by
    whichever laptop, as far as this desk knows. `worked`: its journal says so. `renewed`: the visit has
    another key by now.
    """

    visit: str  # "Desa Noebesi"
    day: date
    worked: bool
    opens: bool
    packaged: bool
    renewed: bool
    listed: int
    met: int


@dataclass(frozen=True, slots=True)
class BreachNotice:
    """Whose data a laptop held, in counts of different people.

    `own`: whom its own journals name; `sure`: these and all of the visits where it is known to have worked;
    `most`: all whose data it may have held. Of the latter `minors` are under 18 on the day of the paper, and
    of `ageless` no birth date is known.
    """

    origin: PaperOrigin
    number: str
    at_office: bool
    joined: bool  # else nothing is known but its kit
    journals: tuple[BreachJournal, ...]
    holes: tuple[str, ...]  # "02/a 117–119"
    cuts: tuple[BreachCut, ...]  # the first one first
    own: int
    recordings: int
    files: int
    held: int  # events that came and do not count
    sure: int
    most: int
    minors: int
    ageless: int
    lists_gone: int
    visits: tuple[BreachVisit, ...]
    definitions: tuple[Definition, ...]
    signatories: tuple[Signatory, ...]

    @property
    def due(self) -> datetime | None:
        """Until when the notice must be given if nobody knew of the loss before it was revoked."""
        return self.cuts[0].at + NOTICE_WITHIN if self.cuts else None
