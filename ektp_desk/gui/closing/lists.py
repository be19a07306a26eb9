"""The two lists below the picture: numbers without an outcome, and the exceptions a supervisor reads.

Apart from the view, which is the picture and the signature: what is unclear is read here alone.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.recordings import Verdict
from ektp_desk.gui.closing.words import exception_reasons, exception_words
from ektp_desk.gui.kit import Cell, Column, ListTable, TableFoot, hairline
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.ticket_table import queue_table
from ektp_desk.usecases.queue.facts import QueueRow
from ektp_desk.usecases.recording.queries import Excepted
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class UnclearList(QWidget):
    """The numbers that have no outcome yet; the first is at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.table = queue_table(name="unclear_table", accessible_name=_("Nomor yang belum jelas"))
        more = _("{n} nomor lagi")
        keys = _("panah ↑ ↓ memilih · Enter atau S memberi hasil")
        foot = TableFoot(self.table, lambda n: more.format(n=count(n)), keys)
        stacked(hairline(), self.table, foot, grows=self.table, on=self)

    def show_rows(self, rows: list[QueueRow]) -> None:
        self.table.set_rows(rows)
        if rows and not self.table.selected_key():
            self.table.select_key(rows[0].ticket.id)

    def chosen(self) -> QueueRow | None:
        row = self.table.selected_row()
        return row if isinstance(row, QueueRow) else None


class ExceptionList(QWidget):
    """One line a recording: what was excepted, why, and who else saw it; its verdict at the right."""

    def __init__(self) -> None:
        super().__init__()
        columns: tuple[Column[Excepted], ...] = (
            Column(_("Nomor"), lambda row: row.number, width=84, small=80, key=True),
            Column(_("Nama"), lambda row: row.name, width=230, small=180),
            Column(_("Pengecualian"), exception_words, width=190, small=150),
            Column(_("Sebab dan orang kedua"), exception_reasons),
            Column(_("Tinjauan"), _verdict, width=160, small=150),
        )
        self.table = ListTable[Excepted](
            columns, lambda row: row.recording, name="exceptions", accessible_name=_("Pengecualian hari ini")
        )
        more = _("{n} pengecualian lagi")
        keys = _("panah ↑ ↓ memilih · nama saksi adalah nama yang disebut di meja")
        foot = TableFoot(self.table, lambda n: more.format(n=count(n)), keys)
        stacked(hairline(), self.table, foot, grows=self.table, on=self)

    def show_rows(self, rows: tuple[Excepted, ...]) -> None:
        """Show the recordings; the next one without a verdict is at hand, from the chosen one on."""
        held = self.table.selected_key()
        self.table.set_rows(rows)
        at = next((place for place, row in enumerate(rows) if row.recording == held), 0)
        waiting = [row.recording for row in (*rows[at:], *rows[:at]) if row.verdict is None]
        if waiting or not held:
            self.table.select_key((waiting or [row.recording for row in rows] or [""])[0])


def _verdict(row: Excepted) -> Cell:
    if row.verdict is None:
        return Cell(_("belum ditinjau"), shape=Shape.LOOK, tone="warn")
    if row.verdict is Verdict.ACCEPTED:
        return Cell(_("diterima"), shape=Shape.DONE)
    return Cell(_("rekam ulang"), shape=Shape.BACK)
