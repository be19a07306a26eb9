"""What is said of a list of people, and of the layouts that such lists come in."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies.body import Body


class ListImported(Body, frozen=True):
    kind: str  # "belum-rekam"
    name: str
    as_of: str  # ISO date
    source: str
    files: tuple[str, ...]  # SHA-256 of each file's bytes, hex
    rows_file: str  # SHA-256 of the encrypted row file
    rows: int
    counts: dict[str, int]
    mapping: dict[str, str]  # column title: meaning


class ListWithdrawn(Body, frozen=True):
    """The list was wrong: its rows name nobody any more; withdrawing this brings them back."""

    reason: str


class ListDue(Body, frozen=True):
    """The office's days for raw rows are over: they name nobody; withdrawing this brings them back."""

    day: str  # ISO date: the confirmed day by which they were over
    kept_days: int


class ListExpired(Body, frozen=True):
    """The list was due for 7 confirmed days: row file and key are gone for good."""

    kept_days: int


class LayoutCorrected(Body, frozen=True):
    """How a person corrected the columns of a layout: asked no more for this kind of list."""

    kind: str
    layout: str  # `SheetColumns.layout`
    meanings: tuple[str, ...]  # by column, in order
