"""The list: one row is chosen, keys move it, and a refresh leaves both choice and scroll alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Literal

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTableView

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts.bodies import paint_ring
from ektp_desk.gui.parts.table.cells import CellPainter, HeadView
from ektp_desk.gui.parts.table.habits import paint_place, settle, spread
from ektp_desk.gui.parts.table.rows import Column, R, Rows


class ListTable(QTableView, Generic[R]):
    """Rows of `columns`; `lines` 2 makes room for a second line in every row.

    `selected` gives the key of the chosen row ("" for none), `opened` the key on Enter or a
    double click, `more` how many rows stand below the last one shown.
    """

    selected = Signal(str)
    opened = Signal(str)
    more = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key_of: Callable[[R], str],
        *,
        name: str,
        accessible_name: str,
        lines: Literal[1, 2] = 1,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.rows: Rows[R] = Rows(columns, key_of, self)
        self._lines, self._small, self.is_back = lines, False, False
        self._told, self._below = "", -1
        settle(self)
        self.setHorizontalHeader(HeadView(self.rows.columns, self))
        self.setItemDelegate(CellPainter(self.rows.columns, self))
        self.horizontalHeader().setAccessibleName(accessible_name)
        self.setModel(self.rows)
        self.set_small(False)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _index: self._open())
        self.verticalScrollBar().valueChanged.connect(self._count_below)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the chosen one stays chosen, or its place does if it has gone."""
        place, key, scroll = self.currentIndex().row(), self.selected_key(), self.verticalScrollBar().value()
        if self.rows.set_rows(rows) and key:
            at = self.rows.place_of(key)
            self.selectRow(at if at >= 0 else min(place, len(rows) - 1))
            self.verticalScrollBar().setValue(scroll)
        self._tell()
        self._count_below()

    def selected_key(self) -> str:
        """Give the key of the chosen row, or an empty string."""
        return self.rows.key_at(self.currentIndex().row())

    def selected_row(self) -> R | None:
        """Give the chosen row itself, or None."""
        return self.rows.row_at(self.currentIndex().row())

    def select_key(self, key: str) -> bool:
        """Choose the row with `key` and bring it into view; say whether it is there."""
        at = self.rows.place_of(key)
        if at >= 0:
            self.selectRow(at)
            self.scrollTo(self.rows.index(at, 0))
        return at >= 0

    def choose_none(self) -> None:
        """Take the mark away; the next focus marks the first row."""
        self.selectionModel().clear()

    def stand_back(self, *, back: bool) -> None:
        """Leave the tint to another table; the chosen row keeps its bar."""
        self.is_back = back
        self.viewport().update()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take row height and column widths of the small form."""
        self._small = small
        tall = px(46 if self._lines == 2 else 34 if small else 35)
        self.verticalHeader().setDefaultSectionSize(tall)
        spread(self, self.rows.columns, small=small)
        self._keep_in_sight()

    def height_for(self, rows: int) -> int:
        """Give the px that the head and `rows` rows need."""
        return self.horizontalHeader().height() + rows * self.verticalHeader().defaultSectionSize()

    def minimumSizeHint(self) -> QSize:
        """Live with three rows."""
        return QSize(px(240), self.height_for(3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; letters belong to the screen and do not jump to a row that begins with them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A key still held from the page before is not a second act.
            if not event.isAutoRepeat():
                self._open()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rowCount():
            # Qt goes to the first and last column; a whole row is chosen here, so to the first and last row.
            at = 0 if event.key() == Qt.Key.Key_Home else self.rows.rowCount() - 1
            self.select_key(self.rows.key_at(at))
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when nothing was chosen, so that there is something to act on."""
        super().focusInEvent(event)
        if self.rows.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))  # Qt makes the first current, and selects none
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen row in sight: keys act on it."""
        super().resizeEvent(event)
        self._keep_in_sight()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll by whole rows to the end too, where Qt would cut the first one."""
        super().scrollContentsBy(dx, dy)
        self._begin_whole()

    def updateGeometries(self) -> None:
        """Keep the first row whole in another room."""
        super().updateGeometries()
        self._begin_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then the ring around the chosen one, and where in a long list this is."""
        super().paintEvent(event)
        painter, room = QPainter(self.viewport()), self.viewport().height()
        paint_place(painter, self)
        place = self.currentIndex().row()
        if place < 0 or not self.hasFocus():
            return
        top, tall = self.rowViewportPosition(place), self.rowHeight(place)
        if top + tall <= room:
            paint_ring(painter, QRectF(0, top, self.viewport().width(), tall))

    def _keep_in_sight(self) -> None:
        if self.selectionModel().hasSelection():
            self.scrollTo(self.rows.index(self.currentIndex().row(), 0))
        self._count_below()

    def _begin_whole(self) -> None:
        head = self.verticalHeader()
        top = self.verticalScrollBar().value() * head.defaultSectionSize()
        if head.offset() != top:
            head.setOffset(top)
            self.viewport().update()

    def _open(self) -> None:
        if key := self.selected_key():
            self.opened.emit(key)

    def _tell(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        if (key := self.selected_key()) != self._told:
            self._told = key
            self.selected.emit(key)

    def _count_below(self, _value: int = 0) -> None:
        tall = max(1, self.verticalHeader().defaultSectionSize())
        shown = self.viewport().height() // tall
        below = max(0, self.rows.rowCount() - self.verticalScrollBar().value() - shown)
        if below != self._below:
            self._below = below
            self.more.emit(below)
