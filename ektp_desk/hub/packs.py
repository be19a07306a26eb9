"""The hub's packs: one for each body that came, never added to once it is kept.

A body counts when it is flushed and the index names it; a pack that the index does not name was cut by a
crash, and is read at the next start as if it had just come: its name says by whose key it came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO, RawIOBase
from typing import IO, BinaryIO, NamedTuple, Protocol, Self

from ektp_desk.wire import limits
from ektp_desk.wire.envelope import Envelope, read_object
from ektp_desk.wire.pack import (
    ENTRY_MARK,
    FRONT_BYTES,
    PACK_MARK,
    DamageReason,
    EntryKind,
    PackDamage,
    PackedEntry,
    PackWriter,
    front_of,
    kind_of_entry,
    read_placed,
    whole_entries,
)

ENDING = ".PCK"
_DIGITS = 10
_FILE = re.compile(rf"(\d{{{_DIGITS},}})-([0-9a-f]+){re.escape(ENDING)}", re.ASCII)


@dataclass(frozen=True)
class PackEntry:
    """A whole entry, its digest (hex), and where its bytes begin in its pack.

    `data` is empty of a captured file: it is judged by its digest, and a body is mostly such files.
    """

    digest: str
    place: int
    size: int
    kind: EntryKind
    data: bytes

    @property
    def front(self) -> bytes:
        """What stands before it."""
        return front_of(self.size, bytes.fromhex(self.digest))

    @cached_property
    def envelope(self) -> Envelope:
        """Read once, by who asks what it is and who judges it. Raises as `read_object`."""
        return read_object(self.data)

    @classmethod
    def of(cls, found: PackedEntry, moved: int = 0) -> PackEntry:
        kind = kind_of_entry(found.content)
        data = b"" if kind is EntryKind.FILE else found.content
        return cls(found.digest.hex(), found.place + moved, len(found.content), kind, data)


@dataclass(frozen=True, slots=True)
class EntryTail:
    """An entry that was cut: its digest (hex) and size, and how much of it lies in a pack from `place` on."""

    digest: str
    size: int
    place: int
    have: int


PackContent = PackEntry | EntryTail | PackDamage


class PackName(NamedTuple):
    """Its number, and the name of the key by which the request was signed that brought it."""

    number: int
    key: str

    @property
    def file(self) -> str:
        """What it is called where it lies."""
        return f"{self.number:0{_DIGITS}}-{self.key}{ENDING}"

    @classmethod
    def of_files(cls, files: Iterable[str]) -> list[PackName]:
        """By number; what has another name is passed over."""
        found = filter(None, map(_FILE.fullmatch, files))
        return sorted(cls(int(named[1]), named[2]) for named in found)


def write_all(file: RawIOBase | IO[bytes], data: bytes) -> int:
    """Give how much that is. A disk that is nearly full takes less at a time, and raises nothing for it."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) or 0 :]
    return len(data)


class NewPack(Protocol):
    """A pack that is being written; one that is not kept is gone when it is left.

    All of it raises `disk.full`, `disk.refused`.
    """

    name: PackName
    size: int

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def write(self, data: bytes) -> None: ...

    def keep(self) -> None:
        """Flush bytes and name: what is acknowledged lies on a disk."""

    def digest(self, first: int) -> str:
        """SHA-256 of what was written from a byte on (hex)."""

    def entries(self) -> Iterator[PackContent]:
        """What was written; only its end can be a tail."""


class PackStore(Protocol):
    """Where packs lie. All of it raises `disk.full`, `disk.refused`."""

    def names(self) -> list[PackName]:
        """Of every pack that lies here, by number."""

    def new(self, name: PackName) -> NewPack: ...

    def entries(self, name: PackName) -> Iterator[PackContent]:
        """What lies in a pack; only its end can be a tail."""

    def read(self, name: PackName, place: int, size: int) -> bytes: ...

    def size(self, name: PackName) -> int: ...

    def refresh(self, name: PackName) -> None:
        """Have what is read of it next come from the medium, where the system keeps what it read before."""

    def remove(self, name: PackName) -> None:
        """Remove it, if it is there."""

    def room(self) -> int:
        """Bytes that are free."""


def resume(pack: NewPack, tail: EntryTail, have: bytes) -> None:
    """Begin a pack with what came of an entry before the cut."""
    pack.write(PACK_MARK + front_of(tail.size, bytes.fromhex(tail.digest)) + have)


def write_pack(new: NewPack, entries: Iterable[bytes]) -> tuple[list[int], int]:
    """Make a pack of these, kept; give where each one's bytes begin, and its size."""
    places = list[int]()
    with new as pack:
        writer = PackWriter(pack.write)
        for entry in entries:
            places.append(pack.size + FRONT_BYTES)
            writer.add(entry)
        pack.keep()
    return places, pack.size


def entries_in(file: BinaryIO) -> Iterator[PackContent]:
    """What lies in a pack, one entry in memory at a time up to the first damage."""
    passed = 0
    for found in whole_entries(file):
        yield PackEntry.of(found)
        passed = found.place + len(found.content)
    file.seek(passed)
    rest = file.read()
    if rest or not passed:
        yield from _behind_damage(rest, passed)


def _behind_damage(rest: bytes, passed: int) -> Iterator[PackContent]:
    first_line = PACK_MARK if passed else b""
    moved = passed - len(first_line)
    for found in read_placed(BytesIO(first_line + rest)):
        if isinstance(found, PackDamage):
            damage = PackDamage(found.place + moved, found.reason)
            yield _tail_at(rest, damage, passed) or damage
        else:
            yield PackEntry.of(found, moved)


def _tail_at(rest: bytes, damage: PackDamage, passed: int) -> EntryTail | None:
    """The entry that a cut left without its end; None where the damage is another."""
    begun, mark = rest[damage.place - passed :], len(ENTRY_MARK)
    front, have = begun[:FRONT_BYTES], len(begun) - FRONT_BYTES
    if damage.reason is not DamageReason.CUT or not front.startswith(ENTRY_MARK):
        return None
    size, place = int.from_bytes(front[mark : mark + 4], "big"), damage.place + FRONT_BYTES
    return EntryTail(front[mark + 4 :].hex(), size, place, have) if 0 < have < size <= limits.ENTRY else None
