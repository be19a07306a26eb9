"""One office with two laptops in the field and what they carry with, made once and copied by each history."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange import inspecting
from ektp_desk.desk.exchange import mirror as mirroring
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.line import outbox_of, prepare_line, take_from_line
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.desk.exchange.picture_child import WHOLE
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.hub.identity import HubOffice, make_identity
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.store import Store
from ektp_desk.sync.carrier import Carrier, find_carrier, mark_carrier
from ektp_desk.sync.sending import sync_once
from ektp_desk.usecases.laptops.commands import set_hub
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, identify_walk_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from tests.exchange import plain
from tests.exchange.test_safety import record
from tests.hub.wire import ADDRESS, HubWire, wired
from tests.kept import copy_office, folders_at, made_once
from tests.offices import CHEAP, WORDS
from tests.store.several.field import field_in
from tests.store.several.kits import Laptop

Place = tuple[str, str, int]  # device, incarnation, sequence
CARRIERS = ("stick0", "stick1", "card")
HEALING = "healing"  # a stick that nothing happens to
HUB = "hub"
JPEG = b"\xff\xd8\xff"

_LINKS = "SELECT j.device, j.incarnation, e.seq, e.link FROM events e JOIN journals j ON j.no = e.journal"


@dataclass(frozen=True)
class Seat:
    """A folder of the base, who signs in there, the letter of its numbers and the recording of its photos."""

    name: str
    user: str
    words: str
    letter: str
    recording: str


@dataclass(frozen=True)
class Base:
    place: Path
    seats: tuple[Seat, ...]  # the office's first
    visit: str
    root: str
    now: datetime
    offset: int


class SetClock:
    """A laptop's clock, which somebody may set to any year."""

    def __init__(self, now: datetime, offset: int) -> None:
        self.now, self.offset = now, offset

    def __call__(self) -> Moment:
        return Moment(self.now, self.offset)


@contextmanager
def quick() -> Iterator[None]:
    """Files are opened in this process, each folder is a disk, and cards lie beside the offices."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inspecting, "_pictures", _looked_at)
        patch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", lambda path: path.name.replace(".", ""))
        patch.setattr(mirroring, "_is_own_disk", lambda _desk, _place: False)
        yield


@contextmanager
def _looked_at() -> Iterator[Any]:
    yield lambda content: WHOLE if content.startswith(JPEG) else "picture.not_one"


@cache
def base() -> Base:
    return made_once("world", _make, Base)


def _make(place: Path) -> Base:
    """Make the office and its laptops, let all hear of all, and close them."""
    with quick(), field_in(folders_at(place / "office"), place) as at:
        office, laptops = at.office, [at.by_kit(), at.by_kit()]
        seats = [Seat("office", office.user, WORDS, "A", _begun(office.session, at.visit, "A"))]
        for letter, one in zip("BC", laptops, strict=True):
            confirm_day(one.session)
            open_desk(one.session, at.visit, letter=letter)
            begun = _begun(one.session, at.visit, letter)
            seats.append(Seat(_name(one, place), at.adi, at.words, letter, begun))
        root, now = office_root(office.connection).hex(), office.clock()
        of = HubOffice(root, office.session.device, office.session.guard.device_keys().sign)
        set_hub(office.session, make_identity(place / HUB, of).public.hex(), [ADDRESS])
        carriers = [_marked(place / name, root) for name in (HEALING, *CARRIERS)]
        desks = [(office.desk, office.session), *((one.desk, one.session) for one in laptops)]
        _all_hear(desks, carriers, at.visit)
        _all_speak_by_line(desks, HubWire(place / HUB))
        return Base(place, tuple(seats), at.visit, root, now.utc, now.offset)


def _all_hear(desks: list[tuple[Desk, Session]], carriers: list[Carrier], visit: str) -> None:
    """Twice round, so that each has read its own packs and the others' last words too."""
    for carrier in carriers:
        export(desks[1][0], carrier)
        export(desks[2][0], carrier)
        import_packs(*desks[0], carrier)
        give_package(*desks[0], visit, carrier, letters={})
        for desk, session in [*reversed(desks), *reversed(desks)]:
            export(desk, carrier)
            import_packs(desk, session, carrier)
    for carrier in carriers:
        for desk, session in desks:
            import_packs(desk, session, carrier)


def _all_speak_by_line(desks: list[tuple[Desk, Session]], wire: HubWire) -> None:
    """Twice round: each has brought what it had, and read the others' last words."""
    with wired([wire]):
        for desk, session in [*desks, *desks]:
            prepare_line(desk, session)
            sync_once(outbox_of(desk))
            take_from_line(desk, session)
    wire.stop()


def _name(laptop: Laptop, place: Path) -> str:
    return laptop.desk.folders.data.parent.relative_to(place).as_posix()


def _marked(place: Path, root: str) -> Carrier:
    place.mkdir()
    return mark_carrier(place, root)


def _begun(session: Session, visit: str, letter: str) -> str:
    """One finished recording, and one that is begun, whose pictures are taken later."""
    record(session, visit, "Yuliana Contoh", letter=letter)
    give_numbers(session, visit, letter=letter)
    ticket = call_next(session, visit, desk=letter)
    assert ticket is not None
    serve(session, ticket, desk=letter)
    identify_walk_in(session, ticket, WalkIn("Rahel Contoh", "P", birth="1990-01-02"))
    return begin(session, ticket, desk=letter)


def links_in(store: Store) -> dict[Place, bytes]:
    """Every event that is here, by its place."""
    return {(device, of, seq): link for device, of, seq, link in store.connection.execute(_LINKS)}


@dataclass
class Site:
    """A desk of this history: a copy of the base's folder, opened when it is first wanted."""

    name: str
    folders: Folders
    seat: Seat
    clock: SetClock
    holds: dict[Place, bytes] = field(default_factory=dict)
    lost: bool = False  # gone, or opens for nobody
    desk: Desk | None = None
    _session: Session | None = None
    _held: ExitStack = field(default_factory=ExitStack)

    @property
    def is_office(self) -> bool:
        return self.seat.name == "office"

    @property
    def session(self) -> Session:
        """Open the desk unless it is. Raises `device.revoked` for a laptop that has heard of its end."""
        if self._session is None:
            if not self.folders.data.exists():
                self._lay()
            desk = self._held.enter_context(Desk(self.folders, clock=self.clock, cost=CHEAP))
            try:
                self._session = desk.sign_in(self.seat.user, self.seat.words)
            except EktpError:
                self._held.close()  # its lock with it: whoever asks again hears why
                raise
            self.desk = desk
            self.acknowledge()
        return self._session

    @property
    def opened(self) -> Desk:
        assert self.session is not None
        assert self.desk is not None
        return self.desk

    @property
    def store(self) -> Store:
        return self.opened.held_store()

    @property
    def is_touched(self) -> bool:
        return self.folders.data.exists()

    def _lay(self) -> None:
        copy_office(folders_at(base().place / self.seat.name), self.folders)

    def acknowledge(self) -> dict[Place, bytes]:
        """Learn what lies here now: what was here before is."""
        found = links_in(self.store)
        assert found.items() >= self.holds.items(), f"{self.name} lost events"
        self.holds = found
        return found

    def close(self) -> None:
        self._held.close()
        self.desk = self._session = None

    def copy_to(self, place: Path, name: str) -> Site:
        """Copy the closed data folder, without what tells the copy from the original."""
        assert self.session is not None
        self.close()
        there = folders_at(place)
        shutil.copytree(self.folders.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
        there.state.mkdir(parents=True)
        return Site(name, there, self.seat, self.clock, dict(self.holds))

    def go_back_to(self, kept: Site) -> None:
        """Put a kept copy in the place of the data folder; the state folder went with the old disk."""
        self.close()
        shutil.rmtree(self.folders.data)
        shutil.rmtree(self.folders.state)
        shutil.copytree(kept.folders.data, self.folders.data)
        self.folders.state.mkdir()
        self.holds = dict(kept.holds)

    def carrier(self, place: Path, **point: Any) -> Carrier:
        return find_carrier(place, base().root, **point)

    def objects(self) -> dict[str, str]:
        """The SHA-256 of each captured file, by its name."""
        found = self.folders.objects.glob("*.age") if self.folders.objects.exists() else ()
        return {path.stem: sha256(path.read_bytes()).hexdigest() for path in found}


def runs_on(place: Path) -> Iterator[tuple[Place, str]]:
    """The last place of each run that lies whole on a carrier, and its link, as the second reader has it."""
    for path in sorted(place.rglob("*.PCK")):
        for entry in plain.read_pack(path.read_bytes()):
            if (
                entry.startswith(b"ektp-object")
                and (head := plain.read_object(entry)["head"])["kind"] == "run"
            ):
                yield (head["device"], head["incarnation"], head["last"]), head["link"]
