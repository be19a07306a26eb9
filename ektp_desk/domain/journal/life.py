"""An entity's life: its events in causal order, what was decided, what stands contradicted.

Order comes from `after` alone; where two events did not know of each other their links
break the tie, so that every desk with the same events sees the same life.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ektp_desk.domain.journal.bodies import Body, Withdrawn
from ektp_desk.domain.journal.catalogue import CATALOGUE, slot_of
from ektp_desk.domain.journal.events import Event

B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True)
class Life:
    """The events of one entity that still count, in causal order, and the tips of each slot."""

    events: tuple[Event, ...]
    tips: dict[str, tuple[Event, ...]]

    def decided(self, slot: str) -> Event | None:
        """Give the event that holds a slot; of a contradiction, the lowest link."""
        tips = self.tips.get(slot)
        return min(tips, key=lambda event: event.link) if tips else None

    def said(self, slot: str, body: type[B]) -> B | None:
        """Give the body that holds a slot, if it is of this type."""
        event = self.decided(slot)
        return event.body if event and isinstance(event.body, body) else None

    def contradictions(self) -> dict[str, tuple[Event, ...]]:
        """Give each slot that two events decided without having seen each other."""
        return {slot: tips for slot, tips in self.tips.items() if len(tips) > 1}


def in_order(events: Iterable[Event]) -> list[Event]:
    """Sort by `after`; unrelated events by link. References to absent events are passed over."""
    by_link = {event.link: event for event in events}
    later: dict[str, list[str]] = {link: [] for link in by_link}
    unmet = dict.fromkeys(by_link, 0)
    for event in by_link.values():
        for link in event.header.after:
            if link in by_link:
                later[link].append(event.link)
                unmet[event.link] += 1
    ready = [link for link, count in unmet.items() if not count]
    heapq.heapify(ready)
    ordered: list[Event] = []
    while ready:
        link = heapq.heappop(ready)
        ordered.append(by_link[link])
        for child in later[link]:
            unmet[child] -= 1
            if not unmet[child]:
                heapq.heappush(ready, child)
    return ordered


def heads(events: Iterable[Event]) -> tuple[str, ...]:
    """Give the links that no other event has seen yet, sorted: the next event's `after`."""
    events = list(events)
    seen = {link for event in events for link in event.header.after}
    return tuple(sorted(event.link for event in events if event.link not in seen))


def live(events: Iterable[Event]) -> Life:
    """Put an entity's events in order, leave out what was withdrawn, and find each slot's tips."""
    ordered = in_order(events)
    gone = {e.body.event for e in ordered if isinstance(e.body, Withdrawn)}
    known = _ancestry(ordered)
    place = {event.link: i for i, event in enumerate(ordered)}
    counting = [e for e in ordered if e.link not in gone and e.header.kind in CATALOGUE]
    tips: dict[str, tuple[Event, ...]] = {}
    for event in counting:
        if slot := slot_of(event):
            mask = known[place[event.link]]
            rest = tuple(t for t in tips.get(slot, ()) if not mask >> place[t.link] & 1)
            tips[slot] = (*rest, event)
    return Life(tuple(counting), tips)


def _ancestry(ordered: list[Event]) -> list[int]:
    """For each event a bit mask of the positions of all that it has seen, directly or not."""
    place = {event.link: i for i, event in enumerate(ordered)}
    masks: list[int] = []
    for event in ordered:
        mask = 0
        for link in event.header.after:
            if (i := place.get(link)) is not None:
                mask |= masks[i] | 1 << i
        masks.append(mask)
    return masks
