"""Tables on paper: hairlines, numbers right, sums bold under an edge line; flows to no second page."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from ektp_desk.domain.paper.figures import BySex
from ektp_desk.reports.paper.ink import (
    BODY,
    COLUMN_HEAD,
    EDGE,
    HAIRLINE,
    HEADING,
    INK,
    QUIET,
    STRONG,
    Style,
    fit,
    rule,
    write,
)
from ektp_desk.words.numbers import count_or_none

ROW, _TITLE, _HEADS = 13.0, 14.0, 13.0
_INDENT = 10.0


@dataclass(frozen=True, slots=True)
class TableRow:
    """A label and its cells; `depth` indents (and quietens) it, `strong` is a sum."""

    label: str
    cells: tuple[str, ...]
    strong: bool = False
    depth: int = 0
    colour: Color = INK
    note: str = ""  # said quietly behind the label


@dataclass(frozen=True, slots=True)
class Table:
    """A title, column heads, and where each column's right edge lies, in points from `left`.

    `row` is the height of one, in points.
    """

    title: str
    heads: tuple[str, ...]
    edges: tuple[float, ...]
    rows: tuple[TableRow, ...]
    row: float = ROW

    @property
    def height(self) -> float:
        """Points from the top of the title to the last line."""
        return self.head_room + self.row * len(self.rows)

    @property
    def head_room(self) -> float:
        """Points from the top of the title to the line under the heads, if there are heads."""
        return _TITLE + (_HEADS if self.heads else 0)


def sexes(n: BySex) -> tuple[str, str, str, str]:
    """L, P, Tak dikenal and Jumlah."""
    return (
        count_or_none(n.male),
        count_or_none(n.female),
        count_or_none(n.unknown),
        count_or_none(n.total),
    )


def draw_table(canvas: Canvas, table: Table, left: float, top: float) -> float:
    """Draw it with its upper left corner there; gives the y of its lower edge."""
    write(canvas, table.title, (left, top - 9), HEADING)
    right, y = left + table.edges[-1], top - table.head_room
    if table.heads:
        _heads(canvas, table, left, y)
    rule(canvas, left, right, y, thick=0.8, colour=EDGE)
    for position, row in enumerate(table.rows, start=1):
        y -= table.row
        _row(canvas, row, table.edges, (left, y + 3.8 - (ROW - table.row) / 2))
        after = table.rows[position : position + 1]
        heavy = bool(after) and after[0].strong
        rule(canvas, left, right, y, thick=0.7 if heavy else 0.5, colour=EDGE if heavy else HAIRLINE)
    return y


def _heads(canvas: Canvas, table: Table, left: float, y: float) -> None:
    first, *others = table.heads
    write(canvas, first, (left, y + 3.8), COLUMN_HEAD)
    for head, edge in zip(others, table.edges, strict=True):
        write(canvas, head, (left + edge, y + 3.8), COLUMN_HEAD, align="right")


def _row(canvas: Canvas, row: TableRow, edges: tuple[float, ...], at: tuple[float, float]) -> None:
    left, y = at
    style = _style(row)
    start = left + _INDENT * row.depth
    widest = max((style.width(cell) for cell in row.cells[:1]), default=0.0)
    label, fitted = fit(row.label, style, left + edges[0] - widest - 4 - start)
    write(canvas, label, (start, y), fitted)
    if row.note:
        write(canvas, row.note, (start + fitted.width(label) + 4, y), QUIET)
    for cell, edge in zip(row.cells, edges, strict=True):
        write(canvas, cell, (left + edge, y), style, align="right")


def _style(row: TableRow) -> Style:
    if row.strong:
        return Style(STRONG.size, STRONG.font, row.colour)
    return QUIET if row.depth else Style(BODY.size, BODY.font, row.colour)
