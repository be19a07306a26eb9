"""Whether two names may be one person's, written twice; proposes only and decides nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from ektp_desk.domain.nearness.typed import fold

_TITLE_WORDS = (
    "dr drs dra ir prof hj haji hajah st sst sh se sp spd spdi sag sth sip sos ssos skom skep skm sked "
    "mpd mh mm msi mkes mth mt ma amd amdkeb amdkep rm pdt pater suster romo alm almh bin binti"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_DOTTED_TITLES = frozenset({"h", "n"})  # "H. Ahmad": a letter with a dot before a name is a title here
_APART = re.compile(r"[\s,;/\-–]+")
_LEAST = 2  # parts of a name that must agree
_SLIPS = ((8, 2), (4, 1))  # letters from which so many slips are small


@lru_cache(maxsize=50_000)
def parts_of(name: str) -> tuple[str, ...]:
    """The parts that tell a name: letters only, no accents, no titles, sorted."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    found = []
    for place, word in enumerate(_APART.split(plain)):
        bare = "".join(letter for letter in word if letter.isalpha() and letter.isascii())
        dotted = place == 0 and word.endswith(".") and bare in _DOTTED_TITLES
        if bare and bare not in _TITLES and not dotted:
            found.append(bare)
    return tuple(sorted(found))


def is_near(one: str, other: str) -> bool:
    """Whether two names may be one: the same parts in any order, small slips, one part left out or cut short.

    At least one part must begin alike (two letters), so that `near_pairs` need not compare all with all.
    """
    first, second = parts_of(one), parts_of(other)
    if not first or not second or _starts(first).isdisjoint(_starts(second)):
        return False
    if _alike("".join(first), "".join(second)):
        return True
    fewer, more = sorted((first, second), key=len)
    needed = len(fewer)
    return needed >= _LEAST and _matched(fewer, more) == needed


def share_nothing(one: str, other: str) -> bool:
    """Whether no part of the two names agrees, small slips and initials granted; a name unread agrees."""
    first, second = parts_of(one), parts_of(other)
    if not first or not second or _alike("".join(first), "".join(second)):
        return False
    return not any(_fits(part, another) for part in first for another in second)


def near_pairs(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of each two names that are near, the earlier first."""
    by_start: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for start in _starts(parts_of(name)):
            by_start[start].append(place)
    seen: set[tuple[int, int]] = set()
    for places in by_start.values():
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    if is_near(names[one], names[other]):
                        yield one, other


def _starts(parts: Iterable[str]) -> set[str]:
    return {spelled[:2] for part in parts for spelled in (part, fold(part))}


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(len(one), len(other))
    most = next((slips for letters, slips in _SLIPS if shorter >= letters), 0)
    ways = ((one, other), (fold(one), fold(other)))  # a letter that is written either way is no slip
    return bool(most) and any(OSA.distance(*way, score_cutoff=most) <= most for way in ways)


def _fits(one: str, other: str) -> bool:
    """Whether two parts agree; an initial agrees with what it begins."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _alike(one, other)


def _matched(fewer: Sequence[str], more: Sequence[str]) -> int:
    """Count how many parts find one of their own in the other name, whichever way that is most."""
    taken: dict[int, int] = {}
    return sum(_place(at, fewer, more, taken, set()) for at in range(len(fewer)))


def _place(
    at: int, fewer: Sequence[str], more: Sequence[str], taken: dict[int, int], tried: set[int]
) -> bool:
    for place, part in enumerate(more):
        if place in tried or not _fits(fewer[at], part):
            continue
        tried.add(place)
        if place not in taken or _place(taken[place], fewer, more, taken, tried):
            taken[place] = at
            return True
    return False
