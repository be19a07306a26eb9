"""The chosen visit: how many are expected, and the one act that is useful next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit import BarPart, BarStrip, Choice, Elided, Keycap, Marked, Note, Option, label, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import clear, in_row
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.visits.words import VisitWords
from ektp_desk.usecases.visits.queries import NextStep
from ektp_desk.words import N_, _
from ektp_desk.words.numbers import count_or_none

LETTERS = N_("Huruf meja laptop ini, ganti dengan")
_BREAKS = ("-", "_", "/")  # where the name of a file may go on in another line
_HERE = "\N{ZERO WIDTH SPACE}"


class VisitFacts(QWidget):
    """Rows of (word, text), the shortest first to be read; what there is no room for is cut at the foot."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("visit_facts")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, px(6), 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self._rows: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for at, (word, text) in enumerate(rows):
            said = label(_broken(text), "small", wrap=True)
            said.setAccessibleName(f"{word}: {text}")
            said.setMinimumWidth(px(60))
            self._grid.addWidget(label(word, "help"), at, 0, top)
            self._grid.addWidget(said, at, 1, top)
        self._grid.setRowStretch(len(rows), 1)


def _broken(text: str) -> str:
    for sign in _BREAKS:
        text = text.replace(sign, sign + _HERE)
    return text


class VisitPanel(Page):
    """What can be done next, and the letters of the desk that may be opened."""

    letter_chosen = Signal(str)

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("visit_panel")
        self._letters: Choice | None = None
        # The letters stay as they are chosen while the same visit is read anew.
        self._offered: tuple[str, tuple[str, ...]] = ("", ())
        small = is_small()
        self._above = Elided("", "strong", tone="primary")
        # Whole where there is room for its lines: a school's name may be long.
        self._title = Elided("", "title") if small else label("", "title", wrap=True)
        self._place = named(Elided("", "help"), "visit_place")
        self._hero = label("0", "figure" if small else "hero", name="targets")
        self._rest, self._besides = Elided("", "body"), Elided("", "body")
        self._bar = BarStrip(_("Sasaran"), legend=False, thick=10)
        self._facts = VisitFacts()
        self._warning = Marked(Note(Shape.LOOK, ""), "small")
        self._warning.setFixedHeight(px(22))
        words = label(_(LETTERS), "label")
        words.setAccessibleName(f"{words.text()} (H)")
        self._desk = QWidget()
        self._desk_column = QVBoxLayout(self._desk)
        self._desk_column.setContentsMargins(0, 0, 0, 0)
        self._desk_column.setSpacing(px(4))
        self._desk_column.addWidget(in_row(words, Keycap("H"), None, gap=6))
        card = self.add_card(gap=6)
        for part in (self._above, self._title, self._place):
            card.add(part)
        card.body.addSpacing(px(4))
        card.add(self._hero)
        for below in (self._rest, self._besides, self._bar):
            card.add(below)
        # A row of their own: beside anything else somebody's words would be cut.
        card.add_row(*(acts.button(id_, kind="quiet") for id_ in ("visit_package", "visit_papers")), None)
        card.add(QWidget() if small else self._facts, 1)
        also = in_row(*(acts.button(id_) for id_ in ("change_plan", "postpone", "reopen")), None)
        also.setFixedHeight(px(36 if small else 40))  # also when nothing may be done
        for foot in (also, self._warning, self._desk):
            card.add(foot)
        self._blue = acts.button("visit_act", kind="blue", large=True)
        card.add(self._blue)

    def show_visit(self, shown: VisitWords, letter: str) -> None:
        """`letter` is the chosen one of those that may be opened."""
        last = shown.above.rpartition(" · ")[2]
        self._above.set_text(shown.above, short=f"{last[:1].upper()}{last[1:]}")
        (self._title.set_text if isinstance(self._title, Elided) else self._title.setText)(shown.title)
        self._place.set_text(shown.place, short=shown.place_short)
        self._facts.show_rows(shown.facts)
        self._hero.setText(count_or_none(shown.people.targets))
        self._rest.set_text(shown.sentence())
        self._besides.set_text(shown.besides())
        self._besides.setVisible(bool(shown.besides()))
        done, left = shown.people.recorded, shown.people.left
        self._bar.set_parts([BarPart(done, _("direkam"), "primary"), BarPart(left, _("sisa"), "rest")])
        self._blue.set_key("Ctrl+Enter" if shown.step is NextStep.OPEN_OTHER_DAY else "Enter")
        if (shown.key, shown.letters) != self._offered:
            self._offered = (shown.key, shown.letters)
            self._offer(shown.letters)
        self.choose_letter(letter, shown.warned(letter))

    def choose_letter(self, letter: str, warned: tuple[str, str]) -> None:
        """`warned`, whole and short, is what is to be seen before its desk is opened."""
        if self._letters is not None:
            self._letters.choose(letter)
        self._warning.show_note(Note(Shape.LOOK, *warned, loud=True))
        self._warning.setToolTip(warned[0])
        # Hidden by its colour's absence, not its height: the button below must not move.
        for part in self._warning.findChildren(QWidget):
            part.setVisible(bool(warned[0]))

    def _offer(self, letters: Sequence[str]) -> None:
        if self._letters is not None:
            self._desk_column.removeWidget(self._letters)
            self._letters.hide()
            self._letters.deleteLater()
            self._letters = None
        self._desk.setVisible(bool(letters))
        if not letters:
            return
        options = [Option(letter, letter, tone="primary") for letter in letters]
        self._letters = Choice(_("Huruf meja laptop ini"), options, name="letter", height=36)
        self._letters.spread()
        self._letters.chosen.connect(self.letter_chosen)
        self._desk_column.addWidget(self._letters)
        self._letters.show()  # a layout alone would show it only later, after the next key
        QWidget.setTabOrder(self._letters, self._blue)
