"""The rows of a list as Qt wants them: a plain list of things and a few columns that show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ektp_desk.gui.kit.choices import paint_tick
from ektp_desk.gui.kit.keycap import cap_size, paint_cap, paint_words
from ektp_desk.gui.kit.shapes import Shape, paint_shape, tone_of
from ektp_desk.gui.kit.tokens import Tone, colour, font, px, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence


R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, repr=False)
class Cell:
    """What stands in one place: a word, a quiet second line, a drawn shape before it.

    `tone` colours the word, `mark` the shape where it differs from the shape's own. `end` and `under_end` are
    what stays whole at the end of `text` and `under` where there is no room for all of it. The shape of one
    that is `low` stands before the second line. `heard` is for one whose shape is all that is drawn.
    """

    text: str
    under: str = ""
    shape: Shape | None = None
    tone: Tone = "ink"
    mark: Tone | None = None
    bold: bool = False
    italic: bool = False
    end: str = ""
    under_end: str = ""
    low: bool = False
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: `width` in px at a body of 15 (0 shares what is left), `small` its width in the small form.

    `key` sets the words in 600, for the number or name by which a row is known; `cap` draws them as
    the keycap that chooses the row.
    """

    title: str
    show: Callable[[R], Cell | str]
    width: int = 0
    small: int = 0
    align: Literal["left", "right", "center"] = "left"
    key: bool = False
    cap: bool = False


class Rows(QAbstractTableModel, Generic[R]):
    """Shows a list; `key_of` names a row so that a selection outlives a refresh.

    Of whom `heads` is true stands above others, as a line that keys pass over. `marks` are the keys of what
    is marked, None where nothing can be; a row stands for its own or for its `members`. Their `boxes` are
    seen always, or once something is marked.
    """

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key_of: Callable[[R], str],
        parent: QObject | None = None,
        *,
        heads: Callable[[R], bool] | None = None,
        marks: set[str] | None = None,
        boxes: bool = True,
        members: Callable[[R], Sequence[str]] = lambda _row: (),
    ) -> None:
        super().__init__(parent)
        self.columns, self.marks, self._boxes = tuple(columns), marks, boxes
        self._key_of, self._heads, self._members = key_of, heads, members
        self._rows: list[R] = []
        self._titles = [column.title for column in self.columns]

    def set_title(self, column: int, title: str) -> None:
        if title != self._titles[column]:
            self._titles[column] = title
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def set_rows(self, rows: Sequence[R]) -> bool:
        """Show these rows; say whether their keys or order changed."""
        same = [self._key_of(row) for row in rows] == [self._key_of(row) for row in self._rows]
        if same:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return False
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
        return True

    def row_at(self, place: int) -> R | None:
        """None beyond the list."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def key_at(self, place: int) -> str:
        """Empty beyond the list."""
        row = self.row_at(place)
        return "" if row is None else self._key_of(row)

    def place_of(self, key: str) -> int:
        """-1 where no row has it."""
        return next((at for at, row in enumerate(self._rows) if self._key_of(row) == key), -1)

    def is_head(self, place: int) -> bool:
        return self._heads is not None and self._heads(self._rows[place])

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Of what can be marked the first cell is a check box to who listens."""
        if index.isValid() and self.is_head(index.row()):
            return Qt.ItemFlag.NoItemFlags
        can = self.marks is not None and index.isValid() and index.column() == 0
        return super().flags(index) | (Qt.ItemFlag.ItemIsUserCheckable if can else Qt.ItemFlag.NoItemFlags)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def cell(self, place: int, column: int) -> Cell:
        shown = self.columns[column].show(self._rows[place])
        return Cell(shown) if isinstance(shown, str) else shown

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The word, the whole cell, or what is read aloud."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return None if self.marks is None or index.column() else self.tick(index.row()).value
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.heard or ", ".join(filter(None, (cell.text, cell.under)))
        return None

    def has_boxes(self) -> bool:
        return bool(self.marks) or (self.marks is not None and self._boxes)

    def stands_for(self, place: int) -> Sequence[str]:
        """The keys that a mark on this row means; none beyond the list."""
        row = self.row_at(place)
        return () if row is None else self._members(row) or (self._key_of(row),)

    def tick(self, place: int) -> Qt.CheckState:
        """Whether all that the row stands for are marked, or some."""
        marked = [key in (self.marks or ()) for key in self.stands_for(place)]
        if not any(marked):
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if all(marked) else Qt.CheckState.PartiallyChecked

    def set_marks(self, marks: set[str]) -> None:
        self.marks = marks
        if self._rows:
            first, last = self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(first, last, [Qt.ItemDataRole.CheckStateRole])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        titled = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns)
        if titled and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None


_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_INSET, _PAD, _TICK, _LOW = 16, 8, 20, 12  # px; `_LOW`: of a shape before a second line
MARK_ROOM = 32  # px that the box of a row that can be marked takes of its first column


def _room(rect: QRect, place: int, columns: int, *, ticks: bool = False) -> QRectF:
    """Where a cell's words stand; `ticks`: behind the box of the first."""
    left = px(_INSET + MARK_ROOM * ticks if place == 0 else _PAD)
    right = px(_INSET if place == columns - 1 else _PAD)
    return QRectF(rect).adjusted(left, 0, -right, 0)


_FEWEST = 3  # letters and the … that still tell anything


def fitted(text: str, end: str, metrics: QFontMetrics, width: int) -> str:
    """The words as `width` px have room for them: cut at their end, or before what stays whole."""
    room = width - metrics.horizontalAdvance(end)
    if not end or metrics.horizontalAdvance(text) <= width or room <= 0:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    begin = metrics.elidedText(text.removesuffix(end), Qt.TextElideMode.ElideRight, room)
    return begin + end if len(begin) > _FEWEST else end.lstrip(" ·")


def tick_box(rect: QRect) -> QRect:
    """Where the box stands in the first cell of a row that can be marked."""
    side = px(_TICK)
    return QRect(rect.left() + px(_INSET), rect.center().y() - side // 2 + 1, side, side)


def _has_ticks(model: QAbstractItemModel) -> bool:
    return isinstance(model, Rows) and model.has_boxes()


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
        column = self._columns[logical]
        painter.save()
        painter.setFont(font(13, 600))
        box = _room(rect, logical, len(self._columns), ticks=_has_ticks(self.model()))
        title = str(self.model().headerData(logical, self.orientation()))
        paint_words(painter, box, title, colour("ink2"), _ALIGN[column.align])
        line = tokens().line
        painter.fillRect(rect.left(), rect.bottom() + 1 - line, rect.width(), line, QColor(tokens().edge))
        painter.restore()


def _tick(index: AnyIndex) -> Qt.CheckState:
    model = index.model()
    return model.tick(index.row()) if isinstance(model, Rows) else Qt.CheckState.Unchecked


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
        if not index.flags():
            self._paint_head(painter, rect, view.width(), cell.text)
        else:
            self._paint_row(painter, rect, index, chosen=chosen, ringed=chosen and view.hasFocus())
            self._paint_cell(painter, rect, index.column(), cell)
            if index.column() == 0 and _has_ticks(index.model()):
                paint_tick(painter, tick_box(rect), _tick(index))
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, width: int, words: str) -> None:
        """Over the whole row, from its first cell."""
        if words:
            row = QRect(0, rect.y(), width, rect.height())
            painter.fillRect(row, QColor(tokens().paper))
            painter.setFont(font(13, 600))
            paint_words(painter, _room(row, 0, 1), words, colour("ink2"))

    def _last_shown(self) -> int:
        """The one at the right edge: one that has nothing to say may be hidden."""
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
        if _tick(index) is not Qt.CheckState.Unchecked:
            light = QColor(tokens().tint_primary)
            light.setAlpha(128)  # the chosen row has it whole
            painter.fillRect(rect, light)
        left = px(_INSET) if first else 0
        width = rect.width() - left - (px(_INSET) if last else 0)
        painter.fillRect(rect.left() + left, rect.bottom(), width, tokens().line, QColor(tokens().hairline))

    def _paint_cell(self, painter: QPainter, rect: QRect, place: int, cell: Cell) -> None:
        column = self._columns[place]
        if column.cap:
            centre = QRectF(rect).center()
            paint_cap(painter, cell.text, centre + QPointF(cap_size(cell.text).width() / 2, 0))
            return
        align = _ALIGN[column.align]
        if cell.shape is not None:
            side = px(_LOW if cell.low else 15)
            left = self._cell_room(rect, place).left()
            middle = rect.center().y() + (px(9) if cell.low else 0.5)
            mark = QRectF(left, middle - side / 2, side, side)
            paint_shape(painter, cell.shape, mark, colour(cell.mark or tone_of(cell.shape)))
        box = self._word_room(rect, place, cell)
        (said, letters), (below, small) = self._fitted(cell, place, box)
        words = QRectF(box)
        if cell.under:
            middle = box.center().y()
            words.setRect(box.x(), middle - px(19), box.width(), px(20))
            painter.setFont(small)
            line = QRectF(box.x(), middle, box.width(), px(18)).adjusted(px(_LOW + 5) * cell.low, 0, 0, 0)
            paint_words(painter, line, below, colour("ink2"), align)
        painter.setFont(letters)
        tone = "ink2" if cell.italic and cell.tone == "ink" else cell.tone
        paint_words(painter, words, said, colour(tone), align)

    def _cell_room(self, rect: QRect, place: int) -> QRectF:
        view = self.parent()
        ticks = isinstance(view, QTableView) and _has_ticks(view.model())
        return _room(rect, place, self._last_shown() + 1, ticks=ticks)

    def _word_room(self, rect: QRect, place: int, cell: Cell) -> QRectF:
        """Beside the shape."""
        beside = cell.shape is not None and not cell.low
        return self._cell_room(rect, place).adjusted(px(21) if beside else 0, 0, 0, 0)

    def _fitted(self, cell: Cell, place: int, room: QRectF) -> tuple[tuple[str, QFont], tuple[str, QFont]]:
        """What there is room for of both lines, and their letters."""
        width = int(room.width() + 0.5)
        weight = 600 if cell.bold or self._columns[place].key else 400
        letters, small = font(15, weight, italic=cell.italic), font(13)
        return (
            (fitted(cell.text, cell.end, QFontMetrics(letters), width), letters),
            (fitted(cell.under, cell.under_end, QFontMetrics(small), width - px(_LOW + 5) * cell.low), small),
        )

    def helpEvent(
        self,
        event: QHelpEvent | None,
        view: QAbstractItemView | None,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Tell whole, where the mouse rests, what had to be cut; it is heard whole anyway."""
        cell = index.data(CELL) if event is not None and event.type() == QEvent.Type.ToolTip else None
        if event is None or cell is None:
            return False
        place = index.column()
        (said, _letters), (below, _small) = self._fitted(
            cell, place, self._word_room(option.rect, place, cell)
        )
        whole = "\n".join(line for line in (cell.text, cell.under) if line)
        QToolTip.showText(event.globalPos(), "" if (said, below) == (cell.text, cell.under) else whole, view)
        return True
