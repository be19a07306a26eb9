"""Laptops of one office that joined with kits: each with a store, a device and a journal of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import Kit, found_laptop
from ektp_desk.desk.kits import MadeKit, found_by_kit
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import Body
from ektp_desk.domain.journal.doubts import Doubts
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.hearing import EventPlace
from ektp_desk.seal.sign import are_signed, new_signing_key, verify_key
from ektp_desk.settings import Folders
from ektp_desk.store.holding import HEADS, authority_of, heads
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations, verify_views
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.laptops.commands import make_kit, note_heard
from ektp_desk.usecases.session import Session
from ektp_desk.wire.kit import read_kit
from tests.offices import CHEAP, TestOffice
from tests.store.several.laptops import events_in

Held = set[tuple[str, int, str]]  # device, number of the event there, why


@dataclass
class Laptop:
    """A laptop that joined, with somebody signed in."""

    kit: str
    device: str
    desk: Desk
    session: Session

    @property
    def store(self) -> Store:
        """What lies on it."""
        return self.desk.held_store()

    @property
    def connection(self) -> Any:
        """With which a test does what nobody should."""
        return self.store.connection

    def written(self) -> list[Arrived]:
        """What this laptop itself wrote."""
        return [one for one in events_in(self.store) if one.device == self.device]

    def take_in(self, arrived: Iterable[Arrived]) -> None:
        """Receive what others wrote, and say how far it has heard of them."""
        with self.store.together():
            self.store.receive(arrived)
            note_heard(self.session)

    def say(self, body: Body, entity: Entity = Entity.DEVICE, entity_id: str = "") -> None:
        """Write one act as who is signed in, whoever may: as a changed program would."""
        self.store.write([NewEvent(entity, entity_id or self.device, body)], at=self.session.clock())


class Laptops:
    """Makes laptops for an office, and closes them at the end."""

    def __init__(self, office: TestOffice, place: Path, held: ExitStack) -> None:
        self.office, self._place, self._held = office, place, held
        self._count = 0

    def kit(self, *, at_office: bool = False) -> Kit:
        """Let the office's ADB make one."""
        seed = new_signing_key()
        made = make_kit(self.office.session, enrol=verify_key(seed).hex(), at_office=at_office)
        return Kit(made.id, seed)

    def join(self, kit: Kit, *, by: str, words: str, of: Store | None = None) -> Laptop:
        """Found a laptop with a kit from what a store says, and sign somebody in."""
        self._count += 1
        folders = Folders(self._place / str(self._count) / "data", self._place / str(self._count) / "state")
        slots, key = self.office.desk.slots, self.office.desk.held_keys()[0]
        arrived = events_in(of or self.office.store)
        device = found_laptop(folders, slots, key, kit, arrived, clock=self.office.clock)
        desk = self._held.enter_context(Desk(folders, clock=self.office.clock, cost=CHEAP))
        return Laptop(kit.id, device, desk, desk.sign_in(by, words))

    def open_kit(self, kit: MadeKit, *, by: str, words: str) -> Laptop:
        """Open a kit's file as on a road, and sign somebody in: with a store key of the laptop's own."""
        self._count += 1
        folders = Folders(self._place / str(self._count) / "data", self._place / str(self._count) / "state")
        made = found_by_kit(folders, read_kit(kit.data), kit.words, clock=self.office.clock)
        desk = self._held.enter_context(Desk(folders, clock=self.office.clock, cost=CHEAP))
        return Laptop(kit.facts.id, made.device, desk, desk.sign_in(by, words))


@contextmanager
def laptops_of(office: TestOffice, place: Path) -> Iterator[Laptops]:
    with ExitStack() as held:
        yield Laptops(office, place, held)


def held_in(connection: Any) -> Held:
    """What a store holds, and why."""
    sql = "SELECT j.device, h.seq, h.why FROM held h JOIN journals j ON j.no = h.journal"
    return set(connection.execute(sql).fetchall())


def judges_as_anew(store: Store) -> None:
    """What a store kept of who may say what says of each event the same as if it were read now."""
    kept, anew = store.holding.authority, authority_of(store.connection)
    journals = store.connection.execute("SELECT no, device, incarnation FROM journals").fetchall()
    of, doubts = {no: (device, incarnation) for no, device, incarnation in journals}, Doubts(kept)
    for no, seq, head, _why in heads(store.connection.execute(HEADS)):
        place = EventPlace(of[no], seq)
        assert (doubts.of(place, head), kept.doubt(place, head)) == (anew.doubt(place, head),) * 2
    assert kept.keys == anew.keys


def proven(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """A store's rows, when nobody names a fault in it and what is made anew is what stands."""
    connection = store.connection
    judges_as_anew(store)
    assert [*verify_chain(connection), *verify_incarnations(connection)] == []
    assert signature_faults(connection, are_signed) == []
    assert list(verify_views(connection)) == []
    before = dump_views(connection), held_in(connection)
    rebuild(store)
    assert (dump_views(connection), held_in(connection)) == before
    return before[0]
