"""The key that goes on to the next box, printed once in a form of several."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts.keycap import Keycap
from ektp_desk.gui.parts.labels import label
from ektp_desk.words import _


class GoesOn(QWidget):
    """Tab where Enter saves, Enter where another key does; printed, not bound."""

    def __init__(self, key: str = "Tab") -> None:
        super().__init__()
        words = label(_("ke isian berikutnya"), "help")
        words.setAccessibleName(f"{words.text()} ({key})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Keycap(key))
        row.addWidget(words)
