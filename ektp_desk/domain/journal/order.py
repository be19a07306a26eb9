"""Order without clocks: events by what their authors had seen.

Order comes from `after` alone; where two events did not know of each other their links
break the tie, so that every desk with the same events sees the same order.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from ektp_desk.domain.journal.events import Event


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


def follow_one_another(events: list[Event]) -> bool:
    """Whether each event names just the one before it: they stand in order, and each saw all before."""
    before: tuple[str, ...] = ()
    for event in events:
        if event.header.after != before:
            return False
        before = (event.link,)
    return True


def heads(events: Iterable[Event]) -> tuple[str, ...]:
    """The links that no other event has seen yet, sorted: the next event's `after`."""
    events = list(events)
    seen = {link for event in events for link in event.header.after}
    return tuple(sorted(event.link for event in events if event.link not in seen))


def ancestry(ordered: list[Event]) -> list[int]:
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


def ancestors(events: Iterable[Event], event: Event) -> set[str]:
    """The links of all that the event's author had seen, directly or not."""
    by_link = {one.link: one for one in events}
    seen: set[str] = set()
    ahead = list(event.header.after)
    while ahead:
        link = ahead.pop()
        if link not in seen and link in by_link:
            seen.add(link)
            ahead += by_link[link].header.after
    return seen
