"""Taking in a body: judged, kept and receipted in one transaction. What is refused is not stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, func, insert, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import ROOM, ROOM_FOR_RUNS
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.hub.identity import HubIdentity
from ektp_desk.hub.judging import NEWER, Judged, judge
from ektp_desk.hub.laying import TakenBody, lay, lay_tail, rejudge, repack, take_out
from ektp_desk.hub.opening import HubIndex, epoch_in
from ektp_desk.hub.packs import EntryTail, NewPack, PackContent, PackEntry, PackName, PackStore
from ektp_desk.hub.receipts import renew, respan
from ektp_desk.hub.schema import entries, held, packs, parts
from ektp_desk.hub.senders import KnownSender, check_transport, sender_of
from ektp_desk.hub.stored import PiecePlace, StoredEntry, is_here, pieces_of, whole_in
from ektp_desk.settings import Clock
from ektp_desk.wire.envelope import read_object
from ektp_desk.wire.pack import EntryKind, PackWriter

HELD_BYTES = 64 * 2**20  # of one device
UNVOUCHED_BYTES = (
    256 * 2**20
)  # that one device sent and no run or office desk vouches for: parts, newer kinds
ENTRIES = 4096  # of a body that are looked at: sealed runs take 4 KiB each, so no honest one has more
_LARGE = (EntryKind.FILE, EntryKind.PART, EntryKind.ROWS)


class PackIsNewerError(EktpError):
    """Of a later release: nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class BodyTaker:
    """Puts bodies into a store of packs and an index. `number` gives the next pack's."""

    index: HubIndex
    store: PackStore
    identity: HubIdentity
    clock: Clock
    room: Callable[[], int]
    number: Callable[[], int]

    def new(self, key: str) -> NewPack:
        """Begin a pack. Raises: `disk.full`, `disk.refused`."""
        return self.store.new(PackName(self.number(), key))

    def check_room(self) -> None:
        """Raise `disk.full` where not even runs are taken."""
        if self.room() < ROOM_FOR_RUNS:
            raise EktpError("disk.full", errno=0)

    def take(self, pack: NewPack, sender: KnownSender) -> TakenBody:
        """Keep a body that was written: flushed, indexed and receipted when this returns.

        Raises `disk.full`, `disk.refused`; `object.newer` for a pack of a later release.
        """
        pack.keep()
        return self._index(pack.name, pack.size, pack.entries(), sender)

    def take_transport(self, data: bytes) -> None:
        """Take a device's key for requests. Raises as `senders.take_transport`, `disk.…`."""
        envelope = read_object(data)
        with self.index.read() as connection:
            head = check_transport(connection, envelope, self.identity.root)
            key = bytes.fromhex(head.key)
            if sender_of(connection, key_name(key)):
                return
        with self.new(key_name(key)) as pack:
            PackWriter(pack.write).add(data)
            self.take(pack, KnownSender(head.device, head.sign, key, is_office=False, is_revoked=False))

    def take_unindexed(self) -> None:
        """Read what a crash left beside the index, as if it came now."""
        with self.index.read() as connection:
            known = set(connection.scalars(select(packs.c.number)))
        for name in self.store.names():
            if name.number in known:
                continue
            with self.index.read() as connection:
                sender = sender_of(connection, name.key)
            if sender is None:
                self.store.remove(name)
                continue
            with suppress(PackIsNewerError):  # and gone
                self._index(name, self.store.size(name), self.store.entries(name), sender)

    def _index(
        self, name: PackName, size: int, content: Iterable[PackContent], sender: KnownSender
    ) -> TakenBody:
        """Let the index name what of a pack is kept: all, the rest of it in another pack, or nothing.

        What is refused is not stored.
        """
        try:
            done, is_going = self._read(name, size, content, sender)
        except EktpError as error:
            if error.code != "object.newer":
                raise
            self.store.remove(name)
            raise PackIsNewerError(error.code) from None
        if is_going:
            self.store.remove(name)
        return done

    def _read(
        self, name: PackName, size: int, content: Iterable[PackContent], sender: KnownSender
    ) -> tuple[TakenBody, bool]:
        """Also say whether the pack goes."""
        done, seen, tail = TakenBody(), set[str](), None
        with self.index.write() as connection:
            row = {"number": name.number, "key": name.key, "size": size, "at": self.clock().text}
            connection.execute(insert(packs).values(**row, is_stale=False))
            for one in islice(content, ENTRIES):
                if isinstance(one, EntryTail):
                    tail = one
                elif isinstance(one, PackEntry) and one.digest not in seen:
                    seen.add(one.digest)
                    self._take_entry(connection, sender, name, one, done)
            is_going = bool(done.refused) or not (done.is_kept or tail)
            if tail and not is_going:
                lay_tail(connection, tail, name)
            self._conclude(connection, sender, done)
            if is_going:
                repack(connection, self.store, name, PackName(self.number(), name.key))
        return done, is_going

    def _take_entry(
        self, connection: Connection, sender: KnownSender, name: PackName, one: PackEntry, done: TakenBody
    ) -> None:
        if is_here(connection, one.digest):
            return
        try:
            judged = judge(connection, sender, one.data, one.digest, self.identity.root)
            if judged is None or (judged.part and is_here(connection, judged.part.whole.hex())):
                return
            self._check_quota(connection, sender, judged, len(one.data))
        except EktpError as error:
            done.refused[one.digest] = error.code
            return
        at = PiecePlace(name, one.place, len(one.data))
        lay(connection, judged, one.digest, at.size, done, at)

    def _conclude(self, connection: Connection, sender: KnownSender, done: TakenBody) -> None:
        """Judge wholes of which the last part is here, and say anew what is here of each journal."""
        for whole in sorted(done.wholes):
            self._take_whole(connection, sender, whole, done)
        if done.is_roster_new:
            moved = rejudge(connection)
            done.journals |= moved
            done.unjoined |= moved
        respan(connection, done.unjoined)
        renew(connection, done.journals, self.identity, epoch_in(connection))

    def _take_whole(self, connection: Connection, sender: KnownSender, whole: str, done: TakenBody) -> None:
        """Parts whose whole is refused are thrown away."""
        pieces = pieces_of(connection, whole)
        if not pieces:
            return
        entry = StoredEntry(whole, sum(one.size for one in pieces), pieces)
        code = "object.unknown"
        try:
            judged = judge(connection, sender, whole_in(self.store, entry), whole, self.identity.root)
            if judged and not judged.part:
                self._check_quota(connection, sender, judged, entry.size)
                lay(connection, judged, whole, entry.size, done, None)
                return
        except EktpError as error:
            code = error.code
        done.refused[whole] = code
        take_out(connection, [whole])

    def _check_quota(self, connection: Connection, sender: KnownSender, judged: Judged, size: int) -> None:
        """Raise `disk.full` for all but runs and what the office says on a full disk; `hub.quota`."""
        if judged.kind in _LARGE and self.room() < ROOM:
            raise EktpError("disk.full", errno=0)
        if judged.held:
            lying = select(func.sum(held.c.size)).where(held.c.device == judged.device)
            if (connection.scalar(lying) or 0) + size > HELD_BYTES:
                raise EktpError("hub.quota")
        if judged.part or judged.kind == NEWER:
            waiting = (parts.c.device == sender.device, parts.c.whole.not_in(select(entries.c.digest)))
            newer = (entries.c.device == sender.device, entries.c.kind == NEWER)
            unvouched = sum(
                connection.scalar(select(func.sum(table.c.size)).where(*of)) or 0
                for table, of in ((parts, waiting), (entries, newer))
            )
            if unvouched + size > UNVOUCHED_BYTES:
                raise EktpError("hub.quota")
