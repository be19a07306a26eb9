"""Reads an .xls workbook's visible sheets with calamine, after its records were looked through."""

from __future__ import annotations

from pathlib import Path

from python_calamine import (
    CalamineError,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.child.books.calamine_rows import Places, opened, rows_of
from ektp_desk.sheets.child.books.compound import CompoundFile
from ektp_desk.sheets.child.books.records import errors_in
from ektp_desk.sheets.child.sending import Sender

_BOOKS = ("Workbook", "Book")  # of Excel 97 and later, of Excel 5 and 95
_ENCRYPTED = "EncryptedPackage"  # an .xlsx with a password comes in a compound file


def read_old_workbook(path: Path, sender: Sender) -> None:
    """Send every visible sheet's rows; raises the `import.…` refusals."""
    errors = _looked_through(path, sender)
    try:
        book = opened(path)
        if len(errors) != len(book.sheets_metadata):
            raise EktpError("import.damaged")
        left_out = []
        for place, sheet in enumerate(book.sheets_metadata):
            if sheet.visible is not SheetVisibleEnum.Visible or sheet.typ is not SheetTypeEnum.WorkSheet:
                left_out.append(sheet.name)
                continue
            sender.send_sheet(sheet.name, rows_of(book.get_sheet_by_index(place), errors[place]))
    except PasswordError as error:
        raise EktpError("import.password") from error
    except CalamineError as error:
        raise EktpError("import.damaged") from error
    sender.finish(left_out)


def _looked_through(path: Path, sender: Sender) -> list[Places]:
    """Check the whole file; gives where failed cells stand, sheet by sheet."""
    file = CompoundFile(path.read_bytes())
    names = {name.lower(): name for name in file.names()}
    if _ENCRYPTED.lower() in names:
        raise EktpError("import.password")
    book = next((names[name.lower()] for name in _BOOKS if name.lower() in names), None)
    if book is None:
        raise EktpError("import.not_a_list")  # a letter, a message, a slide show
    return errors_in(file.stream(book), sender.beat)
