"""People who do not exist, for samples and tests: names drawn from lists, serials from 9000 up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeAlias

from ektp_desk.domain.places import DISTRICT, RegionCode, kind_word

FIRST_SERIAL, LAST_SERIAL = 9000, 9999  # so high that no district hands them out
_WOMAN_DAY_OFFSET = 40  # a woman's birth day is written plus forty
_TRIES = 64
_TWO_GIVEN_NAMES = 0.3  # share of people with two
_SEXES = ("L", "P")
_KK_OPENED = (date(2008, 1, 1), date(2018, 12, 14))  # a family card counts from its own first day
_Birth: TypeAlias = tuple[str, date]  # sex and day


@dataclass(frozen=True, slots=True)
class WordLists:
    """The word lists people are put together from; none may be empty."""

    male: Sequence[str]
    female: Sequence[str]
    family: Sequence[str]
    hamlets: Sequence[str]
    streets: Sequence[str]
    birth_places: Sequence[str]


@dataclass(frozen=True, slots=True, repr=False)
class InventedPerson:
    """One invented resident as on a family card; `sex` is `L` or `P`, `rt` and `rw` three digits."""

    name: str
    sex: str
    born: date
    birth_place: str
    nik: str
    kk_number: str
    village: RegionCode
    rt: str
    rw: str
    hamlet: str
    address: str

    def __repr__(self) -> str:
        """Show as little as for a living person: samples and real lists run through the same code."""
        return f"InventedPerson({self.village})"


def invent(
    rng: Random, names: WordLists, *, village: RegionCode, born_between: tuple[date, date], serial: int
) -> InventedPerson:
    """Invent one person of `village`, born on a day from first to last, both included.

    The caller keeps `serial` (9000-9999) apart for people of one district, birth day and
    sex; `Inventor` does so by itself. Raises ValueError on a serial outside.
    """
    if not FIRST_SERIAL <= serial <= LAST_SERIAL:
        raise ValueError("an invented person's serial lies between 9000 and 9999")
    birth = _draw_birth(rng, born_between)
    return _describe(
        rng,
        names,
        village=village,
        birth=birth,
        nik=f"{_nik_prefix(village, birth)}{serial}",
        kk_number=f"{_kk_prefix(village, _draw_day(rng, _KK_OPENED))}{serial}",
    )


class Inventor:
    """Invents any number of people without giving a NIK or a family card's number twice.

    A district has a thousand serials for each birth day and sex; the century is not in a
    NIK, so that 1926 and 2026 share them. When a day is full, another is taken.
    """

    def __init__(self, rng: Random, names: WordLists) -> None:
        self._rng = rng
        self._names = names
        self._used: Counter[tuple[str, str]] = Counter()

    def invent(self, village: RegionCode, *, born_between: tuple[date, date]) -> InventedPerson:
        """Invent the next person; raises ValueError when all the days asked for are full."""
        for birth in self._births(born_between):
            nik = self._number("nik", _nik_prefix(village, birth))
            if nik:
                return _describe(
                    self._rng,
                    self._names,
                    village=village,
                    birth=birth,
                    nik=nik,
                    kk_number=self._card(village),
                )
        raise ValueError("every serial of these birth days is taken")

    def _births(self, born_between: tuple[date, date]) -> Iterator[_Birth]:
        """Draw at random, and when chance finds nothing free, go through all."""
        for _ in range(_TRIES):
            yield _draw_birth(self._rng, born_between)
        first, last = born_between
        for days in range((last - first).days + 1):
            yield from ((sex, first + timedelta(days)) for sex in _SEXES)

    def _card(self, village: RegionCode) -> str:
        number = ""
        while not number:  # 4,000 days of a thousand cards each: a district never fills them
            number = self._number("kk", _kk_prefix(village, _draw_day(self._rng, _KK_OPENED)))
        return number

    def _number(self, kind: str, prefix: str) -> str:
        serial = FIRST_SERIAL + self._used[kind, prefix]
        if serial > LAST_SERIAL:
            return ""
        self._used[kind, prefix] += 1
        return f"{prefix}{serial}"


def _describe(
    rng: Random, names: WordLists, *, village: RegionCode, birth: _Birth, nik: str, kk_number: str
) -> InventedPerson:
    sex, born = birth
    hamlet = rng.choice(names.hamlets)
    in_town = kind_word(village) == "kelurahan"
    return InventedPerson(
        name=_draw_name(rng, names.male if sex == "L" else names.female, names.family),
        sex=sex,
        born=born,
        birth_place=rng.choice(names.birth_places),
        nik=nik,
        kk_number=kk_number,
        village=village,
        rt=f"{rng.randint(1, 12):03d}",
        rw=f"{rng.randint(1, 6):03d}",
        hamlet=hamlet,
        address=f"Jl. {rng.choice(names.streets)} No. {rng.randint(1, 90)}" if in_town else f"Dusun {hamlet}",
    )


def _draw_name(rng: Random, given: Sequence[str], family: Sequence[str]) -> str:
    first = rng.sample(given, 2 if rng.random() < _TWO_GIVEN_NAMES else 1)
    return " ".join([*first, rng.choice(family)])


def _draw_birth(rng: Random, born_between: tuple[date, date]) -> _Birth:
    return rng.choice(_SEXES), _draw_day(rng, born_between)


def _draw_day(rng: Random, between: tuple[date, date]) -> date:
    first, last = between
    return first + timedelta(rng.randint(0, (last - first).days))


def _nik_prefix(village: RegionCode, birth: _Birth) -> str:
    sex, born = birth
    day = born.day + (_WOMAN_DAY_OFFSET if sex == "P" else 0)
    return f"{village.at(DISTRICT).digits}{day:02d}{born:%m%y}"


def _kk_prefix(village: RegionCode, opened: date) -> str:
    return f"{village.at(DISTRICT).digits}{opened:%d%m%y}"
