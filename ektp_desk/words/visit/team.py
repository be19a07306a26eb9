"""Laptops of a visit's team in words: how far they were heard, and what came after the signature."""

from __future__ import annotations

from collections.abc import Iterable

from ektp_desk.domain.visits import JournalGap, LaptopHeard, LateArrival
from ektp_desk.words import N_, _
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.gaps import Gap


def laptop_words(number: str, letters: str) -> str:
    """`laptop 03 (meja C)`; what is unknown is left out."""
    letters = ", ".join(letters.split())
    if number and letters:
        return _("laptop {number} (meja {letters})").format(number=number, letters=letters)
    if letters:
        return _("laptop meja {letters}").format(letters=letters)
    return _("laptop {number}").format(number=number or "–")


def heard_words(heard: LaptopHeard) -> str:
    """`laptop 03 (meja C) belum terdengar sejak 10.40, kurang 03/a 117–119`."""
    who = laptop_words(heard.number, heard.letters)
    if heard.until is None:
        return _("{laptop} belum terdengar").format(laptop=who)
    hour = clock(heard.until)
    if heard.gaps:
        said = _("{laptop} terdengar sampai {hour}, kurang {gaps}")
        return said.format(laptop=who, hour=hour, gaps=gap_words(heard.gaps))
    said = (
        _("{laptop} belum terdengar sejak {hour}")
        if heard.is_quiet
        else _("{laptop} terdengar sampai {hour}")
    )
    return said.format(laptop=who, hour=hour)


def unheard_words(heard: Iterable[LaptopHeard]) -> str:
    """Those that were not heard to their end; empty where all were."""
    said = "; ".join(heard_words(one) for one in heard if not one.is_whole)
    return said[:1].upper() + said[1:]


def unheard_gap(heard: LaptopHeard) -> Gap:
    """What a paper's figures do not contain: `Meja C: laptop 03 belum terdengar sejak 10.40.`"""
    about = {"number": heard.number or "–", "letters": ", ".join(heard.letters.split()) or "–"}
    if not heard.number:
        return Gap(N_("Meja {letters}: belum ada yang terdengar."), letters=about["letters"])
    if heard.until is None:
        return Gap(N_("Laptop {number} (meja {letters}): belum ada yang terdengar."), **about)
    about["hour"] = f"{heard.until:%H.%M}"
    if heard.gaps:
        about["gaps"] = gap_words(heard.gaps)
        return Gap(N_("Laptop {number} (meja {letters}): kurang {gaps}; terakhir terdengar {hour}."), **about)
    return Gap(N_("Laptop {number} (meja {letters}): yang sesudah {hour}, bila ada."), **about)


def without_words(signed: Iterable[LaptopHeard]) -> str:
    """`Ditandatangani tanpa meja C sesudah 10.40 (laptop 03).`; empty where nothing lacked."""
    said = "; ".join(map(_without, signed))
    return _("Ditandatangani tanpa {laptops}.").format(laptops=said) if said else ""


def _without(heard: LaptopHeard) -> str:
    letters = ", ".join(heard.letters.split())
    who = _("laptop {number}").format(number=heard.number or "–")
    if letters and heard.number:
        who = _("meja {letters} (laptop {number})").format(letters=letters, number=heard.number)
    elif letters:
        who = _("meja {letters}").format(letters=letters)
    if heard.until is None:
        return who
    if heard.gaps:
        return _("{gaps} dari {laptop}").format(gaps=gap_words(heard.gaps), laptop=who)
    return _("{laptop} sesudah {hour}").format(laptop=who, hour=clock(heard.until))


def late_words(late: Iterable[LateArrival], served: int | None, arrived: int) -> str:
    """What came after the signature and of whom, and which figures were signed; empty where nothing came."""
    said = "; ".join(
        _("{laptop}: {numbers} nomor, {recordings} rekaman").format(
            laptop=laptop_words(one.number, one.letters),
            numbers=count(one.numbers),
            recordings=count(one.recordings),
        )
        for one in late
    )
    if not said:
        return ""
    words = _("Datang sesudah ditandatangani: {what}.").format(what=said)
    if served is None:
        return words
    signed = _("Yang ditandatangani: {served} dilayani dari {arrived} yang datang.")
    return f"{words} {signed.format(served=count(served), arrived=count(arrived))}"


def gap_words(gaps: Iterable[JournalGap]) -> str:
    """`03/a 117–119, 03/a 121`."""
    return ", ".join(
        f"{gap.label} {gap.first}" + (f"–{gap.last}" if gap.last > gap.first else "") for gap in gaps
    )
