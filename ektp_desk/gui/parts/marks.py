"""A drawn state beside its word."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.look.dressing.words import Role
from ektp_desk.gui.look.scale import colour, px
from ektp_desk.gui.look.shapes import Shape, paint_shape, tone_of
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts.labels import Elided, set_tone


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
        """Give the tone of the shape."""
        return self.tone or tone_of(self.shape)


class ShapeMark(QWidget):
    """Only the shape, `size` px at a body of 15; the word beside it speaks."""

    def __init__(self, shape: Shape, *, tone: Tone | None = None, size: int = 14) -> None:
        super().__init__()
        self._shape, self._tone = shape, tone
        self.setFixedSize(px(size), px(size))

    def set_shape(self, shape: Shape, *, tone: Tone | None = None) -> None:
        """Show another state."""
        self._shape, self._tone = shape, tone
        self.update()

    def paintEvent(self, _event: object) -> None:
        """Draw the shape."""
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

    def __init__(self) -> None:
        super().__init__()
        self._mark, self._words = ShapeMark(Shape.WRONG, size=13), Elided("", "label", tone="bad")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        self.say("")

    def say(self, sentence: str) -> None:
        """Say it; nothing when all is well."""
        self._mark.setVisible(bool(sentence))
        self._words.set_text(sentence)
