"""Papers with one number: which event is of which, and what a supervisor ruled.

Two laptops that gave one number without having seen each other gave two papers, to two people. A paper is
told by the link of its giving. An event is of the paper that its author had before them, by its `after`;
where that says nothing, or both, of the paper that its own journal gave. What that does not tell is *loose*
until somebody places it. While nobody has ruled, the number shows the paper with the lowest link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from msgspec import structs

from ektp_desk.domain.journal.bodies import (
    Body,
    BodyErased,
    EventsPlaced,
    MovedEvent,
    NumberParted,
    Settled,
    TicketEntered,
    TicketGiven,
    Withdrawn,
)
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.erasing import is_personal, rest_of
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.domain.journal.order import ancestors, heads

ISSUE = "ticket.issue"
PARTING = frozenset({"number_parted", "events_placed", "ticket_entered"})  # kinds
RULING = (NumberParted, EventsPlaced)
_OF_NO_PAPER = (*RULING, BodyErased)
Saw = Callable[[Event, str], bool]  # whether an event's author had seen the event of this link


@dataclass(frozen=True, slots=True)
class Parts:
    """A number's papers, each with all its events in order, and the loose ones.

    `kept` is the paper that shows under the number, empty where each was moved; `moved` gives the others'
    tickets, `unruled` are those of which nobody has said that they have another number.
    """

    kept: str
    papers: Mapping[str, tuple[Event, ...]]
    loose: tuple[Event, ...]
    moved: Mapping[str, str]
    unruled: tuple[str, ...]
    shown: frozenset[str]  # links of what shows under the number

    @property
    def waits(self) -> bool:
        """Whether somebody has to say something."""
        return bool(self.loose or self.unruled)


def parts_of(
    ordered: Sequence[Event], counting: Sequence[Event], births: Sequence[Event], saw: Saw
) -> Parts | None:
    """None where there is one paper; `births` are the tips of the slot of givings."""
    rulings = [event for event in counting if isinstance(event.body, RULING)]
    if len(births) < 2 and not rulings:
        return None
    return _Parting(ordered, counting, births, saw, rulings).parts()


class _Parting:
    """Works out whose each event is."""

    def __init__(
        self,
        ordered: Sequence[Event],
        counting: Sequence[Event],
        births: Sequence[Event],
        saw: Saw,
        rulings: list[Event],
    ) -> None:
        self._ordered, self._births, self._saw, self._rulings = ordered, births, saw, rulings
        self._issues = [event for event in counting if _is_issue(event)]
        self._named = self._namings()
        self._of = dict[str, set[str]]()  # of each event so far
        parted = [event for event in rulings if isinstance(event.body, NumberParted)]
        last = self._last(parted)
        self._moved = {
            self._paper(paper.giving): paper.to
            for event in last
            if isinstance(event.body, NumberParted)
            for paper in event.body.moved
        }
        self._placed = {
            link
            for event in last
            if isinstance(event.body, NumberParted)
            for paper in event.body.moved
            for link in paper.events
        }

    def parts(self) -> Parts:
        papers: dict[str, list[Event]] = {birth.link: [] for birth in self._births}
        loose: list[Event] = []
        for event in self._ordered:
            if isinstance(event.body, _OF_NO_PAPER):
                continue
            of = self._of[event.link] = self._papers_of(event)
            paper = next(iter(of), "")
            if len(of) == 1 and not self._is_late(event, paper):
                papers.setdefault(paper, []).append(event)
            else:
                loose.append(event)
        left = [birth.link for birth in self._births if birth.link not in self._moved]
        kept = self._kept(left)
        of_all = (event for event in self._ordered if isinstance(event.body, BodyErased))
        return Parts(
            kept=kept,
            papers={giving: tuple(events) for giving, events in papers.items()},
            loose=tuple(loose),
            moved=self._moved,
            unruled=tuple(giving for giving in left if giving != kept),
            shown=frozenset(event.link for event in (*papers.get(kept, ()), *of_all)),
        )

    def _kept(self, left: list[str]) -> str:
        ruled = {self._paper(e.body.giving) for e in self._rulings if isinstance(e.body, NumberParted)}
        return min((giving for giving in left if giving in ruled), default=min(left, default=""))

    def _is_late(self, event: Event, paper: str) -> bool:
        """Whether it came for a paper that has another number by then."""
        return paper in self._moved and event.link not in self._placed

    def _papers_of(self, event: Event) -> set[str]:
        """Of the paper that was named for it or what it is about; else of what its author had before them."""
        if event.link in self._named:
            return self._named[event.link]
        about = _names(event)
        if about in self._named:
            return self._named[about]
        seen = [
            one for one in self._rulings if isinstance(one.body, NumberParted) and self._saw(event, one.link)
        ]
        last = [one.body for one in self._last(seen) if isinstance(one.body, NumberParted)]
        if kept := {self._paper(body.giving) for body in last if body.giving}:
            return kept
        if len(self._of.get(about, ())) == 1:
            return self._of[about]
        had = [one for one in self._issues if one.link == event.link or self._saw(event, one.link)]
        found = {birth for one in self._last(had) for birth in self._birth_of(one)}
        if len(found) == 1:
            return found
        own = {
            birth for one in self._issues if _journal(one) == _journal(event) for birth in self._birth_of(one)
        }
        return own if len(own) == 1 else found

    def _paper(self, giving: str) -> str:
        """What a paper is told by now: somebody may have said since that two givings are one paper."""
        issue = next((one for one in self._issues if one.link == giving), None)
        found = self._birth_of(issue) if issue else {giving}
        return min(found, default=giving)

    def _birth_of(self, issue: Event) -> set[str]:
        """The paper that a giving is, or the papers of whose givings it is an earlier one."""
        return {b.link for b in self._births if b.link == issue.link or self._saw(b, issue.link)}

    def _namings(self) -> dict[str, set[str]]:
        """What was named for a link by the latest words; of words that had not seen each other, by each."""
        said: dict[str, list[tuple[Event, str]]] = defaultdict(list)
        for event in self._rulings:
            for link, giving in _says(event.body):
                said[link].append((event, giving))
        found: dict[str, set[str]] = {}
        for link, words in said.items():
            last = {event.link for event in self._last([event for event, _ in words])}
            found[link] = {self._paper(giving) for event, giving in words if event.link in last}
        return found

    def _last(self, events: Sequence[Event]) -> list[Event]:
        return [one for one in events if not any(self._saw(other, one.link) for other in events)]


def _says(body: object) -> Iterator[tuple[str, str]]:
    """Each link with the paper that a ruling names for it."""
    match body:
        case NumberParted(giving=giving, kept=kept, moved=moved):
            yield from ((link, giving) for link in kept)
            yield from ((link, paper.giving) for paper in moved for link in paper.events)
        case EventsPlaced(giving=giving, events=events):
            yield from ((link, giving) for link in events)
        case _:
            pass


def _is_issue(event: Event) -> bool:
    body = event.body
    return isinstance(body, TicketGiven) or (isinstance(body, Settled) and body.slot == ISSUE)


def _names(event: Event) -> str:
    """The link of the event that another one undoes, or says to hold."""
    is_about = isinstance(event.body, Withdrawn | Settled) and not _is_issue(event)
    return str(getattr(event.body, "event", "")) if is_about else ""


def _journal(event: Event) -> tuple[str, str]:
    return event.header.device, event.header.incarnation


def with_moved(events: list[Event]) -> list[Event]:
    """Put into a ticket's events what was said of it under the number that it had before.

    Of entries of one paper those count that no later one saw; what they bring in lies before them.
    """
    entries = [event for event in events if isinstance(event.body, TicketEntered)]
    known = {event.link for event in events}
    brought: dict[str, Event] = {}
    before: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        body = entry.body
        assert isinstance(body, TicketEntered)
        if any(_replaces(other, entry, events) for other in entries):
            continue
        moved = list(_moved_in(body))
        before[entry.link] = heads(moved)
        brought |= {event.link: event for event in moved if event.link not in known}
    return [*brought.values(), *(_behind(event, before.get(event.link, ())) for event in events)]


def _replaces(other: Event, entry: Event, events: list[Event]) -> bool:
    same = getattr(other.body, "giving", "") == getattr(entry.body, "giving", "")
    return same and entry.link in ancestors(events, other)


def _behind(event: Event, before: tuple[str, ...]) -> Event:
    if not before:
        return event
    after = (*event.header.after, *before)
    return Event(structs.replace(event.header, after=after), event.link, event.body)


def _moved_in(entry: TicketEntered) -> Iterator[Event]:
    whole = msgspec.json.decode(entry.said, type=dict[str, str]) if entry.said else {}
    for one in entry.events:
        header = msgspec.json.decode(one.header, type=Header)
        yield Event(header, one.link, _body(header, whole.get(one.link, one.body)))


def _body(header: Header, said: str) -> Body | None:
    kind = CATALOGUE.get(header.kind)
    if kind is None or not said:
        return None
    try:
        return msgspec.json.decode(said, type=kind.body)
    except msgspec.DecodeError:  # a later release's
        return None


def moved_event(event: Event) -> tuple[MovedEvent, str]:
    """As another ticket's entry keeps it; and its whole body where an erasure would empty something of it."""
    header = msgspec.json.encode(event.header).decode()
    if event.body is None:
        return MovedEvent(event.link, header, ""), ""
    whole = msgspec.json.encode(event.body).decode()
    return (
        (MovedEvent(event.link, header, rest_of(event.body)), whole)
        if is_personal(event)
        else (MovedEvent(event.link, header, whole), "")
    )
