"""F1 on the screen: the day's hero, three cards and the bottom bar, or what to do before a day begins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit import (
    ActButton,
    Bar,
    BarStrip,
    Card,
    Columns,
    Elided,
    EmptyState,
    Marked,
    Note,
    Pages,
    Part,
    label,
    named,
    on_key,
    set_tone,
)
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.today import words as sentences
from ektp_desk.gui.today.cards import Attention, KeptCard, TargetsCard
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


class TodayView(QWidget):
    """Asks by its signals; shows the running day, the closed one, or the empty state."""

    give_asked = Signal()
    report_asked = Signal()
    close_asked = Signal()
    lists_asked = Signal()
    decide_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today")
        self.hero, self.targets, self.kept, self.attention = Hero(), TargetsCard(), KeptCard(), Attention()
        self._give = ActButton(_("Bagikan nomor"), "N", kind="blue", icon="ticket", name="give")
        self._report = ActButton(_("Lihat laporan"), "L", kind="blue", name="report")
        self._close = ActButton(_("Tutup hari…"), "H", tall=True, name="close_day")
        self._lists = ActButton(_("Kunjungan & daftar"), "Enter", kind="blue", name="to_lists")
        self._decide = ActButton("", "Q", tall=True, name="to_decisions")
        self.empty = EmptyState("", buttons=[self._lists, self._decide], name="no_visit")
        self._may_give = self._may_close = True
        self._lay_out()
        self._join()
        self.show_nothing()

    def allow(self, *, give: bool, close: bool, plan: bool) -> None:
        """Show only the acts that this user's roles may do; the use cases refuse the others anyway."""
        self._may_give, self._may_close = give, close
        self._lists.setVisible(plan)

    def show_running(self) -> None:
        """Show the day with the keys of an open visit."""
        self._choose(self._day, self._give if self._may_give else self._report, closable=self._may_close)

    def show_closed(self) -> None:
        """Show the day's result; what is left is the report."""
        self._choose(self._day, self._report, closable=False)

    def show_empty(self) -> None:
        """Show what to do when no visit is open."""
        self._choose(self.empty, self._lists, closable=False)

    def show_to_decide(self, waiting: int) -> None:
        """Offer what waits for a decision where no visit's concerns name it."""
        self._decide.set_text(sentences.to_decide(waiting))
        self._decide.setVisible(waiting > 0)

    def show_nothing(self) -> None:
        """Show plain paper until the first answer is here."""
        self._stack.setCurrentWidget(self._blank)

    def take_focus(self) -> None:
        """Put the focus on the blue button: the next act."""
        for button in (self._decide, self._give, self._report, self._lists):
            if button.isVisible():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower gaps."""
        for layout in (self._column, self._cards):
            layout.setSpacing(px(12 if small else 16))

    def _choose(self, page: QWidget, blue: ActButton, *, closable: bool) -> None:
        first = self._stack.currentWidget() is self._blank
        focused = self.window().focusWidget()
        held = first or (focused is not None and self.isAncestorOf(focused))
        changed = blue.isHidden() or self._stack.currentWidget() is not page
        self._give.setVisible(blue is self._give)
        self._report.setVisible(blue is self._report)
        self._close.setVisible(closable)
        self._stack.setCurrentWidget(page)
        _settle(page)
        self.updateGeometry()
        if held and changed:
            self.take_focus()

    def _join(self) -> None:
        self._give.asked.connect(self.give_asked)
        self._report.asked.connect(self.report_asked)
        self._close.asked.connect(self.close_asked)
        self._lists.asked.connect(self.lists_asked)
        self._decide.asked.connect(self.decide_asked)
        keys = ((self._give, "N"), (self._report, "L"), (self._close, "H"), (self._decide, "Q"))
        for button, key in keys:
            on_key(self, key, partial(_press, button))
        self.attention.bind_keys(self)

    def _lay_out(self) -> None:
        self._blank, self._day = QWidget(), named(QWidget(), "day")
        self._stack = Pages()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        for page in (self._blank, self._day, self.empty):
            self._stack.addWidget(page)
        self._column, self._cards, bar = QVBoxLayout(self._day), QHBoxLayout(), QHBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._cards.addWidget(self.targets, 34)
        self._cards.addWidget(self.kept, 36)
        self._cards.addWidget(self.attention, 38)
        bar.setSpacing(px(8))
        bar.addWidget(self._give)
        bar.addWidget(self._report)
        bar.addStretch(1)
        bar.addWidget(self._close)
        self._column.addWidget(self.hero, 42)
        self._column.addLayout(self._cards, 58)
        self._column.addLayout(bar)
        self.set_small(False)


def _settle(page: QWidget) -> None:
    """Lay out from the inside: what changed in a page while it was hidden was told to nobody above it."""
    for part in reversed([page, *page.findChildren(QWidget)]):
        if (layout := part.layout()) is not None:
            layout.activate()


def _press(button: ActButton) -> None:
    if button.isVisible():
        button.click()
