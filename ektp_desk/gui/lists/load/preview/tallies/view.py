"""The tally of a list as a table: one figure a line, or men, women and both."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.lists.load.preview.tallies.tally import Line, Tally
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Cell, Column, ListTable, TableFoot
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class TallyView(QStackedWidget):
    """Holds both tables; the tally says which is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.single, self.groups = _single(), _groups()
        for table in (self.single, self.groups):
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(table, 1)
            column.addWidget(
                TableFoot(table, lambda n: _("{n} baris lagi").format(n=count(n)), _("↑ ↓ memilih"))
            )
            self.addWidget(page)

    def show_tally(self, tally: Tally) -> None:
        """Show a tally from its first line."""
        table = self.groups if tally.of_groups else self.single
        self.setCurrentIndex(1 if tally.of_groups else 0)
        table.set_rows(tally.lines)
        if tally.lines:
            table.selectRow(0)

    def table(self) -> ListTable[Line]:
        """Give the table that is shown."""
        return self.groups if self.currentIndex() else self.single


def _single() -> ListTable[Line]:
    columns: tuple[Column[Line], ...] = (
        Column(_("Yang dihitung"), _named, key=True),
        Column(_("Jumlah"), lambda row: _figure(row, 0), width=120, align="right"),
    )
    return ListTable(columns, _key, name="tally", accessible_name=_("Jumlah dalam daftar"), lines=2)


def _groups() -> ListTable[Line]:
    columns: tuple[Column[Line], ...] = (
        Column(_("Kelompok"), lambda row: row.name, key=True),
        *(
            Column(title, lambda row, at=at: _figure(row, at), width=124, small=104, align="right")  # type: ignore[misc]  # a bound default is untyped
            for at, title in enumerate((_("L"), _("P"), _("Jumlah")))
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
