"""Papers that name people: rows under headings over as many pages as they need, heads on each."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.paper.names import FOR_A_PEN, NameGroup, NameList, NamesRow, Part
from ektp_desk.reports.paper.blocks import define, definitions_height, notice
from ektp_desk.reports.paper.furniture import base_definition, origin_furniture, title_block
from ektp_desk.reports.paper.ink import (
    BODY,
    COLUMN_HEAD,
    EDGE,
    HAIRLINE,
    HEADING,
    INK,
    INK2,
    SEMIBOLD,
    STRONG,
    Style,
    fit,
    fold,
    rule,
    write,
)
from ektp_desk.reports.paper.page import INNER, LEFT, RIGHT, PaperCanvas
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.columns import column_head
from ektp_desk.words.sexes import counted_sexes

_LINE, _PAD, _TICK = 10.5, 4.5, 9.0
_ORDINAL = 24.0  # the running number before each row
_GAP = 8.0
_NAME = Style(8.5, SEMIBOLD)
# Shares of the width that is left over once the narrow columns have theirs, in points.
_NARROW = {
    Part.NUMBER: 34.0,
    Part.SEX: 18.0,
    Part.YEAR: 28.0,
    Part.AGE: 76.0,
    Part.NIK: 88.0,
    Part.PLACE: 46.0,
    Part.TICK: 30.0,
    Part.DONE: 30.0,
}
_SHARES = {
    Part.NAME: 3.0,
    Part.DUSUN: 1.5,
    Part.ADDRESS: 3.0,
    Part.CANNOT: 1.8,
    Part.OUTCOME: 2.8,
    Part.REASON: 3.4,
    Part.NOTE: 2.0,
    Part.SAID_BY: 2.4,
}
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Column:
    part: Part
    left: float
    wide: float


def render_names(names: NameList) -> bytes:
    """Draw the list as PDF; the same facts give the same bytes."""
    running = f"{names.title} · {names.place} · {names.when}"
    paper = PaperCanvas(origin_furniture(names.origin, names.title, running))
    title_block(paper, names.title, names.when, names.place, names.place_code, names.origin)
    _asks(paper, names)
    columns = _columns(names.columns)
    if not names.count:
        _say_empty(paper, names)
    for group in names.groups:
        _group(paper, group, columns)
    _totals(paper, names)
    _foot(paper, names)
    return paper.finish()


def _columns(parts: tuple[Part, ...]) -> tuple[_Column, ...]:
    narrow = sum(_NARROW[part] for part in parts if part in _NARROW)
    room = INNER - _ORDINAL - narrow - _GAP * (len(parts) - 1)
    whole = sum(_SHARES[part] for part in parts if part in _SHARES) or 1.0
    found, left = [], LEFT + _ORDINAL
    for part in parts:
        wide = _NARROW.get(part) or room * _SHARES[part] / whole
        found.append(_Column(part, left, wide))
        left += wide + _GAP
    return tuple(found)


def _asks(paper: PaperCanvas, names: NameList) -> None:
    for line in names.asks:
        for text in fold(line, BODY, INNER):
            paper.y -= 11.5
            write(paper.canvas, text, (LEFT, paper.y), BODY)
    paper.y -= 8 if names.asks else 0


def _say_empty(paper: PaperCanvas, names: NameList) -> None:
    paper.y -= 24
    write(paper.canvas, names.empty, (LEFT, paper.y), HEADING)
    paper.y -= 10


def _group(paper: PaperCanvas, group: NameGroup, columns: tuple[_Column, ...]) -> None:
    if not group.rows:
        return
    paper.need(62)
    _heading(paper, group, again=False)
    _heads(paper, columns)
    for place, row in enumerate(group.rows, start=1):
        lines = _lines(row, columns)
        high = max(len(cell) for cell in lines) * _LINE + _PAD
        if not paper.room(high):
            paper.turn()
            _heading(paper, group, again=True)
            _heads(paper, columns)
        _row(paper, place, lines, columns)
    paper.y -= 6


def _heading(paper: PaperCanvas, group: NameGroup, *, again: bool) -> None:
    """Name the group and how many they are; a group without a name needs none."""
    if not group.heading and not again:
        paper.y -= 4
        return
    paper.y -= 16
    words = (
        _("{heading} (lanjutan)").format(heading=group.heading) if again and group.heading else group.heading
    )
    n = group.sexes
    parts = counted_sexes(n.male, n.female)
    if n.unknown:
        parts.append(_("tak dikenal {n}").format(n=count(n.unknown)))
    tally = _("{n} orang ({parts})").format(n=count(n.total), parts=", ".join(parts)) if n.total else ""
    text, style = fit(words, HEADING, INNER - 150)
    write(paper.canvas, text, (LEFT, paper.y), style)
    write(paper.canvas, tally, (RIGHT, paper.y), Style(8.5, colour=INK2), align="right")


def _heads(paper: PaperCanvas, columns: tuple[_Column, ...]) -> None:
    paper.y -= 12
    for column in columns:
        text, style = fit(column_head(column.part), COLUMN_HEAD, column.wide)
        write(paper.canvas, text, (column.left, paper.y), style)
    paper.y -= 3.5
    rule(paper.canvas, LEFT, RIGHT, paper.y, thick=0.8, colour=EDGE)


def _lines(row: NamesRow, columns: tuple[_Column, ...]) -> list[list[tuple[str, Style]]]:
    """Fold each cell to its width: a long name takes a second line, never the next column."""
    return [_folded(row.cells.get(column.part, ""), column) for column in columns]


def _folded(text: str, column: _Column) -> list[tuple[str, Style]]:
    style = _NAME if column.part is Part.NAME else STRONG if column.part is Part.NUMBER else BODY
    if not text or style.width(text) <= column.wide:
        return [(text, style)]  # nearly all: a whole desa's list has tens of thousands of cells
    folded = fold(text, style, column.wide)
    kept = folded[:_MOST_LINES]
    if len(folded) > _MOST_LINES:
        kept[-1] = f"{kept[-1]} …"
    return [fit(line, style, column.wide) for line in kept]


def _row(
    paper: PaperCanvas, place: int, lines: list[list[tuple[str, Style]]], columns: tuple[_Column, ...]
) -> None:
    canvas, top = paper.canvas, paper.y
    high = max(len(cell) for cell in lines) * _LINE + _PAD
    write(canvas, str(place), (LEFT + _ORDINAL - 8, top - _LINE), Style(7.4, colour=INK2), align="right")
    for column, cell in zip(columns, lines, strict=True):
        if column.part in FOR_A_PEN:
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.7)
            canvas.rect(column.left + 4, top - _LINE - 1.5, _TICK, _TICK, stroke=1, fill=0)
        for number, (text, style) in enumerate(cell, start=1):
            if text:
                write(canvas, text, (column.left, top - number * _LINE), style)
    paper.y = top - high
    rule(canvas, LEFT, RIGHT, paper.y, thick=0.5, colour=HAIRLINE)


def _totals(paper: PaperCanvas, names: NameList) -> None:
    """Say the sums once more at the end, where a reader checks them."""
    if not names.totals:
        return
    paper.need(13.0 * len(names.totals) + 8)
    paper.y -= 4
    for label, value in names.totals:
        paper.y -= 13
        write(paper.canvas, label, (LEFT + _ORDINAL, paper.y), STRONG)
        write(paper.canvas, value, (LEFT + 260, paper.y), STRONG, align="right")
    paper.y -= 8


def _foot(paper: PaperCanvas, names: NameList) -> None:
    if names.missing:
        paper.y -= 6
        notice(paper, _("Belum termasuk: {what}").format(what=names.missing[0]), names.missing[1:])
    terms = (*names.definitions, base_definition(names.origin))
    paper.y -= 8
    if not paper.room(definitions_height(terms)):
        paper.turn()
    define(paper, terms)
