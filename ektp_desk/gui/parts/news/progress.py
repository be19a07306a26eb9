"""Long work: how far it is, what is untouched until it ends, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts.buttons import ActButton
from ektp_desk.gui.parts.cards import Card
from ektp_desk.gui.parts.labels import Elided
from ektp_desk.words import _


class ProgressCard(Card):
    """Its owner shows it only when work has taken 600 ms, so that short work shows nothing."""

    stop_asked = Signal()

    def __init__(self, title: str, *, name: str = "progress") -> None:
        super().__init__(gap=6, name=name)
        self._title, self._left = self.add_heading(title)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(px(10))
        self._bar.setAccessibleName(title)
        self.add(self._bar)
        self._line = Elided("", "help")
        self.cancel = ActButton(_("Batal"), "Esc", name=f"{name}_cancel")
        self.cancel.asked.connect(self.stop_asked)
        row = self.add_row(self._line, self.cancel)
        row.setStretch(0, 1)

    def step(self, done: int, whole: int, *, line: str = "", left: str = "") -> None:
        """Show `done` of `whole` (0 of 0: length unknown), a line below, and the time left."""
        self._bar.setRange(0, whole)
        self._bar.setValue(done)
        self._line.set_text(line)
        self._left.set_text(left)

    def set_title(self, title: str) -> None:
        """Name other work."""
        self._title.set_text(title)
        self._bar.setAccessibleName(title)

    def may_stop(self, may: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the button away once stopping would no longer leave things as they were."""
        self.cancel.setVisible(may)
