"""The drawn states, a shape beside each word, so that colour is never the only sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.kit.labels import Elided, RefusalText, Role, set_tone, still_said
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.tokens import Tone, colour, px


class Shape(StrEnum):
    """What a state looks like. FINISHED is only for what is finished for good."""

    CALLED = "called"
    WAITING = "waiting"
    UNDER_WAY = "under_way"
    BACK = "back"
    FIRST = "first"
    LOOK = "look"
    WRONG = "wrong"
    DONE = "done"
    FINISHED = "finished"
    LOCKED = "locked"
    NONE = "none"


_TONES: dict[Shape, Tone] = {
    Shape.CALLED: "primary",
    Shape.UNDER_WAY: "primary",
    Shape.FIRST: "warn",
    Shape.LOOK: "warn",
    Shape.WRONG: "bad",
    Shape.DONE: "ok",
    Shape.FINISHED: "ok",
}


def tone_of(shape: Shape) -> Tone:
    """Unless its state says another."""
    return _TONES.get(shape, "ink2")


def paint_shape(painter: QPainter, shape: Shape, box: QRectF, shade: QColor | None = None) -> None:
    """Draw `shape` into the square in the middle of `box`."""
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    painter.scale(side / 16, side / 16)
    _DRAW[shape](painter, shade or colour(tone_of(shape)))
    painter.restore()


def _pen(shade: QColor, width: float = 2) -> QPen:
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(shade, width, Qt.PenStyle.SolidLine, round_cap, round_join)


def _called(painter: QPainter, shade: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawEllipse(QPointF(0, 0), 6, 6)


def _waiting(painter: QPainter, shade: QColor) -> None:
    painter.setPen(_pen(shade))
    painter.drawEllipse(QPointF(0, 0), 5.4, 5.4)


def _under_way(painter: QPainter, shade: QColor) -> None:
    _waiting(painter, shade)
    painter.setBrush(shade)
    painter.drawPie(QRectF(-5.4, -5.4, 10.8, 10.8), 90 * 16, 180 * 16)


def _back(painter: QPainter, shade: QColor) -> None:
    pen = _pen(shade)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    for start in range(0, 360, 45):
        painter.drawArc(QRectF(-5.4, -5.4, 10.8, 10.8), (start + 9) * 16, 27 * 16)


def _polygon(painter: QPainter, shade: QColor, points: list[tuple[float, float]]) -> None:
    painter.setPen(_pen(shade, 1.2))
    painter.setBrush(shade)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _first(painter: QPainter, shade: QColor) -> None:
    _polygon(painter, shade, [(0, -6.2), (6.2, 0), (0, 6.2), (-6.2, 0)])


def _look(painter: QPainter, shade: QColor) -> None:
    _polygon(painter, shade, [(0, -5.2), (6.2, 5), (-6.2, 5)])


def _wrong(painter: QPainter, shade: QColor) -> None:
    painter.setPen(_pen(shade, 2.3))
    painter.drawLine(QPointF(-5, -5), QPointF(5, 5))
    painter.drawLine(QPointF(-5, 5), QPointF(5, -5))


def _tick(painter: QPainter, shade: QColor, half: float, width: float) -> None:
    path = QPainterPath(QPointF(-half, half * 0.08))
    path.lineTo(-half * 0.28, half * 0.75)
    path.lineTo(half, -half * 0.72)
    painter.setPen(_pen(shade, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _done(painter: QPainter, shade: QColor) -> None:
    _tick(painter, shade, 6.2, 2.4)


def _finished(painter: QPainter, shade: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawEllipse(QPointF(0, 0), 7.6, 7.6)
    _tick(painter, colour("white"), 3.7, 2)


def _locked(painter: QPainter, shade: QColor) -> None:
    painter.setPen(_pen(shade, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(-3.2, -6.6, 6.4, 8.4), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawRoundedRect(QRectF(-5.4, -1.8, 10.8, 8.2), 1.4, 1.4)


def _none(painter: QPainter, shade: QColor) -> None:
    painter.setPen(_pen(shade))
    painter.drawLine(QPointF(-4.5, 0), QPointF(4.5, 0))


_DRAW: dict[Shape, Callable[[QPainter, QColor], None]] = {
    Shape.CALLED: _called,
    Shape.WAITING: _waiting,
    Shape.UNDER_WAY: _under_way,
    Shape.BACK: _back,
    Shape.FIRST: _first,
    Shape.LOOK: _look,
    Shape.WRONG: _wrong,
    Shape.DONE: _done,
    Shape.FINISHED: _finished,
    Shape.LOCKED: _locked,
    Shape.NONE: _none,
}


@dataclass(frozen=True, slots=True)
class Note:
    """A state to show: its shape, its word, a shorter word for narrow windows.

    `tone` colours the shape where it differs from the shape's own; `loud` colours the word too.
    """

    shape: Shape
    text: str
    short: str = ""
    tone: Tone | None = None
    loud: bool = False

    def shade(self) -> Tone:
        return self.tone or tone_of(self.shape)


class ShapeMark(QWidget):
    """Only the shape, `size` px at a body of 15; the word beside it speaks."""

    def __init__(self, shape: Shape, *, tone: Tone | None = None, size: int = 14) -> None:
        super().__init__()
        self._shape, self._tone = shape, tone
        self.setFixedSize(px(size), px(size))

    def set_shape(self, shape: Shape, *, tone: Tone | None = None) -> None:
        self._shape, self._tone = shape, tone
        self.update()

    def paintEvent(self, _event: object) -> None:
        tone = self._tone or tone_of(self._shape)
        paint_shape(QPainter(self), self._shape, QRectF(self.rect()), colour(tone))


class Marked(QWidget):
    """Shape and word in one line; the accessible name is the word."""

    def __init__(self, note: Note, role: Role = "body") -> None:
        super().__init__()
        self._mark = ShapeMark(note.shape, size=14 if role in ("help", "small", "label") else 16)
        self.words = Elided("", role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        self.show_note(note)

    def show_note(self, note: Note) -> None:
        """Show another state in the same place."""
        self._mark.set_shape(note.shape, tone=note.shade())
        self.words.set_text(note.text, short=note.short)
        set_tone(self.words, note.shade() if note.loud else None)
        self.setAccessibleName(note.text)


class Wrong(QWidget):
    """What is wrong with an answer that is no field's: as a field says it, in room kept from the start."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._refused: RefusalText | None = None
        self._mark, self._words = ShapeMark(Shape.WRONG, size=13), Elided("", "label", tone="bad")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        self.say("")

    def say(self, sentence: str) -> None:
        """Say it; nothing when all is well."""
        self._refused = RefusalText(sentence) if sentence else None
        self._mark.setVisible(bool(sentence))
        self._words.set_text(sentence)
        say(self, sentence, urgent=True)

    def state(self) -> object:
        return self._refused

    def put_back(self, state: object) -> None:
        if (refused := still_said(state)) is not None:
            self.say(refused.sentence)
