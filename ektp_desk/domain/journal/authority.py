"""Who may do what, as of each event: users, roles and keys as ADBs said, up to the office's root.

An event is judged by what its journal had heard before it: its own earlier events, and those of the
journals it went on from. What ended (a key, a user, a role) names the last event of each journal that
counts; what came after it is held, whatever its journal had heard, until an ADB says that it counts. Where
part of what a journal had heard has not arrived, what seems beyond its author's rights waits for it. Whether
signatures are true is checked elsewhere.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.domain.journal.signing import key_name, office_root
from ektp_desk.domain.roles import EVERYBODY, Role

PAGE = "recovery"  # who acts when the recovery page does: no user
KINDS = (
    "root_set", "user_added", "user_changed", "user_removed", "key_given", "key_offered", "key_ended",
    "hold_ruled", "incarnation_opened",
)  # fmt: skip

_UNTIL_HEARD = {"event.unknown_key", "event.beyond_role"}
Journal = tuple[str, str]  # device, incarnation
Roles = frozenset[Role]
_NONE: Roles = frozenset()
_STANDING = (b.UserAdded, b.UserChanged, b.UserRemoved)


class EventPlace(NamedTuple):
    """An event's journal and its number there."""

    journal: Journal
    seq: int


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Whose a key is; `given` by an ADB, or only offered by the user themselves."""

    user: str
    public: bytes
    given: bool


@dataclass(frozen=True, slots=True)
class _End:
    """Of a key, a user or a role: what comes after `until` in a journal has only these roles left."""

    at: EventPlace
    until: dict[Journal, int]
    roles: Roles = _NONE


class Authority:
    """Made from a store's events of these `KINDS`, in any order.

    `whole` says up to which event each journal is here without a hole; all of them are without it.
    """

    def __init__(self, events: Iterable[Event], whole: Mapping[Journal, int] | None = None) -> None:
        self._whole = whole
        self._events = {_place(event): event for event in events}
        self._seqs: dict[Journal, list[int]] = defaultdict(list)
        for place in sorted(self._events):
            self._seqs[place.journal].append(place.seq)
        self._turns: dict[Journal, list[int]] = {}
        self._others: dict[tuple[Journal, int], dict[Journal, int]] = {}
        self._valid: dict[EventPlace, bool] = {}
        self._standing: dict[tuple[Journal, int, str], Roles] = {}
        self.roots = {
            place: _by_journal(event.body.until)
            for place, event in self._events.items()
            if isinstance(event.body, b.RootSet)
        }
        self.root, self.keys = b"", dict[str, PublicKey]()
        self._ends: dict[str, list[_End]] = defaultdict(list)  # by user id, or by a key's name
        self._rulings: dict[str, list[tuple[EventPlace, b.HoldRuled]]] = defaultdict(list)  # by user id
        self._take_root()
        # Ends first, also by who was ended: two ADBs who ended each other unseen are both held. What lets
        # somebody in, or an event count, is said by nobody who is held.
        self._knows_ends = False
        for place in sorted(self._events):
            if self._is_valid(place):
                self._take_end(place, self._events[place])
        self._knows_ends = True
        self._valid.clear()
        self._standing.clear()
        for place in sorted(self._events):
            if self._is_valid(place):
                self._take(place, self._events[place])

    def doubt(self, place: EventPlace, head: Header) -> str:
        """Say why an event does not count, as a fault's code; empty for one that does.

        `event.unheard`: what may let its author do this is on its way, and nobody need be asked.
        """
        found = self._doubt(place, head)
        return "event.unheard" if found in _UNTIL_HEARD and not self._is_whole(place) else found

    def _doubt(self, place: EventPlace, head: Header) -> str:
        if not head.key:
            return "" if self.is_before_root(place) else "event.unsigned"
        key = self.keys.get(head.key)
        if key is None:
            return "event.unknown_key"
        if key.user != head.by:
            return "event.not_theirs"
        found = ""
        if head.kind == "incarnation_opened":
            return ""  # the laptop's own word: without it nobody could say which journal the rest is of
        if self.is_held(place, head.key):
            found = "event.after_end"
        elif not self._may(place, head):
            found = "event.beyond_role"
        return "" if found and self.ruling(place, head.by) else found

    def steady_until(self, place: EventPlace) -> int:
        """Up to which event of its journal `doubt` says the same of one key, author and kind."""
        turns = self._turns.get(place.journal)
        if turns is None:
            turns = self._turns[place.journal] = sorted(self._turns_of(place.journal))
        at = bisect_right(turns, place.seq)
        return turns[at] - 1 if at < len(turns) else sys.maxsize

    def _turns_of(self, journal: Journal) -> set[int]:
        """Each event of a journal from which on something else is known, has ended or is ruled."""
        own = self._seqs.get(journal, [])
        whole = [] if self._whole is None else [self._whole.get(journal, 0) + 2]
        endings = [end.until for ends in self._ends.values() for end in ends] + list(self.roots.values())
        ruled = [
            one
            for said in self._rulings.values()
            for _, one in said
            if (one.device, one.incarnation) == journal
        ]
        return {
            *own,
            *whole,
            *(seq + 1 for seq in own),
            *(until.get(journal, 0) + 1 for until in endings),
            *(one.first_seq for one in ruled),
            *(one.last_seq + 1 for one in ruled),
        }

    def ruling(self, place: EventPlace, user: str) -> bool | None:
        """Whether an ADB let an event of this user count; None where nobody has ruled.

        Of rulings that had not heard each other all must say so.
        """
        said = [
            (at, ruled.counts)
            for at, ruled in self._rulings.get(user, ())
            if place.journal == (ruled.device, ruled.incarnation)
            and ruled.first_seq <= place.seq <= ruled.last_seq
        ]
        last = [counts for at, counts in said if not any(self.has_heard(other, at) for other, _ in said)]
        return all(last) if last else None

    def _may(self, place: EventPlace, head: Header) -> bool:
        kind = CATALOGUE.get(head.kind)
        if kind is None or kind.roles & self.roles_at(place, head.by):
            return True
        return self.is_before_root(place)  # the founding itself

    def roles_at(self, place: EventPlace, user: str) -> Roles:
        """What an event's author was, as its journal had heard it, less what an end had taken."""
        roles = self._roles_heard(place, user)
        for end in self._ends.get(user, ()):
            if self._is_after(place, end) and not self.has_heard(place, end.at):
                roles &= end.roles
        return roles

    def is_held(self, place: EventPlace, key: str) -> bool:
        """Whether a key had ended before it signed this."""
        ends = self._ends.get(key)
        return ends is not None and any(self._is_after(place, end) for end in ends)

    def is_before_root(self, place: EventPlace) -> bool:
        """Whether the office's root had heard of an event: only such a one may be unsigned."""
        return not self.roots or any(
            self.has_heard(root, place) or place.seq <= until.get(place.journal, 0)
            for root, until in self.roots.items()
        )

    def _take_root(self) -> None:
        if len(self.roots) != 1:
            return  # none yet; or two, and nobody can say here which is the office's
        event = self._events[next(iter(self.roots))]
        if isinstance(event.body, b.RootSet):
            founder, page = bytes.fromhex(event.body.founder), bytes.fromhex(event.body.recovery)
            self.root = office_root(founder, page)
            self.keys[key_name(founder)] = PublicKey(event.header.by, founder, given=True)
            if page:
                self.keys[key_name(page)] = PublicKey(PAGE, page, given=True)

    def _take(self, place: EventPlace, event: Event) -> None:
        match event.body:
            case b.KeyGiven(sign=sign) | b.KeyOffered(sign=sign):
                given, public = isinstance(event.body, b.KeyGiven), bytes.fromhex(sign)
                known = self.keys.get(key_name(public))
                if known is None or (given and not known.given):
                    self.keys[key_name(public)] = PublicKey(event.header.id, public, given)
            case b.HoldRuled() as ruled:
                self._rulings[event.header.id].append((place, ruled))
            case _:
                pass

    def _take_end(self, place: EventPlace, event: Event) -> None:
        match event.body:
            case b.KeyEnded(key=key, until=until):
                self._ends[key].append(_End(place, _by_journal(until)))
            case b.UserRemoved(until=until):
                self._ends[event.header.id].append(_End(place, _by_journal(until)))
            case b.UserChanged(roles=roles, until=until) if until:
                self._ends[event.header.id].append(_End(place, _by_journal(until), _roles(roles)))
            case _:
                pass

    def _is_valid(self, place: EventPlace) -> bool:
        """Say whether its author might say so: an ADB, the page, or the founder of themselves."""
        if place not in self._valid:
            self._valid[place] = False  # until it is known: nobody vouches for themselves in a circle
            event = self._events[place]
            by, body = event.header.by, event.body
            own = isinstance(body, b.KeyOffered) and event.header.id == by
            free = isinstance(body, b.IncarnationOpened) or own or self._is_founding(place, event)
            self._valid[place] = free or self._is_adb(place, event.header)
        return self._valid[place]

    def _is_adb(self, place: EventPlace, head: Header) -> bool:
        if not self._knows_ends:
            return Role.ADB in self._roles_heard(place, head.by)
        return Role.ADB in self.roles_at(place, head.by) and not self.is_held(place, head.key)

    def _is_founding(self, place: EventPlace, event: Event) -> bool:
        """Whether it is the office's first user, who added themselves before anybody else was there."""
        if not isinstance(event.body, b.UserAdded) or event.header.by != event.header.id:
            return False
        others = (at for at, e in self._events.items() if isinstance(e.body, b.UserAdded))
        return self.is_before_root(place) and not any(self.has_heard(place, at) for at in others)

    def _roles_heard(self, place: EventPlace, user: str) -> Roles:
        if user == PAGE:
            return frozenset({Role.ADB})
        key = (place.journal, self._known(place), user)
        if key not in self._standing:
            self._standing[key] = self._standing_of(place, user)
        return self._standing[key]

    def _standing_of(self, place: EventPlace, user: str) -> Roles:
        """Those of the latest words; of words that had not heard each other, what they share."""
        said = [
            at
            for at, event in self._events.items()
            if event.header.id == user
            and isinstance(event.body, _STANDING)
            and self.has_heard(place, at)
            and self._is_valid(at)
        ]
        last = [at for at in said if not any(self.has_heard(other, at) for other in said)]
        roles = EVERYBODY if last else _NONE
        for at in last:
            roles &= _roles(getattr(self._events[at].body, "roles", ()))
        return roles

    def _is_after(self, place: EventPlace, end: _End) -> bool:
        return place.seq > end.until.get(place.journal, 0) and place != end.at

    def has_heard(self, place: EventPlace, of: EventPlace) -> bool:
        """Whether an event's journal knew another event where it was written."""
        if of.journal == place.journal:
            return of.seq < place.seq
        return self._heard_of_others(place.journal, self._known(place)).get(of.journal, 0) >= of.seq

    def _is_whole(self, place: EventPlace) -> bool:
        """Whether all is here that an event's journal had heard before it."""
        if self._whole is None:
            return True
        others = self._heard_of_others(place.journal, self._known(place))
        heard = {**others, place.journal: place.seq - 1}
        return all(self._whole.get(journal, 0) >= far for journal, far in heard.items())

    def _known(self, place: EventPlace) -> int:
        """How many of its journal's events here an event had heard; an opening hears what it says itself."""
        seqs, event = self._seqs.get(place.journal, []), self._events.get(place)
        opens = event is not None and isinstance(event.body, b.IncarnationOpened)
        return bisect_right(seqs, place.seq) if opens else bisect_left(seqs, place.seq)

    def _heard_of_others(self, journal: Journal, known: int) -> dict[Journal, int]:
        """How far a journal had heard of each other one, by its first `known` events here."""
        asked = [] if (journal, known) in self._others else [(journal, known)]
        while asked:  # not by calling itself: a laptop may have been restored more often than Python nests
            at = asked[-1]
            earlier = list(self._went_on_from(*at))
            if at not in self._others:
                self._others[at] = {}  # meanwhile: nobody heard themselves in a circle
                asked += [before for before, _ in earlier if before not in self._others]
                continue
            asked.pop()
            found = self._others[at]
            for before, last in earlier:
                for other, far in {**self._others[before], before[0]: last}.items():
                    found[other] = max(found.get(other, 0), far)
        return self._others[journal, known]

    def _went_on_from(self, journal: Journal, known: int) -> Iterator[tuple[tuple[Journal, int], int]]:
        """Each journal before it with the number of its events here by then, and the last of all it had."""
        for seq in self._seqs.get(journal, [])[:known]:
            body = self._events[EventPlace(journal, seq)].body
            if isinstance(body, b.IncarnationOpened) and body.last_incarnation:
                before = (journal[0], body.last_incarnation)
                yield (before, self._known(EventPlace(before, body.last_seq + 1))), body.last_seq


def _place(event: Event) -> EventPlace:
    head = event.header
    return EventPlace((head.device, head.incarnation), head.seq)


def _by_journal(until: Iterable[b.JournalPlace]) -> dict[Journal, int]:
    return {(place.device, place.incarnation): place.seq for place in until}


def _roles(words: Iterable[str]) -> Roles:
    """Those that this release knows."""
    return frozenset(role for role in Role if role.value in words)
