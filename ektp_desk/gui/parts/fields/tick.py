"""A check box whose whole line can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape, paint_shape
from ektp_desk.gui.parts.bodies import paint_body, paint_words


class Tick(QCheckBox):
    """White tick on blue when set; a set mark beside a word, so colour is not the only sign."""

    def __init__(self, word: str, *, name: str = "") -> None:
        super().__init__()
        self._word = word
        self.setObjectName(name)
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give room for box and word."""
        return QSize(px(32) + QFontMetrics(font()).horizontalAdvance(self._word) + px(4), px(30))

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
