"""A list's mapped rows as one encrypted file, streamed both ways; what a row says is not known here.

File: `ektp-rows 1`, newline; then a stream of pieces (`seal/pieces.py`). A piece is about 64 KiB of rows,
each with its length (4 bytes, big-endian) before it. Memory stays at one piece, however long the list.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import refuse_irregular, replacing, telling_disk_errors
from ektp_desk.seal.pieces import PieceWriter, new_key, read_pieces, take

__all__ = ["RowsWritten", "new_key", "read_rows", "write_rows"]

_MAGIC = b"ektp-rows 1\n"
_DAMAGED = "rows.damaged"
_PIECE_BYTES = 64 * 1024
_LONGEST_ROW = 2**20
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class RowsWritten:
    """What the list's event names: SHA-256 of the file's bytes (hex), and how many rows it holds."""

    digest_hex: str
    count: int


def write_rows(path: Path, rows: Iterable[bytes], key: bytes) -> RowsWritten:
    """Put all rows at `path`: when it returns the file is on the disk, whole; else nothing stands there.

    Raises: `disk.full`, `disk.refused`; `rows.too_long` for a row above 1 MiB; what `rows` itself raises.
    """
    digest = hashlib.sha256()
    with replacing(path) as write_on:

        def write(content: bytes) -> None:
            digest.update(content)
            write_on(content)

        count = _write_pieces(write, rows, key)
    return RowsWritten(digest.hexdigest(), count)


def read_rows(path: Path, key: bytes) -> Iterator[bytes]:
    """Each piece is checked before its rows are given.

    A later piece may still turn out damaged: take rows in a transaction that ends with the last one.
    Raises, on the way: `rows.missing`; `rows.damaged` for a file that was cut, changed, lengthened or
    written with another key; `disk.refused`; `file.irregular`.
    """
    refuse_irregular(path)
    try:
        with telling_disk_errors():
            file = path.open("rb")
    except EktpError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            raise EktpError("rows.missing") from None
        raise
    with file:
        if take(file, len(_MAGIC), damaged=_DAMAGED) != _MAGIC:
            raise EktpError(_DAMAGED)
        for piece in read_pieces(file, key, about=_MAGIC, damaged=_DAMAGED):
            yield from _parted(piece)


def _write_pieces(write: Callable[[bytes], None], rows: Iterable[bytes], key: bytes) -> int:
    write(_MAGIC)
    pieces = PieceWriter(write, key, about=_MAGIC)
    count = 0
    piece = bytearray()
    for row in rows:
        if len(row) > _LONGEST_ROW:
            raise EktpError("rows.too_long", row=count + 1)
        piece += _LENGTH.pack(len(row)) + row
        count += 1
        if len(piece) >= _PIECE_BYTES:
            pieces.add(bytes(piece))
            piece.clear()
    if piece:
        pieces.add(bytes(piece))
    pieces.close()
    return count


def _parted(piece: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(piece):
        (length,) = _LENGTH.unpack_from(piece, place)
        start = place + _LENGTH.size
        place = start + length
        yield piece[start:place]
