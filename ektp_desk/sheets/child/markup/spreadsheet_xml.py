"""Reads Excel 2003 XML (SpreadsheetML), which programs also save as .xls, in two streaming passes."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell
from ektp_desk.sheets.child.markup.html_cells import error_of, number_of
from ektp_desk.sheets.child.markup.streaming import rows_of
from ektp_desk.sheets.child.sending import LONGEST_CELL, MOST_COLUMNS, Sender

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_BOOK, _SHEET, _ROW, _CELL, _VALUE = (_SS + name for name in ("Workbook", "Worksheet", "Row", "Cell", "Data"))
_NAME, _INDEX, _SPAN, _ACROSS, _TYPE = (
    _SS + name for name in ("Name", "Index", "Span", "MergeAcross", "Type")
)
_VISIBLE = "urn:schemas-microsoft-com:office:excel Visible"
_MOST_ROWS = 1 << 20  # Excel's own limit
_MOST_SHEETS, _DEEPEST = 1_000, 100

SheetRow = tuple[int, int, list[Cell]]  # the sheet's place, the row's number, cells


def read_spreadsheet_xml(path: Path, sender: Sender) -> None:
    """Send every visible worksheet's rows; raises the `import.…` refusals.

    Whether a worksheet is hidden stands behind its rows: the first pass finds that out.
    """
    sheets = _Sheets()
    with path.open("rb") as file:
        for _nothing in rows_of(file, sheets, sender):
            pass
        file.seek(0)
        rows = rows_of(file, _Rows(sheets.hidden), sender)
        for place, of_sheet in groupby(rows, key=lambda row: row[0]):
            sender.send_sheet(sheets.names[place], ((number, cells) for _place, number, cells in of_sheet))
    sender.finish([sheets.names[place] for place in sorted(sheets.hidden)])


class _Sheets:
    """Listens for worksheets and for which of them are hidden."""

    def __init__(self) -> None:
        self.ready: list[SheetRow] = []
        self.names: list[str] = []
        self.hidden: set[int] = set()
        self._visible: list[str] | None = None
        self._begun = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if not self._begun and name != _BOOK:
            raise EktpError("import.not_a_list")
        self._begun = True
        if name == _SHEET:
            if len(self.names) >= _MOST_SHEETS:
                raise EktpError("import.damaged")
            self.names.append(attributes.get(_NAME, "")[:255])
        elif name == _VISIBLE:
            self._visible = []

    def text(self, text: str) -> None:
        if self._visible is not None:
            self._visible.append(text)

    def end(self, name: str) -> None:
        if name == _VISIBLE and self._visible is not None:
            if "".join(self._visible).strip() in ("SheetHidden", "SheetVeryHidden") and self.names:
                self.hidden.add(len(self.names) - 1)
            self._visible = None


class _Rows:
    """Listens for the rows of worksheets that are not hidden."""

    def __init__(self, hidden: set[int]) -> None:
        self.ready: list[SheetRow] = []
        self._hidden = hidden
        self._sheet = -1
        self._row = 0
        self._next_row = 1
        self._column = self._next_column = 0
        self._cells: list[Cell] = []
        self._path: list[str] = []  # of open elements
        self._parts: list[str] | None = None
        self._length = 0
        self._type = ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == _SHEET:
            self._sheet += 1
            self._next_row = 1
        elif self._sheet in self._hidden:
            pass
        elif name == _ROW:
            self._begin_row(attributes)
        elif name == _CELL:
            self._begin_cell(attributes)
        elif name == _VALUE and self._path and self._path[-1] == _CELL:  # a comment holds some too
            self._parts, self._length, self._type = [], 0, attributes.get(_TYPE, "String")
        if len(self._path) >= _DEEPEST:
            raise EktpError("import.damaged")
        self._path.append(name)

    def text(self, text: str) -> None:
        if self._parts is not None:
            self._length += len(text)
            if self._length > LONGEST_CELL:
                raise EktpError("import.cell_too_long", row=self._row)
            self._parts.append(text)

    def end(self, name: str) -> None:
        self._path.pop()
        if name == _ROW and self._sheet not in self._hidden:
            self.ready.append((self._sheet, self._row, self._cells))
            self._cells = []
        elif name == _VALUE and self._parts is not None and self._path[-1:] == [_CELL]:
            value = _value("".join(self._parts), self._type)
            self._parts = None
            if value is not None:
                self._put(value)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole(attributes, _INDEX, self._next_row)
        if self._row < self._next_row:
            raise EktpError("import.damaged")
        if self._row > _MOST_ROWS:
            raise EktpError("import.empty_rows")
        self._next_row = self._row + 1 + _whole(attributes, _SPAN, 0)
        self._column, self._next_column = -1, 0
        self._cells = []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        column = _whole(attributes, _INDEX, self._next_column + 1) - 1
        if column <= self._column:
            raise EktpError("import.damaged")
        self._column = column
        self._next_column = self._column + 1 + _whole(attributes, _ACROSS, 0)

    def _put(self, value: Cell) -> None:
        if self._column >= MOST_COLUMNS:
            raise EktpError("import.far_cell", row=self._row)
        self._cells.extend([None] * (self._column + 1 - len(self._cells)))
        self._cells[self._column] = value


def _whole(attributes: dict[str, str], name: str, otherwise: int) -> int:
    text = attributes.get(name, "").strip()
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise EktpError("import.damaged")
    return int(text)


def _value(text: str, kind: str) -> Cell:
    if kind == "Error":
        return error_of(text.strip())
    if kind == "Number":
        number = number_of(text.strip())
        return (text or None) if number is None else number
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        return _date(text.strip()) or text or None
    return text or None


def _date(text: str) -> date | str:
    """Read `1982-03-03T00:00:00.000`; Excel writes a time of day on its day nought."""
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return ""
    return found if found.year >= 1900 else text[11:19]
