"""How a name that was heard may be typed: letters that are written either way, and words one slip away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise
from string import ascii_lowercase

from rapidfuzz.distance import OSA

# In this order, each wherever it stands. Step 037 of the store writes the same into the index of names (122).
SAME_LETTERS = (
    ("tj", "c"),
    ("dj", "j"),
    ("oe", "u"),
    ("y", "i"),
    ("j", "i"),
    *((letter * 2, letter) for letter in "abcdefghiklmnoprstuwz"),
)
SILENT = "'’‘`´ʼ-"  # within a word: O'Besi is looked for as "obesi"
_SILENT = re.compile(f"[{SILENT}]")
_WORD = re.compile(r"\w+")
_SLIPS_FROM, _BEGUN_FROM = 4, 5  # letters of a whole word, and of the beginning of one
_WHOLE, _BEGUN = 1, 2  # what a slip costs there
_SLIP = 10  # letters, as which it counts


def plain_words(text: str) -> list[str]:
    """Small letters without accents; an apostrophe parts words, as in the index of names."""
    return _WORD.findall(_plain(text))


def folded_words(text: str) -> list[str]:
    """Letters that are written either way as one; apostrophes and hyphens part nothing."""
    return _WORD.findall(fold(_plain(_SILENT.sub("", text))))


def fold(text: str) -> str:
    """Of small letters."""
    for written, as_one in SAME_LETTERS:
        text = text.replace(written, as_one)
    return text


def distance(typed: str, name: str) -> int | None:
    """How far a name is from what was typed: 0 as it is typed; None when it is not near.

    Words stand in any order, and each may be the beginning of one. Of two that are as many slips away the one
    with fewer letters besides is nearer.
    """
    named = plain_words(name)
    if all(any(word.startswith(part) for word in named) for part in plain_words(typed)):
        return 0
    forms, words = _forms(name), folded_words(typed)
    costs = [cost for way in with_joined(words) if (cost := _cost(way, forms)) is not None]
    if not costs:
        return None
    letters = sum(map(len, words)) - sum(map(len, folded_words(name)))
    return 1 + _SLIP * min(costs) + min(abs(letters), _SLIP - 1)


class NameWords:
    """A name's words, made once where it is held against every key: a tenth of what `distance` takes.

    One wrong letter is not forgiven; the index of names forgives it.
    """

    __slots__ = ("_folded", "_letters", "_plain")

    def __init__(self, name: str) -> None:
        folded = folded_words(name)
        self._plain, self._folded = tuple(plain_words(name)), tuple(_forms_from(folded, name))
        self._letters = sum(map(len, folded))

    def distance(self, typed: TypedWords) -> int | None:
        """As `distance`, but None for a name that is a slip away."""
        if _begin(typed.plain, self._plain):
            return 0
        if not any(_begin(way, self._folded) for way in typed.ways):
            return None
        return 1 + min(abs(typed.letters - self._letters), _SLIP - 1)


class TypedWords:
    """What was typed, as `NameWords` is asked for it; nothing typed begins no name."""

    __slots__ = ("letters", "plain", "ways")

    def __init__(self, text: str) -> None:
        self.plain, words = plain_words(text), folded_words(text)
        self.letters = sum(map(len, words))
        self.ways = list(with_joined(words)) if words else []


def _begin(words: list[str], named: tuple[str, ...]) -> bool:
    for word in words:
        for one in named:
            if one.startswith(word):
                break
        else:
            return False
    return bool(words)


def with_joined(words: list[str]) -> Iterator[list[str]]:
    """As they are, then each two neighbours as one word: "o besi" is O'Besi."""
    yield words
    for at in range(len(words) - 1):
        yield [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def slips(word: str) -> tuple[set[str], set[str]]:
    """Every whole word, and every beginning of one, from which one slip makes the folded `word`.

    A letter is wrong, missing, one too many, or two are swapped. Short words have none: any other is near.
    """
    if len(word) < _SLIPS_FROM:
        return set(), set()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {left + right[1:] for left, right in cuts if right}
    others = {left + right[1] + right[0] + right[2:] for left, right in cuts if right[1:]}
    others |= {left + sign + right[1:] for left, right in cuts if right for sign in ascii_lowercase}
    others |= {left + sign + right for left, right in cuts for sign in ascii_lowercase}
    return (fewer, others) if len(word) >= _BEGUN_FROM else (fewer | others, set())


@lru_cache(maxsize=2_000)
def _forms(name: str) -> frozenset[str]:
    return _forms_of(name)


def _forms_of(name: str) -> frozenset[str]:
    """The words of a name by which it may be looked for, folded."""
    return _forms_from(folded_words(name), name)


def _forms_from(bare: list[str], name: str) -> frozenset[str]:
    """`bare`: its folded words. What is silent parts words in the index: only with it are there others."""
    ways = [bare]
    if _SILENT.search(name):
        ways.append([fold(word) for word in plain_words(name)])
    joined = (one + other for words in ways for one, other in pairwise(words))
    return frozenset((*chain(*ways), *joined))


def _cost(words: list[str], forms: frozenset[str]) -> int | None:
    total = 0
    for word in words:
        least = min((_slip(word, form) for form in forms), default=_FAR)
        if least == _FAR:
            return None
        total += least
    return total


_FAR = 9


def _slip(word: str, form: str) -> int:
    if form.startswith(word):
        return 0
    if len(word) >= _SLIPS_FROM and OSA.distance(word, form, score_cutoff=1) <= 1:
        return _WHOLE
    ends = (len(word), len(word) + 1) if len(word) >= _BEGUN_FROM else ()
    return _BEGUN if any(OSA.distance(word, form[:end], score_cutoff=1) <= 1 for end in ends) else _FAR


def _plain(text: str) -> str:
    """Without accents, in small letters."""
    if text.isascii():  # as nearly every name is
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
