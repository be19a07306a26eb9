"""The right side of F6: the key figure, what the paper is asked for with, what is not final, and the acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.before import read_numbers
from ektp_desk.domain.paper.kinds import OF_PERIODS, PaperKind, Wanted
from ektp_desk.domain.typed_days import read_day
from ektp_desk.gui.kit import (
    ActButton,
    Banner,
    Card,
    Elided,
    Field,
    Marked,
    Note,
    Pulldown,
    hairline,
    label,
    named,
)
from ektp_desk.gui.kit.news import BannerKind
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.words import NP_, _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.errors import message


class Options(QWidget):
    """`visit_chosen` gives an id, `changed` that Enter was pressed in a field or a region was chosen."""

    visit_chosen = Signal(str)
    changed = Signal()
    text_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.visits = Pulldown(_(NP_("one", "Kunjungan")), key="K", name="visits")
        self.first = Field(_("Dari"), "period_first", placeholder=_("hh-bb-tttt"), reserve=False)
        self.last = Field(_("Sampai"), "period_last", placeholder=_("hh-bb-tttt"), reserve=False)
        self.region = Pulldown(_("Wilayah"), key="W", name="period_region")
        self.numbers = Field(
            _("Nomor, paling banyak 200"), "numbers_range", placeholder="A1-48", reserve=False
        )
        self.text = ActButton(_("Ubah teks surat…"), "U", name="letter_text")
        self._lay_out()
        self.visits.chosen.connect(self.visit_chosen)
        self.region.chosen.connect(lambda _code: self.changed.emit())
        self.text.asked.connect(self.text_asked)
        for field in (self.first, self.last, self.numbers):
            field.entered.connect(self.changed)

    def offer_regions(self, regions: Sequence[tuple[str, str]]) -> None:
        """Offer regions by code, the whole office first."""
        self.region.set_options([("", _("Seluruh wilayah")), *regions])

    def show_visits(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer the visits, newest first."""
        self.visits.set_options(choices)
        self.visits.choose(chosen)
        self.visits.setEnabled(bool(choices))
        self.visits.setToolTip(dict(choices).get(chosen, ""))

    def show_for(self, wanted: Wanted) -> None:
        """Show what this kind of paper is asked for with, and what was chosen."""
        period = wanted.kind in OF_PERIODS
        self._visit.setVisible(not period)
        self._period.setVisible(period)
        self.numbers.setVisible(wanted.kind is PaperKind.NUMBERS)
        self.text.setVisible(wanted.kind is PaperKind.LETTER)
        for field, day in ((self.first, wanted.first), (self.last, wanted.last)):
            if not field.edit.hasFocus():
                field.set_text(digits_date(day) if day else "")
        self.region.choose(wanted.region)
        if not self.numbers.edit.hasFocus():
            self.numbers.set_text(f"{wanted.letter}{wanted.from_serial}-{wanted.to_serial}")

    def said(self, wanted: Wanted) -> Wanted | None:
        """The paper as the fields say it; None when one cannot be read, which is said beside it."""
        if wanted.kind is PaperKind.NUMBERS:
            return self._numbers_said(wanted)
        if wanted.kind not in OF_PERIODS:
            return wanted
        first, last = self._day(self.first), self._day(self.last)
        if first is None or last is None:
            return None
        if last < first:
            self.last.set_error(message(EktpError("period.turned")).partition(". ")[0])
            return None
        return replace(wanted, first=first, last=last, region=self.region.value() or "")

    def _numbers_said(self, wanted: Wanted) -> Wanted | None:
        try:
            letter, first, last = read_numbers(self.numbers.text())
        except EktpError as error:
            self.numbers.set_error(message(error).partition(". ")[0])
            return None
        self.numbers.clear_error()
        return replace(wanted, letter=letter, from_serial=first, to_serial=last)

    def _day(self, field: Field) -> date | None:
        try:
            day = read_day(field.text())
        except EktpError as error:
            field.set_error(message(error).partition(". ")[0])
            return None
        field.clear_error()
        return day

    def _lay_out(self) -> None:
        column, days = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self._visit, self._period = QWidget(), QWidget()
        visit, period = QVBoxLayout(self._visit), QVBoxLayout(self._period)
        for inner in (visit, period):
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(px(4))
        visit.addWidget(label(_(NP_("one", "Kunjungan")), "label"))
        visit.addWidget(self.visits)
        days.setSpacing(px(8))
        for field in (self.first, self.last):
            days.addWidget(field)
        period.addLayout(days)
        period.addWidget(self.region)
        for widget in (self._visit, self._period, self.numbers, self.text):
            column.addWidget(widget)


_WIDE, _NARROW = 296, 272


class Side(QWidget):
    """Shows what was asked for; its buttons are the screen's acts."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report_side")
        self._number = label("", "hero", name="served")
        self._whom = label("", "strong", wrap=True, name="of_whom")
        self._state = named(Marked(Note(Shape.NONE, ""), "small"), "state")
        self._as_of = named(Elided("", "help"), "as_of")
        self.options = Options()
        self.banner = Banner("warn", name="notice")
        self.save = ActButton(_("Simpan PDF"), "Ctrl+S", kind="blue", name="save")
        self.print = ActButton(_("Cetak…"), "Ctrl+P", name="print")
        self.excel = ActButton(_("Simpan Excel"), "Ctrl+E", short=_("Excel"), name="excel")
        self.copy = ActButton(_("Salin ringkasan"), "Alt+C", short=_("Salin"), name="copy")
        self._lay_out()

    def show_figure(self, number: str, whom: str, *, note: Note, as_of: str) -> None:
        """Show the key figure, what it counts, how final it is, and of when."""
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._whom.setText(whom)
        self._state.setVisible(bool(note.text))
        self._state.show_note(note)
        self._as_of.set_text(as_of)

    def allow(self, *, paper: bool, table: bool, summary: bool) -> None:
        """Offer the acts that this paper has."""
        for button in (self.save, self.print):
            button.setEnabled(paper)
        self.excel.setEnabled(table)
        self.copy.setEnabled(summary)

    def say(self, kind: BannerKind, what: str, then: str, *, code: str = "") -> None:
        """Tell what is not final or did not work, in the room kept above the buttons."""
        self.banner.say(kind, what, then=then, code=code)
        self.banner.setVisible(bool(what))

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take less width and do without the line, and without the hour that the paper tells itself."""
        self.setFixedWidth(px(_NARROW if small else _WIDE))
        for spare in (self._line, self._as_of):
            spare.setVisible(not small)
        self._column.setSpacing(px(8 if small else 12))
        self._acts.setSpacing(px(6 if small else 8))
        self._card.body.setSpacing(px(6 if small else 10))

    def _lay_out(self) -> None:
        self._card, top, words = Card(name="figure_card"), QHBoxLayout(), QVBoxLayout()
        top.setSpacing(px(14))
        words.setSpacing(px(2))
        for part in (self._whom, self._state):
            words.addWidget(part)
        top.addWidget(self._number)
        top.addLayout(words, 1)
        self._line = hairline()
        self._card.body.addLayout(top)
        for widget in (self._line, self.options, self._as_of):
            self._card.add(widget)
        self._column, self._acts = QVBoxLayout(self), QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._card)
        self._column.addWidget(self.banner)
        self._column.addStretch(1)
        self._column.addLayout(self._acts)
        self._lay_out_acts()
        self.banner.hide()
        self.set_small(False)

    def _lay_out_acts(self) -> None:
        self._acts.addWidget(self.save)
        for pair in ((self.print, self.excel), (self.copy,)):
            row = QHBoxLayout()
            row.setSpacing(px(8))
            for button in pair:
                row.addWidget(button, 1)
            self._acts.addLayout(row)
