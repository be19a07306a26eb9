"""A visit's life: planned, open, closed."""

from __future__ import annotations

from enum import StrEnum


class VisitKind(StrEnum):
    """Where people are recorded."""

    VILLAGE = "desa"


class VisitState(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
