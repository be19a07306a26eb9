"""The three measures of a photo: a bar for how much, a mark and a word for what it means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ektp_desk.domain.pictures.photo import Measures, Verdict
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts import Elided, Marked, Note
from ektp_desk.gui.recording.capture.words import MEASURED, verdict_note, verdicts
from ektp_desk.words import _


class Measured(QWidget):
    """Words first for the ear; nothing measured yet leaves the bars empty and moves nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._bars = [_Bar() for _measure in MEASURED]
        self._notes = [Marked(Note(Shape.NONE, "")) for _measure in MEASURED]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        for row, (word, bar, note) in enumerate(zip(MEASURED, self._bars, self._notes, strict=True)):
            title = Elided(_(word), "body")
            title.setFixedWidth(px(84))
            grid.addWidget(title, row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(note, row, 2)
            grid.setRowMinimumHeight(row, px(22))
        grid.setColumnStretch(2, 1)

    def show_measures(self, measures: Measures | None) -> None:
        """Show what was measured."""
        said = verdicts(measures) if measures else (None, None, None)
        shares = measures.shares() if measures else (0, 0, 0)
        for verdict, share, bar, note in zip(said, shares, self._bars, self._notes, strict=True):
            bar.show_share(share, good=verdict is Verdict.GOOD)
            note.show_note(verdict_note(verdict) if verdict else Note(Shape.NONE, ""))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0
        self._tone: Tone = "ok"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: int, *, good: bool) -> None:
        self._share, self._tone = share, "ok" if good else "warn"
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(72), px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().groove))
        painter.fillRect(QRectF(0, 0, self.width() * self._share / 100, self.height()), colour(self._tone))
        if tokens().groove == tokens().surface:  # on white only a line shows where the whole ends
            painter.setPen(QPen(QColor(tokens().edge), tokens().line))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
