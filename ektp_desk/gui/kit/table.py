"""The list: one row is chosen, keys move it, and a refresh leaves both choice and scroll alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Literal

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from ektp_desk.gui.kit.keycap import paint_ring
from ektp_desk.gui.kit.labels import Elided, label
from ektp_desk.gui.kit.rows import MARK_ROOM, CellPainter, Column, HeadView, R, Rows, tick_box
from ektp_desk.gui.kit.tokens import is_small, px, tokens


def settle(view: QTableView) -> None:
    """Choose whole rows one at a time, edit nothing, leave Tab to the screen, and draw no grid."""
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.setShowGrid(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    # The foot says how many more there are; a bar would take width from every row.
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)


def spread(view: QTableView, columns: Sequence[Column[Any]], *, lead: int = 0) -> None:
    """Those without a width share what is left; the first has `lead` px more."""
    head = view.horizontalHeader()
    for place, column in enumerate(columns):
        width = (column.small or column.width) if is_small() else column.width
        width += 0 if place or not width else lead
        stretch = QHeaderView.ResizeMode.Stretch
        head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed if width else stretch)
        if width:
            head.resizeSection(place, px(width))


def paint_place(painter: QPainter, view: QTableView) -> None:
    """Draw, at the right edge of a list longer than its room, which part of it is in view."""
    room, count = view.viewport().height(), view.model().rowCount()
    shown = room // max(1, view.verticalHeader().defaultSectionSize())
    if count <= shown:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().edge))
    tall = max(px(24), room * shown / count)
    top = (room - tall) * view.verticalScrollBar().value() / max(1, count - shown)
    painter.drawRoundedRect(QRectF(view.viewport().width() - px(6), top, px(3), tall), 1.5, 1.5)


class ListTable(QTableView, Generic[R]):
    """Rows of `columns`; `lines` 2 makes room for a second line in every row.

    `selected` gives the key of the chosen row ("" for none), `opened` the key on Enter or a
    double click, `more` how many rows stand below the last one shown. Of a `markable` one several rows
    can be marked, by a click on the box or by `toggle`: `marked` tells that others are. A row may stand for
    others, its `members`: they are what is marked, whether or not they have rows. Its `boxes` are seen
    always, or once something is marked.
    """

    selected = Signal(str)
    marked = Signal()
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
        heads: Callable[[R], bool] | None = None,
        markable: bool = False,
        boxes: bool = True,
        members: Callable[[R], Sequence[str]] = lambda _row: (),
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        marks: set[str] | None = set() if markable else None
        self.rows: Rows[R] = Rows(
            columns, key_of, self, heads=heads, marks=marks, boxes=boxes, members=members
        )
        self.is_back = False
        self._told, self._below = "", -1
        settle(self)
        self.setHorizontalHeader(HeadView(self.rows.columns, self))
        self.setItemDelegate(CellPainter(self.rows.columns, self))
        self.horizontalHeader().setAccessibleName(accessible_name)
        self.setModel(self.rows)
        self.verticalHeader().setDefaultSectionSize(px(46 if lines == 2 else 34 if is_small() else 35))
        spread(self, self.rows.columns, lead=MARK_ROOM if self.rows.has_boxes() else 0)
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
        self._mark((self.rows.marks or set()) & set(self._markable()))

    def marks(self) -> list[str]:
        """The keys of what is marked, top first."""
        return [key for key in self._markable() if key in (self.rows.marks or ())]

    def mark(self, keys: Iterable[str]) -> None:
        """Mark these, and no others."""
        self._mark(set(self._markable()).intersection(keys))

    def toggle(self, key: str = "") -> None:
        """Mark a row, the chosen one unless another is named; one that is marked whole no longer."""
        if key := key or self.selected_key():
            meant, marks = set(self.rows.stands_for(self.rows.place_of(key))), self.rows.marks or set()
            self._mark(marks - meant if meant <= marks else marks | meant)

    def mark_all(self) -> None:
        """Mark all; when all are, none."""
        everybody = set(self._markable())
        self._mark(set() if everybody == self.rows.marks else everybody)

    def _markable(self) -> dict[str, None]:
        """Each key once, top first."""
        places = (at for at in range(self.rows.rowCount()) if not self.rows.is_head(at))
        return {key: None for at in places for key in self.rows.stands_for(at)}

    def _mark(self, keys: set[str]) -> None:
        if self.rows.marks is not None and keys != self.rows.marks:
            had = self.rows.has_boxes()
            self.rows.set_marks(keys)
            if had != self.rows.has_boxes():
                spread(self, self.rows.columns, lead=0 if had else MARK_ROOM)
                self.horizontalHeader().viewport().update()
            self.marked.emit()

    def selected_key(self) -> str:
        """Empty where no row is chosen."""
        return self.rows.key_at(self.currentIndex().row())

    def selected_row(self) -> R | None:
        return self.rows.row_at(self.currentIndex().row())

    def select_key(self, key: str) -> bool:
        """Choose the row with `key` and bring it into view; say whether it is there."""
        at = self.rows.place_of(key)
        if at >= 0:
            self.selectRow(at)
            self.scrollTo(self.rows.index(at, 0))
        return at >= 0

    def select_first(self) -> None:
        """Choose the first that is no line above others."""
        places = range(self.rows.rowCount())
        if (at := next((at for at in places if not self.rows.is_head(at)), -1)) >= 0:
            self.selectRow(at)
            self.scrollToTop()

    def choose_none(self) -> None:
        """Take the mark away; the next focus marks the first row."""
        self.selectionModel().clear()

    def stand_back(self, *, back: bool) -> None:
        """Leave the tint to another table; the chosen row keeps its bar."""
        self.is_back = back
        self.viewport().update()

    def height_for(self, rows: int) -> int:
        """In px, with the head."""
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark by a click on a row's box; the row is chosen as well."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not self.rows.has_boxes() or not index.isValid() or index.column():
            return
        rect = self.visualRect(index)
        if event.position().x() <= tick_box(rect).right() + px(6):
            self.toggle(self.rows.key_at(index.row()))

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
        if not self.hasFocus():
            return
        if place < 0:
            paint_ring(painter, QRectF(self.viewport().rect()))
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


class TableFoot(QWidget):
    """Stands below `table`; `say` words the number of rows not shown ("5 nomor lagi")."""

    def __init__(self, table: ListTable[Any], say: Callable[[int], str], hint: str = "") -> None:
        super().__init__()
        self._say = say
        self._more = label("", "help")
        # As high as its letters, as the keys are: both stand in one line.
        self._more.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(16))
        row.addWidget(self._more)
        self._more.hide()
        row.addStretch(1)
        self._hint = Elided(hint, "help")
        row.addWidget(self._hint)
        table.more.connect(self._on_more)
        self.setFixedHeight(px(26))

    def text(self) -> str:
        """Empty when all rows are in view."""
        return self._more.text()

    def say_keys(self, hint: str, *, short: str = "", cut: bool = True) -> None:
        """Name other keys, or none, where what they do changes with the focus; `cut` lets them give way."""
        self._hint.set_text(hint, short=short)
        self._hint.setMinimumWidth(0 if cut else self._hint.sizeHint().width())

    def keys(self) -> str:
        return self._hint.full_text()

    def hold(self, *buttons: QWidget) -> None:
        """Take quiet buttons to the right end."""
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._row.addWidget(button)

    def _on_more(self, count: int) -> None:
        said = self._say(count) if count else ""
        self._more.setText(said)
        self._more.setVisible(bool(said))  # an empty one would keep the room of what it said last
