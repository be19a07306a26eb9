"""F7 on the screen: what is not safe, by visit and laptop; at the right the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.exchange.line_card import LineCard
from ektp_desk.gui.exchange.words import (
    SafetyStep,
    hero,
    next_step,
    oldest,
    place_cell,
    removed_words,
    safe_cell,
    step_cell,
    step_words,
)
from ektp_desk.gui.kit import (
    Banner,
    Card,
    Cell,
    Column,
    Elided,
    EmptyState,
    ListTable,
    Marked,
    Note,
    Pages,
    TableFoot,
    hairline,
    label,
    named,
    set_tone,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, master_detail, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.usecases.exchange.queries import SafetyLadder, SafetyRow
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.safety import lacking

_BLUE = {SafetyStep.CARRY: "carry", SafetyStep.INSPECT: "inspect", SafetyStep.BACK_UP: "back_up"}
_SEALED = 2  # its column


class ExchangeView(QWidget):
    """Shows the ladder; what can be done stands in the presenter's table."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("exchange")
        self._at_office = False
        small = is_small()
        self._figure = label("", "hero" if not small else "figure", name="unsafe")
        self._sentence, self._about = Elided("", "lead"), named(Elided("", "help"), "unsafe_about")
        self._oldest = named(Elided("", "strong", tone="warn"), "unsafe_oldest")
        self._trouble = Banner("warn", low=True, name="exchange_trouble")
        self._trouble.hide()
        self.table = ListTable[SafetyRow](
            self._columns(),
            lambda row: f"{row.visit} {row.device}",
            name="ladder",
            accessible_name=_("Rekaman menurut kunjungan dan laptop"),
            lines=2,
        )
        self.table.setMinimumHeight(self.table.height_for(2))  # trouble and links take room too
        self.table.setColumnHidden(_SEALED, is_small())  # of all steps the one that nobody can help along
        self._sum = named(Elided("", "strong"), "ladder_sum")
        self._pages = Pages(self._ladder_page(), _nothing())
        self._step = self._step_card(acts)
        self.line = LineCard(acts)
        left = stacked(
            self._trouble,
            self._hero_card(),
            self._pages,
            self.line,
            gap=8,
            grows=self._pages,
        )
        self._removed = label("", "help", wrap=True, name="removed_files")
        links = in_row(*(acts.button(id_, kind="quiet") for id_ in ("receipts", "rulings")), None)
        last = in_row(acts.button("last_stick", kind="quiet"), None)
        rule = [] if small else [self._rule_card()]  # the help tells it too
        below = (links, last, *rule, self._removed, None)
        right = stacked(self._step, *below, gap=8 if small else 12)
        master_detail(left, right, on=self, detail_width=(304, 264))
        acts.add_to(self)

    def _hero_card(self) -> Card:
        card = Card(name="unsafe_card")
        when = stacked(label(_("yang tertua"), "help"), self._oldest)
        self._when = when
        words = stacked(None, self._sentence, self._about, None, gap=2)
        card.add_row(self._figure, (words, 1), when, gap=16)
        return card

    def _ladder_page(self) -> QWidget:
        card = Card(padding=0, gap=0, name="ladder_card")
        foot = TableFoot(self.table, lambda n: _("{n} baris lagi").format(n=count(n)))
        sums = in_row(self._sum, None, margins=(16, 4, 16, 6))
        card.stack(self.table, foot, hairline(), sums, grows=self.table)
        return card

    def _step_card(self, acts: Acts) -> Card:
        card = Card(gap=6 if is_small() else 8, name="step_card")
        card.add_row((Elided(_("Langkah berikut"), "strong"), 1), acts.button("how", kind="quiet"))
        self._step_title = label("", "lead", wrap=True, name="step_title")
        self._step_text = label("", "body", wrap=True, name="step_text")
        self._progress = named(Marked(Note(Shape.UNDER_WAY, ""), "small"), "carrying")
        self._progress.hide()
        card.stack(self._step_title, self._step_text, self._progress)
        self._blues = {step: acts.button(id_, kind="blue", name=f"{id_}_next") for step, id_ in _BLUE.items()}
        self._stands = {step: stacked(button) for step, button in self._blues.items()}
        self._others = {step: stacked(acts.button(id_)) for step, id_ in _BLUE.items()}
        card.stack(*self._stands.values(), *self._others.values(), acts.button("stop_carrying"))
        return card

    def _rule_card(self) -> QWidget:
        rule = _("Hijau hanya untuk aman: kantor sudah membuka isinya, dan ada dua salinan di dua disk.")
        return label(rule, "help", wrap=True, name="safe_rule")

    def _columns(self) -> tuple[Column[SafetyRow], ...]:
        def own(reached: int, row: SafetyRow, *, half: bool = False) -> Cell | str:
            return step_cell(reached, row.recorded, half=half) if row.own else "–"

        def lacks(row: SafetyRow) -> Cell:
            first, *others = lacking(row, row.gaps, at_office=self._at_office)
            if is_small():
                first, more, rest = first.partition("; ")
                others = [rest, *others] if more else others
            return Cell(first, under=" · ".join(others), tone="warn" if row.unsafe else "ink2")

        return (
            Column(_("Laptop"), place_cell, 200, 158, key=True),
            Column(_("Direkam"), lambda row: count(row.recorded), 70, 70),
            Column(_("Disegel"), lambda row: own(row.sealed, row), 66),
            Column(_("Kartu"), lambda row: own(row.carried, row), 66, 64),
            Column(_("Dikirim"), lambda row: own(row.sent, row, half=True), 66, 64),
            Column(_("Diterima"), lambda row: step_cell(row.heard, row.recorded, half=True), 72, 72),
            Column(_("Aman"), safe_cell, 66, 64),
            Column(_("Kurang"), lacks),
        )

    def show_ladder(self, ladder: SafetyLadder) -> None:
        """Show how far all is, and the next step."""
        self._at_office = ladder.at_office
        figure, sentence, about = hero(ladder)
        self._figure.setText(figure)
        set_tone(self._figure, "warn" if ladder.unsafe else "ok" if ladder.is_all_safe else None)
        self._figure.setAccessibleName(f"{figure} {sentence}")
        self._sentence.set_text(sentence)
        self._about.set_text(about)
        self._when.setVisible(ladder.unsafe > 0)
        self._oldest.set_text(oldest(ladder))
        self.table.set_rows(ladder.rows)
        told = _("Jumlah: {all} direkam · {safe} aman · {unsafe} belum")
        self._sum.set_text(
            told.format(
                all=count(ladder.recorded),
                safe=count(ladder.recorded - ladder.unsafe),
                unsafe=count(ladder.unsafe),
            )
        )
        self._pages.setCurrentIndex(0 if ladder.rows else 1)
        self._removed.setText(removed := removed_words(ladder.removed))
        self._removed.setVisible(bool(removed))
        set_tone(self._removed, "warn" if ladder.removed and ladder.removed.unsafe else "ink2")
        step = next_step(ladder)
        title, text = step_words(step, ladder)
        self._step_title.setText(title)
        self._step_text.setText(text)
        for of, button in self._stands.items():
            button.setVisible(of is step)
        for of, button in self._others.items():
            button.setVisible(of is not step)

    def show_progress(self, words: str) -> None:
        """Say how far carrying is; nothing when it has ended."""
        self._progress.setVisible(bool(words))
        self._progress.show_note(Note(Shape.UNDER_WAY, words))

    def show_trouble(self, what: str, then: str = "", code: str = "") -> None:
        """Say what went wrong; nothing takes it back."""
        self._trouble.setVisible(bool(what))
        if what:
            self._trouble.say("warn", what, then=then, code=code)

    def take_focus(self) -> None:
        """Put it on the blue button, else on the table."""
        seen = (one for one in self._blues.values() if one.isVisibleTo(self) and one.isEnabled())
        target = next(seen, self.table)
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _nothing() -> EmptyState:
    return EmptyState(
        _("Belum ada rekaman selesai"),
        _("Stik tetap dapat dipakai: paket dan putusan kantor diterima, kiriman disalin."),
        name="nothing_recorded",
    )
