"""The chosen list: whether it still names people, where they live, what was done with it and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Card, Elided, Marked, Note, hairline, label, set_tone
from ektp_desk.words import NP_, _
from ektp_desk.words.numbers import count

_MOST, _MOST_SMALL = 6, 3
_PASSAGES, _PASSAGES_SMALL = 3, 2


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list in words; `state_words` say since when or until when it stands so."""

    title: str
    about: str
    rows: int
    state: ListState
    state_words: str
    plannable: bool = True  # it names people of villages
    why: str = ""  # it was withdrawn; or what is left of it


class ListPanel(Page):
    """Asks for a plan, for the withdrawal and for the way back; what is read later has its room kept."""

    plan_asked = Signal()
    withdraw_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("list_panel")
        self._small, self._may, self._state = False, False, ListState.STANDING
        self._plannable = True
        self._villages: list[tuple[str, int]] = []
        self._passages: list[str] = []
        self._card = Card(gap=5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._make()
        self._lay_out()
        self.entered.connect(self.press)
        self.button.asked.connect(self.plan_asked)
        self.withdraw.asked.connect(self.withdraw_asked)
        self.back.asked.connect(self.back_asked)

    def press(self) -> None:
        """Do what the blue button says."""
        if self._state is ListState.STANDING and self._plannable:
            self.plan_asked.emit()

    def set_rights(self, may: bool, who: str) -> None:  # noqa: FBT001  reads as its sentence
        """Offer what this user may do; to others say who may."""
        self._may = may
        words = _("Memuat dan mencabut daftar: {names}").format(names=who)
        self._who.set_text("" if may else words)
        self._who.setVisible(not may)
        self._offer()

    def show_list(self, shown: ShownList) -> None:
        """Name a list; its villages and passages come by `show_story`."""
        self._state, self._plannable = shown.state, shown.plannable
        self._title.set_text(shown.title)
        self._about.set_text(shown.about)
        self._hero.setText(count(shown.rows))
        gone = shown.state is ListState.EXPIRED
        self._below.set_text(_("baris ketika dimuat") if gone else _(NP_("many", "baris")))
        shapes = {ListState.STANDING: Shape.DONE, ListState.WITHDRAWN: Shape.BACK}
        self._stands.show_note(Note(shapes.get(shown.state, Shape.NONE), shown.state_words))
        self._why.setText(shown.why)
        self._why.setVisible(bool(shown.why))
        self._offer()
        self.show_story([], [])

    def show_story(self, villages: Sequence[tuple[str, int]], passages: Sequence[str]) -> None:
        """Show how many people live in each village (the last line sums up the rest), and its story."""
        self._villages, self._passages = list(villages), list(passages)
        if villages:
            self._below.set_text(_("baris, di {n} desa").format(n=count(len(villages))))
        self._fill()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Show fewer villages and passages in the small form."""
        self._small = small
        set_tone(self._hero, None, role="figure" if small else "hero")
        self._fill()

    def _offer(self) -> None:
        standing = self._state is ListState.STANDING
        self.button.setVisible(standing and self._plannable)
        self.withdraw.setVisible(self._may and standing)
        self.back.setVisible(self._may and self._state is ListState.WITHDRAWN)

    def _make(self) -> None:
        self._title, self._about = Elided("", "title"), Elided("", "help")
        self._stands = Marked(Note(Shape.DONE, ""), "small")
        self._stands.setObjectName("list_state")
        self._why = label("", "small", wrap=True, name="list_withdrawn_why")
        self._why.setMaximumHeight(px(72))  # a long reason must not push the panel
        self._hero, self._below, self._who = label("0", "hero"), Elided("", "body"), Elided("", "help")
        self._rows, self._grid = QWidget(), QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(px(3))
        self._grid.setColumnStretch(0, 1)
        self._rows.setLayout(self._grid)
        self.button = ActButton(
            _("Rencanakan kunjungan…"), "Enter", kind="blue", short=_("Rencanakan…"), name="plan_from_list"
        )
        self.withdraw = ActButton(_("Cabut daftar…"), "C", kind="danger", name="withdraw_list")
        self.back = ActButton(_("Kembalikan daftar"), "B", tall=True, name="bring_back_list")

    def _lay_out(self) -> None:
        for part in (self._title, self._about, self._stands, self._why):
            self._card.add(part)
        self._card.body.addSpacing(px(10))
        for below in (self._hero, self._below, hairline(), self._rows):
            self._card.add(below)
        self._card.body.addStretch(1)
        for act in (self._who, self.button, self.back, self.withdraw):
            self._card.add(act)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, people) in enumerate(self._village_lines()):
            figure = label(count(people), "strong")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, part in enumerate((Elided(name, "body"), figure)):
                self._grid.addWidget(part, at, column)
                part.show()
        passages = self._passages[: _PASSAGES_SMALL if self._small else _PASSAGES]
        if passages and self._villages:
            self._add_line(hairline())
        for words in passages:
            self._add_line(label(words, "help", wrap=True))

    def _add_line(self, line: QWidget) -> None:
        self._grid.addWidget(line, self._grid.rowCount(), 0, 1, 2)
        line.show()

    def _village_lines(self) -> list[tuple[str, int]]:
        most = _MOST_SMALL if self._small else _MOST
        shown = self._villages if len(self._villages) <= most else self._villages[: most - 1]
        rest = self._villages[len(shown) :]
        if not rest:
            return shown
        more = _("{n} desa lain").format(n=count(len(rest)))
        return [*shown, (more, sum(people for _name, people in rest))]
