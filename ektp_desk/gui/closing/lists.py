"""The two lists below the picture: numbers without an outcome, and what a supervisor reads.

Apart from the view, which is the picture and the signature: what is unclear is read here alone.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.people import CorrectionVerdict
from ektp_desk.domain.recordings import Verdict
from ektp_desk.gui.closing.words import read_words, reasons_words
from ektp_desk.gui.kit import Cell, Column, ListTable, TableFoot, hairline
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.ticket_table import queue_table
from ektp_desk.usecases.queue.facts import QueueRow
from ektp_desk.usecases.recording.queries import Excepted, ToRead, Unwitnessed
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class UnclearList(QWidget):
    """The numbers that have no outcome yet; the first is at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.table = queue_table(
            name="unclear_table", accessible_name=_("Nomor yang belum jelas"), boxes=True
        )
        more = _("{n} nomor lagi")
        keys = _("Spasi menandai · Ctrl+A semua · Enter atau [S] memberi hasil")
        foot = TableFoot(self.table, lambda n: more.format(n=count(n)), keys)
        stacked(hairline(), self.table, foot, grows=self.table, on=self)

    def show_rows(self, rows: list[QueueRow]) -> None:
        self.table.set_rows(rows)
        if rows and not self.table.selected_key():
            self.table.select_key(rows[0].ticket.id)

    def chosen(self) -> QueueRow | None:
        row = self.table.selected_row()
        return row if isinstance(row, QueueRow) else None

    def marked(self) -> list[Ticket]:
        """Top first; of a ticket that was marked as it is now."""
        keys = self.table.marks()
        rows = (self.table.rows.row_at(self.table.rows.place_of(key)) for key in keys)
        return [row.ticket for row in rows if isinstance(row, QueueRow)]


class ExceptionList(QWidget):
    """One line a recording or a correction: what, why, and who answers for it; its verdict at the right."""

    def __init__(self) -> None:
        super().__init__()
        columns: tuple[Column[ToRead], ...] = (
            Column(_("Nomor"), _number, width=84, small=76, key=True),
            Column(_("Nama"), lambda row: row.name, width=210, small=150),
            Column(_("Apa"), read_words, width=190, small=152),
            Column(_("Sebab dan orangnya"), reasons_words),
            Column(_("Tinjauan"), _verdict, width=160, small=145),
        )
        self.table = ListTable[ToRead](
            columns, lambda row: row.key, name="exceptions", accessible_name=_("Yang ditinjau")
        )
        more = _("{n} lagi")
        keys = _("panah ↑ ↓ memilih · [F] riwayat orang yang dikoreksi")
        foot = TableFoot(self.table, lambda n: more.format(n=count(n)), keys)
        stacked(hairline(), self.table, foot, grows=self.table, on=self)

    def show_rows(self, rows: tuple[ToRead, ...]) -> None:
        """Show them; the next one that waits is at hand, from the chosen one on."""
        held = self.table.selected_key()
        self.table.setColumnHidden(0, not any(row.number for row in rows))
        self.table.set_rows(rows)
        at = next((place for place, row in enumerate(rows) if row.key == held), 0)
        waiting = [row.key for row in (*rows[at:], *rows[:at]) if row.waits]
        if waiting or not held:
            self.table.select_key((waiting or [row.key for row in rows] or [""])[0])

    def chosen(self) -> ToRead | None:
        row = self.table.selected_row()
        return row if isinstance(row, Excepted | Unwitnessed) else None


def _number(row: ToRead) -> str:
    return row.number or "–"


def _verdict(row: ToRead) -> Cell:
    if row.waits:
        return Cell(_("belum ditinjau"), shape=Shape.LOOK, tone="warn")
    if row.verdict is None:
        return Cell(_("supervisor lain"), shape=Shape.WAITING)
    words = {
        Verdict.ACCEPTED: (_("diterima"), Shape.DONE),
        Verdict.REPEAT: (_("rekam ulang"), Shape.BACK),
        CorrectionVerdict.IN_ORDER: (_("sesuai"), Shape.DONE),
        CorrectionVerdict.NOT_IN_ORDER: (_("tidak sesuai"), Shape.BACK),
    }
    word, shape = words[row.verdict]
    return Cell(word, shape=shape)
