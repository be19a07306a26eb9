"""The hub's packs: one file for each body that came, written as it comes, and never added to afterwards.

A body counts when it is flushed and the index names it; a file that the index does not name was cut by a
crash, and is read at the next start as if it had just come: its name says by whose key it came.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ektp_desk.seal.files import sync_folder, telling_disk_errors
from ektp_desk.wire import limits
from ektp_desk.wire.pack import (
    ENTRY_MARK,
    FRONT_BYTES,
    PACK_MARK,
    DamageReason,
    PackDamage,
    PackWriter,
    read_pack,
)

_IN_FOLDER = 1000  # packs
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A whole entry, its digest (hex), and where its bytes begin in its pack."""

    digest: str
    place: int
    data: bytes


@dataclass(frozen=True, slots=True)
class EntryTail:
    """An entry that was cut: its digest (hex) and size, and how much of it lies in a pack from `place` on."""

    digest: str
    size: int
    place: int
    have: int


class PackName(NamedTuple):
    """Its number, and the name of the key by which the request was signed that brought it."""

    number: int
    key: str


class PackFolder:
    """Files of a folder, by rising numbers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._numbers = count(max((name.number for name in self.names()), default=0) + 1)  # from any thread

    def path(self, name: PackName) -> Path:
        of_thousand = self._folder / f"{name.number // _IN_FOLDER:07}"
        return of_thousand / f"{name.number:0{_DIGITS}}-{name.key}.PCK"

    def names(self) -> list[PackName]:
        """Of every pack that lies here, by number."""
        found = (path.stem.partition("-") for path in self._folder.glob("*/*.PCK"))
        return sorted(PackName(int(number), key) for number, _dash, key in found)

    def new(self, key: str) -> NewPack:
        """Begin a pack under the next number. Raises: `disk.full`, `disk.refused`."""
        name = PackName(next(self._numbers), key)
        path = self.path(name)
        with telling_disk_errors():
            if not path.parent.exists():
                path.parent.mkdir()
                sync_folder(self._folder)
        return NewPack(name, path)

    def entries(self, name: PackName) -> Iterator[PackEntry | EntryTail | PackDamage]:
        """What lies in a pack; only its end can be a tail."""
        path = self.path(name)
        with telling_disk_errors(), path.open("rb") as file:
            place = len(PACK_MARK)
            for entry in read_pack(file):
                if isinstance(entry, PackDamage):
                    yield _tail_at(path, entry) or entry
                    place = -1  # where the next one stands is not told: its digest finds it
                    continue
                if place < 0:
                    place = _place_of(path, entry)
                place += FRONT_BYTES
                yield PackEntry(hashlib.sha256(entry).hexdigest(), place, entry)
                place += len(entry)

    def read(self, name: PackName, place: int, size: int) -> bytes:
        with telling_disk_errors(), self.path(name).open("rb") as file:
            file.seek(place)
            return file.read(size)

    def write(self, key: str, entries: Iterable[bytes]) -> tuple[PackName, list[int]]:
        """Make a pack of these, flushed; give where each one's bytes begin."""
        places = list[int]()
        with self.new(key) as pack:
            writer = PackWriter(pack.write)
            for entry in entries:
                places.append(pack.size + FRONT_BYTES)
                writer.add(entry)
            pack.keep()
        return pack.name, places

    def size(self, name: PackName) -> int:
        return self.path(name).stat().st_size

    def remove(self, name: PackName) -> None:
        self.path(name).unlink(missing_ok=True)


class NewPack:
    """A pack that is being written; one that is not kept is removed."""

    def __init__(self, name: PackName, path: Path) -> None:
        self.name, self.size, self.path = name, 0, path
        self._is_kept = False

    def __enter__(self) -> NewPack:
        with telling_disk_errors():
            self._file = self.path.open("xb", buffering=0)
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()
        if not self._is_kept:
            self.path.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Raises: `disk.full`, `disk.refused`."""
        with telling_disk_errors():
            self.size += self._file.write(data)

    def resume(self, tail: EntryTail, have: bytes) -> None:
        """Begin with what came before the cut."""
        self.write(PACK_MARK + ENTRY_MARK + tail.size.to_bytes(4, "big") + bytes.fromhex(tail.digest) + have)

    def keep(self) -> None:
        """Flush bytes and name: what is acknowledged lies on the disk."""
        with telling_disk_errors():
            os.fsync(self._file.fileno())
            sync_folder(self.path.parent)
        self._is_kept = True


def _tail_at(path: Path, damage: PackDamage) -> EntryTail | None:
    """The entry that a cut left without its end; None where the damage is another."""
    if damage.reason is not DamageReason.CUT:
        return None
    with path.open("rb") as file:
        file.seek(damage.place)
        front = file.read(FRONT_BYTES)
    mark = len(ENTRY_MARK)
    if len(front) < FRONT_BYTES or not front.startswith(ENTRY_MARK):
        return None
    size, start = int.from_bytes(front[mark : mark + 4], "big"), damage.place + FRONT_BYTES
    have = path.stat().st_size - start
    return EntryTail(front[mark + 4 :].hex(), size, start, have) if 0 < have < size <= limits.ENTRY else None


def _place_of(path: Path, entry: bytes) -> int:
    front = ENTRY_MARK + len(entry).to_bytes(4, "big") + hashlib.sha256(entry).digest()
    return path.read_bytes().index(front)
