"""Order without clocks: events by what their authors had seen.

Order comes from `after` alone, and from a journal's own numbers where what came between has not arrived;
where two events did not know of each other their links break the tie, so that every desk with the same events
sees the same order.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from itertools import pairwise

from ektp_desk.domain.journal.bodies import Settled, Withdrawn
from ektp_desk.domain.journal.events import Event


def in_order(events: Iterable[Event]) -> list[Event]:
    """Sort by what was seen; unrelated events by link."""
    by_link = {event.link: event for event in events}
    later: dict[str, list[str]] = {link: [] for link in by_link}
    unmet = dict.fromkeys(by_link, 0)
    for event_link, seen in _seen(by_link).items():
        for link in seen:
            later[link].append(event_link)
            unmet[event_link] += 1
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
    seen = _seen({event.link: event for event in ordered})
    masks: list[int] = []
    for event in ordered:
        mask = 0
        for link in seen[event.link]:
            mask |= masks[place[link]] | 1 << place[link]
        masks.append(mask)
    return masks


def ancestors(events: Iterable[Event], event: Event) -> set[str]:
    """The links of all that the event's author had seen, directly or not."""
    directly = _seen({one.link: one for one in events})
    seen: set[str] = set()
    ahead = list(directly[event.link])
    while ahead:
        link = ahead.pop()
        if link not in seen:
            seen.add(link)
            ahead += directly[link]
    return seen


def _seen(by_link: dict[str, Event]) -> dict[str, list[str]]:
    """What each event's author had seen last, of what is here.

    Where something that somebody had seen is absent, that names the event before it in its own journal too,
    and what its own words name: the absent one may be what led from one to the other.
    """
    seen = {link: [of for of in event.header.after if of in by_link] for link, event in by_link.items()}
    if all(len(seen[link]) == len(event.header.after) for link, event in by_link.items()):
        return seen
    journals: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for event in by_link.values():
        at = (event.header.device, event.header.incarnation)
        journals.setdefault(at, []).append((event.header.seq, event.link))
    for journal in journals.values():
        for (_, earlier), (_, later) in pairwise(sorted(journal)):
            if earlier not in seen[later]:
                seen[later].append(earlier)
    for link, event in by_link.items():
        seen[link] += [of for of in _named(event) if of in by_link and of not in seen[link]]
    return seen


def _named(event: Event) -> tuple[str, ...]:
    """The links of the same entity's events that this one is about."""
    match event.body:
        case Withdrawn(event=link):
            return (link,)
        case Settled(event=link, over=others):
            return (link, *others)
        case _:
            return ()
