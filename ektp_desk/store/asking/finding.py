"""Finding people while somebody types: over 333,762 names without sorting them all.

Sorting FTS5 hits by rank costs 20 to 70 ms there; 200 unordered ones cost 1 to 4, and are put in order here.
Where few are named as it is typed, who is named nearly so comes behind. Which words are one slip away is
asked of the index's own words, some twenty thousand in a regency: nothing is kept for that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Set
from itertools import islice
from typing import Protocol, TypeVar

from ektp_desk.domain.nearness import distance, folded_words, plain_words, slips, with_joined
from ektp_desk.domain.people import nik_digits
from ektp_desk.usecases.shapes import PrivateStruct

_LOOKED_AT = 200
_ENOUGH = 20  # as typed: nobody is looked for who is only like them
_MIN_NIK_DIGITS = 4
_SHORT = 2  # letters, by which half of all names begin
_MOST_WORDS, _LONGEST = 6, 24  # of what is typed: a page that was pasted must not stop the desk
T = TypeVar("T")


class Asks(Protocol):
    """A named query answered as shapes."""

    def __call__(self, name: str, shape: type[T], /, **params: str | int) -> list[T]: ...


class _Hit(PrivateStruct, frozen=True):
    """A place where a name or NIK stands, as it stands there."""

    id: str
    name: str
    nik: str


class _IndexWord(PrivateStruct, frozen=True):
    """A word of the index, or the beginning of one."""

    word: str
    begun: bool


def find_people(ask: Asks, text: str, *, limit: int) -> dict[str, int]:
    """The ids of people whose name has all typed words, or whose NIK begins with the typed digits.

    Best first, each with how far the name is from what was typed, 0 as it is typed. Everybody is found whose
    line the desk can show: named by a standing list, by an act, or, when their list is gone, by their last
    finished recording.
    """
    if digits := nik_digits(text):
        few = len(digits) < _MIN_NIK_DIGITS
        hits = [] if few else ask("hits_by_nik", _Hit, low=digits, high=digits + ":", most=_LOOKED_AT)
        return dict.fromkeys(islice(_in_order(hits, ""), limit), 0)
    found = dict.fromkeys(_in_order(_asked(ask, _as_typed(text)), text), 0)
    if len(found) < _ENOUGH:
        like = [hit for words in _like(ask, text) for hit in _asked(ask, words)]
        for id_, far in _nearest(like, text):
            found.setdefault(id_, far)
    return dict(islice(found.items(), limit))


def _asked(ask: Asks, words: str) -> list[_Hit]:
    return ask("hits_by_name", _Hit, words=words, most=_LOOKED_AT) if words else []


def _in_order(hits: list[_Hit], text: str) -> Iterator[str]:
    return (hit.id for hit in sorted(hits, key=lambda hit: _place(hit, text)))


def _nearest(hits: list[_Hit], text: str) -> Iterator[tuple[str, int]]:
    near = [(far, hit) for hit in hits if (far := distance(text, hit.name)) is not None]
    begin = folded_words(text)[:1]

    def order(one: tuple[int, _Hit]) -> tuple[int, bool, tuple[bool, str, str]]:
        far, hit = one
        return far, folded_words(hit.name)[:1] != begin, _place(hit, text)

    return ((hit.id, far) for far, hit in sorted(near, key=order))


def _place(hit: _Hit, text: str) -> tuple[bool, str, str]:
    name = hit.name.casefold()
    return not name.startswith(text.strip().casefold()), name, hit.nik


def _as_typed(text: str) -> str:
    """An FTS5 query: each word quoted, or "Niki-Niki" would be read as operators, and a prefix."""
    words = plain_words(text)
    return f"name : {_all(map(_begun, words))}" if words else ""


def _like(ask: Asks, text: str) -> Iterator[str]:
    """FTS5 queries for who is named nearly so: by letters that are written either way, then by slips.

    A word of one or two letters is left to whoever puts the hits in order: most names have one like it.
    """
    words = [word[:_LONGEST] for word in folded_words(text)[:_MOST_WORDS]]
    if not words:
        return
    ways = [[word for word in way if len(word) > _SHORT] or way for way in with_joined(words)]
    there = _words_there(ask, ways[0], {word for way in ways for word in way})
    folded = dict.fromkeys(_all(_folded(word, there) for word in way) for way in ways)
    yield " OR ".join(filter(None, folded))
    yield _all(_slipped(word, there) for word in ways[0])


def _words_there(ask: Asks, words: Iterable[str], all_words: Set[str]) -> set[str]:
    """What stands in the index of all that these may be meant for: words, and with `*` what begins some."""
    whole, begun = set[str](), set(all_words)
    for word in words:
        fewer, others = slips(word)
        whole |= {*fewer, *(left for left, _right in _cuts(word))}
        begun |= {*others, *(right for _left, right in _cuts(word))}
    found = ask("words_of_names", _IndexWord, whole=json.dumps([*whole]), begun=json.dumps([*begun]))
    return {one.word + "*" * one.begun for one in found}


def _folded(word: str, there: Set[str]) -> str:
    """As one word, or as two that were typed without a blank."""
    cuts = (f'("{left}" AND {_begun(right)})' for left, right in _cuts(word) if {left, f"{right}*"} <= there)
    return _any([*_standing([word], there), *cuts])


def _slipped(word: str, there: Set[str]) -> str:
    """As it is, or as a word one slip away."""
    fewer, others = slips(word)
    whole = (f'"{one}"' for one in sorted(fewer) if one in there)
    return _any([*_standing(sorted({word, *others}), there), *whole])


def _standing(words: Iterable[str], there: Set[str]) -> Iterator[str]:
    return (_begun(word) for word in words if f"{word}*" in there)


def _cuts(word: str) -> list[tuple[str, str]]:
    return [(word[:at], word[at:]) for at in range(1, len(word) - _SHORT)]


def _all(parts: Iterable[str]) -> str:
    """Empty where one of the parts is: nobody has it."""
    parts = list(parts)
    return f"({' AND '.join(parts)})" if all(parts) else ""


def _any(parts: Iterable[str]) -> str:
    found = " OR ".join(parts)
    return f"({found})" if found else ""


def _begun(word: str) -> str:
    return f'"{word}"*'
