"""The shelf: packs, and the index that names what is in them. Whatever changes either changes it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from errno import EEXIST
from threading import Event
from types import MappingProxyType

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.epochs import SaidCounter, SaidSoFar, begin_epoch, said_so_far, say_once_more
from ektp_desk.hub.identity import HubIdentity
from ektp_desk.hub.laying import TakenBody, is_pack, rejudge, repack
from ektp_desk.hub.opening import HubIndex
from ektp_desk.hub.packs import NewPack, PackName, PackStore
from ektp_desk.hub.receipts import renew, respan
from ektp_desk.hub.schema import packs, receipts
from ektp_desk.settings import Clock
from ektp_desk.wire.envelope import check_signature, read_object
from ektp_desk.wire.heads import Receipt

_TROUBLES = (EktpError, SQLAlchemyError, OSError)


@dataclass(frozen=True, slots=True)
class Shelf:
    """`number` gives the next pack's; `changed` is set behind each change."""

    index: HubIndex
    store: PackStore
    identity: HubIdentity
    clock: Clock
    number: Callable[[], int]
    counter: SaidCounter
    changed: Event = field(default_factory=Event)

    @contextmanager
    def changing(self) -> Iterator[tuple[Connection, TakenBody]]:
        """One change: all of it is committed and said anew when this ends, or nothing is."""
        done = TakenBody()
        try:
            with self.index.write() as connection:
                yield connection, done
                for name in done.stale:
                    if is_pack(connection, name):
                        self.repack(connection, name, done)
                if done.is_roster_new:
                    moved = rejudge(connection)
                    done.journals |= moved
                    done.unjoined |= moved
                respan(connection, done.unjoined)
                said = say_once_more(connection) if done.journals else SaidSoFar()
                done.said = renew(connection, done.journals, self.identity, said.epoch)
        except _TROUBLES:
            self.forget_unnamed(done.made)
            raise
        if done.journals:
            self.counter.note(said)
        for name in done.going:
            self.store.remove(name)
        self.changed.set()

    def new(self, key: str) -> NewPack:
        """Begin a pack. Raises: `disk.full`, `disk.refused`."""
        while True:
            try:
                return self.store.new(PackName(self.number(), key))
            except EktpError as error:
                if error.facts.get("errno") != EEXIST:
                    raise  # else another process has taken the number since

    def repack(
        self,
        connection: Connection,
        name: PackName,
        done: TakenBody,
        mended: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        """Put what the index names of a pack into another. Raises `disk.full`, `disk.refused`."""

        def new() -> NewPack:
            pack = self.new(name.key)
            done.made.append(pack.name)
            return pack

        repack(connection, self.store, name, new, mended)
        done.going.append(name)

    def forget_unnamed(self, made: Sequence[PackName]) -> None:
        """Remove packs that a change made and did not come to name: else each try would leave one.

        The index says which those are: a commit whose answer was lost was one. Where it cannot be asked they
        stay, and are read at the next start.
        """
        with suppress(*_TROUBLES), self.index.write() as connection:
            for name in made:
                if not is_pack(connection, name):
                    self.store.remove(name)

    def sweep(self) -> int:
        """Write packs anew without what is to go; give how many. Raises `disk.full`, `disk.refused`."""
        with self.index.read() as connection:
            of = select(packs.c.number, packs.c.key).where(packs.c.is_stale.is_(True))
            stale = [PackName(row.number, row.key) for row in connection.execute(of)]
        for name in stale:
            with self.changing() as (connection, done):
                if is_pack(connection, name):
                    self.repack(connection, name, done)
        return len(stale)

    def hold_against(self, connection: Connection, data: bytes, said: Receipt, done: TakenBody) -> None:
        """Begin another epoch where this hub once said more of a journal than it knows: it was put back.

        Raises `object.not_signed` for what it has not said.
        """
        check_signature(read_object(data), self.identity.public, self.identity.root)
        own = (receipts.c.device == said.device, receipts.c.incarnation == said.incarnation)
        number = connection.scalar(select(receipts.c.number).where(*own)) or 0
        if (said.epoch, said.number) > (said_so_far(connection).epoch, number):
            self.begin_epoch(connection, done, said.epoch)

    def begin_epoch(self, connection: Connection, done: TakenBody, other: int = 0) -> None:
        """Say all anew, so that desks offer what they still hold; `other`: an epoch that was shown."""
        begin_epoch(connection, self.clock(), (other, self.counter.read().epoch))
        of = select(receipts.c.device, receipts.c.incarnation)
        done.journals |= {(row.device, row.incarnation) for row in connection.execute(of)}
