"""Where an entry lies: in one place of a pack, or in those of its parts."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sqlalchemy import CompoundSelect, Connection, Table, select, union_all

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.digests import is_among
from ektp_desk.hub.packs import PackName, PackStore
from ektp_desk.hub.schema import entries, held, packs, parts, retired
from ektp_desk.wire.envelope import OBJECT_MARK
from ektp_desk.wire.pack import PackWriter
from ektp_desk.wire.part import FRONT_BYTES

_GAP, _READING = 4096, 2**20  # bytes between two that are read together, and of one reading


class PiecePlace(NamedTuple):
    """Bytes of an entry, in their order."""

    pack: PackName
    place: int
    size: int


@dataclass(frozen=True, slots=True)
class StoredEntry:
    digest: str
    size: int
    pieces: tuple[PiecePlace, ...]


def find_stored(connection: Connection, digest: str, *, is_held: bool = False) -> StoredEntry | None:
    table = held if is_held else entries
    of = select(table, packs.c.key).join(packs, isouter=True).where(table.c.digest == digest)
    row = connection.execute(of).first()
    if row is None:
        return None
    if row.pack is None:
        return StoredEntry(digest, row.size, pieces_of(connection, digest))
    return StoredEntry(digest, row.size, (PiecePlace(PackName(row.pack, row.key), row.place, row.size),))


def find_some(connection: Connection, digests: Sequence[str], most: int) -> list[StoredEntry]:
    """Those that lie in one piece, as they were asked for, up to so many bytes; the first in any case."""
    of = select(entries, packs.c.key).join(packs).where(is_among(entries.c.digest, digests))
    rows = {row.digest: row for row in connection.execute(of)}
    found, size = list[StoredEntry](), 0
    for row in (rows[digest] for digest in dict.fromkeys(digests) if digest in rows):
        size += row.size
        if found and size > most:
            break
        at = PiecePlace(PackName(row.pack, row.key), row.place, row.size)
        found.append(StoredEntry(row.digest, row.size, (at,)))
    return found


def among(connection: Connection, digests: Collection[str], *tables: Table) -> set[str]:
    """Which of these one of the tables has."""
    if not digests:
        return set()
    return set(connection.scalars(_asked_among(*tables), {"digests": digests}))


@cache
def _asked_among(*tables: Table) -> CompoundSelect[tuple[str]]:
    """Made once: that costs more than the answer."""
    return union_all(*(select(table.c.digest).where(is_among(table.c.digest)) for table in tables))


def is_here(connection: Connection, digest: str) -> bool:
    """Whether it counts, is held, waits as a part, or went since it was safe for long."""
    return bool(all_here(connection, [digest]))


def all_here(connection: Connection, digests: Collection[str]) -> set[str]:
    """Of these, the ones that are."""
    return among(connection, digests, entries, held, parts, retired)


def pieces_of(connection: Connection, whole: str) -> tuple[PiecePlace, ...]:
    """What parts say of their whole; of two with one number the later one. Empty where one is absent."""
    of = select(parts, packs.c.key).join(packs).where(parts.c.whole == whole)
    found, total = dict[int, PiecePlace](), 0
    for row in connection.execute(of.order_by(parts.c.number, parts.c.pack)):
        pack, total = PackName(row.pack, row.key), row.total
        found[row.number] = PiecePlace(pack, row.place + FRONT_BYTES, row.size - FRONT_BYTES)
    return tuple(found.values()) if found.keys() >= set(range(1, total + 1)) else ()


def read_stored(store: PackStore, entry: StoredEntry, first: int = 0) -> Iterator[bytes]:
    """From a byte on, piece by piece. Raises `disk.refused` for a pack that lies here no more."""
    for pack, place, size in entry.pieces:
        if first < size:
            yield store.read(pack, place + first, size - first)
        first = max(first - size, 0)


def packed(store: PackStore, found: Iterable[StoredEntry]) -> Iterator[bytes]:
    """A pack of these, each in one piece; what the disk does not give is not in it."""
    made = list[bytes]()
    writer = PackWriter(made.append)
    for some in _beside(found):
        pack, first, _size = some[0].pieces[0]
        _pack, last, size = some[-1].pieces[0]
        try:
            content = store.read(pack, first, last + size - first)
        except EktpError:
            continue
        for one in some:
            place = one.pieces[0].place - first
            writer.add(content[place : place + one.size], bytes.fromhex(one.digest))
        yield b"".join(made)
        made.clear()
    yield b"".join(made)


def _beside(found: Iterable[StoredEntry]) -> Iterator[list[StoredEntry]]:
    """Those together that follow each other in one pack, for as long as a reading is worth it."""
    some = list[StoredEntry]()
    for one in found:
        pack, place, size = one.pieces[0]
        if some:
            other, first, _size = some[0].pieces[0]
            end = some[-1].pieces[0].place + some[-1].size
            if pack != other or not 0 <= place - end <= _GAP or place + size - first > _READING:
                yield some
                some = []
        some.append(one)
    if some:
        yield some


def whole_in(store: PackStore, entry: StoredEntry) -> bytes:
    """An object that parts make; of anything else its first piece, which says what it is.

    Raises `part.damaged` where they do not make what they name.
    """
    hashing, kept = hashlib.sha256(), list[bytes]()
    for piece in read_stored(store, entry):
        hashing.update(piece)
        if not kept or kept[0].startswith(OBJECT_MARK):
            kept.append(piece)
    if hashing.hexdigest() != entry.digest:
        raise EktpError("part.damaged")
    return b"".join(kept)
