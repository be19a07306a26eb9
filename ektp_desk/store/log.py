"""SQLite's log (WAL) read frame by frame: a page counts when its own seal holds, whatever broke the chain.

SQLite itself stops at the first frame whose checksum fails and drops all that follows. The format is told at
https://www.sqlite.org/fileformat2.html#walformat; its checksums know no key and are made anew here.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from ektp_desk.store.opening import STORE

LOG = f"{STORE}-wal"
PAGE = 4096  # bytes, the seal's included
HEADER, FRAME_HEADER = 32, 24
_FRAME = FRAME_HEADER + PAGE
_MAGIC, _VERSION = (
    0x377F0682,
    3007000,
)  # checksums over little-endian numbers; the other order has the next one
_MASK = 0xFFFFFFFF
_FEW = 4  # wrong bits of a checksum: chance gives 32
_MOST = 16  # broken frames that are put right: each may take half a second


class Seals(Protocol):
    """What tells a page by its seal; `seal.pages.PageSeal` is one."""

    @property
    def salt(self) -> bytes:
        """The bytes with which the first page begins, in clear."""

    def is_true(self, number: int, page: bytes) -> bool:
        """Whether a page is whole and stands at its place."""

    def number_of(self, page: bytes, most: int) -> int:
        """The number, up to `most`, under which a page is whole; 0 when there is none."""

    def mended(self, number: int, page: bytes) -> bytes | None:
        """The page with its one wrong bit put right; None when more is wrong."""


@dataclass(slots=True)
class LogRead:
    """What a log holds: `frames` in it, and how many of these are `broken` for good.

    `size` is the store's, in pages, after the last commit; `places` gives the last whole frame of a page, and
    `lost` the pages that were written once more after it (0: nobody knows which).
    """

    frames: int
    broken: int = 0
    size: int = 0
    places: dict[int, int] = field(default_factory=dict)
    put_right: dict[int, bytes] = field(default_factory=dict, repr=False)  # frame to its page
    lost: set[int] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        """Whether each page is held as it was last written."""
        return bool(self.places) and not self.lost


class _Head(NamedTuple):
    number: int
    commit: int
    salts: bytes
    sums: tuple[int, int]


def has_log(folder: Path) -> bool:
    """Whether the store in a folder left a log with frames: a clean close leaves none."""
    try:
        return (folder / LOG).stat().st_size > HEADER
    except FileNotFoundError:
        return False


def read_log(folder: Path, seal: Seals) -> LogRead:
    """Read the log of the store in a folder, as far as its present generation goes."""
    pages = (folder / STORE).stat().st_size // PAGE
    with (folder / LOG).open("rb") as file:
        return _LogReading(file, (folder / LOG).stat().st_size, seal, pages).read()


def write_log(source: Path, read: LogRead, *, seal: Seals, write: Callable[[bytes], object]) -> None:
    """Write a log with one transaction: each page as the log in `source` held it last."""
    head = struct.pack(">8I", _MAGIC, _VERSION, PAGE, 0, 1, 1, 0, 0)[:24]
    sums = _checksum(head, (0, 0))
    write(head + struct.pack(">2I", *sums))
    ordered = sorted(read.places)
    with (source / LOG).open("rb") as file:
        for number in ordered:
            page = read.put_right.get(read.places[number]) or _page(file, read.places[number])
            if number == 1:  # the seal leaves the salt out
                page = seal.salt + page[len(seal.salt) :]
            begun = struct.pack(">2I", number, read.size if number == ordered[-1] else 0)
            sums = _checksum(begun + page, sums)
            write(begun + head[16:24] + struct.pack(">2I", *sums) + page)


class _LogReading:
    """One reading of a log: which frames are whole, and of which pages."""

    def __init__(self, file: BinaryIO, size: int, seal: Seals, pages: int) -> None:
        self._file, self._seal = file, seal
        file.seek(0)
        start = file.read(HEADER)
        self._order = ">" if start[:4] == struct.pack(">I", _MAGIC + 1) else "<"
        self._before_first = struct.unpack(">2I", start[24:32])
        self._heads, self._salts = self._of_this_generation(start, (size - HEADER) // _FRAME)
        said = [head.number for head in self._heads]
        self._numbers = [n if seal.is_true(n, self._page(at)) else 0 for at, n in enumerate(said)]
        self._most = max([pages, *self._numbers])

    def read(self) -> LogRead:
        for frame in self._broken(len(self._heads))[:_MOST]:  # its page may be whole, and its number wrong
            self._numbers[frame] = self._seal.number_of(self._page(frame), self._most)
        self._cut_at_seam()
        read = LogRead(len(self._heads))
        last = next((at for at in reversed(range(read.frames)) if self._commit(at)), -1)
        read.size = self._commit(last) if last >= 0 else 0
        self._put_right(last, read)
        read.broken = len(self._broken(read.frames))
        for frame, number in enumerate(self._numbers[: last + 1]):
            if 0 < number <= read.size:
                read.places[number] = frame
        read.lost = {
            self._said(frame) for frame in self._broken(last + 1) if not self._superseded(frame, last)
        }
        return read

    def _of_this_generation(self, start: bytes, count: int) -> tuple[list[_Head], bytes]:
        """Pass over what an earlier round left behind the end: its two salts are others."""
        heads = [self._head(at) for at in range(count)]
        first = [start[16:24], *(head.salts for head in heads[:3])]
        salts = Counter(first).most_common(1)[0][0]
        same = [at for at, h in enumerate(heads) if h.salts[:4] == salts[:4] or h.salts[4:] == salts[4:]]
        return heads[: same[-1] + 1 if same else 0], salts

    def _cut_at_seam(self) -> None:
        """Leave out what stood there before SQLite went on behind an earlier cut, with the same salts.

        Such frames follow on one another, and the first of them not on the whole one before it.
        """
        joined = [self._follows(at, head.commit) for at, head in enumerate(self._heads)]
        for at in range(1, len(joined)):
            is_seam = joined[at - 1] and not joined[at] and all(joined[at + 1 : at + 2])
            if is_seam and self._numbers[at] == self._heads[at].number and not self._is_near(at):
                del self._heads[at:], self._numbers[at:]
                return

    def _put_right(self, last: int, read: LogRead) -> None:
        """Look for the one wrong bit of pages that nothing later replaces."""
        wanted = [at for at in self._broken(last + 1) if not self._superseded(at, last) and self._said(at)]
        for frame in wanted[:_MOST]:
            page = self._seal.mended(self._said(frame), self._page(frame))
            if page is not None:
                read.put_right[frame] = page
                self._numbers[frame] = self._said(frame)

    def _broken(self, end: int) -> list[int]:
        return [frame for frame, number in enumerate(self._numbers[:end]) if not number]

    def _said(self, frame: int) -> int:
        """The number of a broken page where the rest of its head is as it must be; 0 where it is not."""
        head = self._heads[frame]
        is_sound = head.salts == self._salts and max(head.number, head.commit) <= 2 * self._most + 64
        return head.number if is_sound else 0

    def _superseded(self, frame: int, last: int) -> bool:
        said = self._said(frame)
        return said > 0 and said in self._numbers[frame + 1 : last + 1]

    def _commit(self, frame: int) -> int:
        """The store's size that a frame commits, 0 when none; of one wrong bit the checksum tells which."""
        head, number = self._heads[frame], self._numbers[frame]
        if not number or self._follows(frame, head.commit):
            return head.commit
        near = [head.commit ^ (1 << bit) for bit in range(32)]
        return next((value for value in near if self._follows(frame, value)), head.commit)

    def _follows(self, frame: int, commit: int) -> bool:
        return self._sums(frame, commit) == self._heads[frame].sums

    def _is_near(self, frame: int) -> bool:
        """Whether a bit of its own head, and no other frame before it, keeps a frame from following."""
        head = self._heads[frame]
        wrong = [one ^ other for one, other in zip(self._sums(frame, head.commit), head.sums, strict=True)]
        return sum(map(int.bit_count, wrong)) <= _FEW or self._commit(frame) != head.commit

    def _sums(self, frame: int, commit: int) -> tuple[int, int]:
        before = self._heads[frame - 1].sums if frame else self._before_first
        content = struct.pack(">2I", self._numbers[frame], commit) + self._page(frame)
        return _checksum(content, before, self._order)

    def _head(self, frame: int) -> _Head:
        self._file.seek(HEADER + frame * _FRAME)
        number, commit, salts, *sums = struct.unpack(">2I8s2I", self._file.read(FRAME_HEADER))
        return _Head(number, commit, salts, (sums[0], sums[1]))

    def _page(self, frame: int) -> bytes:
        return _page(self._file, frame)


def _page(file: BinaryIO, frame: int) -> bytes:
    file.seek(HEADER + frame * _FRAME + FRAME_HEADER)
    return file.read(PAGE)


def _checksum(content: bytes, sums: Iterable[int], order: str = "<") -> tuple[int, int]:
    first, second = sums
    for one, other in struct.iter_unpack(f"{order}2I", content):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second
