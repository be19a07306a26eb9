"""The day in one sentence: the large number, the bar of everybody who came, and when they came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import (
    Bar,
    BarStrip,
    Card,
    Columns,
    Elided,
    Marked,
    Note,
    Part,
    label,
    named,
    set_tone,
)
from ektp_desk.words import _

_BAR_TALL, _BAR_SMALL = 62, 60  # bar and two lines of legend: a new term moves nothing


class Hero(Card):
    """Number, sentence and bar at the left; the arrivals at the right, first to go in the small form."""

    def __init__(self) -> None:
        super().__init__(name="hero_card")
        self._number = label("", "giant", name="served")
        self._sentence = label("", "lead", wrap=True, name="sentence")
        self._help = named(Elided("", "body", tone="ink2"), "share")
        self._strip = BarStrip(_("Semua yang datang"), name="equation")
        self._chart = Columns(_("Kedatangan per 15 menit"), name="arrivals")
        self._surge = named(Marked(Note(Shape.LOOK, ""), "small"), "surge")
        self._right = QWidget()
        self._lay_out()
        self.set_small(False)

    def show_day(self, number: str, sentence: str, help_text: str, parts: Sequence[Part]) -> None:
        """Say how many were served, of whom, and until when."""
        self._number.setText(number)
        self._number.setAccessibleName(f"{number} {sentence}")
        self._sentence.setText(sentence)
        self._help.set_text(help_text)
        self._strip.set_parts(parts)

    def show_arrivals(self, bars: Sequence[Bar], *, point: int | None, surge: str) -> None:
        """Show who came when; `surge` says why the column at `point` stands out."""
        self._chart.set_bars(bars, point=point, description=surge)
        self._surge.show_note(Note(Shape.LOOK if surge else Shape.NONE, surge, loud=True))
        self._surge.setVisible(bool(surge))

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Let the chart go and set the number smaller."""
        super().set_small(small)
        if self.body.isEmpty():  # the card takes its form before it is filled
            return
        set_tone(self._number, None, role="hero" if small else "giant")
        self._right.setVisible(not small)
        self.body.setSpacing(px(6 if small else 12))
        self._strip.setFixedHeight(px(_BAR_SMALL if small else _BAR_TALL))
        self._row.setSpacing(px(16 if small else 32))

    def _lay_out(self) -> None:
        top, words, left = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        top.setSpacing(px(20))
        words.setSpacing(px(2))
        words.addStretch(1)
        words.addWidget(self._sentence)
        words.addWidget(self._help)
        words.addStretch(1)
        top.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addLayout(words, 1)
        left.setSpacing(px(6))
        left.addLayout(top, 1)
        left.addWidget(self._strip)
        self._row = QHBoxLayout()
        self._row.addLayout(left, 56)
        self._row.addWidget(self._right, 50)
        self.body.addLayout(self._row)
        self._lay_out_chart()

    def _lay_out_chart(self) -> None:
        column, head = QVBoxLayout(self._right), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        head.addWidget(label(_("Kedatangan per 15 menit"), "label"))
        head.addStretch(1)
        head.addWidget(self._surge)
        column.addLayout(head)
        column.addWidget(self._chart, 1)
