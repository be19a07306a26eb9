"""Lists that open below a box: fed by a search, or of fixed answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ektp_desk.gui.kit.icons import icon_pixmap
from ektp_desk.gui.kit.keycap import CapGround, as_pressed, cap_size, paint_body, paint_cap, paint_words
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.tokens import Tone, colour, font, is_small, px, tokens
from ektp_desk.words import _, n_
from ektp_desk.words.numbers import count

_PICK = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True, repr=False)
class Pick:
    """One line of the list: bold words with a mark behind, a quiet second part, a remark at the right."""

    key: str
    text: str
    help: str = ""
    right: str = ""
    mark: str = ""


class Chooser(QListWidget):
    """Opens when `set_choices` brings something; arrows and Enter choose, Esc closes, a click chooses.

    With `tab_takes` Tab takes the only one that is left: for boxes whose typed words are no answer yet.
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
        tab_takes: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(edit)
        self._edit, self._most, self._foot, self._tab_takes = edit, most, foot, tab_takes
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
        """Show these instead; none closes the list. The first is at hand for Enter, unless it is marked."""
        self.clear()
        for pick in picks:
            parts = (pick.text, pick.mark, pick.help, pick.right)
            item = QListWidgetItem(" · ".join(part for part in parts if part))
            item.setData(_PICK, pick)
            self.addItem(item)
        if not picks:
            self.hide()
            return
        self.setCurrentRow(-1 if picks[0].mark else 0)
        choices = n_("{n} pilihan", "{n} pilihan", len(picks)).format(n=count(len(picks)))
        say(self, f"{choices}: {self.item(0).text()}")
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
        elif isinstance(event, QKeyEvent) and self._takes_by_tab(event):
            self._take(self.item(0))
            return not self._edit.hasFocus()  # who took it may have gone on already
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit()

    def _takes_by_tab(self, event: QKeyEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
        return pressed and self._tab_takes and self.count() == 1

    def _press(self, key: Qt.Key) -> None:
        if key in _MOVES:
            from_ = max(self.currentRow(), 0 if key == Qt.Key.Key_Up else -1)
            self._go_to((from_ + _MOVES[key]) % self.count())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif self.currentRow() < 0:
            self._go_to(0)
        else:
            self._take(self.currentItem())

    def _go_to(self, row: int) -> None:
        self.setCurrentRow(row)
        say(self, self.item(row).text())

    def _take(self, item: QListWidgetItem | None) -> None:
        self.hide()
        if item is not None:
            say(self, _("Dipilih: {what}").format(what=item.text()))
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
        if pick.mark:
            painter.setFont(font(13))
            room = painter.fontMetrics().horizontalAdvance(pick.mark) + px(8)
            name = QFontMetrics(font(15, 600)).horizontalAdvance(pick.text) + px(2)  # or it is cut by a hair
            behind = upper.adjusted(min(name, upper.width() - room) + px(8), 0, 0, 0)
            paint_words(painter, behind, pick.mark, colour("ink2"))
            upper.setWidth(behind.left() - px(8) - upper.left())
        painter.setFont(font(15, 600))
        paint_words(painter, upper, pick.text, colour("ink"))
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().selected))
    painter.drawRoundedRect(rect, px(4), px(4))
    bar = QRectF(rect.left(), rect.top() + px(6), px(3), rect.height() - px(12))
    painter.fillRect(bar, colour("primary"))


_MOST = 12  # rows before the list scrolls
# A list with a bar below the box, and one frame; Fusion lays it over box and screen, behind arrows.
_OPENS = "QComboBox { combobox-popup: 0; } QComboBoxPrivateContainer { border: 0; }"


class Pulldown(QComboBox):
    """`chosen` gives what a person picked; `choose` is silent. Keyboard as in every combo box.

    `key` is printed, and bound by whoever owns it: see `on_key`. It is pale while nothing can be chosen.
    """

    chosen = Signal(str)

    def __init__(
        self, title: str, options: Sequence[tuple[str, str]] = (), *, key: str = "", name: str = ""
    ) -> None:
        super().__init__()
        self._key = key
        self.setObjectName(name)
        self.setAccessibleName(f"{title} ({as_pressed(key)})" if key else title)
        self.setStyleSheet(_OPENS)
        self.setView(QListView())
        self.setMaxVisibleItems(_MOST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._small = is_small()
        # Qt's bridge on Linux names a combo box by its text, and leaves its label to a relation.
        self._title = QLabel(title)
        self._title.setBuddy(self)
        self.set_options(options)
        self.activated.connect(lambda place: self.chosen.emit(str(self.itemData(place))))

    def showEvent(self, event: QShowEvent) -> None:
        """Have the label beside it, where the relation is looked for; it is heard, not seen."""
        super().showEvent(event)
        if self._title.parent() is not self.parent():
            self._title.setParent(self.parentWidget())

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer (key, word) pairs; the key chosen before stays chosen if it is still offered."""
        before = self.value()
        self.clear()
        for key, word in options:
            self.addItem(word, key)
        self.choose(before)

    def value(self) -> str | None:
        key = self.currentData()
        return None if key is None else str(key)

    def choose(self, key: str | None) -> None:
        """Show an answer without telling anyone."""
        self.setCurrentIndex(-1 if key is None else self.findData(key))

    def showPopup(self) -> None:
        """Open the list: whole rows, for one cut in half says nothing, and as wide as its words."""
        super().showPopup()
        if not self.count():
            return
        view = self.view()
        view.window().setGeometry(self._opening(view.window().screen().availableGeometry()))
        view.scrollTo(view.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def _opening(self, room: QRect) -> QRect:
        """Its place in a screen's `room`: below the box, or above if more rows fit there."""
        view, gap = self.view(), px(2)
        row, box = view.sizeHintForRow(0), QRect(self.mapToGlobal(self.rect().topLeft()), self.size())
        edges = view.window().size() - view.viewport().size()
        under = (room.bottom() - box.bottom() - gap - edges.height()) // row
        over = (box.top() - gap - room.top() - edges.height()) // row
        wanted = min(self.count(), _MOST)
        below = under >= min(wanted, over)
        rows = max(1, min(wanted, under if below else over))
        wide = min(max(box.width(), view.sizeHintForColumn(0) + edges.width()), room.width())
        place = QRect(box.left(), 0, wide, rows * row + edges.height())
        place.moveTop(box.bottom() + 1 + gap) if below else place.moveBottom(box.top() - 1 - gap)
        place.moveRight(min(place.right(), room.right()))
        return place

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font())
        widest = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        return QSize(widest + px(12 + 38) + self._cap(), px(36 if self._small else 40))

    def minimumSizeHint(self) -> QSize:
        """Live with a cut word: the list shows it whole, and so does the tip."""
        return QSize(min(px(96), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = QColor(tokens().surface if self.isEnabled() else tokens().paper)
        edge = QColor(tokens().edge if self.isEnabled() else tokens().off)
        tone: Tone = "ink" if self.isEnabled() else "off_ink"
        paint_body(painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus())
        sign: Tone = "ink2" if self.isEnabled() else "off_ink"
        caret = icon_pixmap("caret-down-bold", px(14), sign, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - px(26), round((self.height() - px(14)) / 2)), caret)
        painter.setFont(font())
        if self._key:
            ground: CapGround = "light" if self.isEnabled() else "off"
            paint_cap(painter, self._key, QPointF(self.width() - px(34), self.height() / 2), ground)
            painter.setFont(font())
        box = QRectF(px(12), 0, self.width() - px(12 + 32) - self._cap(), self.height())
        cut = paint_words(painter, box, self.currentText(), colour(tone))
        self.setToolTip(self.currentText() if cut else self.accessibleDescription())

    def _cap(self) -> int:
        return cap_size(self._key).width() + px(10) if self._key else 0
