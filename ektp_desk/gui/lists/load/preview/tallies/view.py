"""The tally of a list as a table: one figure a line, or men, women and both."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.lists.load.preview.tallies.tally import Line, Tally
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Cell, Column, ListTable, TableFoot
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.sexes import sex_letter


class TallyView(QStackedWidget):
    """Holds a table for each sort of tally; the list's kind says which is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.villages, self.statuses = _single(_("Desa"), "tally"), _single(_("Status"), "tally_statuses")
        self.groups = _groups()
        for table in self.tables():
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(table, 1)
            column.addWidget(
                TableFoot(table, lambda n: _("{n} baris lagi").format(n=count(n)), _("↑ ↓ memilih"))
            )
            self.addWidget(page)

    def show_tally(self, kind: ListKind, tally: Tally) -> None:
        """Show the tally of such a list from its first line."""
        self.setCurrentIndex({ListKind.STATUS: 1, ListKind.DKB: 2}.get(kind, 0))
        table = self.table()
        table.set_rows(tally.lines)
        if tally.lines:
            table.selectRow(0)

    def table(self) -> ListTable[Line]:
        """Give the table that is shown."""
        return self.tables()[self.currentIndex()]

    def tables(self) -> tuple[ListTable[Line], ...]:
        """Give all of them."""
        return self.villages, self.statuses, self.groups


def _single(head: str, name: str) -> ListTable[Line]:
    columns: tuple[Column[Line], ...] = (
        Column(head, _named, key=True),
        Column(_("Jumlah"), lambda row: _figure(row, 0), width=120, align="right"),
    )
    return ListTable(columns, _key, name=name, accessible_name=_("Jumlah dalam daftar"), lines=2)


def _groups() -> ListTable[Line]:
    columns: tuple[Column[Line], ...] = (
        Column(_("Kelompok"), lambda row: row.name, key=True),
        *(
            Column(title, lambda row, at=at: _figure(row, at), width=124, small=104, align="right")  # type: ignore[misc]  # a bound default is untyped
            for at, title in enumerate((sex_letter("L"), sex_letter("P"), _("Jumlah")))
        ),
        Column(_("Isi sel"), _note, width=214, small=178),
    )
    return ListTable(columns, _key, name="tally_groups", accessible_name=_("Angka dasar, L, P dan jumlah"))


def _key(row: Line) -> str:
    return f"{row.name}/{row.under}"


def _named(row: Line) -> Cell:
    return Cell(row.name, under=row.under, shape=Shape.LOOK if row.odd else None)


def _note(row: Line) -> Cell:
    return Cell(row.note, shape=Shape.LOOK if row.odd else Shape.FINISHED, tone="warn" if row.odd else "ink")


def _figure(row: Line, at: int) -> Cell:
    figure = row.figures[at]
    return Cell(_("tak diketahui"), tone="ink2", italic=True) if figure is None else Cell(count(figure))
