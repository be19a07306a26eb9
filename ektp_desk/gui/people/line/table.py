"""The timeline as a list: one entry a row, moved through by arrows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import paint_shape, tone_of
from ektp_desk.gui.parts import Cell, Column, ListTable
from ektp_desk.gui.parts.bodies import paint_words
from ektp_desk.gui.parts.table.cells import CellPainter
from ektp_desk.gui.people.words import about_word, shape_of, title_word, when_word
from ektp_desk.usecases.people.timeline import Ahead, Done, Entry, Timeline
from ektp_desk.words import _

_MIDDLE = 1  # the column with the mark and the words


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One entry in words; `struck` was taken back, `ahead` has yet to come."""

    key: str
    when: str
    cell: Cell
    laptop: str
    entry: Entry

    @property
    def struck(self) -> bool:
        """Whether it was taken back."""
        return isinstance(self.entry, Done) and self.entry.undone is not None

    @property
    def ahead(self) -> bool:
        """Whether it has yet to come."""
        return isinstance(self.entry, Ahead)


def rows_of(shown: Timeline, today: date) -> list[Row]:
    """Put a line into words."""
    return [_row(place, entry, shown, today) for place, entry in enumerate(shown.entries)]


def _row(place: int, entry: Entry, shown: Timeline, today: date) -> Row:
    key = entry.event if isinstance(entry, Done) else f"{type(entry).__name__}-{place}"
    cell = Cell(title_word(entry), about_word(entry, shown), shape_of(entry), bold=True)
    laptop = entry.laptop if isinstance(entry, Done) else ""
    return Row(key, when_word(entry, today), cell, laptop, entry)


class LineTable(ListTable[Row]):
    """`opened` gives the key of an entry on Enter."""

    def __init__(self) -> None:
        columns: tuple[Column[Row], ...] = (
            Column(_("Kapan"), lambda row: row.when, width=112, small=104, align="right"),
            Column(_("Riwayat, terbaru di atas"), lambda row: row.cell),
            Column(_("Laptop"), lambda row: row.laptop, width=72, small=72, align="right"),
        )
        super().__init__(
            columns, lambda row: row.key, name="person_line_table", accessible_name=_("Riwayat"), lines=2
        )
        self.setItemDelegate(_LinePainter(self.rows.columns, self))

    def minimumSizeHint(self) -> QSize:
        """Live with two rows: what differs stands above."""
        return QSize(super().minimumSizeHint().width(), self.height_for(2))


class _LinePainter(CellPainter):
    """Draws the thread that joins the marks, and a line through what was taken back."""

    def _paint_cell(self, painter: QPainter, rect: QRect, place: int, cell: Cell) -> None:
        view = self.parent()
        at = view.rowAt(rect.center().y()) if isinstance(view, LineTable) else -1
        row = view.rows.row_at(at) if isinstance(view, LineTable) else None
        if place != _MIDDLE or row is None:
            super()._paint_cell(painter, rect, place, cell)
            return
        last = at == view.rows.rowCount() - 1 if isinstance(view, LineTable) else True
        self._paint_thread(painter, rect, row, first=at == 0, last=last)
        side = px(15)
        mark = QRectF(rect.left() + px(8), rect.center().y() - side / 2 + 0.5, side, side)
        if cell.shape is not None:
            painter.fillRect(mark.adjusted(1, 1, -1, -1), painter.background())
            paint_shape(painter, cell.shape, mark, colour(cell.mark or tone_of(cell.shape)))
        self._paint_words(painter, rect, row)

    def _paint_thread(self, painter: QPainter, rect: QRect, row: Row, *, first: bool, last: bool) -> None:
        middle = rect.left() + px(8) + px(15) / 2
        style = Qt.PenStyle.DotLine if row.ahead else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(tokens().edge), max(1, tokens().line), style))
        gap = px(9)
        centre = float(rect.center().y())
        if not first:
            painter.drawLine(QPointF(middle, rect.top()), QPointF(middle, centre - gap))
        if not last:
            painter.drawLine(QPointF(middle, centre + gap), QPointF(middle, rect.bottom() + 1))

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        box = QRectF(rect).adjusted(px(31), 0, -px(8), 0)
        centre = box.center().y()
        upper = QRectF(box.x(), centre - px(20), box.width(), px(21))
        lower = QRectF(box.x(), centre, box.width(), px(19))
        letter = QFont(font(15, 600))
        letter.setStrikeOut(row.struck)
        painter.setFont(letter)
        paint_words(painter, upper, row.cell.text, colour("ink2" if row.ahead or row.struck else "ink"))
        painter.setFont(font(13))
        paint_words(painter, lower, row.cell.under, colour("ink2"))
