"""Wrapping secrets under a passphrase (Argon2id, then XChaCha20-Poly1305); it judges no strength."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as open_box
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as close_box
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as SodiumRefused
from nacl.pwhash import argon2id

from ektp_desk.domain.errors import EktpError

_KEY_BYTES = 32
_NONCE_BYTES = 24
_SALT_BYTES = 16
_TAG_BYTES = 16


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess at a passphrase costs: passes over so much memory.

    The upper limits keep a forged slot file from asking a 4 GB laptop for all it has.
    """

    ops: Annotated[int, Meta(ge=1, le=16)]
    memory_bytes: Annotated[int, Meta(ge=8192, le=2**30)]


FULL = Cost(3, 256 * 1024 * 1024)  # under a second on the slowest laptop; a guess costs a thief the same

Salt = Annotated[bytes, Meta(min_length=_SALT_BYTES, max_length=_SALT_BYTES)]
_Box = Annotated[bytes, Meta(min_length=_NONCE_BYTES + _TAG_BYTES, max_length=4096)]


class Wrapped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Secrets under one passphrase, by purpose: each box is a nonce (24 bytes) and a ciphertext.

    One salt for all boxes of a user, because each derivation makes the person at the desk wait.
    """

    salt: Salt
    cost: Cost
    boxes: dict[str, _Box]

    def __repr__(self) -> str:
        """Show which purposes are there, not their boxes."""
        return f"Wrapped({', '.join(sorted(self.boxes))})"


def wrap(
    secrets_by_purpose: Mapping[str, bytes], passphrase: str, *, owner: str, cost: Cost = FULL
) -> Wrapped:
    """Wrap each secret under `passphrase`, bound to its purpose and to `owner` (a user's id).

    Raises: `passphrase.empty`; `signin.no_memory` when the laptop can't spare the cost's memory.
    """
    if not normalised(passphrase):
        raise EktpError("passphrase.empty")
    salt = secrets.token_bytes(_SALT_BYTES)
    key = _derived(passphrase, salt, cost)
    boxes = {
        purpose: boxed(secret, key, _place(purpose, owner)) for purpose, secret in secrets_by_purpose.items()
    }
    return Wrapped(salt, cost, boxes)


def unwrap(wrapped: Wrapped, passphrase: str, *, owner: str) -> dict[str, bytes]:
    """The secrets by purpose.

    Raises: `signin.wrong` for another passphrase, and for a box that was changed or stands in
    another user's or another purpose's place (they can't be told apart); `signin.no_memory`.
    """
    key = _derived(passphrase, wrapped.salt, wrapped.cost)
    try:
        return {purpose: unboxed(box, key, _place(purpose, owner)) for purpose, box in wrapped.boxes.items()}
    except CryptoError:
        raise EktpError("signin.wrong") from None


def close_by_words(content: bytes, words: str, *, salt: bytes, cost: Cost, place: bytes) -> bytes:
    """Close under a key from random words: a nonce (24 bytes) and a ciphertext, bound to `place`.

    Raises: `signin.no_memory`.
    """
    return boxed(content, _derived(words, salt, cost), place)


def open_by_words(box: bytes, words: str, *, salt: bytes, cost: Cost, place: bytes) -> bytes:
    """Raises: `signin.wrong` for other words, and for a box or place that was changed; `signin.no_memory`."""
    try:
        return unboxed(box, _derived(words, salt, cost), place)
    except (CryptoError, ValueError):
        raise EktpError("signin.wrong") from None


def new_salt() -> bytes:
    return secrets.token_bytes(_SALT_BYTES)


def normalised(passphrase: str) -> str:
    """The passphrase as it is derived from: NFKC, one case, single spaces.

    The desk's passphrases are words in lower case, read from paper and typed unseen: caps lock, a
    keyboard's capital at the start or two spaces are slips, not guesses. What a chosen passphrase
    loses by it is less than a bit a letter.
    """
    folded = unicodedata.normalize("NFKC", passphrase).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    # surrogatepass: a broken character is a wrong passphrase, not an error that would quote it.
    typed = normalised(passphrase).encode("utf-8", "surrogatepass")
    try:
        return argon2id.kdf(_KEY_BYTES, typed, salt, opslimit=cost.ops, memlimit=cost.memory_bytes)
    except SodiumRefused:
        raise EktpError("signin.no_memory", megabytes=cost.memory_bytes // 2**20) from None


def boxed(secret: bytes, key: bytes, place: bytes) -> bytes:
    """Close a secret under a 32-byte key, bound to `place`: a nonce (24 bytes) and a ciphertext."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + close_box(secret, place, nonce, key)


def unboxed(box: bytes, key: bytes, place: bytes) -> bytes:
    """Raises: CryptoError for another key or place, and for a box that was changed."""
    return open_box(box[_NONCE_BYTES:], place, box[:_NONCE_BYTES], key)


def _place(purpose: str, owner: str) -> bytes:
    """Name the box's place: what is authenticated beside the secret (a JSON list has no two readings)."""
    return msgspec.json.encode(["ektp-desk slot 1", purpose, owner])
