"""The keycap: a key printed where it acts."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import px, tokens

CapGround = Literal["light", "blue", "ink", "off"]


def cap_size(key: str) -> QSize:
    """Give the room a keycap takes, in px."""
    width = QFontMetrics(font(13, 600)).horizontalAdvance(key) + px(11)
    return QSize(max(px(22), width), px(22))


def paint_cap(painter: QPainter, key: str, right_middle: QPointF, ground: CapGround = "light") -> QRectF:
    """Paint a keycap that ends at `right_middle`, and give its rectangle."""
    fill, edge, word = _shades(ground)
    size = cap_size(key)
    left, top = right_middle.x() - size.width(), right_middle.y() - size.height() / 2
    box = QRectF(round(left) + 0.5, round(top) + 0.5, size.width() - 1, size.height() - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, px(4), px(4))
    painter.setFont(font(13, 600))
    painter.setPen(word)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)
    return box


def _shades(ground: CapGround) -> tuple[QColor, QColor, QColor]:
    table = tokens()
    if ground == "blue":
        return QColor(255, 255, 255, 34), QColor(255, 255, 255, 150), QColor(table.white)
    if ground == "ink":
        return QColor(255, 255, 255, 30), QColor(255, 255, 255, 130), QColor(table.white)
    if ground == "off":
        return QColor(table.paper), QColor(table.hairline), QColor(table.ink2)
    return QColor(table.keycap), QColor(table.keyline), QColor(table.ink2)


class Keycap(QWidget):
    """A keycap that stands alone, such as the row numbers 1 to 5; it does not act."""

    def __init__(self, key: str, ground: CapGround = "light") -> None:
        super().__init__()
        self._key, self._ground = key, ground
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        """Give the size of the cap."""
        return cap_size(self._key)

    def paintEvent(self, _event: object) -> None:
        """Draw the cap."""
        paint_cap(QPainter(self), self._key, QPointF(self.width(), self.height() / 2), self._ground)
