"""Secrets that people can read, say and type: passphrases and the recovery key, in words; keeps none."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from ektp_desk.domain.errors import EktpError

WORD_COUNT = 1024  # ten bits a word
BITS_PER_WORD = 10
STRONG_BITS = 50
KEY_BYTES = 32
RECOVERY_WORDS = 27
_CHECK_BITS = RECOVERY_WORDS * BITS_PER_WORD - KEY_BYTES * 8
_COUNTED_REPEATS = 2  # chance repeats a word in one passphrase of a hundred, but hardly ever three times

_NIST = ((0, 1, 4.0), (1, 8, 2.0), (8, 20, 1.5), (20, 128, 1.0))  # from, up to, bits a character
_MIXED_BONUS, _MIXED_FROM = 6, 8  # a short text with a capital and a digit is a habit, not chance


def passphrase(words: Sequence[str], pick: Callable[[int], int], *, count: int = 5) -> str:
    """Draw `count` words, joined by spaces; `pick(n)` gives an even chance to each number below n."""
    _check_list(words)
    return " ".join(words[pick(WORD_COUNT)] for _ in range(count))


def strength_bits(text: str, words: Sequence[str], guessed: Callable[[str], float] | None = None) -> float:
    """Estimate, rather too low, how many bits a passphrase is worth.

    Words of the list count ten bits, as if drawn; from its third time on a word counts
    nothing. Whatever else was typed counts by NIST SP 800-63 (2006), appendix A, and no more than
    `guessed` gives for its different words: NIST knows no names and no rows of keys.
    """
    _check_list(words)
    known = set(words)
    tokens = [token for token in re.split(r"[\s\-_.,;]+", text) if token]
    drawn = Counter(token.casefold() for token in tokens if token.casefold() in known)
    rest = [token for token in tokens if token.casefold() not in known]
    counted = sum(min(times, _COUNTED_REPEATS) for times in drawn.values())
    typed = _rate_typed("".join(rest))
    if guessed is not None:
        typed = min(typed, sum(guessed(word) for word in {token.casefold() for token in rest}))
    return BITS_PER_WORD * counted + typed


def is_weak(text: str, words: Sequence[str], guessed: Callable[[str], float] | None = None) -> bool:
    """Tell whether a passphrase stays under fifty bits."""
    return strength_bits(text, words, guessed) < STRONG_BITS


def bytes_to_words(data: bytes, words: Sequence[str]) -> list[str]:
    """Write a 32-byte key as 27 words, the last 14 bits a checksum (SHA-256) over the key."""
    _check_list(words)
    if len(data) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    number = int.from_bytes(data, "big") << _CHECK_BITS | _checksum(data)
    shifts = range((RECOVERY_WORDS - 1) * BITS_PER_WORD, -1, -BITS_PER_WORD)
    return [words[number >> shift & (WORD_COUNT - 1)] for shift in shifts]


def words_to_bytes(typed: Sequence[str], words: Sequence[str]) -> bytes:
    """Read a key back from its words, capitals and spaces around them forgiven.

    Raises `recovery.word_count`, `recovery.word_unknown` (with its position from 1) or
    `recovery.checksum`: a wrong word of the list stays unnoticed once in 16,384 times.
    """
    _check_list(words)
    if len(typed) != RECOVERY_WORDS:
        raise EktpError("recovery.word_count", typed=len(typed), needed=RECOVERY_WORDS)
    places = {word: place for place, word in enumerate(words)}
    number = 0
    for position, word in enumerate(typed, start=1):
        place = places.get(word.strip().casefold())
        if place is None:
            raise EktpError("recovery.word_unknown", position=position)
        number = number << BITS_PER_WORD | place
    data = (number >> _CHECK_BITS).to_bytes(KEY_BYTES, "big")
    if number & ((1 << _CHECK_BITS) - 1) != _checksum(data):
        raise EktpError("recovery.checksum")
    return data


def _check_list(words: Sequence[str]) -> None:
    if len(words) != WORD_COUNT:
        raise ValueError("the word list has 1,024 words")  # an installation's fault, never a user's


def _checksum(data: bytes) -> int:
    return int.from_bytes(hashlib.sha256(data).digest(), "big") >> (256 - _CHECK_BITS)


def _rate_typed(text: str) -> float:
    """Rate free text: 4 bits for the first character, 2 up to the 8th, 1.5 up to the 20th, then 1.

    Six more when capitals and signs are mixed in; runs (`aaa`, `1234`) count as one character.
    """
    length = bool(text) + sum(abs(ord(after) - ord(before)) > 1 for before, after in pairwise(text))
    bits = sum(share * max(0, min(length, last) - first) for first, last, share in _NIST)
    mixed = re.search(r"[A-Z]", text) and re.search(r"[^A-Za-z]", text)
    return bits + (_MIXED_BONUS if mixed and length >= _MIXED_FROM else 0)
