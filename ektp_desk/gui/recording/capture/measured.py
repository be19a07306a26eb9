"""The three measures of a photo: a bar for how much, with a line where good begins, a mark and a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ektp_desk.domain.pictures.photo import ENOUGH, Measures, Verdict
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts import Elided, Marked, Note
from ektp_desk.gui.recording.capture.words import MEASURED, verdict_note, verdicts
from ektp_desk.words import _

_WIDE, _TALL = 88, 18


class Measured(QWidget):
    """Words first for the ear; nothing measured yet leaves the bars empty and moves nothing.

    The line stands at one place in all bars, and is named above the first.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._bars = [_Bar() for _measure in MEASURED]
        self._notes = [Marked(Note(Shape.NONE, "")) for _measure in MEASURED]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(0)
        grid.addWidget(Elided(_("Foto"), "strong"), 0, 0)
        above = Elided(_("baik dari garis ini"), "help")
        above.setContentsMargins(px(_WIDE) * ENOUGH // 100, 0, 0, 0)
        grid.addWidget(above, 0, 1, 1, 2)
        for row, (word, bar, note) in enumerate(zip(MEASURED, self._bars, self._notes, strict=True), start=1):
            title = Elided(_(word), "body")
            title.setFixedWidth(px(84))
            grid.addWidget(title, row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(note, row, 2)
            grid.setRowMinimumHeight(row, px(26))
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
        return QSize(px(_WIDE), px(_TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw groove and share, and over both, higher than both, the line where good begins."""
        painter, edge = QPainter(self), QColor(tokens().edge)
        high = px(8)
        groove = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.fillRect(groove, QColor(tokens().groove))
        share = QRectF(groove)
        share.setWidth(groove.width() * self._share / 100)
        painter.fillRect(share, colour(self._tone))
        if tokens().groove == tokens().surface:  # on white only a line shows where the whole ends
            painter.setPen(QPen(edge, tokens().line))
            painter.drawRect(groove.adjusted(1, 1, -1, -1))
        thick = px(2)
        left = round(self.width() * ENOUGH / 100 - thick / 2)
        halo = QRectF(left - 1, 0, thick + 2, self.height())
        painter.fillRect(halo, QColor(tokens().surface))
        painter.fillRect(halo.adjusted(1, 0, -1, 0), QColor(tokens().ink))
