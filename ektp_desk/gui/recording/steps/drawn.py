"""Counts drawn as what they count: two hands and two eyes, or as many alike where only some were taken.

How many were taken is known, which ones is not: then ten equal fingers stand in one row, no hand's, and are
filled from the left as any measure is. No finger is drawn as missing that nobody named.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.parts.bodies import paint_words

_HEIGHTS = (12, 17, 20, 17, 11)  # little finger to thumb; the right hand mirrors it
_ALIKE = 18  # a finger of which nobody said whose it is
_FINGER, _STEP = 7, 12
_FIGURE = 42


class Counted(QWidget):
    """`10 / 10` and two hands, `7 / 10` and seven of ten equal fingers. Other steps draw nothing."""

    def __init__(self, modality: Modality) -> None:
        super().__init__()
        self._modality, self._taken = modality, Taken()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_taken(self, taken: Taken) -> None:
        """Draw another count."""
        self._taken = taken
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room of the fingers to all rows, so that what stands behind lies in one line."""
        return QSize(px(_FIGURE + 148), px(24))

    def minimumSizeHint(self) -> QSize:
        """Never cut a finger off."""
        return QSize(px(_FIGURE + 148), px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw figure and shapes."""
        if self._modality not in (Modality.FINGERS, Modality.IRISES):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        missing = self._taken.state is ModalityState.MISSING
        painter.setFont(font(15, 400 if missing else 600))
        words = f"{self._taken.count} / {FULL_COUNT[self._modality]}"
        box = QRectF(0, 0, px(_FIGURE), self.height())
        paint_words(painter, box, words, colour("ink2" if missing else "ink"), Qt.AlignmentFlag.AlignRight)
        painter.translate(px(_FIGURE + 12), self.height() / 2)
        if self._modality is Modality.IRISES:
            self._eyes(painter)
        elif self.in_part():
            self._alike(painter)
        else:
            self._hands(painter)

    def in_part(self) -> bool:
        """Tell whether some were taken and some not: nobody said which."""
        return 0 < self._taken.count < FULL_COUNT.get(self._modality, 1)

    def _brush(self, painter: QPainter, place: int) -> None:
        taken = place < self._taken.count
        excepted = self._taken.state is ModalityState.EXCEPTED
        edge = colour("ok") if taken else colour("warn") if excepted else QColor(tokens().edge)
        painter.setPen(QPen(edge, 0.9 + tokens().line / 2))
        painter.setBrush(colour("ok") if taken else Qt.BrushStyle.NoBrush)

    def _hands(self, painter: QPainter) -> None:
        for place in range(10):
            hand, finger = divmod(place, 5)
            high = _HEIGHTS[finger if hand == 0 else 4 - finger]
            self._finger(painter, place, px(place * _STEP + hand * 16), high)

    def _alike(self, painter: QPainter) -> None:
        for place in range(10):
            self._finger(painter, place, px(place * (_STEP + 2)), _ALIKE)

    def _finger(self, painter: QPainter, place: int, left: float, high: float) -> None:
        """Draw a finger: round above, straight below; slimmer than high at every size."""
        self._brush(painter, place)
        box = QRectF(left + 0.7, px(10) - px(high), px(_FINGER), px(high))
        painter.drawPath(_fingertip(box))

    def _eyes(self, painter: QPainter) -> None:
        for place in range(2):
            centre = QPointF(px(10) + place * px(28), 0)
            self._brush(painter, place)
            filled = painter.brush()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, px(9), px(9))
            painter.setBrush(filled)
            painter.drawEllipse(centre, px(4), px(4))


def _fingertip(box: QRectF) -> QPainterPath:
    round_, path = box.width() / 2, QPainterPath()
    path.moveTo(box.bottomLeft())
    path.lineTo(box.left(), box.top() + round_)
    path.arcTo(QRectF(box.left(), box.top(), box.width(), 2 * round_), 180, -180)
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path
