"""Tells a file's form by its first bytes, never by its name, and hands it to the reader of that form."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.child.delimited import read_delimited
from ektp_desk.sheets.child.sending import Sender
from ektp_desk.sheets.child.workbook import read_workbook
from ektp_desk.sheets.child.zip_checks import FULL_SIZE

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every Office file with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<body", b"<style", b"<div")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_UNREADABLE = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"SQLite format 3")
_BLOCK = 1 << 20


def read_file(path: Path, sender: Sender) -> None:
    """Send every row of a list file; raises the `import.…` refusals."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise EktpError("import.cannot_open") from error
    if size > FULL_SIZE:
        raise EktpError("import.too_big")
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise EktpError("import.empty" if size <= len(head) else "import.nul_bytes")
    if head.startswith(b"PK"):
        return read_workbook(path, sender)
    _refuse_other_forms(path, head)
    return read_delimited(path, sender)


def _refuse_other_forms(path: Path, head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF"):
        raise EktpError("import.pdf")
    if start.startswith(_COMPOUND):
        raise EktpError("import.password" if _holds(path, _ENCRYPTED) else "import.form_not_yet", form="xls")
    if start.lower().startswith(_MARKUP):
        raise EktpError("import.form_not_yet", form="html")
    if start.startswith((*_PICTURES, *_UNREADABLE)) and b"\x00" in head:
        raise EktpError("import.not_a_list")


def _holds(path: Path, words: bytes) -> bool:
    """Whether these bytes stand anywhere in the file."""
    tail = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if words in tail + block:
                return True
            tail = block[-len(words) :]
    return False
