"""Columns from zero, such as arrivals per half hour; one may be the point being made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.parts.bodies import paint_words


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: its number, the label below (may be empty), whether the number is printed above."""

    number: int
    label: str = ""
    told: bool = False


class Columns(QWidget):
    """Columns of one blue; the one at `point` is brown, and words nearby must say why."""

    def __init__(self, title: str, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._title = title
        self._bars: tuple[Bar, ...] = ()
        self._point: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bars(self, bars: Sequence[Bar], *, point: int | None = None, description: str = "") -> None:
        """Show these columns; `description` says in a sentence what the eye sees."""
        self._bars, self._point = tuple(bars), point
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Give a fair size."""
        return QSize(px(420), px(150))

    def minimumSizeHint(self) -> QSize:
        """Live with a low chart."""
        return QSize(px(200), px(80))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw columns, numbers, base line and labels."""
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - px(24)
        step = self.width() / len(self._bars)
        most = max(1, *(bar.number for bar in self._bars))
        for place, bar in enumerate(self._bars):
            tall = (foot - px(20)) * bar.number / most
            box = QRectF(place * step, foot - tall, step - max(2, step * 0.16), tall)
            self._paint_bar(painter, box, bar, point=place == self._point)
            if bar.label:
                self._paint_label(painter, box, bar.label)
        painter.fillRect(QRectF(0, foot, self.width(), tokens().line), QColor(tokens().edge))

    def _paint_bar(self, painter: QPainter, box: QRectF, bar: Bar, *, point: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("warn") if point else QColor(tokens().chart_blue))
        painter.drawRoundedRect(box, px(1.5), px(1.5))
        if bar.told or point:
            painter.setFont(font(13, 600))
            above = QRectF(box.center().x() - px(30), box.top() - px(19), px(60), px(18))
            tone = colour("warn" if point else "ink2")
            paint_words(painter, above, str(bar.number), tone, Qt.AlignmentFlag.AlignHCenter)

    def _paint_label(self, painter: QPainter, box: QRectF, text: str) -> None:
        painter.setFont(font(13))
        width = px(64)
        left = min(max(0.0, box.center().x() - width / 2), self.width() - width)
        align = Qt.AlignmentFlag.AlignLeft if left == 0 else Qt.AlignmentFlag.AlignHCenter
        below = QRectF(left, self.height() - px(21), width, px(20))
        paint_words(painter, below, text, colour("ink2"), align)
