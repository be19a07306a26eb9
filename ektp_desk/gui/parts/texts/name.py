"""A person's name, whole: it is held against the family card letter by letter, so it takes a second line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.parts.labels import Elided, set_tone

_LEAD = 20


class PersonName(Elided):
    """One line while it fits, else two; only what two lines cannot hold is cut."""

    folded = Signal()  # it came to need two lines, or no longer does

    def __init__(self) -> None:
        self._tight = self._long = False
        super().__init__("", "lead")
        self.setObjectName("person_name")

    @property
    def long(self) -> bool:
        """Whether it needs more than a line of its usual size."""
        return self._long

    def set_tight(self, tight: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Write a long name smaller: a warning stands below and there is little height."""
        if tight != self._tight:
            self._tight = tight
            self._fit()

    def sizeHint(self) -> QSize:
        """Ask for one line of the usual size, however it is written now."""
        usual = QFontMetrics(font(_LEAD, 600))
        return QSize(usual.horizontalAdvance(self._full) + 2, self._lines() * self._metrics().height())

    def minimumSizeHint(self) -> QSize:
        """Live with a few letters in each line."""
        few = self._metrics().horizontalAdvance("MMM…")
        return QSize(min(self.sizeHint().width(), few), self.sizeHint().height())

    def _fit(self) -> None:
        room, was = max(self.width(), 1), self._long
        self._long = QFontMetrics(font(_LEAD, 600)).horizontalAdvance(self._full) > room
        set_tone(self, None, role="strong" if self._long and self._tight else "lead")
        first, rest = _folded(self._full, self._metrics(), room)
        second = self._metrics().elidedText(rest, Qt.TextElideMode.ElideRight, room)
        self.setText(f"{first}\n{second}" if rest else first)
        self.setToolTip(self._full if second != rest else "")
        self.updateGeometry()
        if was != self._long:
            self.folded.emit()

    def _lines(self) -> int:
        return 2 if "\n" in self.text() else 1

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(15 if self._long and self._tight else _LEAD, 600))


def _folded(text: str, metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """Part a text before the word that no longer fits; a first word too long for a line is left whole."""
    words = text.split(" ")
    kept = len(words)
    while kept > 1 and metrics.horizontalAdvance(" ".join(words[:kept])) > room:
        kept -= 1
    return " ".join(words[:kept]), " ".join(words[kept:])
