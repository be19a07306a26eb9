"""Birth dates as lists write them, day first; an unreadable one is refused, never replaced."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, text_of

_CLOCK = r"(?:[ T]00?[:.]00(?:[:.]00(?:[.,]0+)?)?)?"  # midnight trails many exported dates
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})[-/. |]([0-9]{{1,2}})[-/. |]([0-9]{{4}}){_CLOCK}")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_CLOCK}")
_NAMED = re.compile(r"([0-9]{1,2})[-/. ]+([A-Za-z]+)\.?[-/. ]+([0-9]{4}|[0-9]{2})")
_SHORT = re.compile(r"([0-9]{1,2})[-/. |]([0-9]{1,2})[-/. |]([0-9]{2})")
_SERIAL = re.compile(r"[0-9]{3,5}(?:\.0)?")
_DAY_ZERO = date(1899, 12, 30)  # Excel's serial 61 is 1 March 1900; earlier ones are off by one
_FIRST_SERIAL, _LAST_SERIAL = 61, 73050  # the last is 31 December 2099
_YEAR_LIKE = range(1850, 2101)  # 2005 alone is a year that somebody typed, not 27 June 1905
_OLDEST_YEAR = 1880
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}


def parse_date(cell: Cell, *, today: date) -> date:
    """Read a birth date: `02-04-2003`, `2/4/2003`, `2003-04-02`, `2 April 2003`, a date cell or serial.

    A year of two digits, `02-04-03`, is the latest that lets the day have been. Raises
    `date.unreadable`, and `date.future` for a day after `today`.
    """
    found = _from_cell(cell, today)
    if found is None or found.year < _OLDEST_YEAR:
        raise EktpError("date.unreadable")
    if found > today:
        raise EktpError("date.future")
    return found


def _from_cell(cell: Cell, today: date) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_serial(float(cell))
    return _from_text(text_of(cell), today)


def _from_serial(number: float) -> date | None:
    days = int(number) if _FIRST_SERIAL <= number <= _LAST_SERIAL else 0
    return _DAY_ZERO + timedelta(days=days) if days and days not in _YEAR_LIKE else None


@lru_cache(maxsize=50_000)  # a list of a regency repeats its birth dates about ten times
def _from_text(text: str, today: date) -> date | None:
    if found := _DAY_FIRST.fullmatch(text):
        return _real(int(found[3]), int(found[2]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _real(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED.fullmatch(text):
        return _in_year(found[3], MONTHS.get(found[2].lower(), 0), int(found[1]), today)
    if found := _SHORT.fullmatch(text):
        return _in_year(found[3], int(found[2]), int(found[1]), today)
    return _from_serial(float(text)) if _SERIAL.fullmatch(text) else None


def _in_year(year: str, month: int, day: int, today: date) -> date | None:
    if len(year) == 4:
        return _real(int(year), month, day)
    days = [_real(century + int(year), month, day) for century in (2000, 1900)]
    return next((found for found in days if found and found <= today), None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
