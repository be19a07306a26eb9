"""What a journal had heard of others where something was written in it: as it says itself.

One that goes on from another has heard all of that one up to the event it names, and a laptop says how far
the journals had come that it took in. What a claim names had claims before it: these hold too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Event

Journal = tuple[str, str]  # device, incarnation
_CLAIMS = (b.IncarnationOpened, b.Joined, b.JournalsHeard)


class EventPlace(NamedTuple):
    """An event's journal and its number there."""

    journal: Journal
    seq: int


class Hearing:
    """Made from the events of which anybody asks whether they were heard, and from all that claim to hear."""

    def __init__(self, events: Mapping[EventPlace, Event]) -> None:
        self._claims: dict[Journal, list[tuple[int, Journal, int]]] = defaultdict(list)
        self._seqs: dict[Journal, list[int]] = {}
        self._begun: dict[Journal, tuple[Journal, int]] = {}  # on which other one, up to where
        for place in sorted(events):
            if (origin := _origin(place.journal, events[place].body)) is not None:
                self._begun.setdefault(place.journal, origin)
            for other, last in _claimed(place.journal, events[place].body):
                self._claims[place.journal].append((place.seq, other, last))
        for journal, claims in self._claims.items():
            self._seqs[journal] = [seq for seq, _, _ in claims]
        self._claiming = {place for place in events if isinstance(events[place].body, _CLAIMS)}
        self._heard: dict[tuple[Journal, int], dict[Journal, int]] = {}

    def has_heard(self, place: EventPlace, of: EventPlace) -> bool:
        """Whether an event's journal knew another event where it was written."""
        if of.journal == place.journal:
            return of.seq < place.seq
        return self.heard(place).get(of.journal, 0) >= of.seq

    def goes_on_from(self, journal: Journal, of: EventPlace) -> bool:
        """Whether a journal began behind an event of another one of its device, maybe by others between.

        Two backups of one time that were put back have that time behind them, and nothing of each other.
        """
        passed = set[Journal]()
        while journal in self._begun and journal not in passed:  # a forger may let them go round
            passed.add(journal)
            journal, last = self._begun[journal]
            if journal == of.journal:
                return of.seq <= last
        return False

    def heard(self, place: EventPlace) -> dict[Journal, int]:
        """How far an event's journal had heard of each other one."""
        return self._all_heard(place.journal, self.known(place))

    def known(self, place: EventPlace) -> int:
        """How many claims of its journal an event had behind it; a claim hears what it says itself."""
        cut = bisect_right if place in self._claiming else bisect_left
        return cut(self._seqs.get(place.journal, []), place.seq)

    def _all_heard(self, journal: Journal, known: int) -> dict[Journal, int]:
        """How far a journal had heard of each other one, by its first `known` claims."""
        if (journal, known) in self._heard:
            return self._heard[journal, known]
        found: dict[Journal, int] = {}
        ahead = [(other, last) for _, other, last in self._claims[journal][:known]] if known else []
        while ahead:  # not by calling itself: a laptop may have been restored more often than Python nests
            other, last = ahead.pop()
            before = found.get(other, 0)
            if last <= before:
                continue  # also where journals claim each other, as only a forger writes them
            found[other] = last
            seqs, claims = self._seqs.get(other, []), self._claims.get(other, [])
            ahead += [
                (further, far)
                for _, further, far in claims[bisect_right(seqs, before) : bisect_right(seqs, last)]
            ]
        self._heard[journal, known] = found
        return found


def _origin(journal: Journal, body: b.Body | None) -> tuple[Journal, int] | None:
    if isinstance(body, b.IncarnationOpened) and body.last_incarnation:
        return (journal[0], body.last_incarnation), body.last_seq
    return None


def _claimed(journal: Journal, body: b.Body | None) -> Iterator[tuple[Journal, int]]:
    match body:
        case b.IncarnationOpened():
            yield from filter(None, [_origin(journal, body)])
        case b.Joined(heard=heard) | b.JournalsHeard(heard=heard):
            yield from (((place.device, place.incarnation), place.seq) for place in heard)
        case _:
            pass
