"""Passphrases as the desk gives and weighs them, and the words of which they are made."""

from __future__ import annotations

import math
import secrets
from collections.abc import Iterable

from ektp_desk.desk.places import gazetteer_of
from ektp_desk.domain.chance.passwords import is_weak, passphrase
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.roles import Role
from ektp_desk.settings import RESOURCES

_RATED = 72  # characters that zxcvbn takes; what stands behind them counts nothing


def word_list() -> list[str]:
    """The 1,024 words of passphrases and recovery keys."""
    return (RESOURCES / "words" / "kata.txt").read_text(encoding="utf-8").split()


def new_passphrase() -> str:
    """Five random words: 50 bits."""
    return passphrase(word_list(), secrets.randbelow)


def check_chosen(text: str, roles: Iterable[str], *, region: str, names: Iterable[str]) -> None:
    """Raise `passphrase.weak` when an ADB chose one that is easier to guess than a given one.

    `names` are those of the office and its users; those of its places are looked up by `region`.
    """
    if text.strip() and Role.ADB in roles and is_weak(text, word_list(), _Guesses(region, names)):
        raise EktpError("passphrase.weak")


class _Guesses:
    """Rates a word in bits by zxcvbn, which is told what whoever knows the office tries first.

    Word by word: for a whole sentence it adds what it costs to find out how the parts are put together, forty
    bits and more, and it knows no Indonesian ones.
    """

    def __init__(self, region: str, names: Iterable[str]) -> None:
        said = " ".join([*names, *_names_of_places(region)]).casefold()
        self._tried = [*dict.fromkeys(said.split()), *word_list()]

    def __call__(self, word: str) -> float:
        # 40 ms, and 800 kB of words: most starts ask for none
        from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # noqa: PLC0415  ships no types

        return math.log2(float(zxcvbn(word[:_RATED], self._tried)["guesses"]))


def _names_of_places(region: str) -> list[str]:
    places, regency = gazetteer_of(region), RegionCode.parse(region)
    districts = places.children(regency)
    found = [places.place(regency), *districts]
    return [place.name for place in found + [one for each in districts for one in places.children(each.code)]]
