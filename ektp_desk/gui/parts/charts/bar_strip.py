"""One stacked bar with its legend: the parts of a whole, each with its number beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.parts.bodies import paint_words

Fill = Literal[
    "ok",
    "primary",
    "slate",
    "slate_light",
    "stack_partly",
    "stack_not_served",
    "stack_left",
    "stack_rescheduled",
    "stack_lost",
    "warn",
    "hollow",
    "rest",
]

_OUTLINED = ("hollow", "rest")  # where the ground may be as white as the card


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its number and what it counts.

    "hollow" is for people without a number, "rest" for what is left of the whole.
    """

    number: int
    words: str
    fill: Fill = "slate"

    def legend(self) -> str:
        """Write "14 menunggu"."""
        return f"{self.number} {self.words}"


class BarStrip(QWidget):
    """The bar fills its width; `legend` off leaves the bar alone where numbers already stand above it."""

    def __init__(self, title: str, *, legend: bool = True, thick: int = 14, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._title, self._legend, self._thick = title, legend, thick
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts; what is heard are their numbers."""
        self._parts = tuple(parts)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(", ".join(part.legend() for part in parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the bar and its legend their height."""
        lines = 1 + max((line for _left, line in self._places()), default=0)
        return QSize(px(320), px(self._thick + (8 + 20 * lines if self._legend else 0)))

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the layout."""
        return QSize(px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a second line of legend where one is too short."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bar and legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter, QRectF(0.5, 0.5, self.width() - 1, px(self._thick) - 1))
        if self._legend:
            self._paint_legend(painter)

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.fillPath(path, QColor(tokens().surface))
        painter.save()
        painter.setClipPath(path)
        whole, left = sum(part.number for part in self._parts) or 1, box.left()
        for part in self._parts:
            width = box.width() * part.number / whole
            if part.fill != "hollow":
                painter.fillRect(
                    QRectF(left, box.top(), max(0.0, width - 1), box.height()), _shade(part.fill)
                )
            left += width
        painter.restore()
        if any(part.fill in _OUTLINED and part.number for part in self._parts):
            painter.setPen(QPen(QColor(tokens().edge), tokens().line))
            painter.drawPath(path)

    def _places(self) -> list[tuple[float, int]]:
        """Give left edge and line of each part of the legend; what does not fit goes to a second line."""
        metrics, gap = QFontMetrics(font(13)), px(16)
        left, line = float(px(2)), 0
        places: list[tuple[float, int]] = []
        for part in self._parts:
            width = metrics.horizontalAdvance(part.legend()) + px(18)
            if line == 0 and places and left + width > self.width():
                left, line = float(px(2)), 1
            places.append((left, line))
            left += width + gap
        return places

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(font(13))
        for part, (left, line) in zip(self._parts, self._places(), strict=True):
            middle = px(self._thick + 18 + 20 * line)
            hollow = part.fill == "hollow"
            painter.setPen(QPen(QColor(tokens().edge), tokens().line + 0.6) if hollow else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else _shade(part.fill))
            painter.drawEllipse(QPointF(left + px(5), middle), px(4.6), px(4.6))
            words = QRectF(left + px(16), middle - px(10), self.width() - left - px(16), px(20))
            paint_words(painter, words, part.legend(), colour("ink"))


def _shade(fill: Fill) -> QColor:
    return QColor(tokens().groove if fill in ("rest", "hollow") else getattr(tokens(), fill))
