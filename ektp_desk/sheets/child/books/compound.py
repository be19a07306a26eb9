"""Takes one stream out of a compound file (the old Office container), following no chain in a circle."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError

_HEADER = struct.Struct("<8s16sHHHHH6sIIIIIIIIII")
_IN_HEADER = 109  # sectors of the table that the header names itself
_LAST_SECTOR = 0xFFFFFFFA  # above it: end of chain, free, the table's own
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class _Entry(NamedTuple):
    kind: int
    first: int
    size: int


class CompoundFile:
    """The streams of one file held in memory; every method raises `import.damaged`."""

    def __init__(self, body: bytes) -> None:
        if len(body) < 512:
            raise _damaged()
        head = _HEADER.unpack_from(body)
        shift, mini_shift = head[5], head[6]
        if shift not in (9, 12) or mini_shift != 6:
            raise _damaged()
        self._body = body
        self._sector = 1 << shift
        self._cutoff = head[12]
        self._table = self._read_table(head[15], head[16])
        self._entries = self._read_entries(head[10])
        self._mini_table = _words(self._chained(head[13], self._table)) if head[14] else ()
        root = next((entry for entry in self._entries.values() if entry.kind == _ROOT), None)
        self._mini = self._chained(root.first, self._table)[: root.size] if root and root.size else b""

    def names(self) -> set[str]:
        """Of all streams, whatever folder they lie in."""
        return {name for name, entry in self._entries.items() if entry.kind == _STREAM}

    def stream(self, name: str) -> bytes:
        entry = self._entries[name]
        if entry.size >= self._cutoff:
            body = self._chained(entry.first, self._table)
        else:
            body = self._mini_chained(entry.first)
        if len(body) < entry.size:
            raise _damaged()
        return body[: entry.size]

    def _read_table(self, next_sector: int, more: int) -> Sequence[int]:
        named = list(struct.unpack_from(f"<{_IN_HEADER}I", self._body, 76))
        for _ in range(min(more, len(self._body) // self._sector + 1)):
            if next_sector >= _LAST_SECTOR:
                break
            *further, next_sector = _words(self._at(next_sector))
            named += further
        sectors = [number for number in named if number < _LAST_SECTOR]
        if len(sectors) > len(self._body) // self._sector + 1:
            raise _damaged()
        return _words(b"".join(self._at(number) for number in sectors))

    def _read_entries(self, first: int) -> dict[str, _Entry]:
        body = self._chained(first, self._table)
        found: dict[str, _Entry] = {}
        for at in range(0, len(body) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", body, at + 64)[0]
            name = body[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", body, at + 116)
            if body[at + 66] in (_STREAM, _ROOT):
                found.setdefault(name, _Entry(body[at + 66], start, size))
        return found

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        if start >= len(self._body):
            raise _damaged()
        return self._body[start : start + self._sector].ljust(self._sector, b"\x00")

    def _chained(self, first: int, table: Sequence[int]) -> bytes:
        return b"".join(self._at(number) for number in _chain(first, table))

    def _mini_chained(self, first: int) -> bytes:
        return b"".join(self._mini[n * 64 : n * 64 + 64] for n in _chain(first, self._mini_table))


def _chain(first: int, table: Sequence[int]) -> list[int]:
    found: list[int] = []
    while first < _LAST_SECTOR:
        if first >= len(table) or len(found) > len(table):
            raise _damaged()  # out of the table, or in a circle
        found.append(first)
        first = table[first]
    return found


def _words(body: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(body) // 4}I", body[: len(body) // 4 * 4])


def _damaged() -> EktpError:
    return EktpError("import.damaged")
