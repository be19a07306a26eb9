"""What was wrong or odd in a file, a card for each kind of finding; arrows move through them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ektp_desk.gui.lists.load.preview.findings.gather import Gathered
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Card, Marked, Note, label
from ektp_desk.words import _


class ProblemCards(QScrollArea):
    """Takes the focus only while there is something to move through."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problems")
        self.setAccessibleName(_("Masalah dalam daftar"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(px(60))
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(px(8))
        self.setWidget(holder)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_problems(self, problems: Sequence[Gathered]) -> None:
        """Show these cards from the first."""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for problem in problems:
            card = _card(problem)
            self._list.addWidget(card)
            card.show()
        self._list.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if problems else Qt.FocusPolicy.NoFocus)


def _card(problem: Gathered) -> Card:
    card = Card(padding=14, gap=4, bar="bad" if problem.refused else "warn")
    card.setAccessibleName(problem.title)
    card.setAccessibleDescription(problem.text)
    card.add(Marked(Note(Shape.WRONG if problem.refused else Shape.LOOK, problem.title), "strong"))
    code = f" [{problem.code}]" if problem.code else ""
    card.add(label(f"{problem.text}{code}", "small", wrap=True))
    return card
