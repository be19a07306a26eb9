"""Taking in a body: judged, kept and receipted in one transaction. What is refused is not stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from sqlalchemy import Connection, delete, func, insert, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import ROOM, ROOM_FOR_RUNS
from ektp_desk.hub.identity import HubIdentity
from ektp_desk.hub.judging import NEWER, ROSTER, Judged, judge
from ektp_desk.hub.opening import HubIndex, epoch_in
from ektp_desk.hub.packs import EntryTail, NewPack, PackContent, PackEntry, PackName, PackStore, write_pack
from ektp_desk.hub.receipts import Journal, note_file, note_files, note_run, renew
from ektp_desk.hub.schema import entries, held, packs, tails
from ektp_desk.hub.senders import KnownSender, sender_of
from ektp_desk.settings import Clock
from ektp_desk.wire.pack import EntryKind

HELD_BYTES = 64 * 2**20  # of one device
UNVOUCHED_BYTES = (
    256 * 2**20
)  # that one device sent and no run or office desk vouches for: parts, newer kinds
ENTRIES = 4096  # of a body that are looked at: sealed runs take 4 KiB each, so no honest one has more
_LARGE = (EntryKind.FILE, EntryKind.PART, EntryKind.ROWS)


@dataclass
class TakenBody:
    """What became of a body: how many entries are new; digests that were refused or held, with a code."""

    new: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    tail: EntryTail | None = None
    journals: set[Journal] = field(default_factory=set)


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

        Raises `disk.full`, `disk.refused`.
        """
        pack.keep()
        return self._index(pack.name, pack.size, pack.entries(), sender)

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
            else:
                self._index(name, self.store.size(name), self.store.entries(name), sender)

    def _index(
        self, name: PackName, size: int, content: Iterable[PackContent], sender: KnownSender
    ) -> TakenBody:
        """Let the index name what of a pack is kept: all, the rest of it in another pack, or nothing."""
        done, kept = TakenBody(), dict[str, tuple[PackEntry, Judged]]()
        with self.index.write() as connection:
            for one in islice(content, ENTRIES):
                match one:
                    case PackEntry() if one.digest not in kept:
                        if judged := self._judged(connection, sender, one, done):
                            kept[one.digest] = one, judged
                            self._note(connection, one, judged, done)
                    case EntryTail():
                        done.tail = one
            is_going = self._lay(connection, name, size, list(kept.values()), done)
            if done.journals:
                renew(connection, done.journals, self.identity, epoch_in(connection))
        if is_going:
            self.store.remove(name)
        return done

    def _judged(
        self, connection: Connection, sender: KnownSender, entry: PackEntry, done: TakenBody
    ) -> Judged | None:
        """None for what is refused, is here already, or says whom the hub knows and is kept as that."""
        for table in (entries, held):
            if connection.execute(select(table.c.digest).where(table.c.digest == entry.digest)).first():
                return None
        try:
            judged = judge(connection, sender, entry.data, entry.digest, self.identity.root)
            self._check_quota(connection, sender, judged, len(entry.data))
        except EktpError as error:
            done.refused[entry.digest] = error.code
            return None
        if judged.held:
            done.held[entry.digest] = judged.held
        return judged if judged.kind != ROSTER else None

    def _check_quota(self, connection: Connection, sender: KnownSender, judged: Judged, size: int) -> None:
        """Raise `disk.full` for all but runs and what the office says on a full disk; `hub.quota`."""
        if judged.kind in _LARGE and self.room() < ROOM:
            raise EktpError("disk.full", errno=0)
        if judged.held:
            lying = select(func.sum(held.c.size)).where(held.c.device == judged.device)
            if (connection.scalar(lying) or 0) + size > HELD_BYTES:
                raise EktpError("hub.quota")
        if judged.kind in (EntryKind.PART, NEWER):
            own = (entries.c.device == sender.device, entries.c.kind == judged.kind)
            if (
                connection.scalar(select(func.sum(entries.c.size)).where(*own)) or 0
            ) + size > UNVOUCHED_BYTES:
                raise EktpError("hub.quota")

    def _note(self, connection: Connection, entry: PackEntry, judged: Judged, done: TakenBody) -> None:
        """Lay it beside what is here, so that the next entry of this body is judged with it."""
        if judged.held:
            return
        done.new += 1
        if judged.run is not None:
            digests = [digest for digest, _size in judged.run.files]
            note_run(connection, judged.run)
            note_files(
                connection,
                judged.run,
                connection.scalars(select(entries.c.digest).where(entries.c.digest.in_(digests))),
            )
            done.journals.add((judged.run.device, judged.run.incarnation))
        elif judged.kind == EntryKind.FILE:
            done.journals |= note_file(connection, entry.digest)

    def _lay(
        self,
        connection: Connection,
        name: PackName,
        size: int,
        kept: list[tuple[PackEntry, Judged]],
        done: TakenBody,
    ) -> bool:
        """Write the index's rows; say whether this pack goes.

        It does where nothing of it is kept, or the rest lies in another: what is refused is not stored.
        """
        is_going = bool(done.refused) or not (kept or done.tail)
        if is_going:
            done.tail = None
            if not kept:
                return True
            name = PackName(self.number(), name.key)
            places, size = write_pack(self.store, name, [entry.data for entry, _judged in kept])
            kept = [(replace(one, place=at), of) for (one, of), at in zip(kept, places, strict=True)]
        row = {"number": name.number, "key": name.key, "size": size, "at": self.clock().text}
        connection.execute(insert(packs).values(row))
        for one, judged in kept:
            where = {"digest": one.digest, "pack": name.number, "place": one.place, "size": len(one.data)}
            if judged.held:
                connection.execute(insert(held).values(**where, reason=judged.held, device=judged.device))
            else:
                of = {"whole": judged.whole or one.digest, "device": judged.device, "visit": judged.visit}
                connection.execute(insert(entries).values(**where, kind=judged.kind, **of))
            connection.execute(delete(tails).where(tails.c.digest == one.digest))
        if tail := done.tail:
            connection.execute(delete(tails).where(tails.c.digest == tail.digest))
            said = {"digest": tail.digest, "size": tail.size, "place": tail.place, "have": tail.have}
            connection.execute(insert(tails).values(**said, pack=name.number))
        return is_going
