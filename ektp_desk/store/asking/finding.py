"""Finding people while somebody types: over 333,762 names without sorting them all.

Sorting FTS5 hits by rank costs 20 to 70 ms there; 200 unordered ones cost 1 to 4, and are
put in order here.
"""

from __future__ import annotations

import re
from typing import Protocol, TypeVar

from ektp_desk.store.register import match_words
from ektp_desk.usecases.shapes import PrivateStruct

_LOOKED_AT = 200
_MIN_NIK_DIGITS = 4
T = TypeVar("T")


class Asks(Protocol):
    """A named query answered as shapes."""

    def __call__(self, name: str, shape: type[T], /, **params: str | int) -> list[T]: ...


class _Hit(PrivateStruct, frozen=True):
    """A place where a name or NIK stands, as it stands there."""

    id: str
    name: str
    nik: str


def find_people(ask: Asks, text: str, *, limit: int) -> list[str]:
    """The ids of people whose name has all typed words, or whose NIK begins with the typed digits.

    Everybody is found whose line the desk can show: named by a standing list, by an act, or, when their
    list is gone, by their last finished recording.
    """
    typed = text.strip().casefold()

    def order(one: _Hit) -> tuple[bool, str, str]:
        return not one.name.casefold().startswith(typed), one.name.casefold(), one.nik

    hits = sorted(_hits(ask, text), key=order)
    return list(dict.fromkeys(hit.id for hit in hits))[:limit]


def _hits(ask: Asks, text: str) -> list[_Hit]:
    digits = re.sub(r"\D", "", text)
    if digits and digits == text.strip():
        if len(digits) < _MIN_NIK_DIGITS:
            return []
        return ask("hits_by_nik", _Hit, low=digits, high=digits + ":", most=_LOOKED_AT)
    words = match_words(text)
    return ask("hits_by_name", _Hit, words=words, most=_LOOKED_AT) if words else []
