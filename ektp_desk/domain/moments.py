"""A moment as the journal keeps it: UTC for people and figures, never for order."""

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
        """Write the instant for a header: `2019-04-02T08:52:07.120+00:00`."""
        return self.utc.astimezone(UTC).isoformat(timespec="milliseconds")

    @property
    def local(self) -> datetime:
        """The wall clock of the office's zone."""
        return self.utc.astimezone(timezone(timedelta(minutes=self.offset)))

    @property
    def day(self) -> date:
        """The local calendar day."""
        return self.local.date()
