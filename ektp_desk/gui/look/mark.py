"""The nested diamond of Timor's weaving: the desk's mark, its empty state and its border."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.tokens import Tone


def _diamond(centre: QPointF, half: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    return QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])


def paint_mark(painter: QPainter, centre: QPointF, half: float, shade: QColor, stroke: float = 0.13) -> None:
    """Draw two nested outlines and a filled heart; `half` is half the width in px, `stroke` a part of it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    miter = Qt.PenJoinStyle.MiterJoin
    painter.setPen(QPen(shade, half * stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, miter))
    painter.drawPolygon(_diamond(centre, half * 0.9))
    painter.drawPolygon(_diamond(centre, half * 0.55))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPolygon(_diamond(centre, half * 0.25))
    painter.restore()


class Diamond(QWidget):
    """The mark as a widget, `size` px wide at a body of 15 px."""

    def __init__(self, size: int = 28, tone: Tone = "primary") -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(px(size), px(size))

    def paintEvent(self, _event: object) -> None:
        """Draw the mark."""
        half = self.width() / 2
        paint_mark(QPainter(self), QPointF(half, half), half, colour(self._tone))


class WovenBorder(QWidget):
    """Three woven bands for the foot of a dark panel: small, large, and a fine one in brown."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(222))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: object) -> None:
        """Draw the bands on the dark ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().woven))
        faint, brown = QColor(255, 255, 255, 38), QColor("#B07A2A")
        self._band(painter, QRectF(0, 0, self.width(), px(64)), faint)
        self._band(painter, QRectF(0, px(74), self.width(), px(104)), faint)
        self._band(painter, QRectF(0, px(178), self.width(), px(35)), brown)

    def _band(self, painter: QPainter, band: QRectF, shade: QColor) -> None:
        painter.setPen(QPen(shade, 1.6))
        painter.drawLine(band.topLeft(), band.topRight())
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        half = band.height() * 0.42
        count = max(1, round(self.width() / (half * 2.02)))
        step = self.width() / count
        for place in range(count):
            paint_mark(painter, QPointF((place + 0.5) * step, band.center().y()), half, shade, 0.055)
