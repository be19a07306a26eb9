"""The ladder of safety: how far what was recorded has come on its way to the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape, paint_shape, tone_of
from ektp_desk.gui.parts.bodies import paint_words


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: its state, how many have come so far, and its word."""

    shape: Shape
    number: str
    word: str


class Ladder(QWidget):
    """Steps from left to right; the line is whole between steps that are done, dotted before the others."""

    def __init__(self, title: str, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._title = title
        self._rungs: tuple[Rung, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rungs(self, rungs: Sequence[Rung]) -> None:
        """Show these steps."""
        self._rungs = tuple(rungs)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(", ".join(f"{rung.number} {rung.word}" for rung in rungs))
        self.update()

    def sizeHint(self) -> QSize:
        """Give room for shape, number and word."""
        return QSize(px(74 * max(4, len(self._rungs))), px(66))

    def minimumSizeHint(self) -> QSize:
        """Keep the words readable."""
        return QSize(px(64 * len(self._rungs)), px(66))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, side = self.width() / max(1, len(self._rungs)), px(18)
        for place, rung in enumerate(self._rungs):
            left = place * step
            if place + 1 < len(self._rungs):
                self._paint_way(painter, left + side + px(6), left + step - px(6), self._rungs[place + 1])
            paint_shape(painter, rung.shape, QRectF(left, px(2), side, side))
            reached = rung.shape not in (Shape.WAITING, Shape.NONE)
            painter.setFont(font(20, 600))
            tone = colour("ink" if reached else "ink2")
            paint_words(painter, QRectF(left, px(21), step, px(26)), rung.number, tone)
            painter.setFont(font(13))
            paint_words(painter, QRectF(left, px(46), step - px(4), px(18)), rung.word, colour("ink2"))

    def _paint_way(self, painter: QPainter, left: float, right: float, ahead: Rung) -> None:
        done = ahead.shape in (Shape.DONE, Shape.FINISHED)
        shade = colour(tone_of(ahead.shape)) if done else QColor(tokens().edge)
        painter.setPen(QPen(shade, 2, Qt.PenStyle.SolidLine if done else Qt.PenStyle.DotLine))
        painter.drawLine(int(left), px(11), int(right), px(11))
