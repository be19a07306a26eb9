"""Taking in a body: judged, kept and receipted in one transaction. What is refused is not stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import groupby, islice
from typing import cast

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import ROOM, ROOM_FOR_RUNS
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.hub.judging import DROPPED, Judged, all_gone, is_gone, judge, judge_files, judge_run
from ektp_desk.hub.laying import LaidEntry, TakenBody, lay, lay_files, lay_runs, lay_tail
from ektp_desk.hub.packs import EntryTail, NewPack, PackContent, PackEntry, PackName
from ektp_desk.hub.quotas import BodyQuota
from ektp_desk.hub.receipts import Journal
from ektp_desk.hub.schema import packs, receipts
from ektp_desk.hub.senders import KnownSender, check_transport, keys_of, sender_of
from ektp_desk.hub.shelf import Shelf
from ektp_desk.hub.stored import PiecePlace, all_here, is_here
from ektp_desk.hub.wholes import take_whole
from ektp_desk.wire.envelope import read_as, read_object
from ektp_desk.wire.heads import HEAD_VERSION, Receipt, RunHead
from ektp_desk.wire.pack import EntryKind, FrontsDigest, PackWriter

ENTRIES = 4096  # of a body that are looked at: sealed runs take 4 KiB each, so no honest one has more
_RUN, _CUT = "run", "cut"
_AT_ONCE = 24  # packs that are being flushed
_TOGETHER = 128  # entries that are laid at once: what SQL needs for each stays in memory meanwhile
_LAY_PACK = insert(packs)
_LARGE = (EntryKind.FILE, EntryKind.PART, EntryKind.ROWS)


@dataclass(frozen=True, slots=True)
class _Body:
    """What is being taken in."""

    connection: Connection
    sender: KnownSender
    pack: PackName
    done: TakenBody
    quota: BodyQuota
    room: int


@dataclass(frozen=True, slots=True)
class BodyTaker:
    """Puts bodies on the shelf; `room`: bytes that are free there."""

    shelf: Shelf
    room: Callable[[], int]
    _keeping: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, _AT_ONCE))

    def close(self) -> None:
        self._keeping.shutdown()

    def new(self, key: str) -> NewPack:
        """Begin a pack. Raises: `disk.full` also where not even runs are taken, `disk.refused`."""
        if self.room() < ROOM_FOR_RUNS:
            raise EktpError("disk.full", errno=0)
        return self.shelf.new(key)

    def take(self, pack: NewPack, sender: KnownSender, first: int = 0) -> TakenBody:
        """Keep a body that was written from a byte on: flushed, indexed and receipted when this returns.

        Raises `disk.full`, `disk.refused`; `object.newer` for a pack of a later release.
        """
        kept = self._keeping.submit(_keep, pack, first)  # while it is judged
        try:
            return self._index(pack, kept, sender)
        finally:
            wait([kept])  # else its file would be closed under it

    def take_transport(self, data: bytes) -> None:
        """Take a device's key for requests. Raises as `senders.take_transport`, `disk.…`."""
        envelope = read_object(data)
        with self.shelf.index.read() as connection:
            head = check_transport(connection, envelope, self.shelf.identity.root)
            key = bytes.fromhex(head.key)
            if sender_of(connection, key_name(key)):
                return
        with self.shelf.new(key_name(key)) as pack:
            PackWriter(pack.write).add(data)
            self.take(pack, KnownSender(head.device, head.sign, key, is_office=False, is_revoked=False))

    def _index(self, pack: NewPack, kept: Future[str], sender: KnownSender) -> TakenBody:
        """Let the index name what of a pack is kept: all, the rest of it in another pack, or nothing.

        What is refused is not stored, nor what the index could not name. Raises `hub.busy` where another
        process has named it, which found it as if a crash had left it: what is here now, the next offer says.
        """
        try:
            return self._read(pack, kept, sender)
        except Exception:
            wait([kept])
            self.shelf.forget_unnamed([pack.name])
            raise

    def _read(self, pack: NewPack, kept: Future[str], sender: KnownSender) -> TakenBody:
        name, seen, tail = pack.name, set[str](), cast(EntryTail | None, None)
        with self.shelf.changing() as (connection, done):
            row = {"number": name.number, "key": name.key, "size": pack.size, "at": self.shelf.clock().text}
            try:
                connection.execute(_LAY_PACK, row | {"is_stale": False})
            except IntegrityError:
                raise EktpError("hub.busy") from None
            body = _Body(connection, sender, name, done, BodyQuota(connection, sender.device), self.room())
            content = _named(pack.entries(), done)
            for kind, some in groupby(islice(content, ENTRIES), _kind):
                if kind == _CUT:
                    tail = next((one for one in some if isinstance(one, EntryTail)), tail)
                    continue
                found = (one for one in some if isinstance(one, PackEntry))
                while together := {one.digest: one for one in islice(found, _TOGETHER)}:
                    self._take(body, kind, [one for one in together.values() if one.digest not in seen])
                    seen |= together.keys()
            deque(content, maxlen=0)  # what is more is named, and asked for again
            if tail and (
                done.refused or is_here(connection, tail.digest) or is_gone(connection, tail.digest)
            ):
                tail = None  # another link has brought all of it
            if tail:
                lay_tail(connection, tail, name)
            is_going = bool(done.refused) or not (done.is_kept or tail)
            done.digest = kept.result() or done.digest
            self._take_wholes(body)
            done.journals |= _told(body)
            if is_going:
                self.shelf.repack(connection, name, done)
        return done

    def _take_wholes(self, body: _Body) -> None:
        store, root = self.shelf.store, self.shelf.identity.root
        check = partial(self._check, body)
        for whole in sorted(body.done.wholes):
            take_whole(body.connection, store, body.sender, whole, root, body.done, check)

    def _take(self, body: _Body, kind: str, some: Sequence[PackEntry]) -> None:
        """Entries of one kind: runs and files many at once, of others each may change what the next is."""
        match kind:
            case "run":
                lay_runs(body.connection, self._judged(body, some, self._run_judge(body)), body.done)
            case EntryKind.FILE:
                lay_files(body.connection, self._judged(body, some, _file_judge(body, some)), body.done)
            case _:
                for one in some:
                    self._take_other(body, one)

    def _run_judge(self, body: _Body) -> Callable[[PackEntry], Judged]:
        keys, root = cache(partial(keys_of, body.connection)), self.shelf.identity.root

        def judge_one(one: PackEntry) -> Judged:
            run = read_as(one.envelope, RunHead)
            return judge_run(body.connection, body.sender, one.envelope, run, root, keys)

        return judge_one

    def _judged(
        self, body: _Body, some: Sequence[PackEntry], judge_one: Callable[[PackEntry], Judged]
    ) -> list[LaidEntry]:
        """What is kept of these."""
        laid = list[LaidEntry]()
        for one in _new(body, some):
            try:
                found = judge_one(one)
                self._check(body, found, one.size)
            except EktpError as error:
                body.done.refused[one.digest] = error.code
                continue
            at = PiecePlace(body.pack, one.place, one.size)
            laid.append(LaidEntry(found, one.digest, at.size, at))
        return laid

    def _take_other(self, body: _Body, one: PackEntry) -> None:
        connection, sender, done = body.connection, body.sender, body.done
        if is_here(connection, one.digest):
            return
        try:
            judged = judge(connection, sender, one.data, one.digest, self.shelf.identity.root)
            if judged and isinstance(judged.said, Receipt):
                self.shelf.hold_against(connection, one.data, judged.said, done)
                return
            if judged is None or (judged.part and is_here(connection, judged.part.whole.hex())):
                return
            self._check(body, judged, one.size)
        except EktpError as error:
            done.refused[one.digest] = error.code
            return
        at = PiecePlace(body.pack, one.place, one.size)
        lay(connection, judged, one.digest, at.size, done, at)

    @staticmethod
    def _check(body: _Body, judged: Judged, size: int) -> None:
        """Raise `disk.full` for all but runs and what the office says on a full disk; `hub.quota`."""
        if judged.kind in _LARGE and body.room < ROOM:
            raise EktpError("disk.full", errno=0)
        body.quota.charge(judged, size)


def _keep(pack: NewPack, first: int) -> str:
    """Give the digest of the rest of an entry, where that is what was sent."""
    pack.keep()
    return pack.digest(first) if first else ""


def _named(content: Iterator[PackContent], done: TakenBody) -> Iterator[PackContent]:
    """All of it; behind its end the digest of a pack, where its entries' fronts name all its bytes."""
    fronts, is_all = FrontsDigest(), True
    for one in content:
        is_all = is_all and isinstance(one, PackEntry)
        if isinstance(one, PackEntry):
            fronts.add(one.front)
        yield one
    done.digest = fronts.hex if is_all else ""


def _told(body: _Body) -> set[Journal]:
    """The sender's journals, where no receipt tells of what came: it can show one, should that be lost."""
    if body.done.journals or not body.done.is_untold:
        return set()
    own = select(receipts.c.device, receipts.c.incarnation).where(receipts.c.device == body.sender.device)
    return {(row.device, row.incarnation) for row in body.connection.execute(own)}


def _kind(one: PackContent) -> str:
    """What is taken many at once, if it is."""
    if not isinstance(one, PackEntry):
        return _CUT
    kind = one.kind
    if kind is EntryKind.OBJECT:
        with suppress(EktpError):
            common = one.envelope.common
            return _RUN if (common.kind, common.v) == (_RUN, HEAD_VERSION) else kind
    return kind


def _file_judge(body: _Body, some: Sequence[PackEntry]) -> Callable[[PackEntry], Judged]:
    named = judge_files(body.connection, body.sender, [one.digest for one in some])

    def judge_one(one: PackEntry) -> Judged:
        if one.digest not in named:
            raise EktpError("object.unnamed_file")
        return named[one.digest]

    return judge_one


def _new(body: _Body, some: Sequence[PackEntry]) -> Iterator[PackEntry]:
    """What is not here, and was not dropped."""
    digests = [one.digest for one in some]
    here, dropped = all_here(body.connection, digests), all_gone(body.connection, digests)
    for one in some:
        if one.digest not in here and one.digest in dropped:
            body.done.refused[one.digest] = DROPPED
        elif one.digest not in here:
            yield one
