"""The chosen list: whether it still names people, where they live, what was done with it and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.gui.kit import Elided, Marked, Note, hairline, label, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import clear
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.visits.words import ListWords
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_SHAPES = {ListState.STANDING: Shape.DONE, ListState.WITHDRAWN: Shape.BACK, ListState.DUE: Shape.BACK}


class ListPanel(Page):
    """What is read later has its room kept."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("list_panel")
        self._title, self._about = Elided("", "title"), Elided("", "help")
        self._stands = named(Marked(Note(Shape.DONE, ""), "small"), "list_state")
        self._why = label("", "small", wrap=True, name="list_withdrawn_why")
        self._why.setMaximumHeight(px(72))  # a long reason must not push the panel
        self._hero = label("0", "figure" if is_small() else "hero")
        self._below, self._who = Elided("", "body"), Elided("", "help")
        rows = QWidget()
        self._grid = QGridLayout(rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(px(3))
        self._grid.setColumnStretch(0, 1)
        card = self.add_card(gap=5)
        for part in (self._title, self._about, self._stands, self._why):
            card.add(part)
        card.body.addSpacing(px(10))
        for below in (self._hero, self._below, hairline(), rows):
            card.add(below)
        card.body.addStretch(1)
        card.add(self._who)
        card.add(acts.button("plan_from_list", kind="blue"))
        card.add(acts.button("bring_back_list", tall=True))
        card.add(acts.button("withdraw_list", kind="danger"))

    def say_who(self, words: str) -> None:
        """Say who may load and withdraw lists; nothing to those who may."""
        self._who.set_text(words)
        self._who.setVisible(bool(words))

    def show_list(self, shown: ListWords) -> None:
        self._title.set_text(shown.title)
        self._about.set_text(shown.about)
        self._hero.setText(count(shown.rows))
        self._below.set_text(shown.rows_words)
        self._stands.show_note(Note(_SHAPES.get(shown.state, Shape.NONE), shown.state_words))
        self._why.setText(shown.why)
        self._why.setVisible(bool(shown.why))
        clear(self._grid)
        for row, parts in enumerate(_lines(shown)):
            for at, part in enumerate(parts):
                self._grid.addWidget(part, row, at, 1, 2 if len(parts) == 1 else 1)
                part.show()


def _lines(shown: ListWords) -> Iterator[tuple[QWidget, ...]]:
    """Villages with their people, then what was done; a part that stands alone takes the whole line."""
    for name, people in _villages(shown.villages):
        figure = label(count(people), "strong")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        yield Elided(name, "body"), figure
    if shown.passages and shown.villages:
        yield (hairline(),)
    for words in shown.passages[: 2 if is_small() else 3]:
        yield (label(words, "help", wrap=True),)


def _villages(villages: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """As many as there is room for; the last line sums up the rest."""
    most = 3 if is_small() else 6
    if len(villages) <= most:
        return list(villages)
    rest = villages[most - 1 :]
    more = _("{n} desa lain").format(n=count(len(rest)))
    return [*villages[: most - 1], (more, sum(people for _name, people in rest))]
