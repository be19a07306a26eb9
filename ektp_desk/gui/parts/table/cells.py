"""Paints the rows and the head of a list: hairlines, no zebra, words left and numbers right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import paint_shape, tone_of
from ektp_desk.gui.parts.bodies import paint_words
from ektp_desk.gui.parts.keycap import cap_size, paint_cap
from ektp_desk.gui.parts.table.rows import CELL, AnyIndex, Cell, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_INSET = 16
_PAD = 8


def _room(rect: QRect, place: int, columns: int) -> QRectF:
    left = px(_INSET if place == 0 else _PAD)
    right = px(_INSET if place == columns - 1 else _PAD)
    return QRectF(rect).adjusted(left, 0, -right, 0)


def fitted(cell: Cell, metrics: QFontMetrics, width: int) -> str:
    """Give a cell's words as `width` px have room for them: cut at their end, or before what stays whole."""
    room = width - metrics.horizontalAdvance(cell.end)
    if not cell.end or metrics.horizontalAdvance(cell.text) <= width or room <= 0:
        return metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, width)
    begin = cell.text.removesuffix(cell.end)
    return metrics.elidedText(begin, Qt.TextElideMode.ElideRight, room) + cell.end


class HeadView(QHeaderView):
    """The head: 13/600 with an edge line below; nothing in it can be clicked."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(px(28))
        self.setMinimumSectionSize(px(24))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one title."""
        column = self._columns[logical]
        painter.save()
        painter.setFont(font(13, 600))
        box = _room(rect, logical, len(self._columns))
        title = str(self.model().headerData(logical, self.orientation()))
        paint_words(painter, box, title, colour("ink2"), _ALIGN[column.align])
        line = tokens().line
        painter.fillRect(rect.left(), rect.bottom() + 1 - line, rect.width(), line, QColor(tokens().edge))
        painter.restore()


class CellPainter(QStyledItemDelegate):
    """Draws a cell and its part of the row; the view draws the ring around the whole row."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell; a row that does not fit whole is left out, not cut."""
        rect: QRect = option.rect
        view: QWidget = option.widget
        if isinstance(view, QAbstractItemView) and rect.bottom() >= view.viewport().height():
            return
        cell: Cell = index.data(CELL)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_row(painter, rect, index, chosen=chosen, ringed=chosen and view.hasFocus())
        self._paint_cell(painter, rect, index.column(), cell)
        painter.restore()

    def _last_shown(self) -> int:
        """Give the column at the right edge: one that has nothing to say may be hidden."""
        view = self.parent()
        places = range(len(self._columns))
        return max(at for at in places if not (isinstance(view, QTableView) and view.isColumnHidden(at)))

    def _paint_row(
        self, painter: QPainter, rect: QRect, index: AnyIndex, *, chosen: bool, ringed: bool
    ) -> None:
        first, last = index.column() == 0, index.column() == self._last_shown()
        if chosen:
            # Qt has laid its own tint below already: a table that stands back covers it.
            back = getattr(self.parent(), "is_back", False)
            painter.fillRect(rect, QColor(tokens().white if back else tokens().selected))
            if first:
                inset = tokens().ring if ringed else 0
                bar = rect.adjusted(inset, inset, 0, -inset)
                bar.setWidth(px(4))
                painter.fillRect(bar, colour("primary"))
            return
        left = px(_INSET) if first else 0
        width = rect.width() - left - (px(_INSET) if last else 0)
        painter.fillRect(rect.left() + left, rect.bottom(), width, tokens().line, QColor(tokens().hairline))

    def _paint_cell(self, painter: QPainter, rect: QRect, place: int, cell: Cell) -> None:
        column = self._columns[place]
        if column.cap:
            centre = QRectF(rect).center()
            paint_cap(painter, cell.text, centre + QPointF(cap_size(cell.text).width() / 2, 0))
            return
        box, align = _room(rect, place, self._last_shown() + 1), _ALIGN[column.align]
        if cell.shape is not None:
            side = px(15)
            mark = QRectF(box.left(), rect.center().y() - side / 2 + 0.5, side, side)
            paint_shape(painter, cell.shape, mark, colour(cell.mark or tone_of(cell.shape)))
            box.setLeft(box.left() + px(21))
        words = QRectF(box)
        if cell.under:
            middle = box.center().y()
            words.setRect(box.x(), middle - px(19), box.width(), px(20))
            below = QRectF(box.x(), middle, box.width(), px(18))
            painter.setFont(font(13))
            paint_words(painter, below, cell.under, colour("ink2"), align)
        weight = 600 if cell.bold or column.key else 400
        painter.setFont(font(15, weight, italic=cell.italic))
        tone = "ink2" if cell.italic and cell.tone == "ink" else cell.tone
        said = fitted(cell, QFontMetrics(painter.font()), int(words.width() + 0.5))
        paint_words(painter, words, said, colour(tone), align)
