"""The chosen visit: how many are expected, and the one act that is useful next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit import (
    ActButton,
    BarStrip,
    Card,
    Choice,
    Elided,
    Keycap,
    Marked,
    Note,
    Option,
    Part,
    label,
    on_key,
    set_tone,
)
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.visits.words import Also, Next, Shown
from ektp_desk.words import _
from ektp_desk.words.numbers import count_or_none

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
        while (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.setParent(None)
                gone.deleteLater()
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


_OPENS = (Next.OPEN_DESK, Next.OPEN_OTHER_DAY)


class VisitPanel(Page):
    """Asks for the act, and for a desk under the letter that is chosen."""

    desk_asked = Signal(str)
    queue_asked = Signal()
    report_asked = Signal()
    also_asked = Signal(str)  # one of Also
    explained = Signal(str)  # why Enter did nothing, and which key does it

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("visit_panel")
        self._act: Next | None = None
        self._other = ""  # the visit to whose queue the button leads, where it is not this one
        self._letters: Choice | None = None
        # A letter already chosen outlives a refresh of the same visit.
        self._offered: tuple[str, tuple[str, ...]] = ("", ())
        self._card = Card(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._lay_out()
        self.entered.connect(self.press)
        self.button.asked.connect(self.press_surely)
        on_key(self, "Ctrl+Enter", self.press_surely)

    def press(self) -> None:
        """Do on Enter what the blue button says; a desk on another day than planned wants its own key."""
        if self._act is Next.OPEN_OTHER_DAY:
            self.explained.emit(_("Bukan kunjungan hari ini. Ctrl+Enter tetap membuka mejanya."))
        else:
            self.press_surely()

    def press_surely(self) -> None:
        """Do what the blue button says: it was clicked, or the key was Ctrl+Enter."""
        if self._act in _OPENS:
            self.desk_asked.emit(self.letter())
        elif self._act is Next.QUEUE:
            self.queue_asked.emit()
        elif self._act is Next.REPORT:
            self.report_asked.emit()

    def letter(self) -> str:
        """Empty while none is chosen."""
        return (self._letters.value() or "") if self._letters else ""

    def next_letter(self) -> None:
        """Choose the letter after the chosen one, and after the last the first."""
        if self._letters is not None:
            letters = self._offered[1]
            self._letters.choose(letters[(letters.index(self.letter()) + 1) % len(letters)])
            self._name_button()

    def show_visit(self, shown: Shown) -> None:
        self._act, self._other = shown.act, shown.other_open
        last = shown.above.rpartition(" · ")[2]
        self._above.set_text(shown.above, short=f"{last[:1].upper()}{last[1:]}")
        self._title.set_text(shown.title)
        self._place.set_text(shown.place)
        self._facts.show_rows(shown.facts)
        for also, button in self.also.items():
            button.setVisible(also in shown.also)
        self._hero.setText(count_or_none(shown.people.targets))
        self._rest.set_text(shown.sentence())
        self._besides.set_text(shown.besides())
        self._besides.setVisible(bool(shown.besides()))
        done, left = shown.people.recorded, shown.people.left
        self._bar.set_parts([Part(done, _("direkam"), "primary"), Part(left, _("sisa"), "rest")])
        self._warn(shown)
        if (shown.key, shown.letters) != self._offered:
            self._offered = (shown.key, shown.letters)
            self._offer(shown.letters)
        self._name_button()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        set_tone(self._hero, None, role="figure" if small else "hero")
        self._facts.setVisible(not small)
        self._air.setVisible(small)
        self._also_row.setFixedHeight(px(36 if small else 40))

    def _lay_out(self) -> None:
        self._above = Elided("", "strong", tone="primary")
        self._title, self._place = Elided("", "title"), Elided("", "help")
        self._facts, self._air = VisitFacts(), QWidget()  # one of them takes the free room
        self._hero = label("0", "hero", name="targets")
        self._rest, self._besides = Elided("", "body"), Elided("", "body")
        self._bar = BarStrip(_("Sasaran"), legend=False, thick=10)
        self._warning = Marked(Note(Shape.LOOK, ""), "small")
        self._warning.setFixedHeight(px(22))
        self._desk = QWidget()
        self._desk_row = QVBoxLayout(self._desk)
        self._desk_row.setContentsMargins(0, 0, 0, 0)
        self._desk_row.setSpacing(px(4))
        self._desk_row.addLayout(_letter_title())
        self.button = ActButton("", "Enter", kind="blue", large=True, name="visit_act")
        self._fill_card()

    def _fill_card(self) -> None:
        for part in (self._above, self._title, self._place):
            self._card.add(part)
        self._card.body.addSpacing(px(4))
        self._papers = ActButton(_("Kertas"), "C", kind="quiet", name="visit_papers")
        hero = self._card.add_row(self._hero, self._papers)
        hero.setStretch(0, 1)
        for below in (self._rest, self._besides, self._bar):
            self._card.add(below)
        for free in (self._facts, self._air):
            self._card.add(free, 1)
        self._air.hide()
        for foot in (self._also(), self._warning, self._desk, self.button):
            self._card.add(foot)

    def _also(self) -> QWidget:
        """Lay out what else may be done; the row keeps its height when nothing may."""
        self._also_row = QWidget()
        row = QHBoxLayout(self._also_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self.also = {
            Also.CHANGE: ActButton(_("Ubah rencana…"), "U", short=_("Ubah…"), name="change_plan"),
            Also.POSTPONE: ActButton(_("Tunda…"), "T", name="postpone"),
            Also.REOPEN: ActButton(_("Buka kembali…"), "B", name="reopen"),
        }
        for button in self.also.values():
            row.addWidget(button)
        row.addStretch(1)
        self.also[Also.PAPERS] = self._papers  # beside the hero: three buttons would lose their words
        for also, button in self.also.items():
            button.asked.connect(partial(self.also_asked.emit, also))
        return self._also_row

    def press_also(self, also: Also) -> None:
        """Do what a button says, if it is offered."""
        if self.also[also].isVisibleTo(self):
            self.also_asked.emit(also)

    def _warn(self, shown: Shown) -> None:
        self._warning.show_note(Note(Shape.LOOK, shown.warning, shown.warning_short, loud=True))
        self._warning.setToolTip(shown.warning)
        # Hidden by its colour's absence, not its height: the button below must not move.
        for part in self._warning.findChildren(QWidget):
            part.setVisible(bool(shown.warning))

    def _offer(self, letters: Sequence[str]) -> None:
        if self._letters is not None:
            self._desk_row.removeWidget(self._letters)
            self._letters.hide()
            self._letters.deleteLater()
            self._letters = None
        self._desk.setVisible(bool(letters))
        if not letters:
            return
        options = [Option(letter, letter, tone="primary") for letter in letters]
        self._letters = Choice(_("Huruf meja laptop ini"), options, name="letter", height=36)
        self._letters.spread()
        self._letters.choose(letters[0])
        self._letters.chosen.connect(lambda _letter: self._name_button())
        self._desk_row.addWidget(self._letters)
        self._letters.show()  # a layout alone would show it only later, after the next key
        QWidget.setTabOrder(self._letters, self.button)

    def _name_button(self) -> None:
        words = {
            Next.OPEN_DESK: _("Buka meja {letter}").format(letter=self.letter()),
            Next.OPEN_OTHER_DAY: _("Tetap buka meja {letter}").format(letter=self.letter()),
            Next.QUEUE: self._queue_words(),
            Next.REPORT: _("Lihat laporan"),
        }
        if self._act is not None:
            # A name too long for the button stands in the warning above it.
            self.button.set_text(words[self._act], short=_("Ke antrean") if self._act is Next.QUEUE else "")
            self.button.set_key("Ctrl+Enter" if self._act is Next.OPEN_OTHER_DAY else "Enter")

    def _queue_words(self) -> str:
        """Say whose queue it is, where that is another visit's."""
        return _("Ke antrean {desa}").format(desa=self._other) if self._other else _("Ke antrean")


def _letter_title() -> QHBoxLayout:
    """What they are, and the key that goes through them."""
    row = QHBoxLayout()
    row.setSpacing(px(6))
    words = label(_("Huruf meja laptop ini, ganti dengan"), "label")
    words.setAccessibleName(f"{words.text()} (H)")
    row.addWidget(words)
    row.addWidget(Keycap("H"))
    row.addStretch(1)
    return row
