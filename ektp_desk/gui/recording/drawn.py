"""What was taken of a step, drawn as small as a row: hands and eyes that count, pictures."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.kit import Marked, Note
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import colour, font, px, tokens
from ektp_desk.gui.recording.words import quality_note

_HEIGHTS = (12, 17, 20, 17, 11)  # little finger to thumb; the right hand mirrors it
_FINGER, _STEP = 7, 11
_FIGURE, _HANDS = 42, 138


class Counted(QWidget):
    """`10 / 10` and two hands; of an exception `7 / 10` alone. Other steps draw nothing."""

    def __init__(self, modality: Modality) -> None:
        super().__init__()
        self._modality, self._taken = modality, Taken()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_taken(self, taken: Taken) -> None:
        self._taken = taken
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(_FIGURE if self._is_excepted() else _FIGURE + _HANDS), px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _is_excepted(self) -> bool:
        return self._taken.state is ModalityState.EXCEPTED

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._modality not in (Modality.FINGERS, Modality.IRISES):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        missing = self._taken.state is ModalityState.MISSING
        painter.setFont(font(15, 400 if missing else 600))
        words = f"{self._taken.count} / {FULL_COUNT[self._modality]}"
        box = QRectF(0, 0, px(_FIGURE), self.height())
        paint_words(painter, box, words, colour("ink2" if missing else "ink"), Qt.AlignmentFlag.AlignRight)
        if self._is_excepted():  # nobody need have said which
            return
        painter.translate(px(_FIGURE + 12), self.height() // 2 + 0.5)  # lines a px wide are sharp there
        if self._modality is Modality.IRISES:
            self._eyes(painter)
        else:
            self._hands(painter)

    def _brush(self, painter: QPainter, place: int) -> None:
        taken = place < self._taken.count
        edge = colour("ok") if taken else QColor(tokens().edge)
        painter.setPen(QPen(edge, 0.9 + tokens().line / 2))
        painter.setBrush(colour("ok") if taken else Qt.BrushStyle.NoBrush)

    def _hands(self, painter: QPainter) -> None:
        for place in range(10):
            hand, finger = divmod(place, 5)
            high = _HEIGHTS[finger if hand == 0 else 4 - finger]
            self._finger(painter, place, px(place * _STEP + hand * 16), high)

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


_WIDE = _FIGURE + _HANDS  # as wide as the counted fingers of other rows
_PICTURE = 72  # of that; the rest says how good it is


class Shot(QWidget):
    """Nothing is drawn of a picture that this laptop can no longer open."""

    def __init__(self, modality: Modality) -> None:
        super().__init__()
        self._modality = modality
        self._picture = _Picture()
        self._note = Marked(Note(Shape.NONE, ""))
        self._note.words.setObjectName(f"quality_{modality}")
        in_row(self._picture, (self._note, 1), gap=10, margins=(10, 0, 0, 0), on=self)
        self.setFixedWidth(px(_WIDE))

    def show_taken(self, taken: Taken, picture: QImage | None) -> None:
        captured = taken.state is ModalityState.CAPTURED
        self._picture.show_image(picture if captured else None)
        self._note.show_note(quality_note(self._modality, taken) if captured else Note(Shape.NONE, ""))

    def words(self) -> str:
        return self._note.accessibleName()


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.setVisible(image is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._image is None:
            return QSize(0, 0)
        fitting = self._image.size().scaled(px(_PICTURE), px(32), Qt.AspectRatioMode.KeepAspectRatio)
        return fitting.expandedTo(QSize(1, 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QPen(QColor(tokens().edge), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
