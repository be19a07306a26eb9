"""A moment as the journal keeps it, for people and figures, never for order; and when a clock is doubted."""

from __future__ import annotations

from collections.abc import Iterable
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
REST = timedelta(days=45)  # a day further ahead than that is believed by an ADB's word alone
SETTLING = 7  # days that are confirmed before anything is deleted: a wrong year is seen by then


def jump_minutes(last: datetime | None, now: datetime) -> int:
    """How far a clock stands from what was last written by it: 0 when nothing speaks against it.

    Negative when it stands more than 5 minutes before, positive when it leapt more than 31 days ahead.
    """
    if last is None or -TOLERANCE <= now - last <= LEAP:
        return 0
    return round((now - last) / timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """That a person called a day right; `jump` in minutes as `jump_minutes` gave it.

    `allowed` where an ADB said so who had read what will expire by it.
    """

    day: date
    jump: int = 0
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmedDays:
    """The days that may be counted by, in the order of the answers; a clock alone counts for nothing.

    A day more than 45 days after the last of them is left out until an ADB allows it: `doubted` while the
    last answer was such a one. An earlier day always counts: nothing is deleted by it.
    """

    days: tuple[date, ...]
    doubted: bool

    @classmethod
    def of(cls, answers: Iterable[DayAnswer]) -> Self:
        days: list[date] = []
        doubted = False
        for answer in answers:
            before = days[-1] if days else answer.day - timedelta(minutes=max(0, answer.jump))
            doubted = answer.day - before > REST and not answer.allowed
            if not doubted or not days:
                days.append(before if doubted else answer.day)
        return cls(tuple(days), doubted)

    @property
    def last(self) -> date | None:
        """None while the day is doubted, and before the first answer."""
        return self.days[-1] if self.days and not self.doubted else None

    @property
    def settled(self) -> date | None:
        """What was over by this day was over on 7 further days too; None while there are not so many."""
        found: list[date] = []
        for day in reversed(self.days):
            if day not in found:
                found.append(day)
            if len(found) > SETTLING:
                return None if self.doubted else min(found)
        return None

    def since(self, day: date) -> int:
        """How many different days were confirmed since one answer last named this or an earlier one."""
        found: set[date] = set()
        for one in reversed(self.days):
            if one <= day:
                break
            found.add(one)
        return len(found)


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
