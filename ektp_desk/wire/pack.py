"""The pack: objects and files one after another, as they lie on a stick or go through a line.

Each entry stands behind a mark, its length and its digest, so that damage costs the entries it touches: a
reader names it and goes on behind it. A pack means nothing itself; one cut between two entries is whole.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from io import SEEK_END
from typing import BinaryIO, NamedTuple, Protocol

from ektp_desk.domain.errors import EktpError
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import OBJECT_MARK
from ektp_desk.wire.part import PART_MARK, ObjectPart, join, read_part

PACK_MARK = b"ektp-pack 1\n"
ENTRY_MARK = b"\x9fEK\xf1"  # no text in UTF-8 has it
_AGE = b"age-encryption.org/v1\n"
_ROWS = b"ektp-rows 1\n"
_NEWER = re.compile(rb"ektp-[a-z]{1,16} \d{1,9}\n")
_MARK_BYTES, _DIGEST_BYTES = 4, 32
FRONT_BYTES = _MARK_BYTES + 4 + _DIGEST_BYTES
_LONGEST_FIRST_LINE = FIRST_BYTES = 32
_CHUNK = 2**16


class EntryKind(StrEnum):
    """What an entry is, by its first bytes."""

    OBJECT = "object"
    PART = "part"
    FILE = "file"  # captured: an age file
    ROWS = "rows"  # of a list, under a key that a package brings
    NEWER = "newer"  # of a later release: kept, and handed on
    UNKNOWN = "unknown"


_KINDS = {
    OBJECT_MARK: EntryKind.OBJECT,
    PART_MARK: EntryKind.PART,
    _AGE: EntryKind.FILE,
    _ROWS: EntryKind.ROWS,
}


def kind_of_entry(data: bytes) -> EntryKind:
    """Its first `FIRST_BYTES` are enough."""
    for mark, kind in _KINDS.items():
        if data.startswith(mark):
            return kind
    if _NEWER.match(data) and not data.startswith(PACK_MARK):
        return EntryKind.NEWER
    return EntryKind.UNKNOWN


class DamageReason(StrEnum):
    CUT = "cut"  # the pack ends within it
    CHANGED = "changed"  # it is not true to its digest, or no entry stands there
    TOO_LONG = "too long"  # it says that it is longer than an entry can be
    GIVEN_UP = "given up"  # so many false marks that the rest is not searched


@dataclass(frozen=True, slots=True)
class PackDamage:
    """Where a pack is damaged, in bytes from its start; one for all that lies together."""

    place: int
    reason: DamageReason


class PackedEntry(NamedTuple):
    """An entry with its digest, and where its bytes begin."""

    digest: bytes
    place: int
    content: bytes


class Readable(Protocol):
    def read(self, count: int, /) -> bytes:
        """Give up to so many bytes, none at the end."""


def front_of(size: int, digest: bytes) -> bytes:
    """What stands before an entry of so many bytes; `digest`: its SHA-256."""
    return ENTRY_MARK + size.to_bytes(4, "big") + digest


class FrontsDigest:
    """SHA-256 of a pack's first line and its entries' fronts: they name all its bytes, hashed once so."""

    def __init__(self) -> None:
        self._hashing = hashlib.sha256(PACK_MARK)

    def add(self, front: bytes) -> None:
        self._hashing.update(front)

    @property
    def hex(self) -> str:
        return self._hashing.hexdigest()


class PackWriter:
    """Writes a pack's first line when it is made, then entries. `fronts`: of what was written."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self._size, self.fronts = write, len(PACK_MARK), FrontsDigest()
        write(PACK_MARK)

    def add(self, entry: bytes, digest: bytes = b"") -> bool:
        """Write an entry, or say that it does not fit into this pack any more. Raises: `object.too_big`.

        `digest`: its SHA-256, from who has it already.
        """
        if len(entry) > limits.ENTRY:
            raise EktpError("object.too_big")
        if self._size + FRONT_BYTES + len(entry) > limits.PACK:
            return False
        front = front_of(len(entry), digest or hashlib.sha256(entry).digest())
        self.fronts.add(front)
        self._write(front)
        self._write(entry)
        self._size += FRONT_BYTES + len(entry)
        return True


def read_pack(file: Readable) -> Iterator[bytes | PackDamage]:
    """Give each entry, and each damage, as `read_placed`."""
    for one in read_placed(file):
        yield one if isinstance(one, PackDamage) else one.content


def whole_entries(file: Readable) -> Iterator[PackedEntry]:
    """Give each entry up to the first damage, one in memory at a time; what is behind `read_placed` gives."""
    place = len(PACK_MARK)
    is_pack = file.read(place) == PACK_MARK
    while is_pack and (front := file.read(FRONT_BYTES)).startswith(ENTRY_MARK):
        size, digest = int.from_bytes(front[_MARK_BYTES:-_DIGEST_BYTES], "big"), front[-_DIGEST_BYTES:]
        content = file.read(size) if size <= limits.ENTRY else b""
        if len(content) < size or hashlib.sha256(content).digest() != digest:
            return
        yield PackedEntry(digest, place + FRONT_BYTES, content)
        place += FRONT_BYTES + size


def read_placed(file: Readable) -> Iterator[PackedEntry | PackDamage]:
    """Give each entry that is true to its digest, and each damage, in their order.

    After damage the next mark that a true entry stands behind is looked for; after 1,024 false ones in a pack
    (`limits.TRIES`) the rest is given up. Holds the entry it looks at, and the one it gives. Raises:
    `object.newer` for a pack of a later release.
    """
    window = _Window(file)
    first = _first_line(window)
    if first is not None:
        yield first
    is_damaged, tries = first is not None, 0
    while window.fill(1):
        found, reason = _entry(window)
        if found is not None:
            yield found
            is_damaged = False
            window.drop(FRONT_BYTES + len(found.content))
            continue
        if not is_damaged:
            yield PackDamage(window.place, reason)
        if tries == limits.TRIES:
            yield PackDamage(window.place, DamageReason.GIVEN_UP)
            return
        is_damaged = not _is_followed(window, reason)
        if is_damaged:
            tries += window.starts_with(ENTRY_MARK)
            window.drop_until(ENTRY_MARK)
        else:
            window.drop(FRONT_BYTES + window.length)


def first_digest(file: Readable) -> str:
    """The digest before a pack's first entry (hex), which tells packs apart; "" where there is none."""
    front = file.read(len(PACK_MARK) + FRONT_BYTES)
    is_whole = len(front) == len(PACK_MARK) + FRONT_BYTES and front.startswith(PACK_MARK + ENTRY_MARK)
    return front[-_DIGEST_BYTES:].hex() if is_whole else ""


def names_in(file: BinaryIO) -> tuple[set[str], bool]:
    """What a pack says of its entries, unread: the digest of each, of a part its whole's; is that all?

    Not all where it is damaged: what stands behind that is not looked for.
    """
    names = set[str]()
    if file.read(len(PACK_MARK)) != PACK_MARK:
        return names, False
    while front := file.read(FRONT_BYTES):
        if len(front) < FRONT_BYTES or not front.startswith(ENTRY_MARK):
            return names, False
        size = int.from_bytes(front[_MARK_BYTES : _MARK_BYTES + 4], "big")
        start = file.read(min(size, len(PART_MARK) + _DIGEST_BYTES))
        names.add(_name_of(start, front[-_DIGEST_BYTES:]))
        end = file.tell() + size - len(start)
        if file.seek(0, SEEK_END) < end:
            return names, False
        file.seek(end)
    return names, True


def name_of(entry: bytes) -> str:
    """The digest of an entry (hex), of a part its whole's."""
    return _name_of(entry, hashlib.sha256(entry).digest())


def whole_of(entries: Sequence[bytes]) -> bytes:
    """What entries of one name are, put together where they are parts; empty where these do not make it."""
    if not entries[0].startswith(PART_MARK):
        return entries[0]
    sizes = defaultdict[int, dict[int, ObjectPart]](dict)
    for entry in entries:
        with suppress(EktpError):
            part = read_part(entry)
            sizes[part.size][part.number] = part
    for parts in sizes.values():
        with suppress(EktpError):
            return join(parts[number] for number in sorted(parts))
    return b""


def _name_of(start: bytes, digest: bytes) -> str:
    of = start.removeprefix(PART_MARK)[:_DIGEST_BYTES]
    return (of if start.startswith(PART_MARK) else digest).hex()


class _Window:
    """The next bytes of a file, and where they stand."""

    def __init__(self, file: Readable) -> None:
        self._file, self._bytes, self.place = file, bytearray(), 0

    def fill(self, count: int) -> bool:
        """Have so many bytes at hand, if there are any more."""
        while len(self._bytes) < count:
            read = self._file.read(min(count - len(self._bytes), _CHUNK))
            if not read:
                return False
            self._bytes += read
        return True

    def peek(self, count: int, at: int = 0) -> bytes:
        with memoryview(self._bytes) as whole, whole[at : at + count] as part:
            return bytes(part)

    def starts_with(self, mark: bytes) -> bool:
        return self.peek(len(mark)) == mark

    @property
    def length(self) -> int:
        """What the entry in front says."""
        return int.from_bytes(self.peek(4, _MARK_BYTES), "big")

    def drop(self, count: int) -> None:
        count = min(count, len(self._bytes))
        del self._bytes[:count]
        self.place += count

    def drop_until(self, mark: bytes) -> None:
        """Drop at least one byte, and all before the next `mark`."""
        self.drop(1)
        while (at := self._bytes.find(mark)) < 0:
            self.drop(max(0, len(self._bytes) - len(mark) + 1))
            if not self.fill(_CHUNK) and mark not in self._bytes:
                self.drop(len(self._bytes))
                return
        self.drop(at)


def _first_line(window: _Window) -> PackDamage | None:
    window.fill(_LONGEST_FIRST_LINE)
    if window.starts_with(PACK_MARK):
        window.drop(len(PACK_MARK))
        return None
    if re.match(rb"ektp-pack \d{1,9}\n", window.peek(_LONGEST_FIRST_LINE)):
        raise EktpError("object.newer")
    is_cut = PACK_MARK.startswith(window.peek(_LONGEST_FIRST_LINE))
    if not window.starts_with(ENTRY_MARK):
        window.drop_until(ENTRY_MARK)
    return PackDamage(0, DamageReason.CUT if is_cut else DamageReason.CHANGED)


def _entry(window: _Window) -> tuple[PackedEntry | None, DamageReason]:
    if not window.fill(FRONT_BYTES):
        is_start = ENTRY_MARK.startswith(window.peek(_MARK_BYTES))
        return None, DamageReason.CUT if is_start else DamageReason.CHANGED
    front = window.peek(FRONT_BYTES)
    if not front.startswith(ENTRY_MARK):
        return None, DamageReason.CHANGED
    digest, length = front[-_DIGEST_BYTES:], int.from_bytes(front[_MARK_BYTES : _MARK_BYTES + 4], "big")
    if length > limits.ENTRY:
        return None, DamageReason.TOO_LONG
    if not window.fill(FRONT_BYTES + length):
        return None, DamageReason.CUT
    entry = window.peek(length, FRONT_BYTES)
    is_true = hashlib.sha256(entry).digest() == digest
    found = PackedEntry(digest, window.place + FRONT_BYTES, entry) if is_true else None
    return found, DamageReason.CHANGED


def _is_followed(window: _Window, reason: DamageReason) -> bool:
    """Whether a changed entry's length is right: behind it stands the next one, or the end."""
    if reason is not DamageReason.CHANGED or not window.starts_with(ENTRY_MARK):
        return False
    end = FRONT_BYTES + window.length
    is_more = window.fill(end + 1)
    window.fill(end + _MARK_BYTES)
    return window.peek(_MARK_BYTES, end) == ENTRY_MARK if is_more else True
