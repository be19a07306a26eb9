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


class KnownDevices:
    """What is known by the kits that count so far; `founders`: devices that have the office's root."""

    def __init__(self, events: Mapping[EventPlace, Event], founders: Iterable[str]) -> None:
        self._founders = frozenset(founders)
        self._joins: dict[str, list[tuple[EventPlace, Event, b.Joined]]] = defaultdict(list)  # by kit
        self._kits: dict[str, dict[str, b.KitMade]] = defaultdict(dict)  # by id and name of the key
        for place in sorted(events):
            event = events[place]
            if isinstance(event.body, b.Joined) and _is_of_itself(place, event, event.body):
                self._joins[event.header.id].append((place, event, event.body))
        self.kit_keys: dict[str, tuple[str, bytes]] = {}  # whose kit a key is that may say who joins; public
        self._offices = set(self._founders)
        self._laptops = set[str]()
        self._doubled: dict[
            EventPlace, bool
        ] = {}  # a join to a kit that more than one used: whether it counts
        self._doubted = set[str]()  # devices of which only such joins speak

    def take(self, kit: str, made: b.KitMade) -> None:
        """Take a kit whose maker might make it; `settle` says what follows."""
        public = bytes.fromhex(made.enrol)
        self._kits[kit][key_name(public)] = made
        self.kit_keys[key_name(public)] = kit, public

    def forget_kits(self) -> None:
        self._kits.clear()
        self.kit_keys.clear()

    def settle(self, ruling: _Rule | None) -> bool:
        """Find who joined; give whether that is another answer than before.

        Where two laptops used one kit neither counts until an ADB says which; without `ruling` both do.
        """
        before = (self._offices, self._laptops, self._doubted)
        self._offices, self._laptops, self._doubted = set(self._founders), set(), set()
        self._doubled = {}
        for kit, joins in self._joins.items():
            of = self._kits.get(kit, {})
            true = [one for one in joins if one[1].header.key in of]
            doubled = len({(said.device, said.sign) for _, _, said in true}) > 1
            for place, event, said in true:
                if doubled and ruling is not None:
                    self._doubled[place] = ruling(place, kit) is True
                    if not self._doubled[place]:
                        self._doubted.add(said.device)
                        continue
                at_office = of[event.header.key].desk == OFFICE_DESK
                (self._offices if at_office else self._laptops).add(said.device)
        return before != (self._offices, self._laptops, self._doubted)

    def is_office(self, device: str) -> bool:
        return device in self._offices

    def is_founder(self, device: str) -> bool:
        return device in self._founders

    def doubt(self, device: str) -> str:
        """Why nothing of this device counts, as a fault's code; empty for one that is the office's."""
        if device in self._offices or device in self._laptops:
            return ""
        return "event.kit_twice" if device in self._doubted else "event.unknown_device"

    def doubt_of_join(self, place: EventPlace) -> str:
        """The same of what a kit's key signed: a laptop says of itself that it joined, and nothing else."""
        if not any(place == one for joins in self._joins.values() for one, _, _ in joins):
            return "event.beyond_role"
        return "" if self._doubled.get(place, True) else "event.kit_twice"


def _is_of_itself(place: EventPlace, event: Event, said: b.Joined) -> bool:
    return said.device == place.journal[0] and event.header.by == event.header.id
