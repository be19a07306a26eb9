"""A list's mapped rows as one encrypted file, streamed both ways; what a row says is not known here.

File: `ektp-rows 1`, newline; the stream's 24-byte header; then pieces, each a length (4 bytes, big-endian)
and an XChaCha20-Poly1305 secretstream message of that length. A piece's plaintext is zlib over about
64 KiB of rows, each with its length (4 bytes, big-endian) before it. The last piece is empty and carries
the final tag, so that a file cut at a piece's end shows. Memory stays at one piece, however long the list.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nacl.bindings import crypto_secretstream as stream
from nacl.exceptions import CryptoError

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import replacing, telling_disk_errors

_MAGIC = b"ektp-rows 1\n"
_HEADER_BYTES = stream.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_TAG_BYTES = stream.crypto_secretstream_xchacha20poly1305_ABYTES
_MORE = stream.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = stream.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_PIECE_BYTES = 64 * 1024
_LONGEST_ROW = 2**20
_LONGEST_PIECE = 2**21  # a piece, one longest row on top, and what zlib adds to what it can't press
_LENGTH = struct.Struct(">I")
_LEVEL = 3  # twice as quick as zlib's own 6, for a tenth more bytes

_State = stream.crypto_secretstream_xchacha20poly1305_state


@dataclass(frozen=True, slots=True)
class RowsWritten:
    """What the list's event names: SHA-256 of the file's bytes (hex), and how many rows it holds."""

    digest_hex: str
    count: int


def new_key() -> bytes:
    """Give a fresh 32-byte key: one file, one key."""
    return stream.crypto_secretstream_xchacha20poly1305_keygen()


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
    """Give the rows one by one, each piece checked before its rows are given.

    A later piece may still turn out damaged: take rows in a transaction that ends with the last one.
    Raises, on the way: `rows.missing`; `rows.damaged` for a file that was cut, changed, lengthened or
    written with another key; `disk.refused`.
    """
    try:
        with telling_disk_errors():
            file = path.open("rb")
    except EktpError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            raise EktpError("rows.missing") from None
        raise
    with file:
        for piece in _read_pieces(file, key):
            yield from _parted(piece)


def _write_pieces(write: Callable[[bytes], None], rows: Iterable[bytes], key: bytes) -> int:
    state = _State()
    write(_MAGIC + stream.crypto_secretstream_xchacha20poly1305_init_push(state, key))
    count = 0
    piece = bytearray()
    for row in rows:
        if len(row) > _LONGEST_ROW:
            raise EktpError("rows.too_long", row=count + 1)
        piece += _LENGTH.pack(len(row)) + row
        count += 1
        if len(piece) >= _PIECE_BYTES:
            write(_sealed(state, bytes(piece), _MORE))
            piece.clear()
    if piece:
        write(_sealed(state, bytes(piece), _MORE))
    write(_sealed(state, b"", _LAST))
    return count


def _sealed(state: _State, piece: bytes, tag: int) -> bytes:
    pressed = zlib.compress(piece, _LEVEL)
    message = stream.crypto_secretstream_xchacha20poly1305_push(state, pressed, _MAGIC, tag)
    return _LENGTH.pack(len(message)) + message


def _read_pieces(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    if _taken(file, len(_MAGIC)) != _MAGIC:
        raise EktpError("rows.damaged")
    state = _State()
    stream.crypto_secretstream_xchacha20poly1305_init_pull(state, _taken(file, _HEADER_BYTES), key)
    tag = _MORE
    while tag != _LAST:
        (length,) = _LENGTH.unpack(_taken(file, _LENGTH.size))
        if not _TAG_BYTES <= length <= _LONGEST_PIECE:
            raise EktpError("rows.damaged")
        piece, tag = _opened(state, _taken(file, length))
        yield piece
    if file.read(1):
        raise EktpError("rows.damaged")


def _opened(state: _State, message: bytes) -> tuple[bytes, int]:
    try:
        pressed, tag = stream.crypto_secretstream_xchacha20poly1305_pull(state, message, _MAGIC)
        return zlib.decompress(pressed), tag
    except (CryptoError, zlib.error):
        raise EktpError("rows.damaged") from None


def _taken(file: BinaryIO, length: int) -> bytes:
    try:
        content = file.read(length)
    except OSError as error:
        raise EktpError("rows.damaged") from error
    if len(content) != length:
        raise EktpError("rows.damaged")
    return content


def _parted(piece: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(piece):
        (length,) = _LENGTH.unpack_from(piece, place)
        start = place + _LENGTH.size
        place = start + length
        yield piece[start:place]
