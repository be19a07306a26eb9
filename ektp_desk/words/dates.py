"""Dates and times as Indonesian offices write them."""

from __future__ import annotations

from datetime import date, datetime, time

from ektp_desk.words import N_, _

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
    """Write `2 April 2019`."""
    return f"{day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def long_date(day: date) -> str:
    """Write `Selasa, 2 April 2019`."""
    return f"{_(_DAYS[day.weekday()])}, {plain_date(day)}"


def short_date(day: date) -> str:
    """Write `Sel, 2 April`, for narrow windows."""
    return f"{_(_DAYS_SHORT[day.weekday()])}, {day.day} {_(_MONTHS[day.month - 1])}"


def digits_date(day: date) -> str:
    """Write `02-04-2019`, the form of lists and cards."""
    return f"{day:%d-%m-%Y}"


def clock(moment: datetime | time) -> str:
    """Write `16.52`."""
    return f"{moment:%H.%M}"


def clock_seconds(moment: datetime | time) -> str:
    """Write `16.51.58`, for "Tersimpan"."""
    return f"{moment:%H.%M.%S}"
