"""Makes list files in every form that offices send: old workbooks, HTML, Excel 2003 XML."""

from __future__ import annotations

import html
import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlwt  # type: ignore[import-untyped]  # has no types
from xlwt.CompoundDoc import XlsDoc  # type: ignore[import-untyped]  # as above

from tests.sheets.making import Cells, Formula

_SPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)


def make_xls(path: Path, sheets: Mapping[str, Iterable[Cells]], *, hidden: Sequence[str] = ()) -> Path:
    """Write an old workbook; text stays text, numbers numbers, dates dates, a Formula failed."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for title, rows in sheets.items():
        sheet = book.add_sheet(title)
        sheet.visibility = int(title in hidden)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, Formula):
                    sheet.row(at).set_cell_error(column, str(cell))
                elif isinstance(cell, date):
                    sheet.write(at, column, cell, day)
                elif cell is not None:
                    sheet.write(at, column, cell)
    book.save(str(path))
    return path


def html_of(rows: Iterable[Cells], *, before: str = "", head: str = "") -> str:
    """Write a page with one table, as a web program does."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_shown(cell))}</td>" for cell in row) + "</tr>\n" for row in rows
    )
    return f"<html><head>{head}</head><body>{before}<table border=1>\n{lines}</table></body></html>"


def make_html(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """Save a page."""
    path.write_bytes(text.encode(encoding))
    return path


def xml_of(sheets: Mapping[str, str], *, hidden: Sequence[str] = (), before: str = "") -> str:
    """Write a workbook as Excel 2003 XML around the given rows."""
    body = "".join(
        f"<Worksheet ss:Name={quoteattr(title)}><Table>{rows}</Table>{_options(title in hidden)}</Worksheet>"
        for title, rows in sheets.items()
    )
    return (
        f'<?xml version="1.0"?>\n{before}<?mso-application progid="Excel.Sheet"?>\n'
        f"<Workbook {_SPACES}>{body}</Workbook>"
    )


def xml_rows(rows: Iterable[Cells]) -> str:
    """Write rows as Excel 2003 XML."""
    return "".join("<Row>" + "".join(map(_xml_cell, row)) + "</Row>\n" for row in rows)


def make_xml(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """Excel 2003 XML."""
    path.write_bytes(text.encode(encoding))
    return path


def _options(hidden: bool) -> str:
    visible = "<x:Visible>SheetHidden</x:Visible>" if hidden else "<x:Selected/>"
    return f"<x:WorksheetOptions>{visible}</x:WorksheetOptions>"


def _xml_cell(cell: Any) -> str:
    if cell is None:
        return "<Cell/>"
    if isinstance(cell, Formula):
        kind, text = "Error", str(cell)
    elif isinstance(cell, datetime):
        kind, text = "DateTime", f"{cell:%Y-%m-%dT%H:%M:%S}.000"
    elif isinstance(cell, int | float):
        kind, text = "Number", repr(cell)
    else:
        kind, text = "String", str(cell)
    return f'<Cell><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def make_compound(path: Path, stream: bytes, *, name: str = "Workbook") -> Path:
    """Put a stream under a name into a compound file."""
    with path.open("wb") as file:
        XlsDoc().save(file, stream.ljust(4096, b"\x00"))
    old, new = "Workbook".encode("utf-16-le"), name.encode("utf-16-le")
    body = bytearray(path.read_bytes())
    at = body.index(old)
    body[at : at + 64] = new.ljust(64, b"\x00")
    body[at + 64 : at + 66] = (len(new) + 2).to_bytes(2, "little")
    path.write_bytes(body)
    return path


def biff(kind: int, body: bytes = b"") -> bytes:
    """Write one record of an old workbook."""
    return kind.to_bytes(2, "little") + len(body).to_bytes(2, "little") + body


def make_bare(path: Path, rows: Iterable[Cells]) -> Path:
    """Write records without a container, as web programs do: text and numbers alone."""
    body = biff(0x0809, b"\x00\x00\x10\x00\x00\x00\x00\x00")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", at, column, 0)
            if isinstance(cell, int | float):
                body += biff(0x0203, place + struct.pack("<d", cell))
            elif cell:
                text = str(cell).encode()
                body += biff(0x0204, place + struct.pack("<H", len(text)) + text)
    path.write_bytes(body + biff(0x000A))
    return path
