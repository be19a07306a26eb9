"""What a transaction changed, told to whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from ektp_desk.domain.journal.events import Entity

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
    def of(cls, touched: Iterable[tuple[str, str]], origin: Origin) -> Self:
        """Of entity and id each; what a later release writes is passed over: nothing here shows it."""
        known = [(Entity(name), entity_id) for name, entity_id in touched if name in _KNOWN]
        return cls(frozenset(entity for entity, _ in known), frozenset(of for _, of in known), origin)

    def __or__(self, other: Changes) -> Changes:
        """Both are of one origin."""
        return Changes(self.entities | other.entities, self.ids | other.ids, self.origin)
