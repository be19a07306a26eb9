"""Reading packs that the index does not name: what a crash left, or all of them where the index was lost.

They come in whatever order: who is known is read first, then what the office wants deleted, then runs, and
files behind the runs that name them. Nothing is deleted for being refused: what was kept was right once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from errno import ENOENT
from functools import cache, partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.judging import (
    DROPPED,
    NEWER,
    ROSTER,
    TRANSPORT,
    Judged,
    all_gone,
    is_gone,
    judge,
    judge_files,
    judge_run,
)
from ektp_desk.hub.laying import LaidEntry, TakenBody, forget_pack, lay, lay_files, lay_runs, lay_tail
from ektp_desk.hub.packs import EntryTail, PackEntry, PackName
from ektp_desk.hub.rows import insert_rows
from ektp_desk.hub.schema import contacts, entries, facts, held, leaving, metadata, packs, parts, tails
from ektp_desk.hub.senders import STRANGER, KnownSender, found_office, keys_of, sender_of
from ektp_desk.hub.shelf import Shelf
from ektp_desk.hub.stored import PiecePlace, all_here, is_here, pieces_of
from ektp_desk.hub.wholes import take_whole
from ektp_desk.wire.envelope import OBJECT_MARK, read_as, read_object
from ektp_desk.wire.heads import Receipt, RunHead
from ektp_desk.wire.pack import EntryKind

_STAGED = Table(
    "staged",
    MetaData(),
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("digest", Text),
    Column("kind", Text),
    Column("pack", BigInteger),
    Column("key", Text),
    Column("place", BigInteger),
    Column("size", BigInteger),
    Index("staged_kind", "kind", "seq"),
    prefixes=["TEMPORARY"],
)
_Lay = Callable[[Connection, Sequence[LaidEntry], TakenBody], None]
_PAGE = 1000
_WHO = (TRANSPORT, ROSTER)
_ORDER = ("droplist", "verdict", "run", "package", NEWER, EntryKind.PART)
_FILES = (EntryKind.FILE, EntryKind.ROWS)
Passed = Callable[[int, int], None]


@dataclass
class ReadPacks:
    """How many packs and entries were read in; what was not: packs of a later release, digests by code."""

    packs: int = 0
    entries: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    newer: list[PackName] = field(default_factory=list)


def pass_by(_done: int, _count: int) -> None:
    """Nobody is told how far it is."""


def read_unnamed(shelf: Shelf) -> ReadPacks:
    """Read what a crash left beside the index, or what another process is about to name."""
    with shelf.index.read() as connection:
        known = set(connection.scalars(select(packs.c.number)))
    names = [name for name in shelf.store.names() if name.number not in known]
    if not names:
        return ReadPacks()
    with shelf.changing() as (connection, done):
        known = set(connection.scalars(select(packs.c.number)))
        names = [name for name in names if name.number not in known]
        found = _Rereading(shelf, connection, done).read(names, pass_by)
        if known:  # else they may have been kept by a later release
            done.going += found.newer
    return found


def rebuild(shelf: Shelf, passed: Passed = pass_by) -> ReadPacks:
    """Make the index anew from all packs, in one change, and begin another epoch."""
    with shelf.changing() as (connection, done):
        for table in reversed(metadata.sorted_tables):
            if table not in (facts, contacts, leaving):
                connection.execute(delete(table))
        found_office(connection, shelf.identity.of)
        found = _Rereading(shelf, connection, done).read(shelf.store.names(), passed)
        shelf.begin_epoch(connection, done)
    return found


class _Rereading:
    def __init__(self, shelf: Shelf, connection: Connection, done: TakenBody) -> None:
        self._shelf, self._connection, self._done = shelf, connection, done
        self._senders, self._keys = dict[str, KnownSender](), cache(partial(keys_of, connection))
        self._found = ReadPacks()

    def read(self, names: Sequence[PackName], passed: Passed) -> ReadPacks:
        _STAGED.create(self._connection)
        cut = list[tuple[EntryTail, PackName]]()
        for done, name in enumerate(names):
            passed(done, len(names))
            cut += [(tail, name) for tail in self._stage(name)]
        self._take_who()
        for kind in _ORDER:
            self._take_all(kind)
        self._take_wholes(OBJECT_MARK)
        for kind in _FILES:
            self._take_all(kind)
        self._take_wholes(b"")
        for tail, name in cut:
            if not (is_here(self._connection, tail.digest) or is_gone(self._connection, tail.digest)):
                lay_tail(self._connection, tail, name)
        self._let_go(names)
        _STAGED.drop(self._connection)
        self._found.packs = len(names)
        self._found.entries = self._done.new + len(self._done.held)
        self._done.is_roster_new = True  # what was here before is judged by all that came
        return self._found

    def _stage(self, name: PackName) -> list[EntryTail]:
        """Note what lies in a pack; give what was cut at its end. One of a later release is left alone."""
        rows, cut = list[dict[str, object]](), list[EntryTail]()
        try:
            for one in self._shelf.store.entries(name):
                if isinstance(one, EntryTail):
                    cut.append(one)
                elif isinstance(one, PackEntry):
                    of = {"digest": one.digest, "kind": _kind(one), "pack": name.number, "key": name.key}
                    rows.append({**of, "place": one.place, "size": one.size})
        except EktpError as error:
            if error.facts.get("errno") == ENOENT:  # it was refused meanwhile
                return []
            if error.code != "object.newer":
                raise
            self._found.newer.append(name)
            return []
        row = {"number": name.number, "key": name.key, "size": self._shelf.store.size(name)}
        at = self._shelf.clock().text
        self._connection.execute(insert(packs).values(**row, at=at, is_stale=False))
        insert_rows(self._connection, _STAGED, rows)
        return cut

    def _staged(self, kind: str) -> Iterator[Sequence[Row[Any]]]:
        """What is of a kind, as it lies, page by page: of files there may be a million."""
        last = 0
        of = select(_STAGED).where(_STAGED.c.kind == kind).order_by(_STAGED.c.seq).limit(_PAGE)
        while page := self._connection.execute(of.where(_STAGED.c.seq > last)).all():
            yield page
            last = page[-1].seq

    def _take_all(self, kind: str) -> None:
        for page in self._staged(kind):
            match kind:
                case "run":
                    self._lay_many(page, self._judge_run, lay_runs)
                case EntryKind.FILE:
                    named = judge_files(self._connection, STRANGER, [row.digest for row in page])
                    self._lay_many(page, partial(self._judge_file, named), lay_files)
                case _:
                    for row in page:
                        self._take(row)

    def _lay_many(
        self, page: Sequence[Row[Any]], judge_one: Callable[[Row[Any]], Judged], lay_some: _Lay
    ) -> None:
        digests = [row.digest for row in page]
        here, dropped = all_here(self._connection, digests), all_gone(self._connection, digests)
        self._found.refused |= dict.fromkeys(dropped - here, DROPPED)
        laid = dict[str, LaidEntry]()
        for row in page:
            if row.digest in here or row.digest in dropped or row.digest in laid:
                continue
            try:
                judged = judge_one(row)
            except EktpError as error:
                self._found.refused[row.digest] = error.code
                continue
            at = PiecePlace(PackName(row.pack, row.key), row.place, row.size)
            laid[row.digest] = LaidEntry(judged, row.digest, row.size, at)
        lay_some(self._connection, list(laid.values()), self._done)

    def _judge_run(self, row: Row[Any]) -> Judged:
        envelope, root = read_object(self._data(row)), self._shelf.identity.root
        run = read_as(envelope, RunHead)
        return judge_run(self._connection, self._sender(row.key), envelope, run, root, self._keys)

    def _judge_file(self, named: Mapping[str, Judged], row: Row[Any]) -> Judged:
        if row.digest not in named:
            raise EktpError("object.unnamed_file")
        return replace(named[row.digest], device=self._sender(row.key).device)

    def _data(self, row: Row[Any]) -> bytes:
        return self._shelf.store.read(PackName(row.pack, row.key), row.place, row.size)

    def _take_who(self) -> None:
        """Until nobody vouches for anybody more."""
        waiting = [row for kind in _WHO for page in self._staged(kind) for row in page]
        while (left := [row for row in waiting if not self._take(row)]) != waiting:
            waiting = left
        self._senders.clear()
        self._keys.cache_clear()

    def _take(self, row: Row[Any]) -> bool:
        """False for what is refused."""
        if is_here(self._connection, row.digest):
            return True
        sender, root = self._sender(row.key), self._shelf.identity.root
        try:
            data = self._data(row)
            judged = judge(self._connection, sender, data, row.digest, root)
            if judged and isinstance(judged.said, Receipt):
                self._shelf.hold_against(self._connection, data, judged.said, self._done)
                return True
        except EktpError as error:
            self._found.refused[row.digest] = error.code
            return False
        self._found.refused.pop(row.digest, None)
        if judged and not (judged.part and is_here(self._connection, judged.part.whole.hex())):
            at = PiecePlace(PackName(row.pack, row.key), row.place, row.size)
            lay(self._connection, judged, row.digest, row.size, self._done, at)
        return True

    def _sender(self, key: str) -> KnownSender:
        if key not in self._senders:
            self._senders[key] = sender_of(self._connection, key) or STRANGER
        return self._senders[key]

    def _take_wholes(self, mark: bytes) -> None:
        """Those that begin so."""
        store, root = self._shelf.store, self._shelf.identity.root
        for whole in sorted(self._done.wholes):
            if pieces := pieces_of(self._connection, whole):
                first, place, size = pieces[0]
                if store.read(first, place, min(size, len(mark))) == mark:
                    take_whole(self._connection, store, self._sender(first.key), whole, root, self._done)
                    self._done.wholes.discard(whole)

    def _let_go(self, names: Sequence[PackName]) -> None:
        """Remove packs of which all lies elsewhere, or was dropped."""
        named = set[int]()
        for table in (entries, held, parts, tails):
            named |= set(self._connection.scalars(select(table.c.pack).distinct()))
        staged = self._connection.execute(select(_STAGED.c.digest, _STAGED.c.pack))
        codes = self._found.refused
        refused = [(row.pack, codes[row.digest]) for row in staged if row.digest in codes]
        named |= {pack for pack, code in refused if code != DROPPED}
        for number in {pack for pack, code in refused if code == DROPPED}:
            self._connection.execute(update(packs).where(packs.c.number == number).values(is_stale=True))
        for name in names:
            if name.number not in named and name not in self._found.newer:
                forget_pack(self._connection, name)
                self._done.going.append(name)


def _kind(one: PackEntry) -> str:
    if one.kind is not EntryKind.OBJECT:
        return one.kind
    try:
        said = read_object(one.data).common.kind
    except EktpError:
        return EntryKind.UNKNOWN
    return said if said in (*_WHO, *_ORDER) else NEWER
