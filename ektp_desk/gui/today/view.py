"""F1 on the screen: the day's hero, three cards and the bottom bar, or what to do before a day begins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.kit import (
    Bar,
    BarPart,
    BarStrip,
    Card,
    Columns,
    Elided,
    EmptyState,
    Marked,
    Note,
    Pages,
    label,
    named,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.today.cards import MOST, Attention, KeptCard, TargetsCard
from ektp_desk.words import _

_BAR_TALL, _BAR_SMALL = 62, 60  # bar and two lines of legend: a new term moves nothing


class Hero(Card):
    """Number, sentence and bar at the left; the arrivals at the right, first to go in the small form."""

    def __init__(self) -> None:
        super().__init__(name="hero_card", gap=6 if is_small() else 12)
        small = is_small()
        self._number = label("", "hero" if small else "giant", name="served")
        self._sentence = label("", "lead", wrap=True, name="sentence")
        self._help = named(Elided("", "body", tone="ink2"), "share")
        self._strip = BarStrip(_("Semua yang datang"), name="equation")
        self._chart = Columns(_("Kedatangan per 15 menit"), name="arrivals")
        self._surge = named(Marked(Note(Shape.LOOK, ""), "small"), "surge")
        self._strip.setFixedHeight(px(_BAR_SMALL if small else _BAR_TALL))
        words = stacked(None, self._sentence, self._help, None, gap=2)
        top = in_row(stacked(None, self._number, None), (words, 1), gap=20)
        left = stacked((top, 1), self._strip, gap=6)
        head = in_row(label(_("Kedatangan per 15 menit"), "label"), None, self._surge)
        self._arrivals = stacked(head, (self._chart, 1), gap=4)
        right = () if is_small() else ((self._arrivals, 50),)
        self.add_row((left, 56), *right, gap=16 if is_small() else 32)

    def show_day(self, number: str, sentence: str, help_text: str, parts: Sequence[BarPart]) -> None:
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


class TodayView(QWidget):
    """The running day, the closed one, or the empty state; plain paper until the first answer is here."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("today")
        self.hero, self.targets, self.kept = Hero(), TargetsCard(acts), KeptCard()
        self.attention = Attention(acts)
        self._queue = acts.button("to_queue", kind="blue", icon="list-numbers")
        self._report = acts.button("report", kind="blue")
        self._lists = acts.button("to_lists", kind="blue")
        self._decide, self._review = (acts.button(id_, tall=True) for id_ in ("to_decisions", "to_reviews"))
        self.empty = EmptyState("", buttons=[self._lists, self._decide, self._review], name="no_visit")
        self._blue: QWidget | None = None
        gap = 12 if is_small() else 16
        cards = in_row((self.targets, 34), (self.kept, 36), (self.attention, 38), gap=gap)
        others = (acts.button(id_, tall=True) for id_ in ("visit_home", "find_person"))
        bar = in_row(self._queue, self._report, *others, None, acts.button("close_day", tall=True))
        self._blank, self._day = QWidget(), named(stacked((self.hero, 42), (cards, 58), bar, gap=gap), "day")
        self._stack = Pages()
        for page in (self._blank, self._day, self.empty):
            self._stack.addWidget(page)
        stacked(self._stack, on=self)
        keys = (f"concern_{place + 1}" for place in range(MOST))
        acts.add_to(
            self,
            "visit_home",
            "find_person",
            "list_to_come",
            "report",
            "close_day",
            "to_decisions",
            "to_reviews",
            *keys,
        )

    def holds_focus(self) -> bool:
        """Whether the focus is here, or nowhere yet; asked before acts come and go."""
        focused = self.window().focusWidget()
        first = self._stack.currentWidget() is self._blank
        return first or (focused is not None and self.isAncestorOf(focused))

    def show_day(self, *, held: bool) -> None:
        """Show the day; the next act has the focus where the view `held` it."""
        self._show_page(self._day, held=held)

    def show_empty(self, *, held: bool) -> None:
        """Show what to do when no visit is open."""
        self._show_page(self.empty, held=held)

    def take_focus(self) -> None:
        """Put the focus on the blue button: the next act."""
        for button in (self._decide, self._queue, self._report, self._lists):
            if button.isVisible():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, page: QWidget, *, held: bool) -> None:
        blue = next((one for one in (self._queue, self._report, self._lists) if not one.isHidden()), None)
        changed = self._stack.currentWidget() is not page or blue is not self._blue
        self._blue = blue
        self._stack.setCurrentWidget(page)
        _settle(page)
        self.updateGeometry()
        if held and changed:
            self.take_focus()


def _settle(page: QWidget) -> None:
    """Lay out from the inside: what changed in a page while it was hidden was told to nobody above it."""
    for part in reversed([page, *page.findChildren(QWidget)]):
        if (layout := part.layout()) is not None:
            layout.activate()
