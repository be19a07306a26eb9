"""The head and foot that papers of one origin share, and where their facts come from."""

from __future__ import annotations

from ektp_desk.domain.paper.figures import Definition
from ektp_desk.domain.paper.origin import PaperOrigin
from ektp_desk.reports.paper.ink import INK2, SEMIBOLD, TITLE, Style, fit, fold, write
from ektp_desk.reports.paper.page import INNER, LEFT, RIGHT, Furniture, PaperCanvas, office_head
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.kinds import office_named

_UNDER = Style(9, colour=INK2)


def origin_furniture(origin: PaperOrigin, title: str, running: str) -> Furniture:
    """Who printed it when, and the journals' heads."""
    head = origin.letterhead
    printed = _("Dicetak {day}, {time} {zone} oleh {who} · ektp-desk").format(
        day=plain_date(origin.base), time=clock(origin.base), zone=origin.zone, who=origin.printed_by
    )
    return Furniture(
        title=title,
        head=office_head(head.regency, head.address),
        running=running,
        foot_left=printed,
        foot_middle=heads_in_foot(origin.heads),
        sample=head.sample,
        author=office_named(head.regency),
        moment=origin.base,
    )


def heads_in_foot(heads: tuple[str, ...]) -> str:
    """Name the own journal's head, with which the paper is held against a laptop later, and how many more."""
    if not heads:
        return ""
    own, more = heads[0], len(heads) - 1
    return (
        _("Jurnal {head} · {n} lagi").format(head=own, n=more)
        if more
        else _("Jurnal {head}").format(head=own)
    )


def title_block(
    paper: PaperCanvas, title: str, when: str, place: str, code: str, origin: PaperOrigin
) -> None:
    """Write title and period, and under them the place and the moment of the facts."""
    canvas, top = paper.canvas, paper.y
    when_style = Style(11.5, SEMIBOLD)
    text, fitted = fit(when, when_style, INNER * 0.5)
    write(canvas, text, (RIGHT, top - 27), fitted, align="right")
    name, style = fit(title, TITLE, INNER - fitted.width(text) - 16)
    write(canvas, name, (LEFT, top - 27), style)
    base = _("data s.d. {day}, {time}").format(day=plain_date(origin.base), time=clock(origin.base))
    write(canvas, base, (RIGHT, top - 41), _UNDER, align="right")
    paper.y = top - 30
    room = INNER - _UNDER.width(base) - 20
    for line in fold(named_place(place, code), _UNDER, room):
        paper.y -= 11
        words, smaller = fit(line, _UNDER, room)
        write(canvas, words, (LEFT, paper.y), smaller)
    paper.y -= 6


def named_place(place: str, code: str) -> str:
    """Write a place with its region code, when it has one."""
    return f"{place} ({code})" if code else place


def base_definition(origin: PaperOrigin) -> Definition:
    """Say of what moment the facts are, how much the journal held, and where they come from."""
    text = _("{day}, {time} {zone}; {n} catatan jurnal. Sumber: {source}.").format(
        day=plain_date(origin.base).replace(" ", "\N{NO-BREAK SPACE}"),
        time=clock(origin.base),
        zone=origin.zone,
        n=count(origin.events),
        source=origin.source.rstrip("."),
    )
    return Definition(_("Data s.d."), text)
