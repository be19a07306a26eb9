"""An entity's life: what of its events still counts, what was decided, what stands contradicted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from ektp_desk.domain.journal.bodies import Body, BodyErased, Settled, Withdrawn
from ektp_desk.domain.journal.catalogue import CATALOGUE, keeps_its_body, slot_of
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.journal.order import ancestry, follow_one_another, in_order
from ektp_desk.domain.journal.parting import ISSUE, PARTING, Parts, Saw, parts_of, with_moved

B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True)
class Life:
    """The events of one entity that still count, in causal order, and the tips of each slot.

    `all` has those too that were withdrawn or that a later release wrote; and of a number that several
    laptops gave what is of its other papers, which `parts` tells apart. `unruled` has for each of these,
    by the link of its giving, the life of its own that it has until somebody rules.
    """

    events: tuple[Event, ...]
    tips: dict[str, tuple[Event, ...]]
    all: tuple[Event, ...]
    parts: Parts | None = None
    unruled: Mapping[str, Life] = field(default_factory=dict)

    def decided(self, slot: str) -> Event | None:
        """Of a contradiction, the event with the lowest link: the same on every desk."""
        tips = self.tips.get(slot)
        if not tips:
            return None
        held = tips[0] if len(tips) == 1 else min(tips, key=lambda event: event.link)
        return self._settled(held.body, slot) if isinstance(held.body, Settled) else held

    def said(self, slot: str, body: type[B]) -> B | None:
        """None where a body of another type holds the slot, too."""
        event = self.decided(slot)
        return event.body if event and isinstance(event.body, body) else None

    def contradictions(self) -> dict[str, tuple[Event, ...]]:
        """Each slot that two events decided without having seen each other."""
        return {slot: tips for slot, tips in self.tips.items() if len(tips) > 1}

    def _settled(self, word: Settled, slot: str) -> Event | None:
        """Find the version that a person chose; a choice may name an earlier choice, even one undone since.

        None while it has not arrived, and when it was itself undone: the others were decided against.
        """
        by_link, passed = {event.link: event for event in self.all}, set[str]()
        while word.event not in passed:  # what was erased of a word may lead back to it
            passed.add(word.event)
            event = by_link.get(word.event)
            if event is None or slot_of(event) != slot:
                return None
            if not isinstance(event.body, Settled):
                return event if event in self.events else None
            word = event.body
        return None


def live(events: Iterable[Event]) -> Life:
    """Put an entity's events in order, leave out what was withdrawn, and find each slot's tips."""
    events = list(events)
    parted = any(event.header.kind in PARTING for event in events)  # of an erased one the body is gone
    if parted:
        events = with_moved(_with_rests(events))
    # All but a few: these need no sorting, contradict nothing, and are of one paper.
    in_a_row = not parted and follow_one_another(events)
    ordered = events if in_a_row else in_order(events)
    known = [] if in_a_row else ancestry(ordered)
    place = {} if in_a_row else {event.link: i for i, event in enumerate(ordered)}

    def saw(event: Event, link: str) -> bool:
        return in_a_row or bool(known[place[event.link]] >> place[link] & 1)

    ordered = _with_rests(ordered)
    gone = withdrawn(ordered)
    counting = [e for e in ordered if e.header.kind in CATALOGUE and e.link not in gone]
    tips = _tips(counting, saw)
    parts = None if in_a_row else parts_of(ordered, counting, tips.get(ISSUE, ()), saw)
    if parts is None:
        return Life(tuple(counting), tips, tuple(ordered))

    def of(links: Set[str]) -> Life:
        own = [event for event in counting if event.link in links]
        return Life(tuple(own), _tips(own, saw), tuple(ordered))

    one = of(parts.shown)
    unruled = {giving: of({event.link for event in parts.papers[giving]}) for giving in parts.unruled}
    return Life(one.events, one.tips, one.all, parts, unruled)


def _tips(counting: Iterable[Event], saw: Saw) -> dict[str, tuple[Event, ...]]:
    tips: dict[str, tuple[Event, ...]] = {}
    for event in counting:
        if slot := slot_of(event):
            rest = (tip for tip in tips.get(slot, ()) if not saw(event, tip.link))
            tips[slot] = (*rest, event)
    return tips


def withdrawn(events: Iterable[Event]) -> set[str]:
    """Links of events that another of these undoes; final kinds stay, whoever says so."""
    events = list(events)
    named = {event.body.event for event in events if isinstance(event.body, Withdrawn)}
    return {e.link for e in events if e.link in named and not _is_final(e)} if named else set()


def _is_final(event: Event) -> bool:
    kind = CATALOGUE.get(event.header.kind)
    return kind is None or kind.final


def _with_rests(ordered: list[Event]) -> list[Event]:
    """Put what an erasure left in the place of each erased body, whether it is gone here already or not."""
    rests: dict[str, str] = {}
    for event in ordered:
        if isinstance(event.body, BodyErased):
            rests |= event.body.rest
    if not rests:
        return ordered
    return [left_of(event, rests[event.link]) if event.link in rests else event for event in ordered]


def left_of(event: Event, rest: str) -> Event:
    """Put what an erasure left in the place of an event's body."""
    kind = CATALOGUE.get(event.header.kind)
    if kind is None or keeps_its_body(event.header):
        return event
    try:
        return Event(event.header, event.link, msgspec.json.decode(rest, type=kind.body))
    except msgspec.DecodeError:  # a later release's
        return Event(event.header, event.link, None)
