"""Counts drawn as what they count, ten fingers and two eyes, while all or none were taken; else as a bar.

How many were taken is known, which ones is not: no finger is drawn as missing that nobody named.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.parts.bodies import paint_words

_HEIGHTS = (10, 15, 18, 15, 9)  # little finger to thumb; the right hand mirrors it
_FIGURE = 42


class Counted(QWidget):
    """`10 / 10` and ten fingers, `7 / 10` and seven of ten equal fields. Other steps draw nothing."""

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
        if self.in_part():
            self._fields(painter)
        elif self._modality is Modality.FINGERS:
            self._fingers(painter)
        else:
            self._eyes(painter)

    def in_part(self) -> bool:
        """Tell whether some were taken and some not: nobody said which."""
        return 0 < self._taken.count < FULL_COUNT.get(self._modality, 1)

    def _brush(self, painter: QPainter, place: int) -> None:
        taken = place < self._taken.count
        excepted = self._taken.state is ModalityState.EXCEPTED
        edge = colour("ok") if taken else colour("warn") if excepted else QColor(tokens().edge)
        painter.setPen(QPen(edge, 0.9 + tokens().line / 2))
        painter.setBrush(colour("ok") if taken else Qt.BrushStyle.NoBrush)

    def _fingers(self, painter: QPainter) -> None:
        foot, wide, step = px(10), px(8), px(12)
        for place in range(10):
            hand, finger = divmod(place, 5)
            high = px(_HEIGHTS[finger if hand == 0 else 4 - finger])
            left = place * step + hand * px(16)
            self._brush(painter, place)
            painter.drawRoundedRect(QRectF(left + 0.7, foot - high, wide, high), wide / 2, wide / 2)

    def _fields(self, painter: QPainter) -> None:
        """Draw a bar of equal fields, filled from the left as any measure is."""
        many, whole, high, gap = FULL_COUNT[self._modality], px(136), px(12), px(2)
        wide = (whole - (many - 1) * gap) / many
        for place in range(many):
            self._brush(painter, place)
            box = QRectF(place * (wide + gap) + 0.7, -high / 2, wide - 1.4, high)
            painter.drawRoundedRect(box, px(2), px(2))

    def _eyes(self, painter: QPainter) -> None:
        for place in range(2):
            centre = QPointF(px(10) + place * px(28), 0)
            self._brush(painter, place)
            filled = painter.brush()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, px(9), px(9))
            painter.setBrush(filled)
            painter.drawEllipse(centre, px(4), px(4))
