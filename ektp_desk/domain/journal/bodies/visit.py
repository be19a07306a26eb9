"""What is said of a visit."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies.body import Body


class VisitPlanned(Body, frozen=True):
    kind: str  # "desa"
    village: str
    day: str  # ISO date
    lists: tuple[str, ...]
    closing_hour: str


class DeskOpened(Body, frozen=True):
    letter: str
    device: str
    local: str


class SentHome(Body, frozen=True):
    """People sent home without a number were counted; minus one corrects a wrong press."""

    count: int


class VisitClosed(Body, frozen=True):
    supervisor: str
    local: str
    equation: dict[str, int]
    heads: tuple[str, ...]
