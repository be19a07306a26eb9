"""Sheets of a file that are not read as its list: what they are instead, and the people lost with them.

To refuse the file made people delete sheets by hand; to say nothing loses a village whose header broke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, text_of
from ektp_desk.domain.lists.layout.labels import is_family, labels_in
from ektp_desk.domain.lists.layout.titles import is_of_kin, meaning_of
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.lists.rows import Checked, Problem, Severity
from ektp_desk.domain.lists.values.niks import parse_nik
from ektp_desk.sheets.guess_columns import guess_columns, other_kind
from ektp_desk.sheets.read import SheetRow

_SIXTEEN_DIGITS = 10**15, 10**16  # what a spreadsheet took for a number


def kind_instead(first: Sequence[SheetRow], kind: ListKind) -> ListKind | None:
    """Tell which other kind of list a sheet is by its first rows; None when it is no list at all."""
    try:
        guess_columns(first, kind)
    except EktpError as refusal:
        return ListKind(str(refusal.facts["looks_like"]))
    return other_kind(first, kind)


def told_of_sheet(row: SheetRow, sheet_no: int) -> Checked:
    """Tell that a sheet is another kind's, at its first row: none of its rows is this list's."""
    problem = Problem(row.sheet, row.number, "", "sheet.other_kind", Severity.WARNING)
    return Checked(None, (problem,), sheet_no, is_row=False)


def people_lost(rows: Iterable[SheetRow], sheet_no: int) -> Iterator[Checked]:
    """Refuse each row that holds a NIK although no header says so: a village's sheet may have lost its own.

    Sixteen digits beneath a title that means something else, such as a family's number, are no NIK.
    """
    titled: set[int] = set()
    for row in rows:
        titled |= {at for at, cell in enumerate(row.cells) if _is_other_title(cell)}
        if any(at not in titled and _is_nik(cell) for at, cell in enumerate(row.cells)) and not is_family(
            labels_in(row.cells) or {}
        ):
            problem = Problem(row.sheet, row.number, "", "row.no_header", Severity.REFUSED)
            yield Checked(None, (problem,), sheet_no)


def _is_other_title(cell: Cell) -> bool:
    if not isinstance(cell, str) or not any(map(str.isalpha, cell)):
        return False
    text = text_of(cell)
    meaning = meaning_of(text)
    return is_of_kin(text) if meaning is Meaning.NIK else meaning is not None


def _is_nik(cell: Cell) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _SIXTEEN_DIGITS[0] <= cell < _SIXTEEN_DIGITS[1]
    if not isinstance(cell, str) or sum(map(str.isdigit, cell)) != 16:
        return False
    try:
        parse_nik(cell)
    except EktpError as refusal:
        return refusal.code == "nik.damaged"
    return True
