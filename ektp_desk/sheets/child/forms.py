"""Tells a file's form by its first bytes, never by its name, and hands it to the reader of that form."""

from __future__ import annotations

import re
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.child.books.bare_records import BARE, read_bare_records
from ektp_desk.sheets.child.books.old_workbook import read_old_workbook
from ektp_desk.sheets.child.books.workbook import read_workbook
from ektp_desk.sheets.child.books.zip_checks import FULL_SIZE
from ektp_desk.sheets.child.delimited import read_delimited
from ektp_desk.sheets.child.encodings import mark_of
from ektp_desk.sheets.child.markup.html_tables import read_html
from ektp_desk.sheets.child.markup.spreadsheet_xml import read_spreadsheet_xml
from ektp_desk.sheets.child.sending import Sender

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every Office file with a password
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_UNREADABLE = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"SQLite format 3")
_WEB_ARCHIVE = re.compile(r"MIME-Version:.{0,500}multipart/related", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"<[a-z!?/]", re.IGNORECASE)
_TABLE = re.compile(r"<table\b[^>]*>.*<t[rdh]\b", re.IGNORECASE | re.DOTALL)  # behind a title or a warning
_BEFORE_ROOT = re.compile(r"\A(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PAGE = re.compile(r"<!doctype\s+html\b[^\[>]*>|<html\b", re.IGNORECASE)
_XML = re.compile(r"<!doctype\b(?!\s+html\b[^\[>]*>)|<(?:\w+:)?Workbook\b", re.IGNORECASE)
_HEAD = 8192


def read_file(path: Path, sender: Sender) -> None:
    """Send every row of a list file; raises the `import.…` refusals."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise EktpError("import.cannot_open") from error
    if size > FULL_SIZE:
        raise EktpError("import.too_big")
    nothing = not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if nothing and size <= len(head):
        raise EktpError("import.empty")
    if nothing and b"\x00" in head:
        raise EktpError("import.nul_bytes")  # many blank lines are not that
    if head.startswith(b"PK"):
        return read_workbook(path, sender)
    if head.startswith(_COMPOUND):
        return read_old_workbook(path, sender)
    if head.startswith(BARE):
        return read_bare_records(path, sender)
    _refuse_other_forms(head)
    return _read_text(path, head, sender)


def _read_text(path: Path, head: bytes, sender: Sender) -> None:
    text = head.decode(mark_of(head) or "latin-1", "replace").lstrip("\ufeff \t\r\n")
    if _WEB_ARCHIVE.match(text):
        raise EktpError("import.form_not_yet", form="mht")
    root = _BEFORE_ROOT.sub("", text, count=1)
    if not _PAGE.match(root) and (text.startswith("<?xml") or _XML.match(root)):
        return read_spreadsheet_xml(path, sender)
    if _MARKUP.match(text) or _TABLE.search(text):
        return read_html(path, sender)
    return read_delimited(path, sender)


def _refuse_other_forms(head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF"):
        raise EktpError("import.pdf")
    if start.startswith((*_PICTURES, *_UNREADABLE)) and b"\x00" in head:
        raise EktpError("import.not_a_list")
