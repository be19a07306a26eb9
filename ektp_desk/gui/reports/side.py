"""The right side of F6: the key figure, what the paper is asked for with, what is not final, and the acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.before import read_numbers
from ektp_desk.domain.paper.kinds import OF_PERIODS, PaperKind, Wanted
from ektp_desk.domain.typed_days import read_day
from ektp_desk.gui.kit import Banner, Card, Elided, Field, Marked, Note, Pulldown, hairline, label, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.buttons import rest
from ektp_desk.gui.kit.cards import lay_out, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.reports.words import KeyFigure, Notice
from ektp_desk.words import NP_, _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.errors import message

T = TypeVar("T")


class PaperOptions(QWidget):
    """`changed`: Enter was pressed in a field, or a region was chosen."""

    changed = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.visits = Pulldown(_(NP_("one", "Kunjungan")), key="K", name="visits")
        self.first = Field(_("Dari"), "period_first", placeholder=_("hh-bb-tttt"), reserve=False)
        self.last = Field(_("Sampai"), "period_last", placeholder=_("hh-bb-tttt"), reserve=False)
        self.region = Pulldown(_("Wilayah"), key="W", name="period_region")
        self.numbers = Field(
            _("Nomor, paling banyak 200"), "numbers_range", placeholder="A1-48", reserve=False
        )
        self._visit = stacked(label(_(NP_("one", "Kunjungan")), "label"), self.visits, gap=4)
        days = lay_out(QHBoxLayout(), self.first, self.last, gap=8)
        self._period = stacked(days, self.region, gap=4)
        letter = acts.button("letter_text")
        stacked(self._visit, self._period, self.numbers, letter, gap=6, on=self)
        self.region.chosen.connect(lambda _code: self.changed.emit())
        for field in (self.first, self.last, self.numbers):
            field.entered.connect(self.changed)

    def offer_regions(self, regions: Sequence[tuple[str, str]]) -> None:
        """Offer regions by code, the whole office first."""
        self.region.set_options([("", _("Seluruh wilayah")), *regions])

    def show_visits(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        self.visits.set_options(choices)
        self.visits.choose(chosen)
        rest(self.visits, "" if choices else _("Belum ada kunjungan. Rencanakan satu di Kunjungan & daftar."))
        if choices:
            self.visits.setToolTip(dict(choices).get(chosen, ""))

    def show_for(self, wanted: Wanted) -> None:
        period = wanted.kind in OF_PERIODS
        self._visit.setVisible(not period)
        self._period.setVisible(period)
        self.numbers.setVisible(wanted.kind is PaperKind.NUMBERS)
        for field, day in ((self.first, wanted.first), (self.last, wanted.last)):
            if not field.edit.hasFocus():
                field.set_text(digits_date(day) if day else "")
        self.region.choose(wanted.region)
        if not self.numbers.edit.hasFocus():
            self.numbers.set_text(f"{wanted.letter}{wanted.from_serial}-{wanted.to_serial}")

    def entered(self, wanted: Wanted) -> Wanted | None:
        """The paper as the boxes have it; None when one cannot be read, which is said beside it."""
        if wanted.kind is PaperKind.NUMBERS:
            numbers = _read(self.numbers, read_numbers)
            if numbers is None:
                return None
            letter, from_serial, to_serial = numbers
            return replace(wanted, letter=letter, from_serial=from_serial, to_serial=to_serial)
        if wanted.kind not in OF_PERIODS:
            return wanted
        first = _read(self.first, read_day)
        last = _read(self.last, partial(_read_last, first=first))
        if first is None or last is None:
            return None
        return replace(wanted, first=first, last=last, region=self.region.value() or "")


def _read(field: Field, read: Callable[[str], T]) -> T | None:
    try:
        found = read(field.text())
    except EktpError as error:
        field.set_error(message(error).partition(". ")[0])
        return None
    field.clear_error()
    return found


def _read_last(text: str, first: date | None) -> date:
    last = read_day(text)
    if first is not None and last < first:
        raise EktpError("period.turned")
    return last


_WIDE, _NARROW = 296, 272


class ReportSide(QWidget):
    """The small form does without the line, and without the hour that the paper tells itself."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("report_side")
        self._number = label("", "hero", name="served")
        self._whom = label("", "strong", wrap=True, name="of_whom")
        self._state = named(Marked(Note(Shape.NONE, ""), "small"), "state")
        self._as_of = named(Elided("", "help"), "as_of")
        self.options = PaperOptions(acts)
        self._banner = Banner("warn", name="notice")
        self._banner.is_quiet = True
        self._banner.hide()
        small = is_small()
        self.setFixedWidth(px(_NARROW if small else _WIDE))
        card = Card(name="figure_card", gap=6 if small else 10)
        words = lay_out(QVBoxLayout(), self._whom, self._state, gap=2)
        card.add_row(self._number, words, gap=14, grows=words)
        card.stack(*((self.options,) if small else (hairline(), self.options, self._as_of)))
        buttons = lay_out(
            QVBoxLayout(),
            acts.button("save", kind="blue"),
            lay_out(QHBoxLayout(), (acts.button("print"), 1), (acts.button("excel"), 1), gap=8),
            acts.button("copy"),
            gap=6 if small else 8,
        )
        stacked(card, self._banner, None, buttons, gap=8 if small else 12, on=self)

    def show_figure(self, figure: KeyFigure) -> None:
        self._number.setText(figure.number)
        self._number.setVisible(bool(figure.number))
        self._whom.setText(figure.whom)
        self._state.setVisible(bool(figure.note.text))
        self._state.show_note(figure.note)
        self._as_of.set_text(figure.as_of)

    def show_notice(self, notice: Notice | None) -> None:
        """In the room kept above the buttons."""
        if notice is not None:
            self._banner.say(notice.kind, notice.what, then=notice.then, code=notice.code)
        self._banner.setVisible(notice is not None)
