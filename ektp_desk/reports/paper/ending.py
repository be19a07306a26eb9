"""How a report of several tables ends: its gaps, its definitions, its signatures."""

from __future__ import annotations

from ektp_desk.domain.paper.figures import Definition, Signatory
from ektp_desk.domain.paper.origin import Origin
from ektp_desk.reports.paper.blocks import SIGNATURE, define, definitions_height, notice, sign
from ektp_desk.reports.paper.furniture import base_definition
from ektp_desk.reports.paper.ink import BOLD, INK, Style, fit, write
from ektp_desk.reports.paper.page import INNER, LEFT, Paper
from ektp_desk.words import _
from ektp_desk.words.dates import plain_date
from ektp_desk.words.numbers import count

_HERO, _SENTENCE, _BESIDE = Style(44, BOLD), Style(13, BOLD), Style(9.5)


def hero(paper: Paper, figure: int, sentence: str, beside: str) -> None:
    """Write the answer large, with what it is a part of, and under that what it leaves open."""
    base = paper.y - 42
    shown = count(figure)
    write(paper.canvas, shown, (LEFT - 2, base), _HERO)
    left = LEFT + _HERO.width(shown) + 10
    for text, style, up in ((sentence, _SENTENCE, 18.0), (beside, Style(_BESIDE.size, colour=INK), 3.0)):
        words, fitted = fit(text, style, LEFT + INNER - left)
        write(paper.canvas, words, (left, base + up), fitted)
    paper.y = base - 8


def end(
    paper: Paper,
    origin: Origin,
    *,
    missing: tuple[str, ...],
    terms: tuple[Definition, ...],
    signatories: tuple[Signatory, ...],
    final: bool,
) -> None:
    """Write the box of what is missing, what every figure means, and room to sign what is final."""
    paper.y -= 12
    if missing:
        first = _("Belum termasuk: {what}").format(what=missing[0])
        rest = missing[1:]
        if len(rest) > 1:
            first, rest = _("Belum termasuk, {n} hal:").format(n=len(missing)), missing
        notice(paper, first, rest)
        paper.y -= 10
    meant = (*terms, base_definition(origin))
    if not paper.room(definitions_height(meant) + SIGNATURE + 8):
        paper.turn()
    define(paper, meant)
    paper.y -= 8
    if not final:
        notice(paper, _("Belum dapat ditandatangani: hari belum ditutup."))
        return
    town, day = origin.letterhead.town, plain_date(origin.base)
    sign(paper, signatories, place_and_date=f"{town}, {day}" if town else day)
