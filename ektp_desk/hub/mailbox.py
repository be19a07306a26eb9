"""The mailbox: what came is judged, kept and receipted in one transaction, and handed on to whom it is for.

All of it blocks, on whatever thread asks; what writes goes one after another.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.identity import HubIdentity, read_identity
from ektp_desk.hub.judging import NEWER, ROSTER, Judged, judge
from ektp_desk.hub.opening import open_index, sqlite_address
from ektp_desk.hub.packs import EntryTail, NewPack, PackEntry, PackFolder, PackName
from ektp_desk.hub.receipts import Journal, heard, note_file, note_files, note_run, renew
from ektp_desk.hub.schema import devices, entries, facts, files, held, packs, receipts, tails
from ektp_desk.hub.senders import KnownSender, found_office, sender_of, take_transport
from ektp_desk.settings import Clock, clock_in
from ektp_desk.wire.envelope import read_object
from ektp_desk.wire.pack import EntryKind

ROOM, ROOM_FOR_RUNS = 512 * 2**20, 128 * 2**20  # bytes free, below which nothing else, and nothing, is taken
HELD_BYTES = 64 * 2**20  # of one device
UNVOUCHED_BYTES = (
    256 * 2**20
)  # that one device sent and no run or office desk vouches for: parts, newer kinds
ENTRIES = 4096  # of a body that are looked at: sealed runs take 4 KiB each, so no honest one has more
MOST_OFFERED = 1000  # digests in one request, and rows of one answer
_FIELD = ("package", "verdict", "receipt", "droplist", "rows", "newer")  # kinds that are for every laptop
_LARGE = (EntryKind.FILE, EntryKind.PART, EntryKind.ROWS)
_EPOCH = "epoch"


@dataclass
class TakenBody:
    """What became of a body: how many entries are new; digests that were refused or held, with a code."""

    new: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    tail: EntryTail | None = None
    journals: set[Journal] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    pack: PackName
    place: int
    size: int


@dataclass(frozen=True, slots=True)
class JournalStanding:
    """A journal's stretches that are here, and how many of the files are not that they name."""

    number: str
    device: str
    heard: tuple[tuple[int, int], ...]
    missing: int


@dataclass(frozen=True, slots=True)
class InboxRow:
    seq: int
    digest: str
    kind: str
    size: int


class Mailbox:
    """Lives in one process."""

    def __init__(
        self,
        folder: Path,
        *,
        address: str = "",
        clock: Clock | None = None,
        reads_packs: bool = True,
        room: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        self._folder, self._room = folder, room
        self.identity: HubIdentity = read_identity(folder)
        self._engine: Engine = open_index(address or sqlite_address(folder / "hub.db"))
        self.packs, self._clock, self._writing = PackFolder(folder / "packs"), clock or clock_in(0), Lock()
        with self._write() as connection:
            found_office(connection, self.identity.of)
            if not connection.execute(select(facts).where(facts.c.name == _EPOCH)).first():
                connection.execute(insert(facts).values(name=_EPOCH, value="1"))
        if reads_packs:
            self._read_unindexed()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        writing = self._engine.execution_options(writes=True)
        with self._writing, writing.begin() as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection

    @property
    def epoch(self) -> int:
        with self._read() as connection:
            return self._epoch_in(connection)

    def now(self) -> str:
        return self._clock().text

    def sender(self, key: str) -> KnownSender | None:
        with self._read() as connection:
            return sender_of(connection, key)

    def know(self, data: bytes) -> None:
        """Take a device's key for its requests. Raises as `senders.take_transport`."""
        with self._write() as connection:
            take_transport(connection, read_object(data), self.identity.root)

    def wanted(self, digests: Sequence[str]) -> list[tuple[str, int]]:
        """Which of these are not here, and from which byte on."""
        with self._read() as connection:
            here = {
                digest
                for table in (entries, held)
                for digest in connection.scalars(select(table.c.digest).where(table.c.digest.in_(digests)))
            }
            rows = connection.execute(select(tails).where(tails.c.digest.in_(digests)))
            have = {row.digest: row.have for row in rows}
        return [(digest, have.get(digest, 0)) for digest in digests if digest not in here]

    def tail(self, digest: str, have: int) -> tuple[EntryTail, bytes] | None:
        """The beginning of an entry that was cut, where so much of it is here."""
        of = select(tails, packs.c.key).join(packs).where(tails.c.digest == digest)
        with self._read() as connection:
            row = connection.execute(of).first()
        if row is None or row.have < have:
            return None
        name = PackName(row.pack, row.key)
        return EntryTail(digest, row.size, row.place, have), self.packs.read(name, row.place, have)

    def find(self, digest: str) -> StoredEntry | None:
        of = select(entries, packs.c.key).join(packs).where(entries.c.digest == digest)
        with self._read() as connection:
            row = connection.execute(of).first()
        return StoredEntry(PackName(row.pack, row.key), row.place, row.size) if row else None

    def read(self, entry: StoredEntry, first: int, count: int) -> bytes:
        """Raises `disk.refused` for a pack that lies here no more."""
        return self.packs.read(entry.pack, entry.place + first, count)

    def inbox(self, sender: KnownSender, after: int, visits: Sequence[str]) -> list[InboxRow]:
        """What is for a device behind a place of its inbox, the oldest first: an office desk gets everything.

        A laptop gets what the office says, and of its visits what the team sealed.
        """
        asked = select(entries).where(entries.c.seq > after, entries.c.device != sender.device)
        if not sender.is_office:
            asked = asked.where(or_(entries.c.kind.in_(_FIELD), entries.c.visit.in_(visits)))
        with self._read() as connection:
            rows = connection.execute(asked.order_by(entries.c.seq).limit(MOST_OFFERED)).all()
        return [InboxRow(row.seq, row.digest, row.kind, row.size) for row in rows]

    def newest(self) -> int:
        """The end of every inbox."""
        with self._read() as connection:
            return int(connection.scalar(select(func.max(entries.c.seq))) or 0)

    def standing(self) -> list[JournalStanding]:
        """How far each journal has come, by the laptop's number."""
        with self._read() as connection:
            found = connection.execute(select(receipts.c.device, receipts.c.incarnation)).all()
            named = select(devices.c.device, devices.c.number)
            numbers = {row.device: row.number for row in connection.execute(named)}
            lacks = select(func.count()).select_from(files).where(files.c.is_here.is_(False))
            said = [
                JournalStanding(
                    numbers.get(row.device, "?"),
                    row.device,
                    tuple((first, last) for first, last, _link in heard(connection, *row)),
                    connection.scalar(
                        lacks.where(files.c.device == row.device, files.c.incarnation == row.incarnation)
                    )
                    or 0,
                )
                for row in found
            ]
        return sorted(said, key=lambda one: (one.number, one.device))

    def receipts(self, known: dict[Journal, int]) -> list[bytes]:
        """Of these journals, the receipts that are newer than the numbers."""
        found = list[bytes]()
        with self._read() as connection:
            for (device, incarnation), number in known.items():
                own = (receipts.c.device == device, receipts.c.incarnation == incarnation)
                newer = select(receipts.c.object).where(*own, receipts.c.number > number)
                found += connection.scalars(newer)
        return found

    def check_room(self) -> None:
        """Raise `disk.full` where not even runs are taken."""
        if self._room(self._folder) < ROOM_FOR_RUNS:
            raise EktpError("disk.full", errno=0)

    def take(self, pack: NewPack, sender: KnownSender) -> TakenBody:
        """Keep a body that was written: flushed, indexed and receipted when this returns.

        Raises `disk.full`, `disk.refused`.
        """
        pack.keep()
        return self._index(pack.name, sender)

    def _index(self, name: PackName, sender: KnownSender) -> TakenBody:
        """Let the index name what of a pack is kept: all, the rest of it in another pack, or nothing."""
        done, kept = TakenBody(), dict[str, tuple[PackEntry, Judged]]()
        with self._write() as connection:
            for one in islice(self.packs.entries(name), ENTRIES):
                match one:
                    case PackEntry() if one.digest not in kept:
                        if judged := self._judged(connection, sender, one, done):
                            kept[one.digest] = one, judged
                            self._note(connection, one, judged, done)
                    case EntryTail():
                        done.tail = one
            is_going = self._lay(connection, name, list(kept.values()), done)
            if done.journals:
                renew(connection, done.journals, self.identity, self._epoch_in(connection))
        if is_going:
            self.packs.remove(name)
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
        if judged.kind in _LARGE and self._room(self._folder) < ROOM:
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
        self, connection: Connection, name: PackName, kept: list[tuple[PackEntry, Judged]], done: TakenBody
    ) -> bool:
        """Write the index's rows; say whether this pack goes.

        It does where nothing of it is kept, or the rest lies in another: what is refused is not stored.
        """
        is_going = bool(done.refused) or not (kept or done.tail)
        if is_going:
            done.tail = None
            if not kept:
                return True
            name, places = self.packs.write(name.key, [entry.data for entry, _judged in kept])
            kept = [(replace(one, place=at), of) for (one, of), at in zip(kept, places, strict=True)]
        row = {"number": name.number, "key": name.key, "size": self.packs.size(name), "at": self.now()}
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

    def _read_unindexed(self) -> None:
        """Read what a crash left beside the index, as if it came now."""
        with self._read() as connection:
            known = set(connection.scalars(select(packs.c.number)))
        for name in self.packs.names():
            if name.number in known:
                continue
            sender = self.sender(name.key)
            if sender is None:
                self.packs.remove(name)
            else:
                self._index(name, sender)

    def _epoch_in(self, connection: Connection) -> int:
        return int(connection.scalar(select(facts.c.value).where(facts.c.name == _EPOCH)) or 1)
