"""A check box whose whole line can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape, paint_shape
from ektp_desk.gui.parts.bodies import paint_body, paint_words
from ektp_desk.gui.parts.keycap import cap_size, paint_cap


class Tick(QCheckBox):
    """White tick on blue when set; a set mark beside a word, so colour is not the only sign.

    `key` is printed behind the word, and bound by the owner.
    """

    def __init__(self, word: str, key: str = "", *, name: str = "") -> None:
        super().__init__()
        self._word, self._key = word, key
        self.setObjectName(name)
        self.setAccessibleName(f"{word} ({key})" if key else word)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give room for box and word."""
        cap = px(12) + cap_size(self._key).width() if self._key else px(4)
        return QSize(self._key_from() + cap, px(30))

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the line."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, tick and word."""
        painter, table = QPainter(self), tokens()
        side = px(22)
        box = QRect(0, (self.height() - side) // 2, side, side)
        ringed = box.adjusted(-3, -3, 3, 3) if self.hasFocus() else box
        ringed.moveLeft(0)
        fill = QColor(table.primary if self.isChecked() else table.surface)
        edge = None if self.isChecked() else QColor(table.edge)
        body = paint_body(painter, ringed, fill=fill, edge=edge, focused=self.hasFocus(), radius=4)
        if self.isChecked():
            inner = QRectF(0, 0, px(14), px(14))
            inner.moveCenter(body.center())
            paint_shape(painter, Shape.DONE, inner, colour("white"))
        painter.setFont(font())
        words = QRectF(px(32), 0, self.width() - px(32), self.height())
        paint_words(painter, words, self._word, colour("ink" if self.isEnabled() else "off_ink"))
        if self._key:
            right = self._key_from() + px(12) + cap_size(self._key).width()
            paint_cap(painter, self._key, QPointF(right, self.height() / 2))

    def _key_from(self) -> int:
        return px(32) + QFontMetrics(font()).horizontalAdvance(self._word)
