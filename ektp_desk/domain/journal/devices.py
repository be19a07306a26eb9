"""Which devices are the office's, and which of them are office desks: by its root, by kits and who joined.

Apart from `authority.py`, which asks: whose word makes a kit is found there, and here who joined with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.journal.hearing import EventPlace
from ektp_desk.domain.journal.signing import key_name

OFFICE_DESK = "office"
_Rule = Callable[[EventPlace, str], bool | None]
_HasHeard = Callable[[EventPlace, EventPlace], bool]
_Join = tuple[EventPlace, Event, b.Joined]


class KnownDevices:
    """What is known by the kits that count so far; `founders`: devices that have the office's root."""

    def __init__(
        self, events: Mapping[EventPlace, Event], founders: Iterable[str], has_heard: _HasHeard
    ) -> None:
        self._founders, self._has_heard = frozenset(founders), has_heard
        self._joins: dict[str, list[_Join]] = defaultdict(list)  # by kit
        self._kits: dict[str, dict[str, b.KitMade]] = defaultdict(dict)  # by id and name of the key
        for place in sorted(events):
            event = events[place]
            if isinstance(event.body, b.Joined) and _is_of_itself(place, event, event.body):
                self._joins[event.header.id].append((place, event, event.body))
        self.kit_keys: dict[str, tuple[str, bytes]] = {}  # whose kit a key is that may say who joins; public
        self._offices = set(self._founders)
        self._laptops = set[str]()
        self._asked: dict[EventPlace, str] = {}  # a join of which an ADB must say that it counts: why not yet
        self._doubted: dict[str, str] = {}  # the same of devices of which only such joins speak

    def take(self, kit: str, made: b.KitMade) -> None:
        """Take a kit whose maker might make it; `settle` says what follows."""
        public = bytes.fromhex(made.enrol)
        self._kits[kit][key_name(public)] = made
        self.kit_keys[key_name(public)] = kit, public

    def forget_kits(self) -> None:
        self._kits.clear()
        self.kit_keys.clear()

    def settle(self, ruling: _Rule | None, revoked: Mapping[str, Iterable[EventPlace]]) -> bool:
        """Find who joined; give whether that is another answer than before.

        Where two laptops used one kit, or an ADB revoked the kit, none counts until an ADB says which;
        without `ruling` all do. `revoked`: where ADBs ended a kit or a device. A laptop that was ended before
        another one used its kit had counted: its end holds what came after, and nobody asks about the rest.
        """
        before = (self._offices, self._laptops, self._doubted)
        self._offices, self._laptops, self._doubted = set(self._founders), set(), {}
        self._asked = {}
        for kit, joins in self._joins.items():
            of = self._kits.get(kit, {})
            true = [one for one in joins if one[1].header.key in of]
            doubled = len({(said.device, said.sign) for _, _, said in true}) > 1
            why = "event.kit_revoked" if kit in revoked else "event.kit_twice" if doubled else ""
            for place, event, said in true:
                had_counted = kit not in revoked and any(
                    self._was_alone(said, true, end) for end in revoked.get(said.device, ())
                )
                if why and not had_counted and ruling is not None and ruling(place, kit) is not True:
                    self._asked[place] = self._doubted[said.device] = why
                    continue
                at_office = of[event.header.key].desk == OFFICE_DESK
                (self._offices if at_office else self._laptops).add(said.device)
        return before != (self._offices, self._laptops, self._doubted)

    def _was_alone(self, said: b.Joined, joins: Iterable[_Join], end: EventPlace) -> bool:
        others = (at for at, _event, one in joins if (one.device, one.sign) != (said.device, said.sign))
        return not any(self._has_heard(end, other) for other in others)

    def is_office(self, device: str) -> bool:
        return device in self._offices

    def is_founder(self, device: str) -> bool:
        return device in self._founders

    def doubt(self, device: str) -> str:
        """Why nothing of this device counts, as a fault's code; empty for one that is the office's."""
        if device in self._offices or device in self._laptops:
            return ""
        return self._doubted.get(device, "event.unknown_device")

    def doubt_of_join(self, place: EventPlace) -> str:
        """The same of what a kit's key signed: a laptop says of itself that it joined, and nothing else."""
        if not any(place == one for joins in self._joins.values() for one, _, _ in joins):
            return "event.beyond_role"
        return self._asked.get(place, "")


def _is_of_itself(place: EventPlace, event: Event, said: b.Joined) -> bool:
    return said.device == place.journal[0] and event.header.by == event.header.id
