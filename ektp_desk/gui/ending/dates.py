"""Reads a date as an operator types it; which dates are allowed, `domain.tickets` says."""

from __future__ import annotations

import re
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import check_ahead

_TYPED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?|(\d{2})(\d{2})(\d{4})")


def read_day(text: str, *, today: date) -> date:
    """Read `11-04-2019`, `11/4`, `11042019`; without a year the next such day.

    Raises `date.unreadable`, and `outcome.day_not_ahead` for today and earlier.
    """
    found = _TYPED.fullmatch(text.strip())
    if not found:
        raise EktpError("date.unreadable")
    day, month, year = (found[1] or found[4], found[2] or found[5], found[3] or found[6])
    read = _day(int(year or today.year), int(month), int(day))
    if read <= today and not year:
        read = _day(today.year + 1, int(month), int(day))
    check_ahead(read.isoformat(), today)
    return read


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise EktpError("date.unreadable") from None
