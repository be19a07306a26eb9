"""Paints the box of a control, its focus ring, and words that are cut when they must be."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from ektp_desk.gui.look.scale import px, tokens

RING_ROOM = 3
"""How much a focused box shrinks on each side (px at a body of 15), so that its ring moves nothing."""


def paint_body(
    painter: QPainter,
    box: QRect,
    *,
    fill: QColor | None,
    edge: QColor | None,
    focused: bool = False,
    radius: float = 6,
    line: float | None = None,
) -> QRectF:
    """Paint a rounded box into `box` and give the rectangle its contents may use."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(box)
    if focused:
        body = _ring(painter, body, px(radius))
    width = float(tokens().line) if line is None else line
    half = width / 2 if edge is not None else 0
    body.adjust(half, half, -half, -half)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(body, px(radius), px(radius))
    return body


def paint_ring(painter: QPainter, box: QRectF, radius: float = 6) -> None:
    """Paint only the focus ring, just inside `box`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ring(painter, box, px(radius))


def _ring(painter: QPainter, box: QRectF, radius: float) -> QRectF:
    width = tokens().ring
    half = width / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens().focus), width))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius + 1, radius + 1)
    room = max(px(RING_ROOM), width + 1)
    return box.adjusted(room, room, -room, -room)


def paint_words(
    painter: QPainter,
    box: QRectF,
    text: str,
    shade: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> bool:
    """Paint one line in the painter's font, in the middle of `box`; say whether it had to be cut."""
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width() + 0.5))
    painter.setPen(shade)
    flags = int(align) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(box, flags, shown)
    return shown != text
