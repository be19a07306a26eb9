"""An encrypted stream of pieces, written and read one by one; what a piece says is not known here.

Stream: a 24-byte header; then pieces, each a length (4 bytes, big-endian) and an XChaCha20-Poly1305
secretstream message of that length. A piece's plaintext is zlib over what was given. The last piece is empty
and carries the final tag, so that a stream cut at a piece's end shows. Each piece is bound to `about`, which
names the file's kind (and whatever else must stand before it).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from nacl.bindings import crypto_secretstream as stream
from nacl.exceptions import CryptoError

from ektp_desk.domain.errors import EktpError

KEY_BYTES = stream.crypto_secretstream_xchacha20poly1305_KEYBYTES
LONGEST_PIECE = 2**21  # a message: a piece, and what zlib adds to what it can't press
_HEADER_BYTES = stream.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_TAG_BYTES = stream.crypto_secretstream_xchacha20poly1305_ABYTES
_MORE = stream.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = stream.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_LENGTH = struct.Struct(">I")
_LEVEL = 3  # twice as quick as zlib's own 6, for a tenth more bytes

_State = stream.crypto_secretstream_xchacha20poly1305_state


def new_key() -> bytes:
    return stream.crypto_secretstream_xchacha20poly1305_keygen()


def key_under(secret: bytes, person: bytes) -> bytes:
    """A key for one purpose (`person`, up to 16 bytes) from a secret of up to 64."""
    return hashlib.blake2b(digest_size=KEY_BYTES, key=secret, person=person).digest()


class PieceWriter:
    """Writes a stream's header when it is made, then pieces; `close` writes the end."""

    def __init__(
        self, write: Callable[[bytes], None], key: bytes, *, about: bytes, level: int = _LEVEL
    ) -> None:
        self._write, self._about, self._level = write, about, level
        self._state = _State()
        write(stream.crypto_secretstream_xchacha20poly1305_init_push(self._state, key))

    def add(self, piece: bytes) -> None:
        """Write one piece, up to about 1 MiB."""
        self._push(piece, _MORE)

    def close(self) -> None:
        """Write the empty last piece: without it the stream is a cut one."""
        self._push(b"", _LAST)

    def _push(self, piece: bytes, tag: int) -> None:
        pressed = zlib.compress(piece, self._level)
        message = stream.crypto_secretstream_xchacha20poly1305_push(self._state, pressed, self._about, tag)
        self._write(_LENGTH.pack(len(message)) + message)


def read_pieces(file: BinaryIO, key: bytes, *, about: bytes, damaged: str) -> Iterator[bytes]:
    """The pieces from the file's place on to its end, each checked before it is given.

    Raises `damaged`, the caller's code, for a stream that was cut, changed, lengthened or written with
    another key.
    """
    state = _State()
    header = take(file, _HEADER_BYTES, damaged=damaged)
    stream.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    tag = _MORE
    while tag != _LAST:
        (length,) = _LENGTH.unpack(take(file, _LENGTH.size, damaged=damaged))
        if not _TAG_BYTES <= length <= LONGEST_PIECE:
            raise EktpError(damaged)
        message = take(file, length, damaged=damaged)
        try:
            pressed, tag = stream.crypto_secretstream_xchacha20poly1305_pull(state, message, about)
            piece = zlib.decompress(pressed)
        except (CryptoError, zlib.error):
            raise EktpError(damaged) from None
        if tag not in (_MORE, _LAST) or (tag == _LAST and piece):
            raise EktpError(damaged)
        if tag == _MORE:
            yield piece
    if file.read(1):
        raise EktpError(damaged)


def take(file: BinaryIO, length: int, *, damaged: str) -> bytes:
    """Exactly so many bytes; raises `damaged` when there are fewer or the disk can't give them."""
    try:
        content = file.read(length)
    except OSError as error:
        raise EktpError(damaged) from error
    if len(content) != length:
        raise EktpError(damaged)
    return content
