"""What F7 asks and shows over the ladder: which stick, how something is brought, what the office said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.exchange.words import how_steps, laptop_word
from ektp_desk.gui.kit import Cell, Column, EmptyState, ListTable, TableFoot, label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.paths import Look, PathField
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.usecases.exchange.queries import JournalReceipt, LastStick, SafetyRow
from ektp_desk.usecases.laptops.carried_words import brought_lines, got_lines
from ektp_desk.words import _
from ektp_desk.words.carrying import refused_lines
from ektp_desk.words.dates import clock_of
from ektp_desk.words.numbers import count


class StickPanel(Panel):
    """Enter takes the folder that stands in the box; an only stick stands there at once."""

    def __init__(self, host: QWidget, take: Callable[[Path], object], *, look: Look, start: str) -> None:
        super().__init__(
            host,
            name="stick",
            widest=560,
            title=_("Kirim dan terima lewat stik"),
            help_text=_("Kartu atau stik menjadi milik kantor ini. Berkas lain di sana tidak disentuh."),
        )
        self._take_place = take
        self.place = PathField(_("Folder kartu atau stik"), "stick_place", look=look, for_stick=True)
        self.put(self.place)
        self.foot(Act(id="carry_now", text=_("Kirim dan terima"), keys=("Enter",), run=self._take))
        self.say_beside({"": self.place.field})
        if start:
            self.place.set_path(start)
        self.place.settled.connect(self.confirm)

    def _take(self) -> None:
        if (place := self.place.path()) is None:
            self.refuse(EktpError("carrier.missing"))
        else:
            self._take_place(place)


class HowPanel(Panel):
    """How a laptop's recordings come to the office, step by step; Enter opens the manual's chapter."""

    def __init__(
        self, host: QWidget, row: SafetyRow, *, at_office: bool, read_on: Callable[[], object]
    ) -> None:
        title = _("{laptop}: cara membawanya").format(laptop=laptop_word(row))
        super().__init__(host, name="how", widest=600, title=title)
        for at, step in enumerate(how_steps(row, at_office=at_office), start=1):
            self.put(label(f"{at}", "strong"), (label(step, "body", wrap=True, name=f"how_{at}"), 1))
        self.foot(Act(id="how_manual", text=_("Baca di buku petunjuk"), keys=("Enter",), run=read_on))


class ReceiptsPanel(Panel):
    """What the office's desks said of each journal, as far as it came here; the oldest gap first."""

    def __init__(self, host: QWidget, receipts: Sequence[JournalReceipt], today: date) -> None:
        means = _("Nomor catatan tiap jurnal. Dua salinan: di dua disk atau dua laptop kantor.")
        super().__init__(host, name="receipts", widest=760, title=_("Tanda terima kantor"), help_text=means)

        def heard(row: JournalReceipt) -> Cell:
            return Cell(row.heard, under=_until(row, today), bold=True)

        columns: tuple[Column[JournalReceipt], ...] = (
            Column(_("Jurnal"), lambda row: Cell(row.label), 84, 76, key=True),
            Column(_("Diterima"), heard),
            Column(_("Dibuka"), lambda row: row.opened, 150, 130),
            Column(_("Dua salinan"), lambda row: row.safe, 150, 130),
            Column(_("Oleh laptop"), lambda row: row.by, 108, 96),
        )
        table = ListTable(
            columns, lambda row: row.label, name="receipts_table", accessible_name=_("Tanda terima"), lines=2
        )
        table.set_rows(receipts)
        table.opened.connect(lambda _key: self.leave())  # a list hears Enter first
        if receipts:
            self.put((table, 1))
            self.put(TableFoot(table, lambda n: _("{n} jurnal lagi").format(n=count(n))))
        else:
            none = _("Kantor mengirimnya kembali dengan stik yang sama, sesudah mengambil isinya.")
            self.put(EmptyState(_("Belum ada tanda terima"), none, name="no_receipts"))
        self.seen()


class StickNewsPanel(Panel):
    """What was not taken from the last card or stick, what it brought, and what it got."""

    def __init__(self, host: QWidget, last: LastStick, today: date) -> None:
        title = _("Stik terakhir, {when}").format(when=clock_of(last.at, today))
        super().__init__(host, name="stick_news", widest=860, title=title)
        found, done = last.found, last.done
        told = (
            (_("ditolak"), refused_lines(found.amiss, found.damaged), True),
            (_("diambil"), brought_lines(found, last.brought), False),
            (_("ditulis"), got_lines(done, last.got), bool(done.lacking)),
        )
        rows = [_StickLine(way, line, loud) for way, lines, loud in told for line in lines]
        table = ListTable(
            (Column("", lambda row: row.way, 92, key=True), Column(_("Isi stik"), _StickLine.cell)),
            lambda row: f"{row.way} {row.said}",
            name="stick_lines",
            accessible_name=_("Isi stik"),
            lines=2,
        )
        table.set_rows(rows)
        table.setMinimumHeight(table.height_for(min(len(rows), 5 if is_small() else 8)))
        table.opened.connect(lambda _key: self.leave())  # a list hears Enter first
        self.put((table, 1))
        self.put(TableFoot(table, lambda n: _("{n} baris lagi").format(n=count(n))))
        self.seen()


class _StickLine(NamedTuple):
    way: str
    said: str
    is_loud: bool

    def cell(self) -> Cell:
        """What happened, and below it what to do."""
        what, _dot, then = self.said.removesuffix(".").partition(". ")
        return Cell(what, under=then, tone="warn" if self.is_loud else "ink")


def _until(row: JournalReceipt, today: date) -> str:
    if row.until is None:
        return ""
    return _("sampai {when}").format(when=clock_of(row.until, today))
