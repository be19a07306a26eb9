"""The equation of a day: 143 = 121 + 14 + 5 + 3 + 0, each number over its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts.labels import label, set_tone


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the equation and its word."""

    number: str
    word: str
    tone: Tone = "ink"


class Equation(QWidget):
    """The first term equals the sum of the others; words and places never change, only numbers."""

    def __init__(self, terms: Sequence[Term], *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._numbers: list[QLabel] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(4))
        for place, term in enumerate(terms):
            if place:
                sign = label("=" if place == 1 else "+", "lead", tone="ink2")
                self._row.addStretch(1)
                self._row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
                self._row.addStretch(1)
            self._add(term)
        self.set_terms(terms)

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Show other numbers for the same words."""
        for shown, term in zip(self._numbers, terms, strict=True):
            shown.setText(term.number)
            set_tone(shown, term.tone)
        first, *others = (f"{term.number} {term.word}" for term in terms)
        self.setAccessibleName(f"{first} = {' + '.join(others)}")

    def _add(self, term: Term) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        number = label(term.number, "title")
        # Room for three digits from the start, so that the signs stand still.
        number.setMinimumWidth(px(34))
        self._numbers.append(number)
        column.addWidget(number)
        column.addWidget(label(term.word, "help"))
        self._row.addLayout(column)
