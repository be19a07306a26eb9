"""An office as one encrypted file that any user of that day can open; what its files hold is not known here.

File: `ektp-backup 1`, newline; the slots as they stand in `slots.json` (two lines); then a stream of pieces
(`seal/pieces.py`) under a key derived from the store key. The first piece says what is in it (JSON); then,
for each file in that order, its bytes in pieces and one piece with their SHA-256 (32 bytes). Every piece is
bound to the slots, so that a backup opens with its own slots or not at all.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import msgspec
from msgspec import Meta

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import replacing, telling_disk_errors
from ektp_desk.seal.pieces import PieceWriter, key_under, read_pieces
from ektp_desk.seal.slots.content import Slots
from ektp_desk.seal.slots.copies import as_copy, parse_copy

_KIND = b"ektp-backup "
_MAGIC = _KIND + b"1\n"
_PERSON = b"ektp backup 1"
_DAMAGED = "backup.damaged"
_PIECE_BYTES = 2**20
_LONGEST_LINE = 2**22  # the slots of a thousand users
_UNPRESSED = 0  # encrypted bytes can't be pressed

Passed = Callable[[int], None]  # told how many bytes were done since
Put = Callable[[str], AbstractContextManager[Callable[[bytes], None]]]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the data folder, by its place there; a name leads nowhere else."""

    name: Annotated[str, Meta(pattern=r"\A((lists|objects)/)?[A-Za-z0-9_-][A-Za-z0-9_.-]{0,100}\Z")]
    size: Annotated[int, Meta(ge=0)]


class Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds: when it was made (ISO 8601 with offset), the journal's head then, the files."""

    format: Literal[1]
    made_at: str
    device: str
    incarnation: str
    seq: int
    link: str
    files: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class WrittenBackup:
    """A backup's bytes: SHA-256 in hex, and how many."""

    digest_hex: str
    size: int


def write_backup(
    path: Path, contents: Contents, *, slots: Slots, store_key: bytes, folder: Path, passed: Passed
) -> WrittenBackup:
    """Put the files that `contents` names at `path`, whole or not at all.

    `passed` may raise to stop it. Raises: `disk.full`, `disk.refused`; `backup.file_changed` when a file is
    not as long as it was said to be.
    """
    head = _MAGIC + as_copy(slots)
    digest, size = hashlib.sha256(), 0
    with replacing(path) as write_on:

        def write(content: bytes) -> None:
            nonlocal size
            digest.update(content)
            size += len(content)
            write_on(content)

        write(head)
        pieces = PieceWriter(write, key_under(store_key, _PERSON), about=_about(head), level=_UNPRESSED)
        pieces.add(msgspec.json.encode(contents))
        for entry in contents.files:
            _add_file(pieces, folder / entry.name, entry.size, passed)
        pieces.close()
    return WrittenBackup(digest.hexdigest(), size)


def read_slots_of(path: Path) -> Slots:
    """Raises: `backup.missing`, `backup.not_one`, `backup.newer`, `backup.damaged`, `slots.newer`,
    `disk.refused`.
    """
    with _opened(path) as file:
        return _read_head(file)[0]


def unpack(path: Path, store_key: bytes, *, put: Put, passed: Passed) -> tuple[Contents, WrittenBackup]:
    """Read a backup to its end; each file goes where `put(name)` says, in a block that ends well when whole.

    Raises: as `read_slots_of`; `slots.changed` when the key is not its own; what `put` and `passed` raise.
    """
    with _opened(path) as file:
        whole = _Counting(file)
        slots, head = _read_head(whole)
        slots.require_genuine(store_key)
        key = key_under(store_key, _PERSON)
        pieces = read_pieces(whole, key, about=_about(head), damaged=_DAMAGED)  # type: ignore[arg-type]  # reads alike
        contents = _decoded(next(pieces, b""))
        for entry in contents.files:
            with put(entry.name) as write:
                _take_file(pieces, entry.size, write, passed)
        for _ in pieces:
            raise EktpError(_DAMAGED)
    return contents, WrittenBackup(whole.digest.hexdigest(), whole.size)


class _Counting:
    """A file read from its start, counted and digested on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, length: int) -> bytes:
        content = self._file.read(length)
        self.digest.update(content)
        self.size += len(content)
        return content

    def readline(self, limit: int) -> bytes:
        content = self._file.readline(limit)
        self.digest.update(content)
        self.size += len(content)
        return content


def _about(head: bytes) -> bytes:
    return _MAGIC + hashlib.sha256(head).digest()


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise EktpError("backup.missing") from None
    except OSError as error:
        raise EktpError("disk.refused", errno=error.errno or 0) from error
    with file:
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):  # read what the medium holds, not what memory remembers of it
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        yield file


def _read_head(file: BinaryIO | _Counting) -> tuple[Slots, bytes]:
    try:
        magic = file.readline(len(_MAGIC) + 8)
        if magic != _MAGIC:
            is_newer = magic.startswith(_KIND) and magic[len(_KIND) :].strip().isdigit()
            raise EktpError("backup.newer" if is_newer else "backup.not_one")
        copy = file.readline(_LONGEST_LINE) + file.readline(_LONGEST_LINE)
    except OSError as error:
        raise EktpError(_DAMAGED) from error
    slots = parse_copy(copy)
    if slots is None:
        raise EktpError(_DAMAGED)
    return slots, magic + copy


def _decoded(piece: bytes) -> Contents:
    try:
        return msgspec.json.decode(piece, type=Contents)
    except msgspec.DecodeError:
        raise EktpError(_DAMAGED) from None


def _add_file(pieces: PieceWriter, path: Path, size: int, passed: Passed) -> None:
    digest, left = hashlib.sha256(), size
    with telling_disk_errors(), path.open("rb") as file:
        while left:
            piece = file.read(min(left, _PIECE_BYTES))
            if not piece:
                raise EktpError("backup.file_changed")
            digest.update(piece)
            pieces.add(piece)
            left -= len(piece)
            passed(len(piece))
    pieces.add(digest.digest())


def _take_file(pieces: Iterable[bytes], size: int, write: Callable[[bytes], None], passed: Passed) -> None:
    digest, left = hashlib.sha256(), size
    arriving = iter(pieces)
    while left > 0:
        piece = next(arriving, b"")
        if not piece:
            raise EktpError(_DAMAGED)
        digest.update(piece)
        write(piece)
        left -= len(piece)
        passed(len(piece))
    if left or next(arriving, b"") != digest.digest():
        raise EktpError(_DAMAGED)
