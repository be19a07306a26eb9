"""Days as people type them: `2/4/2019`, `02-04-2019`; a birth, one that has been, and one to come again."""

from __future__ import annotations

import re
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.tickets import check_ahead

_WHOLE = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_SHORT = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?|(\d{2})(\d{2})(\d{4})")
_RUN = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2}|[0-9]{4})")
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[^0-9].*[^0-9])([0-9]{2})")


def read_birth(text: str, *, today: date) -> date:
    """Read `12-03-1990`, `12-03-90`, `120390`, `2 Mei 2001`: two digits are the latest such year.

    Raises `date.unreadable`, `date.future`.
    """
    typed = text.strip()
    if typed.isdecimal():
        # Without this a number would be read as a spreadsheet's count of days.
        parts = _RUN.fullmatch(typed)
        typed = "-".join(parts.groups()) if parts else ""
    short = _SHORT_YEAR.fullmatch(typed)
    if short is None:
        return parse_date(typed, today=today)
    newest = today.year - (today.year - int(short[2])) % 100
    try:
        return parse_date(f"{short[1]}{newest}", today=today)
    except EktpError:
        return parse_date(f"{short[1]}{newest - 100}", today=today)


def read_day(text: str) -> date:
    """Raises `date.unreadable`."""
    found = _WHOLE.fullmatch(text.strip())
    if not found:
        raise EktpError("date.unreadable")
    return _day(found[3], found[2], found[1])


def read_past_day(text: str, *, today: date) -> date:
    """Raises `date.unreadable` or `date.future`."""
    day = read_day(text)
    if day > today:
        raise EktpError("date.future")
    return day


def read_coming_day(text: str, *, today: date) -> date:
    """Also `11/4` and `11042019`; without a year the next such day.

    Raises `date.unreadable`, and `outcome.day_not_ahead` for today and earlier.
    """
    found = _SHORT.fullmatch(text.strip())
    if not found:
        raise EktpError("date.unreadable")
    day, month, year = (found[1] or found[4], found[2] or found[5], found[3] or found[6])
    read = _day(year or today.year, month, day)
    if read <= today and not year:
        read = _day(today.year + 1, month, day)
    check_ahead(read.isoformat(), today)
    return read


def _day(year: str | int, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise EktpError("date.unreadable") from None
