"""Who may do what, as of each event: users, roles, keys and devices as ADBs said, up to the office's root.

An event is judged by what its journal had heard before it: its own earlier events, and those of the
journals that it says it knew. What ended (a key, a user, a role, a device) names the last event of each
journal that counts; what came after it is held, whatever its journal had heard, until an ADB says that it
counts. Where part of what a journal had heard has not arrived, what seems beyond its author's rights waits
for it. Whether signatures are true is checked elsewhere.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.catalogue import CountsFrom, kind_as_said
from ektp_desk.domain.journal.devices import KnownDevices
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.domain.journal.hearing import EventPlace, Hearing, Journal
from ektp_desk.domain.journal.signing import key_name, office_root
from ektp_desk.domain.roles import EVERYBODY, Role

PAGE = "recovery"  # who acts when the recovery page does: no user
KINDS = (
    "root_set", "user_added", "user_changed", "user_removed", "key_given", "key_offered", "key_ended",
    "hold_ruled", "incarnation_opened", "kit_made", "joined", "journals_heard", "device_revoked",
)  # fmt: skip
LIST_KINDS = ("list_due", "withdrawn")  # of lists: whoever may say that one is due may undo it
UNHEARD = "event.unheard"  # what may let its author do this is on its way: nothing to decide
ELSEWHERE = "event.elsewhere"  # a laptop's own fact, which counts in its store alone: nothing to decide
OTHER_ROOT = "event.other_root"  # an office has one: nothing to decide
FALSE = "event.false_signature"  # found when its key came: nothing to decide
_UNTIL_HEARD = ("event.unknown_key", "event.beyond_role", "event.unknown_device")
Roles = frozenset[Role]
_NONE: Roles = frozenset()
_STANDING = (b.UserAdded, b.UserChanged, b.UserRemoved)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Whose a key is; `given` by an ADB, or only offered by the user themselves."""

    user: str
    public: bytes
    given: bool


@dataclass(frozen=True, slots=True)
class _End:
    """Of a key, a user, a role, a device: what comes after `until` in a journal has only these roles left."""

    at: EventPlace
    until: dict[Journal, int]
    roles: Roles = _NONE


class Authority:
    """Made from a store's events of these kinds, in any order; `device` is the store's own.

    `whole` says up to which event each journal is here without a hole (all of them are without it), and may
    be set anew. What is signed falsely (`false`) says nothing. `root` is where the office's root is.
    """

    def __init__(
        self,
        events: Iterable[Event],
        whole: Mapping[Journal, int] | None = None,
        *,
        device: str = "",
        root: EventPlace | None = None,
        false: Set[EventPlace] = frozenset(),
    ) -> None:
        self._device, self.whole, self.false = device, whole, false
        self._events = {place: event for event in events if (place := _place(event)) not in false}
        self._seqs: dict[Journal, list[int]] = defaultdict(list)
        self._standings: dict[str, list[EventPlace]] = defaultdict(list)  # by user
        for place in sorted(self._events):
            self._seqs[place.journal].append(place.seq)
            if isinstance(self._events[place].body, _STANDING):
                self._standings[self._events[place].header.id].append(place)
        self._due = {e.link for e in self._events.values() if isinstance(e.body, b.ListDue)}
        self.hearing = Hearing(self._events)
        self._turns: dict[Journal, list[int]] = {}
        self._valid: dict[EventPlace, bool] = {}
        self._standing: dict[tuple[Journal, int, int, str], Roles] = {}
        self.roots = {
            place: _by_journal(event.body.until)
            for place, event in self._events.items()
            if isinstance(event.body, b.RootSet) and root in (None, place)
        }
        self.root, self.keys = b"", dict[str, PublicKey]()
        self._devices = KnownDevices(self._events, {at.journal[0] for at in self.roots}, self.has_heard)
        self._ends: dict[str, list[_End]] = defaultdict(list)  # by user id, or by a key's name
        self.revoked: dict[str, list[_End]] = {}  # by device
        self._rulings = defaultdict[str, list[tuple[EventPlace, b.HoldRuled]]](list)  # by user id or kit
        # Ends first, also by who was ended: two ADBs who ended each other unseen are both held. What lets
        # somebody in, or an event count, is said by nobody who is held.
        self._knows_ends = False
        self._learn()
        for place in self._words(b.KeyEnded, b.UserRemoved, b.UserChanged, b.DeviceRevoked):
            self._take_end(place, self._events[place])
        self._knows_ends = True
        self._learn()
        self._take_rulings()

    def doubt(self, place: EventPlace, head: Header) -> str:
        """Say why an event does not count, as a fault's code; empty for one that does."""
        if place in self.false:
            return FALSE
        if head.kind == "root_set" and place not in self.roots:
            return OTHER_ROOT
        found = self._doubt(place, head)
        return UNHEARD if found in _UNTIL_HEARD and not self.is_whole(place) else found

    def _doubt(self, place: EventPlace, head: Header) -> str:
        if not head.key:
            return "" if self.is_before_root(place) else "event.unsigned"
        key = self.keys.get(head.key)
        if key is None:
            return "event.unknown_key"
        if key.user != head.by or (head.kind == "key_offered" and not _is_own_offer(head)):
            return "event.not_theirs"
        if head.kind == "incarnation_opened" and head.id == head.device:
            return ""  # the laptop's own word: without it nobody could say which journal the rest is of
        if head.key in self._devices.kit_keys:
            found = self._devices.doubt_of_join(place)
        elif head.kind != "key_offered" and not self._counts(key, place):
            return "event.unknown_key"
        else:
            found = self._doubt_of_act(place, head)
        return "" if found and found != ELSEWHERE and self.ruling(place, head.by) else found

    def _doubt_of_act(self, place: EventPlace, head: Header) -> str:
        if self.is_held(place, head.key):
            return "event.after_end"
        if self.is_before_root(place):
            return ""  # the founding itself, or an office of before keys
        revoked = "event.after_revocation" if self._is_revoked(place) else ""
        return self._devices.doubt(head.device) or revoked or self._doubt_of_kind(place, head)

    def _doubt_of_kind(self, place: EventPlace, head: Header) -> str:
        kind = kind_as_said(head.kind, head.entity, self._undone(place))
        if kind is None:
            return ""  # a later release's
        if not kind.roles & self.roles_at(place, head.by) or (kind.of_itself and head.id != head.device):
            return "event.beyond_role"
        if kind.counts_from is CountsFrom.ANYWHERE or self._at_office(place):
            return ""
        if kind.counts_from is CountsFrom.OFFICE:
            return "event.not_from_office"
        return "" if head.device == self._device else ELSEWHERE

    def is_office(self, device: str) -> bool:
        """Whether a device is an office desk: until an office has its root, each is."""
        return not self.roots or self._devices.is_office(device)

    def is_revoked(self, device: str) -> bool:
        """Whether nothing that a device writes from now on counts."""
        return device in self.revoked

    def steady_until(self, place: EventPlace) -> int:
        """Up to which event of its journal `doubt` says the same.

        Of one key, author, kind and entity, where device or author speak of themselves and where they do not.
        """
        turns = self._turns.get(place.journal)
        if turns is None:
            turns = self._turns[place.journal] = sorted(self._turns_of(place.journal))
        at = bisect_right(turns, place.seq)
        steady = turns[at] - 1 if at < len(turns) else sys.maxsize
        whole = sys.maxsize if self.whole is None else self.whole.get(place.journal, 0) + 1
        return min(steady, whole) if place.seq <= whole else steady

    def _turns_of(self, journal: Journal) -> set[int]:
        """Each event of a journal from which on something else is known, has ended or is ruled."""
        own = self._seqs.get(journal, [])
        ends = [end.until for of in (*self._ends.values(), *self.revoked.values()) for end in of]
        endings = [*ends, *self.roots.values(), *map(self.hearing.heard, self.roots)]
        said = [one for each in self._rulings.values() for _, one in each]
        ruled = [one for one in said if (one.device, one.incarnation) == journal]
        return {
            *own,
            *(seq + 1 for seq in own),
            *(until.get(journal, 0) + 1 for until in endings),
            *(one.first_seq for one in ruled),
            *(one.last_seq + 1 for one in ruled),
        }

    def ruling(self, place: EventPlace, of: str) -> bool | None:
        """Whether an ADB let an event of this user, or kit, count; None where nobody has ruled.

        Of rulings that had not heard each other all must say so.
        """
        said = [
            (at, ruled.counts)
            for at, ruled in self._rulings.get(of, ())
            if place.journal == (ruled.device, ruled.incarnation)
            and ruled.first_seq <= place.seq <= ruled.last_seq
        ]
        last = [counts for at, counts in said if not any(self.has_heard(other, at) for other, _ in said)]
        return all(last) if last else None

    def has_heard(self, place: EventPlace, of: EventPlace) -> bool:
        """Whether an event's journal knew another event where it was written."""
        return self.hearing.has_heard(place, of)

    def is_whole(self, place: EventPlace) -> bool:
        """Whether all is here that an event's journal had heard before it."""
        if self.whole is None:
            return True
        heard = {**self.hearing.heard(place), place.journal: place.seq - 1}
        return all(self.whole.get(journal, 0) >= far for journal, far in heard.items())

    def roles_at(self, place: EventPlace, user: str) -> Roles:
        """What an event's author was, as its journal had heard it, less what an end had taken."""
        roles = self._roles_heard(place, user)
        for end in self._ends.get(user, ()):
            if _is_after(place, end) and not self.has_heard(place, end.at):
                roles &= end.roles
        return roles

    def is_held(self, place: EventPlace, key: str) -> bool:
        """Whether a key had ended before it signed this."""
        ends = self._ends.get(key)
        return ends is not None and any(_is_after(place, end) for end in ends)

    def is_before_root(self, place: EventPlace) -> bool:
        """Whether the office's root had heard of an event: only such a one may be unsigned."""
        return not self.roots or any(
            self.has_heard(root, place) or place.seq <= until.get(place.journal, 0)
            for root, until in self.roots.items()
        )

    def _at_office(self, place: EventPlace) -> bool:
        return self.is_before_root(place) or self._devices.is_office(place.journal[0])

    def _counts(self, key: PublicKey, place: EventPlace) -> bool:
        """Whether a key is given, or offered at the founding desk: with a kit one would do so in any name."""
        return key.given or self.is_before_root(place) or self._devices.is_founder(place.journal[0])

    def _is_revoked(self, place: EventPlace) -> bool:
        return any(_is_after(place, end) for end in self.revoked.get(place.journal[0], ()))

    def _undone(self, place: EventPlace) -> str:
        """The kind of what an undoing names, as far as its roles are others than an ADB's."""
        event = self._events.get(place)
        names = event.body.event if event is not None and isinstance(event.body, b.Withdrawn) else ""
        return "list_due" if names in self._due else ""

    def _learn(self) -> None:
        """Find keys and devices one after another: each by somebody, at a desk, that was found before."""
        ruling = self.ruling if self._knows_ends else None
        self._devices.forget_kits()
        revoked = {of: [end.at for end in ends] for of, ends in self.revoked.items()}
        self._devices.settle(ruling, revoked)
        self.keys = self._keys_of_root()
        left = len(self._events) + 1  # each time somebody is found, unless a forger's words undo themselves
        changed = True
        while changed and left:
            left -= 1
            self._valid.clear()
            self._standing.clear()
            words = list(self._words(b.KeyGiven, b.KeyOffered, b.KitMade))
            found = self._keys_of_root()
            self._devices.forget_kits()
            for place in words:
                self._take(self._events[place], found)
            for key, (kit, public) in self._devices.kit_keys.items():
                found.setdefault(key, PublicKey(kit, public, given=True))
            changed = self._devices.settle(ruling, revoked) or found != self.keys
            self.keys = found

    def _take_rulings(self) -> None:
        """Take what ADBs ruled until that changes nothing: a desk that is let count may have ruled too."""
        for _ in range(len(self._devices.kit_keys) + 1):
            before = {of: list(said) for of, said in self._rulings.items()}
            self._rulings.clear()
            for place in self._words(b.HoldRuled):
                event = self._events[place]
                if isinstance(event.body, b.HoldRuled):
                    self._rulings[event.header.id].append((place, event.body))
            if self._rulings == before:
                return
            self._learn()

    def _keys_of_root(self) -> dict[str, PublicKey]:
        event = next((self._events[place] for place in self.roots), None)
        if event is None or not isinstance(event.body, b.RootSet):
            return {}
        founder, page = bytes.fromhex(event.body.founder), bytes.fromhex(event.body.recovery)
        self.root = office_root(founder, page)
        found = {key_name(founder): PublicKey(event.header.by, founder, given=True)}
        if page:
            found[key_name(page)] = PublicKey(PAGE, page, given=True)
        return found

    def _take(self, event: Event, keys: dict[str, PublicKey]) -> None:
        match event.body:
            case b.KeyGiven(sign=sign) | b.KeyOffered(sign=sign):
                given, public = isinstance(event.body, b.KeyGiven), bytes.fromhex(sign)
                known = keys.get(key_name(public))
                if known is None or (given and not known.given):
                    keys[key_name(public)] = PublicKey(event.header.id, public, given)
            case b.KitMade() as made:
                self._devices.take(event.header.id, made)

    def _take_end(self, place: EventPlace, event: Event) -> None:
        match event.body:
            case b.KeyEnded(key=key, until=until):
                self._ends[key].append(_End(place, _by_journal(until)))
            case b.UserRemoved(until=until):
                self._ends[event.header.id].append(_End(place, _by_journal(until)))
            case b.UserChanged(roles=roles, until=until) if until:
                self._ends[event.header.id].append(_End(place, _by_journal(until), _roles(roles)))
            case b.DeviceRevoked(until=until):
                self.revoked.setdefault(event.header.id, []).append(_End(place, _by_journal(until)))
            case _:
                pass

    def _words(self, *bodies: type[b.Body]) -> Iterator[EventPlace]:
        """Where somebody said such a thing who might."""
        for place in sorted(self._events):
            if isinstance(self._events[place].body, bodies) and self._is_valid(place):
                yield place

    def _is_valid(self, place: EventPlace) -> bool:
        """Say whether its author might say so: an ADB, the page, the founder or who offers of themselves."""
        if place not in self._valid:
            self._valid[place] = False  # until it is known: nobody vouches for themselves in a circle
            event = self._events[place]
            if isinstance(event.body, b.KeyOffered):
                self._valid[place] = _is_own_offer(event.header)
            else:
                self._valid[place] = self._is_founding(place, event) or self._is_adb(place, event.header)
        return self._valid[place]

    def _is_adb(self, place: EventPlace, head: Header) -> bool:
        """Whether an ADB said it: with a key of theirs, at an office desk, and not after an end."""
        key = self.keys.get(head.key)
        theirs = key is not None and key.user == head.by and self._counts(key, place)
        if self.roots and not (theirs if head.key else self.is_before_root(place)):
            return False  # until the root is here, nobody can say whose a key is
        if not self._at_office(place):
            return False
        if not self._knows_ends:
            return Role.ADB in self._roles_heard(place, head.by)
        if self.is_held(place, head.key) or self._is_revoked(place):
            return False
        return Role.ADB in self.roles_at(place, head.by)

    def _is_founding(self, place: EventPlace, event: Event) -> bool:
        """Whether it is the office's first user, who added themselves before anybody else was there."""
        if not isinstance(event.body, b.UserAdded) or event.header.by != event.header.id:
            return False
        others = (at for at, e in self._events.items() if isinstance(e.body, b.UserAdded))
        return self.is_before_root(place) and not any(self.has_heard(place, at) for at in others)

    def _roles_heard(self, place: EventPlace, user: str) -> Roles:
        if user == PAGE:
            return frozenset({Role.ADB})
        own = bisect_left(self._seqs.get(place.journal, []), place.seq)
        key = (place.journal, own, self.hearing.known(place), user)
        if key not in self._standing:
            self._standing[key] = self._standing_of(place, user)
        return self._standing[key]

    def _standing_of(self, place: EventPlace, user: str) -> Roles:
        """Those of the latest words; of words that had not heard each other, what they share."""
        said = [at for at in self._standings[user] if self.has_heard(place, at) and self._is_valid(at)]
        last = [at for at in said if not any(self.has_heard(other, at) for other in said)]
        roles = EVERYBODY if last else _NONE
        for at in last:
            roles &= _roles(getattr(self._events[at].body, "roles", ()))
        return roles


def _is_own_offer(head: Header) -> bool:
    """Users offer keys of their own; the page offers none, an ADB gives it its key."""
    return head.id == head.by != PAGE


def _is_after(place: EventPlace, end: _End) -> bool:
    return place.seq > end.until.get(place.journal, 0) and place != end.at


def _place(event: Event) -> EventPlace:
    head = event.header
    return EventPlace((head.device, head.incarnation), head.seq)


def _by_journal(until: Iterable[b.JournalPlace]) -> dict[Journal, int]:
    return {(place.device, place.incarnation): place.seq for place in until}


def _roles(words: Iterable[str]) -> Roles:
    """Those that this release knows."""
    return frozenset(role for role in Role if role.value in words)
