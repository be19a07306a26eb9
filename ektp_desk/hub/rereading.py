"""Reading packs that the index does not name: what a crash left, or all of them where the index was lost.

They come in whatever order: who is known is read first, then what the office wants deleted, then runs, and
files behind the runs that name them. Nothing is deleted for being refused: what was kept was right once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from errno import ENOENT
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
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
from ektp_desk.hub.judging import DROPPED, NEWER, ROSTER, TRANSPORT, Judged, is_gone, judge, judge_file
from ektp_desk.hub.laying import TakenBody, forget_pack, lay, lay_tail
from ektp_desk.hub.packs import EntryTail, PackEntry, PackName
from ektp_desk.hub.schema import contacts, entries, facts, held, metadata, packs, parts, tails
from ektp_desk.hub.senders import STRANGER, KnownSender, found_office, sender_of
from ektp_desk.hub.shelf import Shelf
from ektp_desk.hub.stored import PiecePlace, is_here, pieces_of
from ektp_desk.hub.wholes import take_whole
from ektp_desk.wire.envelope import OBJECT_MARK, read_object
from ektp_desk.wire.pack import EntryKind, kind_of_entry

_STAGED = Table(
    "staged",
    MetaData(),
    Column("digest", Text),
    Column("kind", Text),
    Column("pack", BigInteger),
    Column("key", Text),
    Column("place", BigInteger),
    Column("size", BigInteger),
    prefixes=["TEMPORARY"],
)
_WHO = (TRANSPORT, ROSTER)
_ORDER = (("droplist",), ("verdict",), ("run",), ("package", NEWER), (EntryKind.PART,))
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
            if table not in (facts, contacts):
                connection.execute(delete(table))
        found_office(connection, shelf.identity.of)
        found = _Rereading(shelf, connection, done).read(shelf.store.names(), passed)
        shelf.begin_epoch(connection, done)
    return found


class _Rereading:
    def __init__(self, shelf: Shelf, connection: Connection, done: TakenBody) -> None:
        self._shelf, self._connection, self._done = shelf, connection, done
        self._senders = dict[str, KnownSender]()
        self._found = ReadPacks()

    def read(self, names: Sequence[PackName], passed: Passed) -> ReadPacks:
        _STAGED.create(self._connection)
        cut = list[tuple[EntryTail, PackName]]()
        for done, name in enumerate(names):
            passed(done, len(names))
            cut += [(tail, name) for tail in self._stage(name)]
        self._take_who()
        for kinds in _ORDER:
            for row in self._staged(kinds):
                self._take(row)
        self._take_wholes(OBJECT_MARK)
        for row in self._staged(_FILES):
            self._take(row)
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
                    of = {"digest": one.digest, "kind": _kind(one.data), "pack": name.number, "key": name.key}
                    rows.append({**of, "place": one.place, "size": len(one.data)})
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
        if rows:
            self._connection.execute(insert(_STAGED), rows)
        return cut

    def _staged(self, kinds: Sequence[str]) -> Sequence[Row[Any]]:
        of = select(_STAGED).where(_STAGED.c.kind.in_(kinds))
        return self._connection.execute(of.order_by(_STAGED.c.pack, _STAGED.c.place)).all()

    def _take_who(self) -> None:
        """Until nobody vouches for anybody more."""
        waiting = self._staged(_WHO)
        while (left := [row for row in waiting if not self._take(row)]) != waiting:
            waiting = left
        self._senders.clear()

    def _take(self, row: Row[Any]) -> bool:
        """False for what is refused."""
        if is_here(self._connection, row.digest):
            return True
        name = PackName(row.pack, row.key)
        try:
            judged = self._judge(row, name)
        except EktpError as error:
            self._found.refused[row.digest] = error.code
            return False
        self._found.refused.pop(row.digest, None)
        if judged and not (judged.part and is_here(self._connection, judged.part.whole.hex())):
            at = PiecePlace(name, row.place, row.size)
            lay(self._connection, judged, row.digest, row.size, self._done, at)
        return True

    def _judge(self, row: Row[Any], name: PackName) -> Judged | None:
        sender = self._sender(row.key)
        if row.kind == EntryKind.FILE:  # its name is all that is asked of it
            return judge_file(self._connection, sender, row.digest)
        data = self._shelf.store.read(name, row.place, row.size)
        return judge(self._connection, sender, data, row.digest, self._shelf.identity.root)

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


def _kind(data: bytes) -> str:
    kind = kind_of_entry(data)
    if kind is not EntryKind.OBJECT:
        return kind
    try:
        said = read_object(data).common.kind
    except EktpError:
        return EntryKind.UNKNOWN
    return said if any(said in kinds for kinds in (_WHO, *_ORDER)) else NEWER
