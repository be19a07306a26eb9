"""Laptops of one office: copies of one founded folder, each going on in a journal of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.files import RowFolder
from ektp_desk.desk.opening import session_of
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import Body
from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.domain.journal.head import Head
from ektp_desk.seal.keys import UserSigner
from ektp_desk.settings import Folders, clock_in
from ektp_desk.store.journal import find_writer
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.receiving import all_events
from ektp_desk.store.store import Store
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from tests.kept import folders_at, made_once
from tests.offices import CHEAP, WORDS, found_office_in

NOW = clock_in(480)


@dataclass(frozen=True)
class Founded:
    """A founded office with an open visit and three numbers, closed, to be copied."""

    folders: Folders
    user: str
    visit: str
    office: str
    key: bytes


@cache
def founded() -> Founded:
    """The office that every test's laptops are copies of."""
    return made_once("laptops", _found, Founded)


def _found(place: Path) -> Founded:
    folders = folders_at(place)
    with found_office_in(folders) as office:
        visit = office.open_visit()
        give_numbers(office.session, visit, letter="A", count=3)
        keys = office.desk.unlock(office.user, WORDS)
        return Founded(folders, office.user, visit, office.session.office.id, keys.store_key)


@contextmanager
def laptop(folder: Path) -> Iterator[Desk]:
    """A copy of the founded folder, opened: without its anchor it begins a journal of its own."""
    folders = folders_at(folder)
    if not folders.data.exists():
        shutil.copytree(founded().folders.data, folders.data)
        folders.state.mkdir(parents=True, exist_ok=True)
    with Desk(folders, cost=CHEAP, clock=NOW) as desk:
        desk.sign_in(founded().user, WORDS)
        yield desk


def session_at(store: Store) -> Session:
    return session_of(store, founded().user, clock=NOW, guard=None, files=None)  # type: ignore[arg-type]  # nobody asks for keys


def store_of(desk: Desk) -> Store:
    assert desk.store is not None
    return desk.store


@contextmanager
def laptops(count: int) -> Iterator[list[Store]]:
    """So many laptops of one office, all open."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        yield [store_of(held.enter_context(laptop(Path(folder) / str(i)))) for i in range(count)]


class LastHead:
    """Where an onlooker keeps its head: in the test's hand."""

    def __init__(self) -> None:
        self.heads: list[Head] = []

    def write(self, head: Head) -> None:
        """Keep a head beside those before."""
        self.heads.append(head)


@cache
def _empty_store() -> Path:
    def make(place: Path) -> Path:
        open_database(place / STORE, founded().key).close()
        return place / STORE

    return made_once("empty", make, Path)


@contextmanager
def onlooker(anchor: LastHead | None = None) -> Iterator[Store]:
    """An empty store of the office that only receives, or writes in the one journal of all onlookers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / STORE
        shutil.copy(_empty_store(), path)
        connection = open_database(path, founded().key)
        writer = find_writer(connection, "install", "onlooker", "none")
        store = Store(
            connection,
            writer,
            signer=UserSigner("u", None),
            anchor=anchor or LastHead(),
            row_files=RowFolder(Path(folder) / "lists"),
        )
        try:
            yield store
        finally:
            store.close()


def say(store: Store, entity: Entity, entity_id: str, body: Body) -> Event:
    """Write one act, whoever may."""
    (event,) = store.write([NewEvent(entity, entity_id, body, founded().visit)], at=NOW())
    return event


def events_in(store: Store) -> list[Arrived]:
    """Everything that a store hands on."""
    return list(all_events(store.connection))


def by_link(store: Store) -> dict[bytes, Arrived]:
    """Everything that a store holds, by link."""
    return {event.link: event for event in events_in(store)}


def kind_of(event: Arrived) -> str:
    """Read an event's kind off its header."""
    return str(msgspec.json.decode(event.header)["kind"])


def exchange(*stores: Store) -> None:
    """Let every store hand everything to every other, once round."""
    for one in stores:
        for other in stores:
            if other is not one:
                one.receive(events_in(other))
