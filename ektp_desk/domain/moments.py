"""A moment as the journal keeps it, for people and figures, never for order; and when a clock is doubted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Self


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with the office's offset from UTC in minutes, both kept."""

    utc: datetime
    offset: int

    @classmethod
    def of(cls, text: str, offset: int) -> Self:
        """Read back what `text` wrote."""
        return cls(datetime.fromisoformat(text), offset)

    @property
    def text(self) -> str:
        """As a header holds it: `2019-04-02T08:52:07.120+00:00`."""
        return self.utc.astimezone(UTC).isoformat(timespec="milliseconds")

    @property
    def local(self) -> datetime:
        """The wall clock of the office's zone."""
        return self.utc.astimezone(timezone(timedelta(minutes=self.offset)))

    @property
    def day(self) -> date:
        return self.local.date()


TOLERANCE = timedelta(minutes=5)
LEAP = timedelta(days=31)  # a desk rests over the holidays, hardly longer
JUMP = timedelta(minutes=2)


def jump_minutes(last: datetime | None, now: datetime) -> int:
    """How far a clock stands from what was last written by it: 0 when nothing speaks against it.

    Negative when it stands more than 5 minutes before, positive when it leapt more than 31 days ahead.
    """
    if last is None or -TOLERANCE <= now - last <= LEAP:
        return 0
    return round((now - last) / timedelta(minutes=1))


@dataclass(slots=True)
class Pace:
    """A wall clock beside one that only counts: looked at often, it shows when the wall clock was set."""

    wall: datetime
    ticks: float  # seconds since whenever

    def jumped(self, wall: datetime, ticks: float) -> int:
        """Minutes by which the wall clock was set since the last look; 0 for up to 2 minutes."""
        off = (wall - self.wall) - timedelta(seconds=ticks - self.ticks)
        self.wall, self.ticks = wall, ticks
        return round(off / timedelta(minutes=1)) if abs(off) > JUMP else 0
