"""What a fold gives: rows by table, cells by column."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache

from ektp_desk.domain.journal.events import Event

Cell = str | int | None
Row = dict[str, Cell]
Rows = dict[str, list[Row]]


def when(event: Event | None) -> str | None:
    """Write an event's instant for a row: local time with its offset, so that figures need no zone."""
    return _local(event.header.at, event.header.offset) if event else None


@lru_cache(maxsize=4096)  # a fold writes the same few instants several times, and again at each save
def _local(at: str, offset: int) -> str:
    zone = timezone(timedelta(minutes=offset))
    return datetime.fromisoformat(at).astimezone(zone).isoformat(timespec="milliseconds")
