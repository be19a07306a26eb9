"""The day for which a list holds, as far as its file's name says it; a guess that a person sees."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ektp_desk.domain.lists.dates import MONTHS

_DAY_FIRST = re.compile(r"(?<!\d)([0-9]{1,2})[ .]([0-9]{1,2})[ .](20[0-9]{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20[0-9]{2})[ .]?([0-9]{2})[ .]?([0-9]{2})(?!\d)")
_NAMED = re.compile(r"(?:(?<!\d)([0-9]{1,2}) )?\b([a-z]+) (20[0-9]{2})(?!\d)")
_SEMESTER = re.compile(r"\b(?:semester|smt|sem) ?(ii|i|2|1)\b(?:\D{0,12}(20[0-9]{2})(?!\d))?")


def day_in_name(name: str, *, today: date) -> date | None:
    """Read `per-maret-2019`, `semester II 2018`, `31-03-2019`; None where there is no day that has been.

    A month or a semester holds for its last day, or for `today` while it runs; a semester without a
    year is the latest that is over.
    """
    words = " ".join(re.sub(r"[-_/()]+", " ", name.casefold()).split())
    if found := _DAY_FIRST.search(words):
        return _past(_day(found[3], found[2], found[1]), today)
    if found := _YEAR_FIRST.search(words):
        return _past(_day(found[1], found[2], found[3]), today)
    if found := _SEMESTER.search(words):
        return _semester(first=found[1] in ("i", "1"), year=found[2], today=today)
    for found in _NAMED.finditer(words):
        if month := MONTHS.get(found[2]):
            return _month(int(found[3]), month, found[1], today)
    return None


def _month(year: int, month: int, day: str | None, today: date) -> date | None:
    if day:
        return _past(_day(str(year), str(month), day), today)
    if (year, month) == (today.year, today.month):
        return today
    after = date(year + month // 12, month % 12 + 1, 1)
    return _past(after - timedelta(days=1), today)


def _semester(*, first: bool, year: str | None, today: date) -> date | None:
    month, day = (6, 30) if first else (12, 31)
    if year is None:
        this = date(today.year, month, day)
        return this if this <= today else date(today.year - 1, month, day)
    end = date(int(year), month, day)
    begun = date(int(year), month - 5, 1)
    return today if begun <= today < end else _past(end, today)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _past(day: date | None, today: date) -> date | None:
    return day if day is not None and day <= today else None
