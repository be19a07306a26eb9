"""What was wrong or odd in a file, a card for each kind of finding; arrows move through them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ektp_desk.gui.lists.load.preview.findings.gather import Gathered
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Card, Elided, Marked, Note, label
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class ProblemCards(QScrollArea):
    """Takes the focus only while there is something to move through; `rest` says how many are out of sight.

    The first is never among them: its title is always seen. The small form leaves out the code, which
    stands in the table of rows; what to do stands in both.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rest = Elided("", "help")
        self.rest.setObjectName("problems_left")
        self._problems: Sequence[Gathered] = ()
        self._small = False
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
        self._veil = _Veil(self.viewport())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._tell_rest)
        bar.rangeChanged.connect(self._tell_rest)

    def show_problems(self, problems: Sequence[Gathered]) -> None:
        """Show these cards from the first."""
        self._problems = problems
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for problem in problems:
            card = _card(problem, short=self._small)
            self._list.addWidget(card)
            card.show()
        self._list.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if problems else Qt.FocusPolicy.NoFocus)
        self._tell_rest()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Say less of each in the small form, so that more of them are seen."""
        if small != self._small:
            self._small = small
            self.show_problems(self._problems)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count anew what is out of sight."""
        super().resizeEvent(event)
        self._tell_rest()

    def _tell_rest(self) -> None:
        end = self.verticalScrollBar().value() + self.viewport().height()
        items = (self._list.itemAt(at) for at in range(self._list.count()))
        cards = [item.widget() for item in items if item is not None]
        below = [card for card in list(cards)[1:] if card is not None and card.geometry().bottom() > end]
        self.rest.set_text(_("{n} jenis temuan lagi").format(n=count(len(below))) if below else "")
        self._cover(below)

    def _cover(self, below: Sequence[QWidget]) -> None:
        """Leave out the first card that does not fit whole, unless it is alone in sight."""
        room, over = self.viewport().size(), self.verticalScrollBar().value() + px(8)
        top = below[0].y() - self.verticalScrollBar().value() if below else room.height()
        cut = bool(below) and below[0].y() > over and top < room.height()
        self._veil.setVisible(cut)
        self._veil.setGeometry(0, top, room.width(), max(0, room.height() - top))
        self._veil.raise_()


class _Veil(QWidget):
    """The page's ground, over a card that begins in sight and does not end there."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(tokens().paper))


def _card(problem: Gathered, *, short: bool) -> Card:
    card = Card(padding=6 if short else 14, gap=0 if short else 4, bar="bad" if problem.refused else "warn")
    if short:  # lower than usual, but not nearer to its bar
        card.body.setContentsMargins(px(10), px(6), px(4), px(6))
    card.setAccessibleName(problem.title)
    card.setAccessibleDescription(problem.text)
    card.add(Marked(Note(Shape.WRONG if problem.refused else Shape.LOOK, problem.title), "strong"))
    code = f" [{problem.code}]" if problem.code and not short else ""
    card.add(label(f"{problem.text}{code}", "small", wrap=True))
    return card
