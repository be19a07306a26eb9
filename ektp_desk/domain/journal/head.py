"""A journal's head, and what it means when the store and the anchor beside it disagree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of one journal: `seq` counts from 1, `link` is hex."""

    install: str
    device: str
    incarnation: str
    seq: int
    link: str

    @property
    def journal(self) -> tuple[str, str]:
        """Which journal it is the head of."""
        return self.device, self.incarnation


class Standing(Enum):
    """What the comparison says."""

    TRUE = "true"  # the store holds what the anchor names, and maybe a later commit
    MOVED = "moved"  # no anchor here, or another install's: a restored or copied folder
    BEHIND = "behind"  # acknowledged events are gone
    OTHER_PAST = "other_past"  # an event stands at that place, but another one


def compare(anchor: Head | None, store: Head, link_at: Callable[[int], str | None]) -> Standing:
    """Judge a store's head by the anchor; `link_at(seq)` reads the store's own journal."""
    if anchor is None or anchor.install != store.install or anchor.journal != store.journal:
        return Standing.MOVED
    if anchor.seq > store.seq:
        return Standing.BEHIND
    if anchor.seq and link_at(anchor.seq) != anchor.link:
        return Standing.OTHER_PAST
    return Standing.TRUE
