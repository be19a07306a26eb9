"""Taking in a body: judged, kept and receipted in one transaction. What is refused is not stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from sqlalchemy import Connection, func, insert, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import ROOM, ROOM_FOR_RUNS
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.hub.judging import NEWER, Judged, judge
from ektp_desk.hub.laying import TakenBody, lay, lay_tail
from ektp_desk.hub.packs import EntryTail, NewPack, PackContent, PackEntry, PackName
from ektp_desk.hub.schema import entries, held, packs, parts
from ektp_desk.hub.senders import KnownSender, check_transport, sender_of
from ektp_desk.hub.shelf import Shelf
from ektp_desk.hub.stored import PiecePlace, is_here
from ektp_desk.hub.wholes import take_whole
from ektp_desk.wire.envelope import read_object
from ektp_desk.wire.heads import Receipt
from ektp_desk.wire.pack import EntryKind, PackWriter

HELD_BYTES = 64 * 2**20  # of one device
UNVOUCHED_BYTES = (
    256 * 2**20
)  # that one device sent and no run or office desk vouches for: parts, newer kinds
ENTRIES = 4096  # of a body that are looked at: sealed runs take 4 KiB each, so no honest one has more
_LARGE = (EntryKind.FILE, EntryKind.PART, EntryKind.ROWS)


@dataclass(frozen=True, slots=True)
class BodyTaker:
    """Puts bodies on the shelf; `room`: bytes that are free there."""

    shelf: Shelf
    room: Callable[[], int]

    def new(self, key: str) -> NewPack:
        """Begin a pack. Raises: `disk.full`, `disk.refused`."""
        return self.shelf.new(key)

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
        with self.shelf.index.read() as connection:
            head = check_transport(connection, envelope, self.shelf.identity.root)
            key = bytes.fromhex(head.key)
            if sender_of(connection, key_name(key)):
                return
        with self.new(key_name(key)) as pack:
            PackWriter(pack.write).add(data)
            self.take(pack, KnownSender(head.device, head.sign, key, is_office=False, is_revoked=False))

    def _index(
        self, name: PackName, size: int, content: Iterable[PackContent], sender: KnownSender
    ) -> TakenBody:
        """Let the index name what of a pack is kept: all, the rest of it in another pack, or nothing.

        What is refused is not stored. Raises `hub.busy` where another process has named it, which found it as
        if a crash had left it: what is here now, the next offer says.
        """
        try:
            return self._read(name, size, content, sender)
        except EktpError as error:
            if error.code == "object.newer":  # a later release's: nothing of it is kept
                self.shelf.store.remove(name)
            raise

    def _read(
        self, name: PackName, size: int, content: Iterable[PackContent], sender: KnownSender
    ) -> TakenBody:
        seen, tail = set[str](), None
        with self.shelf.changing() as (connection, done):
            if connection.execute(select(packs.c.number).where(packs.c.number == name.number)).first():
                raise EktpError("hub.busy")
            row = {"number": name.number, "key": name.key, "size": size, "at": self.shelf.clock().text}
            connection.execute(insert(packs).values(**row, is_stale=False))
            for one in islice(content, ENTRIES):
                if isinstance(one, EntryTail):
                    tail = one
                elif isinstance(one, PackEntry) and one.digest not in seen:
                    seen.add(one.digest)
                    self._take_entry(connection, sender, name, one, done)
            if tail and not done.refused:
                lay_tail(connection, tail, name)
            is_going = bool(done.refused) or not (done.is_kept or tail)
            self._take_wholes(connection, sender, done)
            if is_going:
                self.shelf.repack(connection, name, done)
        return done

    def _take_wholes(self, connection: Connection, sender: KnownSender, done: TakenBody) -> None:
        store, root = self.shelf.store, self.shelf.identity.root
        check = partial(self._check_quota, connection, sender)
        for whole in sorted(done.wholes):
            take_whole(connection, store, sender, whole, root, done, check)

    def _take_entry(
        self, connection: Connection, sender: KnownSender, name: PackName, one: PackEntry, done: TakenBody
    ) -> None:
        if is_here(connection, one.digest):
            return
        try:
            judged = judge(connection, sender, one.data, one.digest, self.shelf.identity.root)
            if judged and isinstance(judged.said, Receipt):
                self.shelf.hold_against(connection, one.data, judged.said, done)
                return
            if judged is None or (judged.part and is_here(connection, judged.part.whole.hex())):
                return
            self._check_quota(connection, sender, judged, len(one.data))
        except EktpError as error:
            done.refused[one.digest] = error.code
            return
        at = PiecePlace(name, one.place, len(one.data))
        lay(connection, judged, one.digest, at.size, done, at)

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
