"""Reads an .xlsx workbook's visible sheets with calamine, after its zip was found harmless."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
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
from ektp_desk.sheets.child.books.calamine_rows import opened, rows_of
from ektp_desk.sheets.child.books.zip_checks import SheetPart, check_zip, scan_part
from ektp_desk.sheets.child.sending import MOST_EMPTY_ROWS, Sender

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, CalamineError, NotImplementedError, ValueError)


def read_workbook(path: Path, sender: Sender) -> None:
    """Send every visible sheet's rows; raises the `import.…` refusals."""
    try:
        parts = _looked_through(path, sender)
        book = opened(path)
        left_out = []
        for sheet in book.sheets_metadata:
            if sheet.visible is not SheetVisibleEnum.Visible or sheet.typ is not SheetTypeEnum.WorkSheet:
                left_out.append(sheet.name)
                continue
            _send(book.get_sheet_by_name(sheet.name), parts.get(sheet.name), sender)
    except BrokenPipeError:
        raise
    except PasswordError as error:
        raise EktpError("import.password") from error
    except _DAMAGE as error:
        raise EktpError("import.damaged") from error
    sender.finish(left_out)


def _looked_through(path: Path, sender: Sender) -> dict[str, SheetPart]:
    """Check the whole archive; gives what was seen in each sheet's part, by the sheet's name."""
    with zipfile.ZipFile(path) as archive:
        check_zip(archive)
        names = set(archive.namelist())
        if _BOOK not in names:
            raise _refusal_for(names)
        seen = {
            name: scan_part(archive, name, sender.beat)
            for name in sorted(names)
            if name.lower().endswith((".xml", ".rels"))
        }
        parts = _parts_of_sheets(archive.read(_BOOK), archive.read(_LINKS) if _LINKS in names else b"<x/>")
    return {sheet: seen[part] for sheet, part in parts.items() if part in seen}


def _refusal_for(names: set[str]) -> EktpError:
    if "xl/workbook.bin" in names:
        return EktpError("import.form_not_yet", form="xlsb")
    if "content.xml" in names:
        return EktpError("import.form_not_yet", form="ods")
    return EktpError("import.not_a_list")


def _parts_of_sheets(book: bytes, links: bytes) -> dict[str, str]:
    try:
        targets = {link.get("Id"): link.get("Target", "") for link in ElementTree.fromstring(links)}  # noqa: S314  DTDs were refused
        sheets = ElementTree.fromstring(book).iter()  # noqa: S314  DTDs were refused
        return {
            sheet.get("name", ""): _part(targets.get(sheet.get(_LINK_ID), ""))
            for sheet in sheets
            if sheet.tag.endswith("}sheet")
        }
    except (ElementTree.ParseError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise EktpError("import.damaged") from error


def _part(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _send(sheet: CalamineSheet, part: SheetPart | None, sender: Sender) -> None:
    sent = sender.send_sheet(sheet.name, rows_of(sheet, part.errors if part else frozenset()))
    # calamine leaves out formatted rows beneath the last value; they count here.
    if part and part.rows - sent > MOST_EMPTY_ROWS:
        raise EktpError("import.empty_rows")
