"""A choice of one from a list that opens below; for more than five, or long, answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.icons import icon_pixmap
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.parts.bodies import paint_body, paint_words
from ektp_desk.gui.parts.keycap import cap_size, paint_cap


class Pulldown(QComboBox):
    """`chosen` gives what a person picked; `choose` is silent. Keyboard as in every combo box.

    `key` is printed, and bound by whoever owns it: see `on_key`.
    """

    chosen = Signal(str)

    def __init__(
        self, title: str, options: Sequence[tuple[str, str]] = (), *, key: str = "", name: str = ""
    ) -> None:
        super().__init__()
        self._key = key
        self.setObjectName(name)
        self.setAccessibleName(f"{title} ({key})" if key else title)
        self.setView(QListView())
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
        edge = QColor(tokens().edge)
        paint_body(painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus())
        caret = icon_pixmap("caret-down-bold", px(14), "ink2", ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - px(26), round((self.height() - px(14)) / 2)), caret)
        painter.setFont(font())
        if self._key:
            paint_cap(painter, self._key, QPointF(self.width() - px(34), self.height() / 2))
            painter.setFont(font())
        box = QRectF(px(12), 0, self.width() - px(12 + 32) - self._cap(), self.height())
        cut = paint_words(painter, box, self.currentText(), colour("ink"))
        self.setToolTip(self.currentText() if cut else "")

    def _cap(self) -> int:
        return cap_size(self._key).width() + px(10) if self._key else 0
