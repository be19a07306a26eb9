"""Wide tables that flow over pages: heads of up to two lines on each, numbers right, the sum bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ektp_desk.domain.paper.tabled import TabledCell
from ektp_desk.reports.paper.ink import (
    BODY,
    COLUMN_HEAD,
    EDGE,
    HAIRLINE,
    HEADING,
    STRONG,
    Style,
    fit,
    fold,
    rule,
    write,
)
from ektp_desk.reports.paper.page import INNER, LEFT, RIGHT, PaperCanvas
from ektp_desk.words import _
from ektp_desk.words.numbers import NONE, count

_LINE, _PAD, _HEAD_LINE, _GAP = 10.0, 3.6, 8.6, 5.0
_MOST_LINES = 3
_LAST = 3  # rows that stay together above a signature
_WHOLE = 300.0  # points up to which a block is not torn apart


@dataclass(frozen=True, slots=True)
class Lane:
    """One column: its head, its width in points, and whether it holds words."""

    head: str
    wide: float
    words: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class GridRow:
    """One row; `strong` is a sum, `first` begins a block under an edge line."""

    cells: tuple[TabledCell, ...]
    strong: bool = False
    first: bool = False


def flow(
    paper: PaperCanvas, title: str, lanes: Sequence[Lane], lines: Sequence[GridRow], *, ending: float = 0.0
) -> None:
    """Write the table from here on, as many pages as it takes.

    What follows takes `ending` points: its last rows go with it, so that no signature stands alone on a page.
    """
    paper.need(_head_height(lanes) + 60)
    _heads(paper, title, lanes)
    blocks = _blocks(lines, last=_LAST if ending else 1)
    for at, block in enumerate(blocks, start=1):
        rows = [(line, _folded(line, lanes)) for line in block]
        high = sum(_height(cells) for _line, cells in rows)
        after = ending if at == len(blocks) else 0.0
        if not paper.room(min(high, _WHOLE) + after):
            paper.turn()
            _heads(paper, _("{title} (lanjutan)").format(title=title), lanes)
        for line, cells in rows:
            if not paper.room(_height(cells)):
                paper.turn()
                _heads(paper, _("{title} (lanjutan)").format(title=title), lanes)
            _row(paper, line, cells, lanes)


def _blocks(lines: Sequence[GridRow], *, last: int) -> list[list[GridRow]]:
    """Part the rows where a block begins; without blocks each row is one, and the `last` rows are."""
    found: list[list[GridRow]] = []
    blocked = any(line.first for line in lines)
    for at, line in enumerate(lines):
        alone = not blocked and at <= len(lines) - last
        if line.first or alone or not found:
            found.append([])
        found[-1].append(line)
    return found


def _height(cells: list[list[tuple[str, Style]]]) -> float:
    return max(len(cell) for cell in cells) * _LINE + _PAD


def spare(lanes: Sequence[Lane]) -> float:
    """What a page's width leaves to one more column of words."""
    return max(INNER - sum(lane.wide + _GAP for lane in lanes), 60.0)


def _head_height(lanes: Sequence[Lane]) -> float:
    return max(len(fold(lane.head, COLUMN_HEAD, lane.wide)) for lane in lanes) * _HEAD_LINE


def _heads(paper: PaperCanvas, title: str, lanes: Sequence[Lane]) -> None:
    write(paper.canvas, title, (LEFT, paper.y - 12), HEADING)
    paper.y -= 19 + _head_height(lanes)
    for lane, left in zip(lanes, _lefts(lanes), strict=True):
        for up, text in enumerate(reversed(fold(lane.head, COLUMN_HEAD, lane.wide))):
            _put(paper, fit(text, COLUMN_HEAD, lane.wide), lane, left, paper.y + 3.8 + up * _HEAD_LINE)
    rule(paper.canvas, LEFT, RIGHT, paper.y, thick=0.8, colour=EDGE)


def _lefts(lanes: Sequence[Lane]) -> list[float]:
    found, left = [], LEFT
    for lane in lanes:
        found.append(left)
        left += lane.wide + _GAP
    return found


def _folded(line: GridRow, lanes: Sequence[Lane]) -> list[list[tuple[str, Style]]]:
    style = STRONG if line.strong else BODY
    found = []
    for cell, lane in zip(line.cells, lanes, strict=True):
        text = _text(cell, line)
        folded = fold(text, style, lane.wide) if lane.words else [text]
        kept = folded[:_MOST_LINES]
        if len(folded) > _MOST_LINES:
            kept[-1] += " …"
        found.append([fit(each, style, lane.wide) for each in kept])
    return found


def _text(cell: TabledCell, line: GridRow) -> str:
    """Zero reads as a dash, but not in a sum: there it is the message."""
    if cell is None:
        return NONE
    if isinstance(cell, int):
        return count(cell) if cell or line.strong else NONE
    return cell


def _row(
    paper: PaperCanvas, line: GridRow, cells: list[list[tuple[str, Style]]], lanes: Sequence[Lane]
) -> None:
    top = paper.y
    if line.strong or line.first:
        rule(paper.canvas, LEFT, RIGHT, top, thick=0.7, colour=EDGE)
    for lane, left, cell in zip(lanes, _lefts(lanes), cells, strict=True):
        for number, each in enumerate(cell, start=1):
            _put(paper, each, lane, left, top - number * _LINE + 0.6)
    paper.y = top - _height(cells)
    rule(paper.canvas, LEFT, RIGHT, paper.y, thick=0.5, colour=HAIRLINE)


def _put(paper: PaperCanvas, text: tuple[str, Style], lane: Lane, left: float, y: float) -> None:
    if lane.words:
        write(paper.canvas, text[0], (left, y), text[1])
    else:
        write(paper.canvas, text[0], (left + lane.wide, y), text[1], align="right")
