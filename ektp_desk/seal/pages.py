"""The seal that SQLCipher 4 puts on every page of a store: it tells a whole page, and mends a single bit."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

SALT_BYTES = 16  # where the first page begins, in clear
_TAG = 64  # bytes at a page's end: HMAC-SHA512 of what stands before it and of the page's number
_BLOCK = 128  # bytes that SHA-512 takes in at once
_FEW = 8  # wrong bits of a tag whose page is whole all the same: chance gives about 256


@dataclass(frozen=True, slots=True)
class PageSeal:
    """Knows the pages of one store by its raw 32-byte key and its salt, the file's first 16 bytes."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    _mac: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        mask = bytes(byte ^ 0x3A for byte in self.salt)
        derived = hashlib.pbkdf2_hmac("sha512", self.key, mask, 2, 32)
        object.__setattr__(self, "_mac", hmac.new(derived, digestmod="sha512"))

    def is_true(self, number: int, page: bytes) -> bool:
        """Whether a page (numbered from 1) is whole and stands at its place."""
        return self._tag(number, page) == page[-_TAG:]

    def number_of(self, page: bytes, most: int) -> int:
        """Find the number, from 1 to `most`, under which a page is whole; 0 when there is none."""
        if self.is_true(1, page):
            return 1
        begun = self._mac.copy()
        begun.update(page[:-_TAG])
        for number in range(2, most + 1):
            mac = begun.copy()
            mac.update(_as_bytes(number))
            if mac.digest() == page[-_TAG:]:
                return number
        return 0

    def mended(self, number: int, page: bytes) -> bytes | None:
        """Find the page that differs from a broken one in a single bit: a third of a second's work.

        None when more is wrong. A tag that lost a few bits itself is made anew.
        """
        tag = self._tag(number, page)
        wrong = int.from_bytes(tag, "big") ^ int.from_bytes(page[-_TAG:], "big")
        if wrong.bit_count() <= _FEW:
            return page[:-_TAG] + tag
        start = SALT_BYTES if number == 1 else 0
        begun, content = self._mac.copy(), bytearray(page)
        for block in range(start, len(page) - _TAG, _BLOCK):
            end = min(block + _BLOCK, len(page) - _TAG)
            for place in range(block, end):
                for bit in range(8):
                    content[place] ^= 1 << bit
                    mac = begun.copy()
                    mac.update(content[block:-_TAG])
                    mac.update(_as_bytes(number))
                    if mac.digest() == page[-_TAG:]:
                        return bytes(content)
                    content[place] ^= 1 << bit
            begun.update(content[block:end])
        return None

    def _tag(self, number: int, page: bytes) -> bytes:
        mac = self._mac.copy()
        mac.update(page[SALT_BYTES if number == 1 else 0 : -_TAG])
        mac.update(_as_bytes(number))
        tag: bytes = mac.digest()
        return tag


def key_of(start: bytes, keys: Iterable[bytes], *, page: int) -> bytes | None:
    """The key that put its seal on a store, of which `start` are the first bytes; None for none of these.

    One whole page (of `page` bytes) tells it, since a disk may have harmed the others.
    """
    pages = [start[at : at + page] for at in range(0, len(start) - page + 1, page)]
    for key in keys:
        seal = PageSeal(key, start[:SALT_BYTES])
        if any(seal.is_true(number, content) for number, content in enumerate(pages, start=1)):
            return key
    return None


def _as_bytes(number: int) -> bytes:
    return number.to_bytes(4, "little")
