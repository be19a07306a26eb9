"""Holes: events of other laptops' journals that have not arrived, between events that have.

Their own module since receiving makes them, and `verify`, which tells them from damage, must not receive.
"""

from __future__ import annotations

from typing import Any, NamedTuple

_COLUMNS = "SELECT journal, first, last, link FROM holes"
_AT = f"{_COLUMNS} WHERE journal = ? AND last >= ? ORDER BY last LIMIT 1"
_KEEP = "INSERT INTO holes (journal, first, last, link) VALUES (?, ?, ?, ?)"
_DROP = "DELETE FROM holes WHERE journal = ? AND last = ?"
_LAST = "SELECT coalesce(max(seq), 0) FROM events WHERE journal = ? AND seq < ?"


class Hole(NamedTuple):
    """A journal's number here, the first and the last event that are absent, and the last one's link."""

    journal: int
    first: int
    last: int
    link: bytes


def holes(connection: Any) -> list[Hole]:
    return [Hole(*row) for row in connection.execute(f"{_COLUMNS} ORDER BY journal, last")]


def hole_at(connection: Any, journal: int, seq: int) -> Hole | None:
    """The hole in which an event would lie."""
    row = connection.execute(_AT, (journal, seq)).fetchone()
    return Hole(*row) if row and row[1] <= seq else None


def last_held(connection: Any, journal: int, before: int) -> int:
    """Of a journal, the last event here before a place; 0 for none."""
    (seq,) = connection.execute(_LAST, (journal, before)).fetchone()
    return int(seq)


def keep_hole(connection: Any, hole: Hole) -> None:
    connection.execute(_KEEP, hole)


def drop_hole(connection: Any, hole: Hole) -> None:
    connection.execute(_DROP, (hole.journal, hole.last))
