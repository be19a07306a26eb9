"""Perlu diputuskan on the screen: how many wait, one question with its versions, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ektp_desk.gui.decisions.words import MOST_VERSIONS, Asked, Offer, settled_about, settled_word
from ektp_desk.gui.kit import (
    Card,
    Cell,
    Column,
    Elided,
    EmptyState,
    Keycap,
    ListTable,
    Marked,
    Note,
    Pages,
    TableFoot,
    label,
    named,
    set_tone,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import lay_out, stacked
from ektp_desk.gui.kit.labels import Role, dress_words
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px, tokens
from ektp_desk.usecases.people.decisions import Taken
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_MOST_PARTS = 8
_WHOLE = 24  # letters that stand in one line at every size


class VersionCard(Card):
    """`asked` tells that it was clicked; whoever owns the cards chooses."""

    asked = Signal()

    def __init__(self, key: str) -> None:
        super().__init__(gap=3, name=f"version_{key}")
        self._key, self._chosen, self._offer = key, False, Offer("", ())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._state, self._shown = Marked(Note(Shape.WAITING, ""), "strong"), Elided("", "help")
        self._title = Elided("", "lead")
        self.add_row(self._state, None, self._shown, Keycap(key))
        self.add(self._title)
        self._whose = label("", "strong", wrap=True)
        self.add(self._whose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)  # one tint runs below label and value
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        self._lines = [(_Line("help"), _Line()) for _at in range(_MOST_PARTS)]
        for at, (title, value) in enumerate(self._lines):
            grid.addWidget(title, at, 0)
            grid.addWidget(value, at, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_offer(self, offer: Offer, *, chosen: bool) -> None:
        """Show a version, chosen or not; what differs is marked in its line alone."""
        self._offer, self._chosen, self._selected = offer, chosen, chosen
        word = (_("Versi {n} · dipilih") if chosen else _("Versi {n}")).format(n=self._key)
        self._state.show_note(Note(Shape.CALLED if chosen else Shape.WAITING, word, loud=chosen))
        self._shown.set_text(_("dipakai sementara ini") if offer.shown else "")
        self._title.set_text(offer.title)
        self._title.setVisible(bool(offer.title))
        self._whose.setText(offer.whose)
        self._whose.setVisible(bool(offer.whose))
        for at, (title, value) in enumerate(self._lines):
            said = offer.lines[at] if at < len(offer.lines) else None
            for part in (title, value):
                part.setVisible(said is not None)
                part.mark(on=said is not None and said.differs)
            if said is not None:
                title.setText(said.label)
                value.setText(_breakable(said.value))
                set_tone(value, None, role="strong" if said.differs else "body")
        words = ", ".join(f"{said.label} {said.value}" for said in offer.lines)
        told = ". ".join(filter(None, (offer.title, offer.whose, words)))
        self.setAccessibleName(f"{word}: {told} ({self._key})")
        self.update()

    @property
    def marked(self) -> list[str]:
        """The labels of the lines that are marked as different."""
        return [said.label for said in self._offer.lines if said.differs]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.asked.emit()


def _breakable(text: str) -> str:
    """Let a long file name break: a version is never decided by its first letters."""
    if " " in text or len(text) <= _WHOLE:
        return text
    return text.replace("_", "_\u200b").replace("-", "-\u200b")


class _Line(QLabel):
    """Words of one or more lines whose ground is tinted where versions differ."""

    _marked = False

    def __init__(self, role: Role = "body") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        dress_words(self)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMargin(px(2))
        self.setMinimumWidth(px(100 if role == "help" else 60))
        self.setWordWrap(role != "help")

    def mark(self, *, on: bool) -> None:
        self._marked = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marked:
            QPainter(self).fillRect(self.rect(), QColor(tokens().differs))
        super().paintEvent(event)


_ALL = 16_777_215  # QWIDGETSIZE_MAX: as high as there is room


class DecisionsView(QWidget):
    """Shows the question and what was decided; what can be done stands in the presenter's table."""

    version_clicked = Signal(int)

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("decisions")
        self._asked: Asked | None = None
        self._settled = False
        self._count = label("0", "figure", name="to_decide")
        self._which, self._title, self._about = Elided("", "strong"), Elided("", "lead"), Elided("", "help")
        named(self._title, "question")
        named(self._about, "question_about")
        self.cards = [VersionCard(str(place + 1)) for place in range(MOST_VERSIONS)]
        self.history = ListTable[Taken](
            (Column(_("Sudah diputuskan"), _settled),),
            lambda one: one.event,
            name="settled_table",
            accessible_name=_("Sudah diputuskan"),
            lines=2,
        )
        nothing = EmptyState(
            _("Tidak ada yang perlu diputuskan"),
            _("Bila dua laptop mencatat hal berbeda tanpa saling melihat, keduanya muncul di sini."),
            buttons=(acts.button("decisions_back", kind="quiet", name="decisions_leave"),),
            name="nothing_to_decide",
        )
        question = self._question_page(acts)
        self._pages, self._history = Pages(question, nothing), self._history_card(acts)
        stacked((self._pages, 1), (self._history, 1), gap=8 if is_small() else 12, on=self)
        for place, card in enumerate(self.cards):
            card.asked.connect(partial(self.version_clicked.emit, place))
        acts.add_to(question, "settle")
        acts.add_to(self.history, "undo_settled")
        acts.add_to(self)

    def show_question(self, asked: Asked | None, place: int, waiting: int) -> None:
        self._asked = asked
        self._count.setText(count(waiting))
        self._which.set_text(_("{n} dari {all}").format(n=place + 1, all=waiting) if waiting > 1 else "")
        self._pages.setCurrentIndex(0 if asked else 1)
        self._share_room()
        if asked is not None:
            self._title.set_text(asked.title)
            self._about.set_text(asked.about)
            final = _("Dicatat dengan nama Anda; tidak dapat dibatalkan.")
            kept = _("Dicatat dengan nama Anda; semua versi tetap tersimpan.")
            self._remark.set_text(final if asked.is_final else kept)

    def show_chosen(self, chosen: int) -> None:
        offers = self._asked.offers if self._asked else ()
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(offers))
            if place < len(offers):
                card.show_offer(offers[place], chosen=place == chosen)

    def point_at(self, place: int) -> None:
        self.cards[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_settled(self, settled: Sequence[Taken]) -> None:
        """Latest first."""
        self._settled = bool(settled)
        self.history.set_rows(settled)
        self._history.setVisible(bool(settled))

    def take_focus(self) -> None:
        target = self.cards[0] if self._asked else self.history if self.history.isVisible() else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share_room(self) -> None:
        """Leave the room to the question; without one, to what was decided."""
        open_, tall = self._asked is not None, self.history.height_for(1 if is_small() else 3)
        self.history.setMinimumHeight(tall)
        self.history.setMaximumHeight(tall if open_ else _ALL)
        words = px(140 if is_small() else 230)  # that nothing waits
        self._pages.setMaximumHeight(_ALL if open_ or not self._settled else words)

    def _question_page(self, acts: Acts) -> QWidget:
        head, words = Card(gap=0, bar="warn", name="question_card"), stacked(self._title, self._about)
        also = (acts.button(act, kind="quiet") for act in ("next_question", "question_person"))
        head.add_row(self._count, words, self._which, *also, gap=16, grows=words)
        versions = lay_out(QHBoxLayout(), *((card, 1) for card in self.cards), gap=8)
        settle, back = acts.button("settle", kind="blue"), acts.button("decisions_back", kind="quiet")
        self._remark = Elided("", "help")
        foot = lay_out(QHBoxLayout(), settle, self._remark, back, gap=8, grows=self._remark)
        return stacked(head, versions, foot, gap=8, grows=versions)

    def _history_card(self, acts: Acts) -> Card:
        card = Card(padding=0, gap=0, name="settled_card")
        card.add(self.history)
        foot = TableFoot(self.history, lambda n: _("{n} lagi").format(n=count(n)))
        row = card.add_row(foot, acts.button("undo_settled", kind="quiet"), grows=foot)
        row.setContentsMargins(0, 0, px(12), px(4))
        return card


def _settled(one: Taken) -> Cell:
    shape = Shape.WRONG if one.undone else Shape.DONE
    return Cell(settled_word(one), settled_about(one), shape, bold=True, tone="ink2" if one.undone else "ink")
