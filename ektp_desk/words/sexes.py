"""How the sexes are written: L and P as civil registries have them, other letters in another language.

The journal keeps L and P. The sense `sex` tells translators that these letters are words, not keys.
"""

from __future__ import annotations

from ektp_desk.words import NP_, _
from ektp_desk.words.numbers import count

_LETTERS = {"L": NP_("sex", "L"), "P": NP_("sex", "P")}
_WORDS = {"L": NP_("sex", "laki-laki"), "P": NP_("sex", "perempuan")}
_BOTH, _BY, _EITHER = NP_("sex", "L/P"), NP_("sex", "Menurut L/P"), NP_("sex", "L atau P")


def sex_letter(sex: str) -> str:
    """Write one: `L`; what is neither stands as it is."""
    return _(_LETTERS[sex]) if sex in _LETTERS else sex


def sex_word(sex: str) -> str:
    """Write it out: `laki-laki`."""
    return _(_WORDS[sex])


def sexes_title() -> str:
    """`L/P`."""
    return _(_BOTH)


def by_sex_title() -> str:
    return _(_BY)


def sexes_hint() -> str:
    """`L atau P`."""
    return _(_EITHER)


def counted_sexes(male: int, female: int) -> list[str]:
    """`L 12`, `P 9`."""
    return [f"{sex_letter(sex)} {count(n)}" for sex, n in (("L", male), ("P", female))]


def sex_typed(text: str) -> str:
    """Read what was typed in the user's letters or in the registry's; anything else is given back."""
    said = text.strip().upper()
    return next((sex for sex in _LETTERS if sex_letter(sex) == said), said)
