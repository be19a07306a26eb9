"""Makes .ods and .xlsb files, which no library here writes: as LibreOffice and Excel lay them out."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tests.sheets.making import Cells, Formula

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "table", "text", "style", "manifest")
) + (
    f' xmlns:draw="{_OASIS}drawing:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_BOOK_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HIDING = '<style:table-properties table:display="false"/>'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_DAY = date(1899, 12, 30)


def ods_cell(shown: str = "", *, kind: str = "string", more: str = "") -> str:
    """A cell whose paragraph holds the given XML."""
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{shown}</text:p></table:table-cell>'


def ods_row(*cells: str, times: int = 1) -> str:
    """A row of the given XML, so many times."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_rows(rows: Iterable[Cells]) -> str:
    """Write rows, and below them the empty ones that LibreOffice writes up to the last."""
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    return "".join(ods_row(*map(_ods_cell, row)) for row in rows) + ods_row(empty, times=1_048_000)


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, Formula):
        failed = 'office:string-value="" calcext:value-type="error"'
        return ods_cell(escape(str(cell)), more=failed)
    if isinstance(cell, date):
        return ods_cell(f"{cell:%d/%m/%y}", kind="date", more=f'office:date-value="{cell:%Y-%m-%d}"')
    if isinstance(cell, int | float):
        return ods_cell(repr(cell), kind="float", more=f'office:value="{cell!r}"')
    return ods_cell(escape(str(cell)).replace("\n", "<text:line-break/>"))


def make_ods(
    path: Path,
    sheets: Mapping[str, str],
    *,
    hidden: Sequence[str] = (),
    before: str = "",
    kind: str = "spreadsheet",
    more: Mapping[str, str] | None = None,
) -> Path:
    """Write a document around sheets of the given XML; `before`: what stands before them, `more`: parts."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)} table:style-name='ta{1 + (name in hidden)}'>"
        f"{rows}</table:table>"
        for name, rows in sheets.items()
    )
    looks = "".join(
        f'<style:style style:name="{name}" style:family="table">{look}</style:style>'
        for name, look in (("ta1", '<style:table-properties table:display="true"/>'), ("ta2", _HIDING))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>'
        f"<office:automatic-styles>{looks}</office:automatic-styles><office:body><office:{kind}>{before}{tables}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    manifest = f"<manifest:manifest {_SPACES}><manifest:file-entry/></manifest:manifest>"
    parts = {
        "mimetype": _BOOK_TYPE,
        "content.xml": content,
        "META-INF/manifest.xml": manifest,
        **(more or {}),
    }
    return _zipped(path, {name: part.encode() for name, part in parts.items()})


def make_xlsb(path: Path, sheets: Mapping[str, Iterable[Cells]], *, hidden: Sequence[str] = ()) -> Path:
    """Write a binary workbook by [MS-XLSB]: text in the cells, and a look for dates."""
    parts, bundle, links = dict[str, bytes](), b"", ""
    for at, (title, rows) in enumerate(sheets.items(), start=1):
        bundle += record(156, struct.pack("<II", title in hidden, at) + _wide(f"rId{at}") + _wide(title))
        links += _link(f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin")
        parts[f"xl/worksheets/sheet{at}.bin"] = _sheet(rows)
    looks = b"".join(record(47, struct.pack("<HHIIBBH", 0, form, 0, 0, 0, 0, 0)) for form in (0, 14))
    parts |= {
        "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
        "xl/styles.bin": record(278) + record(617, struct.pack("<I", 2)) + looks + record(618) + record(279),
        "xl/_rels/workbook.bin.rels": _links(links + _link("rId0", "styles", "styles.bin")),
        "_rels/.rels": _links(_link("rId1", "officeDocument", "xl/workbook.bin")),
        "[Content_Types].xml": b'<?xml version="1.0"?><Types'
        b' xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    }
    return _zipped(path, parts)


def record(kind: int, body: bytes = b"") -> bytes:
    """One record: its kind and its length in seven bits a byte, and its body."""
    head, size = [kind] if kind < 0x80 else [kind & 0x7F | 0x80, kind >> 7], len(body)
    while size >= 0x80:
        head.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([*head, size]) + body


def _sheet(rows: Iterable[Cells]) -> bytes:
    listed = [*rows]
    body = record(129) + record(148, struct.pack("<4I", 0, max(len(listed) - 1, 0), 0, 255)) + record(145)
    for at, row in enumerate(listed):
        body += record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0))
        body += b"".join(_binary_cell(column, cell) for column, cell in enumerate(row) if cell is not None)
    return body + record(146) + record(130)


def _binary_cell(column: int, cell: Any) -> bytes:
    place = struct.pack("<II", column, isinstance(cell, date))
    if isinstance(cell, Formula):
        return record(3, place + b"\x17")
    if isinstance(cell, date):
        return record(5, place + struct.pack("<d", (date(cell.year, cell.month, cell.day) - _NO_DAY).days))
    if isinstance(cell, int | float):
        return record(5, place + struct.pack("<d", cell))
    return record(6, place + _wide(str(cell)))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _links(links: str) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{links}</Relationships>'.encode()


def _zipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return path
