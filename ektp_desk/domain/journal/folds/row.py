"""What a fold gives: rows by table, cells by column."""

from __future__ import annotations

from ektp_desk.domain.journal.events import Event

Cell = str | int | None
Row = dict[str, Cell]
Rows = dict[str, list[Row]]


def when(event: Event | None) -> str | None:
    """Write an event's instant for a row: local time with its offset, so that figures need no zone."""
    return event.moment.local.isoformat(timespec="milliseconds") if event else None
