"""Bech32 (BIP 173) as age writes its keys with it: any length, one case; no Bitcoin addresses.

Source: https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki; age lifts its limit of 90 characters.
Own code because the libraries are either unkept or enforce that limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import xor

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_FOLDED = [  # what each of the five highest bits takes along: all of their 32 values
    reduce(xor, (one for place, one in enumerate(_GENERATORS) if top >> place & 1), 0) for top in range(32)
]
_CHECK_LETTERS = 6


def encode(prefix: str, payload: bytes) -> str:
    """`prefix`, "1", `payload` and a checksum of six letters, in lower case."""
    return _written(prefix, _regroup(payload, 8, 5))


def decode(prefix: str, text: str) -> bytes:
    """Raises: ValueError when the text is of another prefix, mixes cases, or was mistyped. The message
    never repeats the text, which may be a secret.
    """
    if text not in (text.lower(), text.upper()):
        raise ValueError("bech32 text mixes upper and lower case")
    head, _, tail = text.lower().rpartition("1")
    if head != prefix or len(tail) < _CHECK_LETTERS or not set(tail) <= set(_LETTERS):
        raise ValueError("not bech32 text of this prefix")
    values = [_LETTERS.index(letter) for letter in tail]
    if _polymod([*_spread(prefix), *values]) != 1:
        raise ValueError("bech32 checksum does not fit")
    return _joined(values[:-_CHECK_LETTERS])


def _written(prefix: str, values: list[int]) -> str:
    rest = _polymod([*_spread(prefix), *values, *[0] * _CHECK_LETTERS]) ^ 1
    check = [rest >> 5 * (_CHECK_LETTERS - 1 - place) & 31 for place in range(_CHECK_LETTERS)]
    return prefix + "1" + "".join(_LETTERS[value] for value in [*values, *check])


def _polymod(values: Iterable[int]) -> int:
    rest = 1
    for value in values:
        rest = (rest & 0x1FFFFFF) << 5 ^ value ^ _FOLDED[rest >> 25]
    return rest


def _spread(prefix: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in prefix), 0, *(ord(letter) & 31 for letter in prefix)]


def _regroup(values: Iterable[int], width: int, into: int) -> list[int]:
    """Cut a row of `width`-bit numbers anew into `into`-bit ones, the last filled up with zero bits."""
    bits = "".join(f"{value:0{width}b}" for value in values)
    bits += "0" * (-len(bits) % into)
    return [int(bits[start : start + into], 2) for start in range(0, len(bits), into)]


def _joined(values: list[int]) -> bytes:
    bits = "".join(f"{value:05b}" for value in values)
    whole = len(bits) - len(bits) % 8
    if len(bits) - whole > 4 or "1" in bits[whole:]:
        raise ValueError("bech32 text does not end on a whole byte")
    return bytes(int(bits[start : start + 8], 2) for start in range(0, whole, 8))
