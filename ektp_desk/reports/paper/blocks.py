"""Blocks that follow one another down a page: warn box, paragraph, definitions, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from ektp_desk.domain.paper.figures import Definition, Signatory
from ektp_desk.reports.paper.ink import (
    BODY,
    BOLD,
    HEADING,
    INK,
    INK2,
    SMALL,
    WARN,
    WARN_EDGE,
    WARN_TINT,
    Style,
    fit,
    fold,
    rule,
    write,
)
from ektp_desk.reports.paper.page import INNER, LEFT, PaperCanvas
from ektp_desk.words import _

_LINE, _SMALL_LINE = 11.5, 9.6
_TERM = Style(7.4, BOLD, INK)
SIGNATURE = 78.0
_BETWEEN_PAIRS = 12.0
_WHOLE = 8  # a paragraph up to so many lines is not torn apart
_STRONG_WARN = Style(9, BOLD, WARN)


def notice(paper: PaperCanvas, first: str, rest: tuple[str, ...] = ()) -> None:
    """Draw a warn box: one bold sentence and the plain ones under it; long ones flow on."""
    lines = [(line, _STRONG_WARN) for line in fold(first, _STRONG_WARN, INNER - 24)]
    lines += [(line, BODY) for sentence in rest for line in fold(sentence, BODY, INNER - 24)]
    while lines:
        paper.need(3 * _LINE)
        taken = lines[: max(int((paper.y - 60) // _LINE), 2)]
        lines = lines[len(taken) :]
        _warn_box(paper, taken)


def _warn_box(paper: PaperCanvas, lines: list[tuple[str, Style]]) -> None:
    high = _LINE * len(lines) + 9
    canvas, bottom = paper.canvas, paper.y - high
    canvas.setFillColor(WARN_TINT)
    canvas.setStrokeColor(WARN_EDGE)
    canvas.setLineWidth(0.6)
    canvas.rect(LEFT, bottom, INNER, high, stroke=1, fill=1)
    canvas.setFillColor(WARN)
    canvas.rect(LEFT, bottom, 3.5, high, stroke=0, fill=1)
    for number, (line, style) in enumerate(lines):
        write(canvas, line, (LEFT + 13, paper.y - 12.5 - number * _LINE), style)
    paper.y = bottom


def paragraph(paper: PaperCanvas, title: str, text: str) -> None:
    """Write a heading and folded text; flows on by lines."""
    lines = fold(text, BODY, INNER)
    paper.need(16 + _LINE * min(len(lines), _WHOLE))
    write(paper.canvas, title, (LEFT, paper.y - 9), HEADING)
    paper.y -= 12
    for line in lines:
        paper.need(_LINE)
        paper.y -= _LINE
        write(paper.canvas, line, (LEFT, paper.y + 2), BODY)


def definitions_height(definitions: tuple[Definition, ...], *, leading: float = 1.0) -> float:
    """In points, what `define` will take."""
    return _SMALL_LINE * leading * len(_lines(definitions))


def define(paper: PaperCanvas, definitions: tuple[Definition, ...]) -> None:
    """Write the terms, bold, each with what was counted, in one running text; flows on by lines."""
    high = _SMALL_LINE * paper.leading
    for line in _lines(definitions):
        paper.need(high)
        paper.y -= high
        for left, text, style in line:
            write(paper.canvas, text, (LEFT + left, paper.y + 2), style)


_Run = tuple[float, str, Style]  # where it begins on its line, in points


def _lines(definitions: tuple[Definition, ...]) -> list[list[_Run]]:
    lines: list[list[_Run]] = [[]]
    end, space = 0.0, SMALL.width(" ")
    for word, style in _styled_words(definitions):
        wide = style.width(word)
        if end and end + wide > INNER:
            lines.append([])
            end = 0.0
        if lines[-1] and lines[-1][-1][2] is style:
            left, before, _style = lines[-1].pop()
            lines[-1].append((left, f"{before} {word}", style))
        else:
            end += space * 2 if end and style is _TERM else 0
            lines[-1].append((end, word, style))
        end += wide + space
    return lines


def _styled_words(definitions: tuple[Definition, ...]) -> Iterator[tuple[str, Style]]:
    for each in definitions:
        yield from ((word, _TERM) for word in f"{each.term}:".split(" "))
        yield from ((word, SMALL) for word in each.text.split(" "))


def sign(paper: PaperCanvas, signatories: tuple[Signatory, ...], *, place_and_date: str) -> None:
    """Leave room to sign, two side by side; the date stands over the last."""
    for start in range(0, len(signatories), 2):
        pair = signatories[start : start + 2]
        paper.y -= _BETWEEN_PAIRS if start else 0
        paper.need(SIGNATURE)
        for column, each in zip((0, 1) if len(pair) > 1 else (1,), pair, strict=True):
            dated = place_and_date if each is signatories[-1] else ""
            _signature(paper, each, LEFT + (20, INNER * 0.62)[column], dated)
        paper.y -= SIGNATURE


def _signature(paper: PaperCanvas, who: Signatory, left: float, dated: str) -> None:
    canvas, wide, y = paper.canvas, INNER * 0.38, paper.y - 9
    body, name = Style(9), Style(9.5, BOLD)
    write(canvas, dated, (left, y), body)
    for line in fold(who.title, body, wide)[:2]:
        y -= 11.5
        write(canvas, line, (left, y), body)
    text, style = fit(_in_capitals(who.name), name, wide)
    write(canvas, text, (left, paper.y - 64), style)
    rule(canvas, left, left + max(style.width(text), 120), paper.y - 66.5, thick=0.7, colour=INK)
    number = _("NIP {number}").format(number=who.number) if who.number else _("NIP")
    write(canvas, number, (left, paper.y - 76), Style(8, colour=INK2))


def _in_capitals(name: str) -> str:
    """Capitals for the name, but not for the degrees behind its first comma: `S.Sos.`."""
    person, comma, degrees = name.partition(",")
    return person.upper() + comma + degrees
