"""What a transaction changed, told to whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from ektp_desk.domain.journal.events import Entity, Event

_KNOWN = frozenset(entity.value for entity in Entity)


class Origin(StrEnum):
    """Where a change comes from: an act of this desk, or another laptop's journal."""

    OWN = "own"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of entity that were touched, and which of them."""

    entities: frozenset[Entity]
    ids: frozenset[str]
    origin: Origin

    @classmethod
    def of(cls, events: Iterable[Event], origin: Origin) -> Self:
        """What a later release writes is passed over: nothing here shows it."""
        known = [event.header for event in events if event.header.entity in _KNOWN]
        return cls(frozenset(Entity(h.entity) for h in known), frozenset(h.id for h in known), origin)

    def __or__(self, other: Changes) -> Changes:
        """Both are of one origin."""
        return Changes(self.entities | other.entities, self.ids | other.ids, self.origin)
