"""The head anchor: a small signed file outside the store that says how far its journal and slots had come.

SQLite drops a damaged tail silently; a store that lies behind its anchor has lost what it acknowledged.
What to conclude from an anchor is the store's part, not this module's.
"""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal import files, sign

_CONTEXT = b"ektp-desk anchor 1\n"  # signed before the line, so that no other signature passes for one

_Link = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
_Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Anchor(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,  # without a generation it is the anchor of the first release, byte for byte
    tag_field="kind",
    tag="anchor-1",
):
    """The head a device last acknowledged: `seq` counts from 1 (0: nothing yet), `link` is SHA-256 in hex.

    `generation` is that of the slots which stood then; an older program refuses those before it looks here.
    """

    install: _Name
    device: _Name
    incarnation: _Name
    seq: Annotated[int, Meta(ge=0)]
    link: _Link
    generation: Annotated[int, Meta(ge=0)] = 0


def encode(anchor: Anchor, seed: bytes) -> bytes:
    """A line of JSON, then a line with the signer's key and the signature (base64).

    Raises: msgspec.ValidationError for an anchor that `decode` would refuse.
    """
    line = msgspec.json.encode(anchor)
    msgspec.json.decode(line, type=Anchor)
    return b"%b\n%b %b\n" % (line, _text(sign.verify_key(seed)), _text(sign.sign(seed, _CONTEXT + line)))


def decode(data: bytes, verify_key: bytes) -> Anchor:
    """Raises: `anchor.unreadable` for anything else, a single changed bit included."""
    line, signer = _signed(data)
    if signer != verify_key:
        raise EktpError("anchor.unreadable")
    try:
        return msgspec.json.decode(line, type=Anchor)
    except msgspec.DecodeError:
        raise EktpError("anchor.unreadable") from None


def said_generation(data: bytes) -> int:
    """The generation of slots that an anchor names, whoever signed it: to find words, not to trust."""
    try:
        return msgspec.json.decode(_signed(data)[0], type=Anchor).generation
    except (EktpError, msgspec.DecodeError):
        return 0


def is_foreign(data: bytes, verify_key: bytes) -> bool:
    """Say whether this is a whole anchor of another device: the mark of a restored or exchanged data folder.

    Raises: `anchor.unreadable` when it is nobody's: that is damage, never "another's".
    """
    return _signed(data)[1] != verify_key


def write(path: Path, data: bytes) -> None:
    """Put the anchor in place: one file, one rename, both on the disk when it returns.

    Raises: `disk.full`, `disk.refused`.
    """
    files.write_whole(path, data)


def read(path: Path) -> bytes | None:
    """None when there is no file.

    Raises: `anchor.unreadable` when it is there and can't be read: damage isn't "none".
    """
    try:
        files.refuse_irregular(path)
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, EktpError):
        raise EktpError("anchor.unreadable") from None


def _signed(data: bytes) -> tuple[bytes, bytes]:
    """The line and the key that signed it; every byte counts, so no bit is free to flip."""
    line, _, rest = data.partition(b"\n")
    key_text, _, signature_text = rest.removesuffix(b"\n").partition(b" ")
    try:
        key = base64.b64decode(key_text, validate=True)
        signature = base64.b64decode(signature_text, validate=True)
    except binascii.Error:
        raise EktpError("anchor.unreadable") from None
    is_exact = data == b"%b\n%b %b\n" % (line, _text(key), _text(signature))
    if not is_exact or not sign.is_signed(key, _CONTEXT + line, signature):
        raise EktpError("anchor.unreadable")
    return line, key


def _text(raw: bytes) -> bytes:
    return base64.b64encode(raw)
