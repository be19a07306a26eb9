"""All who came as one stacked bar with its legend, for paper and screen alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.graphics.shapes import Circle, Drawing, Rect
from reportlab.lib.colors import Color, HexColor, white

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.reports.paper.ink import BAD, BOLD, EDGE, INK, OK, PRIMARY, Style
from ektp_desk.reports.paper.shapes import box, string
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import group_word

_BAR, _LEGEND_ROW, _LEGEND_GAP = 11.0, 13.0, 13.0
_THINNEST, _GAP = 1.6, 0.7
_LABEL = Style(8.5)
COLOURS = {  # F1 has the same
    TicketGroup.SERVED: OK,
    TicketGroup.PARTLY: HexColor("#3E7EA3"),
    TicketGroup.NOT_SERVED: HexColor("#56646E"),
    TicketGroup.LEFT: HexColor("#7E8B94"),
    TicketGroup.RESCHEDULED: HexColor("#A3AEB5"),
    TicketGroup.LOST: INK,
}


@dataclass(frozen=True, slots=True)
class _Term:
    label: str
    n: int
    colour: Color
    hollow: bool = False


def equation_bar(report: VisitReport, width: float) -> Drawing:
    """Draw all who came as one bar with its legend beneath; as high as the legend needs."""
    terms = [*_terms(report)]
    places, rows = _legend_places(terms, width - _verdict_width(report))
    drawing = Drawing(width, _BAR + 4 + rows * _LEGEND_ROW)
    foot = drawing.height - _BAR
    if not terms:
        drawing.add(box(0.4, foot + 0.4, width - 0.8, _BAR - 0.8, white, edge=EDGE))
    x = 0.0
    for term, wide in zip(terms, _widths(terms, width), strict=True):
        drawing.add(_segment(term, x, foot, wide, _BAR))
        x += wide + _GAP
    for term, (left, row) in zip(terms, places, strict=True):
        y = foot - 12 - row * _LEGEND_ROW
        edge = EDGE if term.hollow else term.colour
        drawing.add(Circle(left + 3, y + 2.8, 2.7, fillColor=term.colour, strokeColor=edge, strokeWidth=0.7))
        drawing.add(string(left + 10, y, _legend(term), _LABEL))
    if _verdict_width(report):
        drawing.add(string(width, foot - 12, _("belum jelas 0"), Style(8.5, BOLD, OK), anchor="end"))
    return drawing


def _terms(report: VisitReport) -> Iterator[_Term]:
    e, still_open = report.equation, report.closed is None
    terms = [_Term(group_word(group, short=True), e.of(group), COLOURS[group]) for group in TicketGroup]
    waiting = _("menunggu") if still_open else _("belum jelas")
    terms.insert(1, _Term(waiting, e.unclear, PRIMARY if still_open else BAD))
    terms.append(_Term(_("tanpa nomor"), e.sent_home, white, hollow=True))
    return (term for term in terms if term.n)


def _verdict_width(report: VisitReport) -> float:
    """Keep room for the green words, which are for a closed day alone."""
    e = report.equation
    return 64.0 if report.closed and e.numbered and not e.unclear else 0.0


def _widths(terms: list[_Term], width: float) -> list[float]:
    """Share the bar out; what is too thin to see is widened at the widest term's cost."""
    whole = sum(term.n for term in terms)
    room = width - _GAP * (len(terms) - 1)
    wide = [max(room * term.n / whole, _THINNEST) for term in terms]
    if wide:
        wide[wide.index(max(wide))] -= sum(wide) - room
    return wide


def _segment(term: _Term, x: float, y: float, wide: float, high: float) -> Rect:
    if term.hollow:
        return box(x + 0.4, y + 0.4, max(wide - 0.8, 0.4), high - 0.8, white, edge=EDGE)
    return box(x, y, wide, high, term.colour)


def _legend(term: _Term) -> str:
    return f"{count(term.n)} {term.label}"


def _legend_places(terms: list[_Term], width: float) -> tuple[list[tuple[float, int]], int]:
    places, left, row = [], 0.0, 0
    for term in terms:
        wide = 10 + _LABEL.width(_legend(term))
        if left and left + wide > width:
            left, row = 0.0, row + 1
        places.append((left, row))
        left += wide + _LEGEND_GAP
    return places, row + 1
