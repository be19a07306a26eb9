"""Kits, joins, revocations and rulings arrive in any order: every store holds and shows the same."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ektp_desk.desk.founding import Kit
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import (
    DeviceRevoked,
    HoldRuled,
    JournalPlace,
    JournalsHeard,
    ListDue,
    ListExpired,
    PolicySet,
    SentHome,
    UserAdded,
    UserChanged,
    UserRemoved,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.settings import Folders
from ektp_desk.usecases.laptops.queries import journal_ends
from tests.examples import examples
from tests.store.several.field import Field, field_in
from tests.store.several.kits import Laptop, held_in, proven
from tests.store.several.laptops import events_in, onlooker
from tests.store.several.test_three_journals import hand_in_pieces

CHANCE = st.integers(0, 2**32).map(random.Random)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "join", "join again", "join at office", "say", "say", "set", "take in", "take in", "let in",
                "claim", "expire", "revoke", "revoke", "revoke kit", "rule", "rule kit", "rule kit",
                "role", "remove",
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=12,
)  # fmt: skip


@dataclass
class Scene:
    """A field with what joined so far; everything is said at one of its desks, whoever may."""

    at: Field
    laptops: list[Laptop] = field(default_factory=list)
    kits: list[Kit] = field(default_factory=list)
    desks: list[Laptop] = field(default_factory=list)  # those of an ADB at an office desk
    adi_left: bool = False

    def live(self, what: str, one: int, other: int) -> None:
        """Let one thing happen; nothing where there is nobody to whom it could."""
        if what.startswith("join"):
            if len(self.laptops) < 4:
                self._join(what)
            return
        laptop = self.laptops[one % len(self.laptops)] if self.laptops else None
        if laptop is not None:
            self._live(what, laptop, other)

    def _join(self, what: str) -> None:
        if what != "join again" or not self.kits:
            self.kits.append(self.at.laptops.kit(at_office=what == "join at office"))
        by_adb = what == "join at office" or self.adi_left
        self.laptops.append((self.at.adb_on if by_adb else self.at.joined)(self.kits[-1]))
        self.desks += self.laptops[-1:] if what == "join at office" else []

    def _live(self, what: str, laptop: Laptop, other: int) -> None:
        office = self.at.office
        match what:
            case "take in":
                laptop.take_in(events_in(office.store))
                office.store.receive(laptop.written())
            case "say":
                laptop.say(SentHome(count=other + 1), Entity.VISIT, self.at.visit)
            case "set":
                said = PolicySet(name="list_days", value=str(other))
                laptop.say(said, Entity.OFFICE, office.session.office.id)
            case "claim":  # to have heard what nobody has said yet
                ends = journal_ends(laptop.store)
                laptop.say(JournalsHeard(tuple(replace(end, seq=end.seq + 5) for end in ends)))
            case "expire":
                laptop.say(ListExpired(7) if other else ListDue("2019-04-02", 7), Entity.LIST, "l1")
            case "let in":
                laptop.say(UserAdded(f"Contoh {other}", ("queue",)), Entity.USER, f"u{other}")
            case _:
                self._at_office(what, laptop, other)

    def _at_office(self, what: str, laptop: Laptop, other: int) -> None:
        """As the ADB, at the office or at another office desk."""
        at = self.desks[-1] if other % 2 and self.desks else self.at.office
        device, incarnation = laptop.store.head.journal
        own, ends = JournalPlace(device, incarnation, laptop.store.head.seq - other), journal_ends(at.store)
        ruled = HoldRuled(device, incarnation, 1 + other, 99, counts=other < 3)
        entity, about, body = {
            "revoke": (Entity.DEVICE, device, DeviceRevoked("hilang", (own,) if other > 1 else ())),
            "revoke kit": (Entity.DEVICE, laptop.kit, DeviceRevoked("lembarnya hilang")),
            "rule": (Entity.USER, self.at.adi, ruled),
            "rule kit": (Entity.USER, laptop.kit, ruled),
            "role": (Entity.USER, self.at.adi, UserChanged("Adi", ("head", "queue")[: other or 1], ends)),
            "remove": (Entity.USER, self.at.adi, UserRemoved("pindah", ends)),
        }[what]
        self.adi_left |= what == "remove"
        at.session.write(NewEvent(entity, about, body))


def shuffled(events: list[Arrived], root: str, chance: random.Random) -> list[list[Arrived]]:
    """Whole journals, one after another: what the office said since its root may be the last to come."""
    journals = [list(of) for _, of in groupby(events, key=lambda one: (one.device, one.incarnation))]
    (office,) = [of for of in journals if of[0].incarnation == root]
    others = [of for of in journals if of is not office]
    cut = chance.randint(5, len(office))
    rest = [*others, *([office[cut:]] if cut < len(office) else [])]
    chance.shuffle(rest)
    return [office[:cut], *rest]


@examples(12)
@given(steps=STEPS, chance=CHANCE)
def test_the_order_of_arrival_holds_nothing_else(
    steps: list[tuple[str, int, int]], chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as place, onlooker() as first, onlooker() as second:
        there = Path(place)
        with field_in(Folders(there / "data", there / "state"), there) as made:
            scene = Scene(made)
            scene.live("join", 0, 0)
            scene.live("join at office", 0, 0)
            for what, one, other in steps:
                scene.live(what, one, other)
            office = made.office.store
            for laptop in scene.laptops:
                office.receive(events_in(laptop.store))
            everything = events_in(office)
            hand_in_pieces(first, everything, chance)
            for journal in shuffled(everything, office.head.incarnation, chance):
                second.receive(journal)
            rows, held = proven(office), held_in(office.connection)
            for store in (first, second):
                assert held_in(store.connection) == held
                assert proven(store) == rows
