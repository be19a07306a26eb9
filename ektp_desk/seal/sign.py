"""Ed25519 signatures: of a device, which say what laptop wrote something, and of people, which say who."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import chain

from nacl.exceptions import BadSignatureError
from nacl.exceptions import ValueError as UnusableError
from nacl.signing import SigningKey, VerifyKey

SIGNATURE_BYTES = 64


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


@lru_cache(maxsize=4)  # a desk signs each save twice, with its key and a person's: deriving takes as long
def _key(seed: bytes) -> SigningKey:
    return SigningKey(seed)


def is_signed(verify_key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether `signature` is that key's over exactly `message`; what is malformed is a no."""
    try:
        VerifyKey(verify_key).verify(message, signature)
    except (BadSignatureError, UnusableError):
        return False
    return True


_SHARE = (
    32,
    256,
)  # signatures at least, or another core is not worth the way; at most, so that all end together


def are_signed(batch: Sequence[tuple[bytes, bytes, bytes]]) -> Iterable[bool]:
    """Say of each public key, message and signature whether it is true.

    Many are computed on every core, while the caller goes on until it asks: the library lets go of the
    interpreter meanwhile.
    """
    least, most = _SHARE
    share = min(most, max(least, -(-len(batch) // (os.cpu_count() or 1))))
    if len(batch) <= share:
        return _each_signed(batch)
    shares = [batch[at : at + share] for at in range(0, len(batch), share)]
    return chain.from_iterable(_workers().map(_each_signed, shares))


def are_signed_meanwhile(batch: Sequence[tuple[bytes, bytes, bytes]]) -> Iterable[bool]:
    """Say the same, computed on one other core from now on: the caller's own is left to what it does."""
    return chain.from_iterable(_workers().map(_each_signed, [batch]))


@lru_cache(maxsize=1)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="signatures")


if hasattr(
    os, "register_at_fork"
):  # a process that is forked has none of these threads, and would wait for ever
    os.register_at_fork(after_in_child=_workers.cache_clear)


def _each_signed(share: Sequence[tuple[bytes, bytes, bytes]]) -> list[bool]:
    return [is_signed(*one) for one in share]
