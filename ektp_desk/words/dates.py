"""Dates and times as the language writes them: `Selasa, 2 April 2019`, 16.52; `Tuesday, 2 April 2019`, 16:52.

Day before month and twenty-four hours in every language: paper, lists and the ministry's screens beside this
one have them so.
"""

from __future__ import annotations

from datetime import date, datetime, time

from ektp_desk.words import N_, _
from ektp_desk.words.numbers import count

_DAYS = (N_("Senin"), N_("Selasa"), N_("Rabu"), N_("Kamis"), N_("Jumat"), N_("Sabtu"), N_("Minggu"))
_DAYS_SHORT = (N_("Sen"), N_("Sel"), N_("Rab"), N_("Kam"), N_("Jum"), N_("Sab"), N_("Min"))
_MONTHS = (
    N_("Januari"),
    N_("Februari"),
    N_("Maret"),
    N_("April"),
    N_("Mei"),
    N_("Juni"),
    N_("Juli"),
    N_("Agustus"),
    N_("September"),
    N_("Oktober"),
    N_("November"),
    N_("Desember"),
)


def plain_date(day: date) -> str:
    """`2 April 2019`."""
    return f"{day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def long_date(day: date) -> str:
    """`Selasa, 2 April 2019`."""
    return f"{_(_DAYS[day.weekday()])}, {plain_date(day)}"


def short_date(day: date) -> str:
    """`Sel, 2 April`, for narrow windows."""
    return f"{_(_DAYS_SHORT[day.weekday()])}, {day.day} {_(_MONTHS[day.month - 1])}"


def period_words(first: date, last: date) -> str:
    """`1 April 2019 – 2 April 2019`; a single day once."""
    return plain_date(first) if first == last else f"{plain_date(first)} – {plain_date(last)}"


def digits_date(day: date) -> str:
    """`02-04-2019`, the form of lists and cards."""
    return f"{day:%d-%m-%Y}"


def clock(moment: datetime | time) -> str:
    """`16.52`."""
    # Translators: hours and minutes as your language writes them, twenty-four hours: %H:%M in English.
    return moment.strftime(_("%H.%M"))


def clock_seconds(moment: datetime | time) -> str:
    """`16.51.58`, for "Tersimpan"."""
    return moment.strftime(_("%H.%M.%S"))


def clock_of(moment: datetime, today: date, *, seconds: bool = False) -> str:
    """The hour, and the day before it unless that is `today`: `16.52`, `Sel, 2 April, 16.52`."""
    at = clock_seconds(moment) if seconds else clock(moment)
    return at if moment.date() == today else f"{short_date(moment.date())}, {at}"


def hour(kept: str) -> str:
    """Write an hour that is kept as `16.00`, a rule's or a plan's; anything else stands as it is."""
    try:
        return clock(datetime.strptime(kept, "%H.%M").time())  # noqa: DTZ007  a wall-clock hour, no instant
    except ValueError:
        return kept


def ago(days: int) -> str:
    """Say how long ago: `hari ini`, `kemarin`, `9 hari lalu`."""
    near = {0: _("hari ini"), 1: _("kemarin")}
    return near.get(days) or _("{n} hari lalu").format(n=count(days))
