"""Ed25519 signatures of a device: they say which laptop wrote something, not which person."""

from __future__ import annotations

from functools import lru_cache

from nacl.exceptions import BadSignatureError
from nacl.exceptions import ValueError as UnusableError
from nacl.signing import SigningKey, VerifyKey


def new_signing_key() -> bytes:
    """The seed of 32 bytes is the whole private key."""
    return bytes(SigningKey.generate())


def verify_key(seed: bytes) -> bytes:
    return bytes(_key(seed).verify_key)


def sign(seed: bytes, message: bytes) -> bytes:
    """One key signs several kinds of things: the caller begins each kind's message with its own
    fixed words, so that no signature can be carried from one kind to another.
    """
    return _key(seed).sign(message).signature


@lru_cache(maxsize=1)  # a desk signs with one key, after every save: deriving it takes as long as the signing
def _key(seed: bytes) -> SigningKey:
    return SigningKey(seed)


def is_signed(verify_key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether `signature` is that key's over exactly `message`; what is malformed is a no."""
    try:
        VerifyKey(verify_key).verify(message, signature)
    except (BadSignatureError, UnusableError):
        return False
    return True
