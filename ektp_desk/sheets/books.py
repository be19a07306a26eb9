"""Writes a paper's tables as .xlsx: figures as numbers, definitions beneath, nothing that runs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ektp_desk.domain.paper.tabled import Book, Tabled
from ektp_desk.sheets.write import plain, put, write_whole

_NARROWEST, _WIDEST = 8, 48  # letters
_A4, _UPRIGHT = 9, 7  # Excel's number for it; columns that fit on it upright
_LINE, _WIDER = 15, 1.1  # points of a line; how much wider words are than as many noughts
_SHEET_NAME = 31  # Excel's own limit
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_book(path: Path, book: Book) -> None:
    """Write each table on a sheet of its own, whole or not at all; raises `file.cannot_write`."""
    write_whole(path, lambda part: _write(part, book))


def _write(part: Path, book: Book) -> None:
    with xlsxwriter.Workbook(str(part)) as made:
        said = {"title": book.title, "subject": ", ".join(book.about[:2]), "author": book.office}
        made.set_properties({**said, "company": book.office, "created": book.moment})
        looks = _Looks(made)
        for table in book.tables:
            name = table.title.translate(_FORBIDDEN).strip("' ")[:_SHEET_NAME]
            _sheet(made.add_worksheet(name), book, table, looks)


class _Looks:
    """The few formats of a book; what could run carries Excel's mark for text in each."""

    def __init__(self, made: xlsxwriter.Workbook) -> None:
        self.title, self.head = _both(made, bold=True, font_size=14), _both(made, bold=True, bottom=1)
        self.plain = _both(made)
        self.note = _both(made, font_color="#46555F", text_wrap=True, valign="top")


def _both(made: xlsxwriter.Workbook, **look: object) -> tuple[Format, Format]:
    return made.add_format(look), made.add_format({**look, "quote_prefix": True})


def _sheet(sheet: Worksheet, book: Book, table: Tabled, looks: _Looks) -> None:
    widths = [_width(table, column) for column in range(len(table.heads))]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _cell(sheet, (0, 0), book.title, looks.title)
    for at, line in enumerate(book.about, start=1):
        _line(sheet, at, line, widths, looks)
    top = len(book.about) + 2
    _row(sheet, top, table.heads, looks.head)
    sheet.freeze_panes(top + 1, 0)
    for at, row in enumerate(table.rows, start=top + 1):
        _row(sheet, at, row, looks.plain)
    foot = top + len(table.rows) + 2
    for at, (term, meaning) in enumerate(book.notes, start=foot):
        _line(sheet, at, f"{term}: {meaning}", widths, looks)
    _print(sheet, book, top, last=(foot + len(book.notes) - 1, len(widths) - 1))


def _width(table: Tabled, column: int) -> int:
    """In letters."""
    head = table.heads[column]
    widest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
    return min(max(widest + 2, len(head) + 2, _NARROWEST), _WIDEST)


def _line(sheet: Worksheet, at: int, text: str, widths: Sequence[int], looks: _Looks) -> None:
    """Write a sentence over the table's whole width, in as many lines as it needs: none is cut in print."""
    if len(widths) > 1:
        sheet.merge_range(at, 0, at, len(widths) - 1, "", looks.note[0])
    sheet.set_row(at, _LINE * max(1, ceil(len(text) * _WIDER / sum(widths))))
    _cell(sheet, (at, 0), text, looks.note)


def _print(sheet: Worksheet, book: Book, top: int, *, last: tuple[int, int]) -> None:
    """On A4, as wide as a page, under the heads on each."""
    sheet.set_paper(_A4)
    if last[1] >= _UPRIGHT:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, *last)
    sheet.set_footer(f"&L{book.title.replace('&', '&&')}&R&P/&N")


def _row(sheet: Worksheet, at: int, cells: Sequence[str | int | None], look: tuple[Format, Format]) -> None:
    for column, cell in enumerate(cells):
        _cell(sheet, (at, column), cell, look)


def _cell(
    sheet: Worksheet, place: tuple[int, int], cell: str | int | None, look: tuple[Format, Format]
) -> None:
    put(sheet, place, plain(cell), look[1], look[0])
