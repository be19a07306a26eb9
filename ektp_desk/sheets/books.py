"""Writes a paper's tables as .xlsx: figures as numbers, definitions beneath, nothing that runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ektp_desk.domain.paper.tabled import Book, Tabled
from ektp_desk.sheets.write import plain, put, write_whole

_NARROWEST, _WIDEST = 8, 48  # letters
_SHEET_NAME = 31  # Excel's own limit
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_book(path: Path, book: Book) -> None:
    """Write each table on a sheet of its own, whole or not at all; raises `file.cannot_write`."""
    write_whole(path, lambda part: _write(part, book))


def _write(part: Path, book: Book) -> None:
    with xlsxwriter.Workbook(str(part)) as made:
        looks = _Looks(made)
        for table in book.tables:
            name = table.title.translate(_FORBIDDEN).strip("' ")[:_SHEET_NAME]
            _sheet(made.add_worksheet(name), book, table, looks)


class _Looks:
    """The few formats of a book; what could run carries Excel's mark for text in each."""

    def __init__(self, made: xlsxwriter.Workbook) -> None:
        self.title, self.head = _both(made, bold=True, font_size=14), _both(made, bold=True, bottom=1)
        self.plain, self.note = _both(made), _both(made, font_color="#46555F")


def _both(made: xlsxwriter.Workbook, **look: object) -> tuple[Format, Format]:
    return made.add_format(look), made.add_format({**look, "quote_prefix": True})


def _sheet(sheet: Worksheet, book: Book, table: Tabled, looks: _Looks) -> None:
    _cell(sheet, (0, 0), book.title, looks.title)
    for at, line in enumerate(book.about, start=1):
        _cell(sheet, (at, 0), line, looks.note)
    top = len(book.about) + 2
    _row(sheet, top, table.heads, looks.head)
    sheet.freeze_panes(top + 1, 0)
    for at, row in enumerate(table.rows, start=top + 1):
        _row(sheet, at, row, looks.plain)
    foot = top + len(table.rows) + 2
    for at, (term, meaning) in enumerate(book.notes, start=foot):
        _cell(sheet, (at, 0), f"{term}: {meaning}", looks.note)
    for column, head in enumerate(table.heads):
        widest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
        sheet.set_column(column, column, min(max(widest + 2, len(head) + 2, _NARROWEST), _WIDEST))


def _row(sheet: Worksheet, at: int, cells: Sequence[str | int | None], look: tuple[Format, Format]) -> None:
    for column, cell in enumerate(cells):
        _cell(sheet, (at, column), cell, look)


def _cell(
    sheet: Worksheet, place: tuple[int, int], cell: str | int | None, look: tuple[Format, Format]
) -> None:
    put(sheet, place, plain(cell), look[1], look[0])
