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
        return self.device, self.incarnation


class Standing(Enum):
    TRUE = "true"  # the store holds what the anchor names, and maybe a later commit
    MOVED = "moved"  # no anchor here, or another journal's: a restored or copied folder that lost nothing
    BEHIND = "behind"  # acknowledged events are gone
    OTHER_PAST = "other_past"  # an event stands at that place, but another one


def compare(anchor: Head | None, store: Head, link_at: Callable[[str, int], str | None]) -> Standing:
    """Judge a store's head by the anchor; `link_at(incarnation, seq)` reads this device's journals.

    Another incarnation of the same device excuses nothing: what was acknowledged there must be held too.
    """
    if anchor is None or anchor.install != store.install or anchor.device != store.device:
        return Standing.MOVED
    held = link_at(anchor.incarnation, anchor.seq)
    if anchor.seq and held is None:
        return Standing.BEHIND
    if anchor.seq and held != anchor.link:
        return Standing.OTHER_PAST
    return Standing.TRUE if anchor.journal == store.journal else Standing.MOVED
