"""The files at hand, of which Space marks those that form one list together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.gui.lists.load.choosing.files import Found
from ektp_desk.gui.lists.words import distance
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Cell, Column, Elided, ListTable, on_key
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class MarkedFiles(QWidget):
    """`opened` gives the chosen file on Enter, `changed` says that other files are shown or marked.

    Marks last as long as the same files are shown.
    """

    opened = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._marks: set[str] = set()
        self._of_folder = False
        self.told = Elided("", "help")
        self.table = self._table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        self.table.opened.connect(self.opened)
        on_key(self.table, "Space", self._mark)
        on_key(self.table, "A", self._mark_all)

    def show_files(self, files: Sequence[Found], *, of_folder: bool = False) -> None:
        """Show other files, those at hand or a folder's; nothing is marked."""
        self._marks.clear()
        self._of_folder = of_folder
        self.table.set_rows(files)
        if files:
            self.table.selectRow(0)
        self._tell()

    def marked(self) -> tuple[Path, ...]:
        """Give the marked files in the order in which they stand."""
        rows = (self.table.rows.row_at(at) for at in range(self.table.rows.rowCount()))
        return tuple(row.path for row in rows if row is not None and str(row.path) in self._marks)

    def _mark(self) -> None:
        self._marks ^= {self.table.selected_key()} - {""}
        self._show_marks()

    def _mark_all(self) -> None:
        keys = {self.table.rows.key_at(at) for at in range(self.table.rows.rowCount())}
        self._marks = set() if self._marks == keys else keys
        self._show_marks()

    def _show_marks(self) -> None:
        self.table.viewport().update()
        self._tell()

    def _tell(self) -> None:
        marked = len(self._marks)
        self.changed.emit()
        if not self.table.rows.rowCount() and self._of_folder:
            self.told.set_text(_("Tidak ada berkas daftar dalam folder itu."))
        elif not self.table.rows.rowCount():
            self.told.set_text(_("Isi folder tampil di sini; Spasi menandai satu, A semuanya."))
        elif marked:
            words = _("{n} berkas ditandai, dimuat sebagai satu daftar · A semuanya · Enter memeriksa")
            short = _("{n} berkas ditandai · A semuanya · Enter memeriksa")
            self.told.set_text(words.format(n=count(marked)), short=short.format(n=count(marked)))
        else:
            self.told.set_text(_("Spasi menandai beberapa berkas, A semuanya · Enter memeriksa"))

    def _table(self) -> ListTable[Found]:
        columns: tuple[Column[Found], ...] = (
            Column("", self._box, width=36, align="center"),
            Column(_("Berkas yang ditemukan"), lambda row: Cell(row.path.name), key=True),
            Column(_("Diubah"), lambda row: Cell(_changed(row.changed), tone="ink2"), width=116, small=104),
        )
        return ListTable(
            columns, lambda row: str(row.path), name="list_files", accessible_name=_("Berkas yang ditemukan")
        )

    def _box(self, row: Found) -> Cell:
        return Cell("", shape=Shape.DONE if str(row.path) in self._marks else Shape.WAITING)


def _changed(at: datetime) -> str:
    today: date = datetime.now(at.tzinfo).date()
    return distance(at.date(), today)
