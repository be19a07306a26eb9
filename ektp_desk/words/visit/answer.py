"""The day's answer in two figures, as the closing screen and the visit's report say it."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.paper.figures import Equation
from ektp_desk.words import _
from ektp_desk.words.numbers import count, share


@dataclass(frozen=True, slots=True)
class DayFigure:
    """One half of the answer: the figure, what it counts, and who these are."""

    number: int
    word: str
    detail: str


def served_figure(e: Equation) -> DayFigure:
    """How many were served, and which part of those who came."""
    part = _("{share} yang datang").format(share=share(e.served, e.arrived)) if e.arrived else ""
    return DayFigure(e.served, _("dilayani"), part)


def not_in_full_figure(e: Equation) -> DayFigure:
    """How many were not served in full, and who these are."""
    words = _("{numbered} bernomor, {home} pulang tanpa nomor") if e.arrived else ""
    these = words.format(numbered=count(e.not_in_full - e.sent_home), home=count(e.sent_home))
    return DayFigure(e.not_in_full, _("tidak terlayani penuh"), these)
