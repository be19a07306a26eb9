"""Whose a telephone is, and what is written to somebody who shall come again; it names no NIK."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.people import Whose
from ektp_desk.words import N_, _
from ektp_desk.words.dates import long_date

_WHOSE: dict[str, str] = {
    Whose.OWN: N_("sendiri"),
    Whose.FAMILY: N_("keluarga"),
    Whose.NEIGHBOUR: N_("tetangga"),
}


def whose_word(whose: str) -> str:
    """`keluarga`; what only a later release knows stands as it is."""
    return _(_WHOSE[whose]) if whose in _WHOSE else whose


def come_again_words(name: str, *, office: str, place: str, on: date | None, bring: str, sample: bool) -> str:
    """Ready for WhatsApp, to one person: on which day, where, what to bring."""
    day = long_date(on) if on else _("pada kunjungan berikut, atau ke kantor kami,")
    words = _(
        "Yth. {name}, kami dari Dinas Dukcapil {office}. Mohon datang lagi {day} untuk perekaman KTP-el. "
        "Tempat: {place}. {bring} Tanpa biaya."
    )
    said = words.format(name=name, office=office, day=day, place=place, bring=bring)
    return f"{_('CONTOH, data buatan')}\n{said}" if sample else said
