"""A choice of one from a list that opens below; for more than five, or long, answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.icons import icon_pixmap
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts.bodies import paint_body, paint_words
from ektp_desk.gui.parts.keycap import CapGround, cap_size, paint_cap

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
        self.setAccessibleName(f"{title} ({key})" if key else title)
        self.setStyleSheet(_OPENS)
        self.setView(QListView())
        self.setMaxVisibleItems(_MOST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._small = False
        self.set_options(options)
        self.activated.connect(lambda place: self.chosen.emit(str(self.itemData(place))))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer (key, word) pairs; the key chosen before stays chosen if it is still offered."""
        before = self.value()
        self.clear()
        for key, word in options:
            self.addItem(word, key)
        self.choose(before)

    def value(self) -> str | None:
        """Give the chosen key, or None."""
        key = self.currentData()
        return None if key is None else str(key)

    def choose(self, key: str | None) -> None:
        """Show an answer without telling anyone."""
        self.setCurrentIndex(-1 if key is None else self.findData(key))

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the height of the small form."""
        self._small = small
        self.updateGeometry()

    def showPopup(self) -> None:
        """Open the list: whole rows, for one cut in half says nothing, and as wide as its words."""
        super().showPopup()
        if not self.count():
            return
        view = self.view()
        view.window().setGeometry(self._opening(view.window().screen().availableGeometry()))
        view.scrollTo(view.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def _opening(self, room: QRect) -> QRect:
        """Give the list's place in a screen's `room`: below the box, or above if more rows fit there."""
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
        """Give room for the longest word."""
        metrics = QFontMetrics(font())
        widest = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        return QSize(widest + px(12 + 38) + self._cap(), px(36 if self._small else 40))

    def minimumSizeHint(self) -> QSize:
        """Live with a cut word: the list shows it whole, and so does the tip."""
        return QSize(min(px(96), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, word and caret."""
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
        self.setToolTip(self.currentText() if cut else "")

    def _cap(self) -> int:
        return cap_size(self._key).width() + px(10) if self._key else 0
