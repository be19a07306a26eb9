"""What is said of other events, of whatever entity: undone, settled, erased."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies.body import Body


class Withdrawn(Body, frozen=True):
    """Undoes one event of the same entity by name."""

    event: str  # link


class Settled(Body, frozen=True):
    """Of the versions that had not seen each other, one holds."""

    slot: str
    event: str  # link of the one that holds
    over: tuple[str, ...]  # links of the others


class BodyErased(Body, frozen=True):
    """Personal data were taken out of events of the same entity, for good.

    `rest` gives for each event's link what may stay of its body, as JSON of the same shape:
    folds read it in the body's place, so that the figures stay what they were.
    """

    ground: str  # "request", "retention", "mistake"
    rest: dict[str, str]
    note: str = ""


class BodyExpired(BodyErased, frozen=True):
    """The same, because the office's days for it are over: no ADB has to be there for that."""
