"""A list below a line edit, fed by whoever searches; the typing goes on in the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.parts.bodies import paint_words

_PICK = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True, repr=False)
class Pick:
    """One line of the list: what stands in bold, a quiet second part, and a remark at the right."""

    key: str
    text: str
    help: str = ""
    right: str = ""


class Chooser(QListWidget):
    """Opens when `set_choices` brings something; arrows and Enter choose, Esc closes, a click chooses.

    It ends above `foot`, whose keys would otherwise be read in vain. `turned`: it was opened or closed.
    """

    chosen = Signal(str)
    turned = Signal()

    def __init__(
        self,
        edit: QLineEdit,
        accessible_name: str,
        *,
        most: int = 8,
        foot: QWidget | None = None,
        name: str = "",
    ) -> None:
        super().__init__(edit)
        self._edit, self._most, self._foot = edit, most, foot
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_PickPainter(self))
        self.itemClicked.connect(self._take)
        edit.installEventFilter(self)
        self.hide()

    def set_choices(self, picks: Sequence[Pick]) -> None:
        """Show these instead; none closes the list. The first is at hand for Enter."""
        self.clear()
        for pick in picks:
            item = QListWidgetItem(" · ".join(part for part in (pick.text, pick.help, pick.right) if part))
            item.setData(_PICK, pick)
            self.addItem(item)
        if not picks:
            self.hide()
            return
        self.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move in the list, while it is open, from the field."""
        if watched is not self._edit or not self.isVisible():
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut or event.type() == QEvent.Type.Hide:
            self.hide()
        elif isinstance(event, QKeyEvent) and _is_ours(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                # Otherwise the screen's own Enter or Esc would act behind the list.
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is open."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is closed."""
        super().hideEvent(event)
        self.turned.emit()

    def _press(self, key: Qt.Key) -> None:
        if key in _MOVES:
            self.setCurrentRow((self.currentRow() + _MOVES[key]) % self.count())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            self._take(self.currentItem())

    def _take(self, item: QListWidgetItem | None) -> None:
        self.hide()
        if item is not None:
            pick: Pick = item.data(_PICK)
            self.chosen.emit(pick.key)

    def _place(self) -> None:
        window = self._edit.window()
        if self.parent() is not window:
            self.setParent(window)
        below = self._edit.mapTo(window, QPoint(0, self._edit.height() + px(2)))
        row = self.sizeHintForRow(0)
        edges = 2 * (px(4) + tokens().line)
        end = self._foot.mapTo(window, QPoint(0, 0)).y() if self._foot is not None else window.height()
        # Whole rows only: a row cut in half says nothing.
        rows = min(self.count(), self._most, max(1, (end - below.y() - px(8) - edges) // row))
        width = max(self._edit.width(), px(200))
        left = min(below.x(), max(0, window.width() - width - px(8)))
        self.setGeometry(left, below.y(), width, rows * row + edges)


_OURS = {*_MOVES, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _is_ours(event: QKeyEvent) -> bool:
    # Ctrl+Enter is the screen's blue button, also while the list is open.
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return Qt.Key(event.key()) in _OURS and not control


class _PickPainter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: object) -> QSize:
        return QSize(px(200), px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        pick: Pick = index.data(_PICK)  # type: ignore[attr-defined]  # the stub types indexes per overload
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            _paint_ground(painter, rect)
        box = QRectF(rect).adjusted(px(12), px(3), -px(10), -px(3))
        if pick.right:
            painter.setFont(font(13))
            paint_words(painter, box, pick.right, colour("ink2"), Qt.AlignmentFlag.AlignRight)
            box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(pick.right) - px(12))
        upper, lower = QRectF(box), QRectF(box)
        if pick.help:
            upper.setBottom(box.center().y() + 1)
            lower.setTop(box.center().y() + 1)
            painter.setFont(font(13))
            paint_words(painter, lower, pick.help, colour("ink2"))
        painter.setFont(font(15, 600))
        paint_words(painter, upper, pick.text, colour("ink"))
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().selected))
    painter.drawRoundedRect(rect, px(4), px(4))
    bar = QRectF(rect.left(), rect.top() + px(6), px(3), rect.height() - px(12))
    painter.fillRect(bar, colour("primary"))
