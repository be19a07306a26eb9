"""Reads a zipped workbook's visible sheets after its zip was found harmless; .xlsx and .xlsb by calamine."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.child.books.binary_records import scan_records, sheets_of
from ektp_desk.sheets.child.books.calamine_rows import opened, rows_of
from ektp_desk.sheets.child.books.zip_checks import SheetPart, check_zip, scan_part
from ektp_desk.sheets.child.markup.open_document import CONTENT, read_open_document
from ektp_desk.sheets.child.sending import MOST_EMPTY_ROWS, Sender

_BOOK, _BINARY = "xl/workbook.xml", "xl/workbook.bin"
_LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, CalamineError, NotImplementedError, ValueError)


def read_workbook(path: Path, sender: Sender) -> None:
    """Send every visible sheet's rows; raises the `import.…` refusals."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_zip(archive)
            names = set(archive.namelist())
            if CONTENT in names and names.isdisjoint((_BOOK, _BINARY)):
                read_open_document(archive, sender)
                return
            parts = _looked_through(archive, names, sender)
        _send_sheets(path, parts, sender)
    except BrokenPipeError:
        raise
    except PasswordError as error:
        raise EktpError("import.password") from error
    except _DAMAGE as error:
        raise EktpError("import.damaged") from error


def _send_sheets(path: Path, parts: dict[str, SheetPart], sender: Sender) -> None:
    book, left_out = opened(path), []
    for sheet in book.sheets_metadata:
        if sheet.visible is not SheetVisibleEnum.Visible or sheet.typ is not SheetTypeEnum.WorkSheet:
            left_out.append(sheet.name)
            continue
        _send(book.get_sheet_by_name(sheet.name), parts.get(sheet.name), sender)
    sender.finish(left_out)


def _looked_through(archive: zipfile.ZipFile, names: set[str], sender: Sender) -> dict[str, SheetPart]:
    """Check the whole archive; gives what was seen in each sheet's part, by the sheet's name."""
    book = next((name for name in (_BOOK, _BINARY) if name in names), None)
    if book is None:
        raise EktpError("import.not_a_list")
    seen = {
        name: scan_part(archive, name, sender.beat)
        for name in sorted(names)
        if name.lower().endswith((".xml", ".rels"))
    }
    told, where = archive.read(book), f"xl/_rels/{posixpath.basename(book)}.rels"
    links = _links(archive.read(where) if where in names else b"<x/>")
    sheets = _sheets_of(told) if book == _BOOK else sheets_of(told)
    if book == _BINARY:
        there = names.intersection(links.get(link, "") for link in sheets.values())
        seen |= {name: scan_records(archive.read(name), sender.beat) for name in sorted(there)}
    return {sheet: seen[links[link]] for sheet, link in sheets.items() if links.get(link) in seen}


def _links(links: bytes) -> dict[str, str]:
    """The part that each link leads to."""
    return {link.get("Id", ""): _part(link.get("Target", "")) for link in _elements(links)}


def _sheets_of(book: bytes) -> dict[str, str]:
    """The link of each sheet's part, by the sheet's name."""
    found = (sheet for sheet in _elements(book) if sheet.tag.endswith("}sheet"))
    return {sheet.get("name", ""): sheet.get(_LINK_ID, "") for sheet in found}


def _elements(text: bytes) -> Iterator[ElementTree.Element]:
    """Of a document, all; raises `import.damaged`."""
    try:
        return ElementTree.fromstring(text).iter()  # noqa: S314  DTDs were refused
    except (ElementTree.ParseError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise EktpError("import.damaged") from error


def _part(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _send(sheet: CalamineSheet, part: SheetPart | None, sender: Sender) -> None:
    sent = sender.send_sheet(sheet.name, rows_of(sheet, part.errors if part else frozenset()))
    # calamine leaves out formatted rows beneath the last value; they count here.
    if part and part.rows - sent > MOST_EMPTY_ROWS:
        raise EktpError("import.empty_rows")
