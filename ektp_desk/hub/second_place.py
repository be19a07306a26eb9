"""A second place for the mailbox, on another disk: each pack is copied there behind its receipt.

It is none of the copies that make something safe. A disk that is away stops nothing; a folder without its
mark is not written, for a disk that is not mounted leaves one on the hub's own. A copy has the hub's key:
it is a whole hub but for its index.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, insert, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import CopyState
from ektp_desk.hub.identity import copy_identity, read_identity
from ektp_desk.hub.laying import SECOND_PLACE
from ektp_desk.hub.pack_folder import PackFolder
from ektp_desk.hub.packs import PackName
from ektp_desk.hub.places import PACKS
from ektp_desk.hub.schema import facts, leaving, packs
from ektp_desk.hub.shelf import Shelf
from ektp_desk.seal.files import write_whole

_MARK = "hub.copy"


class CopyFact(msgspec.Struct):
    """Where the copy is, by a mark that lies there once it was reached; how many packs it has not.

    `at`: when it was whole last, or empty.
    """

    place: str
    mark: str = ""
    state: CopyState = CopyState.BEHIND
    left: int = 0
    at: str = ""


def copy_fact(connection: Connection) -> CopyFact | None:
    text = connection.scalar(select(facts.c.value).where(facts.c.name == SECOND_PLACE))
    return msgspec.json.decode(text, type=CopyFact) if text else None


def choose_copy(shelf: Shelf, place: Path | None) -> None:
    """Copy to this place from now on, or nowhere."""
    with shelf.index.write() as connection:
        before = copy_fact(connection)
        if place is None:
            connection.execute(delete(leaving))
            connection.execute(delete(facts).where(facts.c.name == SECOND_PLACE))
        elif before is None or before.place != str(place.resolve()):
            _keep(connection, CopyFact(str(place.resolve())))


def is_other_disk(folder: Path, place: Path) -> bool:
    return folder.stat().st_dev != place.stat().st_dev


class SecondPlace:
    """Lives on one thread. `folder` is the hub's own."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self._shelf, self._folder = shelf, folder
        self._there: set[PackName] | None = None
        self.packs: PackFolder | None = None  # where they lie, while it is reached

    def follow(self, going: Callable[[], bool] = lambda: True) -> None:
        """Copy what lacks there, and remove what went here, as long as it is `going`."""
        with self._shelf.index.read() as connection:
            fact = copy_fact(connection)
        if fact is None:
            return
        said = msgspec.structs.replace(fact)
        said.state = self._reach(said)
        if self.packs is not None:
            try:
                self._remove_what_went(self.packs)
                said.state, said.left = self._copy(self.packs, going)
            except EktpError:
                said.state, self.packs = CopyState.AWAY, None
        if said.state is CopyState.WHOLE and (fact.state is not CopyState.WHOLE or not fact.at):
            said.at = self._shelf.clock().text
        if said != fact:
            with self._shelf.index.write() as connection:
                if copy_fact(connection) == fact:
                    _keep(connection, said)

    def forget(self, name: PackName) -> None:
        """Copy a pack once more: it is not as it was there."""
        self._there = None
        if self.packs is not None:
            with suppress(EktpError):
                self.packs.remove(name)

    def reach(self) -> None:
        """Know whether it can be read now, and look anew at what lies there."""
        self._there = None
        with self._shelf.index.read() as connection:
            fact = copy_fact(connection)
        if fact is not None:
            self._reach(fact)

    def _reach(self, fact: CopyFact) -> CopyState:
        """Whether the place can be written; a new one is marked as this hub's copy."""
        place, self.packs = Path(fact.place), None
        try:
            lying = (place / _MARK).read_text() if (place / _MARK).exists() else ""
            if not lying and not fact.mark and place.is_dir():
                if not is_other_disk(self._folder, place):
                    return CopyState.SAME_DISK
                lying = fact.mark = secrets.token_hex(16)
                copy_identity(self._folder, place)
                write_whole(place / _MARK, lying.encode())
                self._there = None
            if not lying or (lying != fact.mark and not self._is_own(place)):
                return CopyState.AWAY
            fact.mark = lying
            self.packs = PackFolder(place / PACKS)
        except (OSError, EktpError):
            return CopyState.AWAY
        return CopyState.BEHIND

    def _is_own(self, place: Path) -> bool:
        """Whether it is a copy of this very hub that was chosen before."""
        self._there = None
        with suppress(EktpError):
            return read_identity(place).public == self._shelf.identity.public
        return False

    def _remove_what_went(self, there: PackFolder) -> None:
        with self._shelf.index.read() as connection:
            gone = [PackName(row.number, row.key) for row in connection.execute(select(leaving))]
        for name in gone:
            there.remove(name)
            (self._there or set()).discard(name)
        if gone:
            with self._shelf.index.write() as connection:
                for name in gone:
                    connection.execute(delete(leaving).where(leaving.c.number == name.number))

    def _copy(self, there: PackFolder, going: Callable[[], bool]) -> tuple[CopyState, int]:
        with self._shelf.index.read() as connection:
            here = {
                PackName(row.number, row.key): row.size
                for row in connection.execute(select(packs.c.number, packs.c.key, packs.c.size))
            }
        if self._there is None:
            self._there = {name for name in there.names() if there.size(name) == here.get(name)}
        lacking = sorted(here.keys() - self._there)
        for done, name in enumerate(lacking):
            if not going():
                return CopyState.BEHIND, len(lacking) - done
            try:
                self._copy_pack(there, name, here[name])
            except EktpError as error:
                if error.code != "disk.full":
                    raise
                return CopyState.FULL, len(lacking) - done
        return CopyState.WHOLE, 0

    def _copy_pack(self, there: PackFolder, name: PackName, size: int) -> None:
        """A cut leaves one that is shorter: it is begun anew."""
        try:
            content = self._shelf.store.read(name, 0, size)
        except EktpError:
            return  # it went meanwhile, or cannot be read: then a scrub says so
        there.remove(name)
        with there.new(name) as pack:
            pack.write(content)
            pack.keep()
        if self._there is not None:
            self._there.add(name)


def _keep(connection: Connection, fact: CopyFact) -> None:
    connection.execute(delete(facts).where(facts.c.name == SECOND_PLACE))
    connection.execute(insert(facts).values(name=SECOND_PLACE, value=msgspec.json.encode(fact).decode()))
