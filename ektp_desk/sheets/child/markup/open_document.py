"""Reads an OpenDocument spreadsheet (.ods), as LibreOffice saves, in one streaming pass.

calamine reads these too, but joins the words around a line break and shows a failed cell as an empty one.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell
from ektp_desk.sheets.child.markup.html_cells import Lines, error_of, number_of
from ektp_desk.sheets.child.markup.streaming import rows_of
from ektp_desk.sheets.child.sending import MOST_COLUMNS, Sender

CONTENT = "content.xml"
_MANIFEST, _WRAPPED = "META-INF/manifest.xml", "encrypted-package"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE, _DRAW = (
    f"{_OASIS}{name}:1.0 " for name in ("office", "table", "text", "style", "drawing")
)
_BOOK, _SHEET, _ROW = _OFFICE + "spreadsheet", _TABLE + "table", _TABLE + "table-row"
_SHOWN = _TABLE + "table-cell"
_CELLS = (_SHOWN, _TABLE + "covered-table-cell")
_GROUPS = frozenset(_TABLE + name for name in ("table-rows", "table-header-rows", "table-row-group"))
_NAMED_LOOK, _LOOK = _STYLE + "style", _STYLE + "table-properties"
_TYPE, _VALUE = _OFFICE + "value-type", _OFFICE + "value"
_FAILED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_PARAGRAPH, _ASIDE = _TEXT + "p", (_OFFICE + "annotation", _DRAW)  # comments, and shapes that hold text
_BLANKS, _BREAK = (_TEXT + "s", _TEXT + "tab"), _TEXT + "line-break"
_CACHED = "'#$"  # in the name of a sheet of another file, which a formula asked for
_MOST_ROWS = 1 << 20  # LibreOffice's own limit
_MOST_REPEATED = 10_000  # alike rows that hold something: nobody is so often on a list
_MOST_SHEETS, _DEEPEST = 1_000, 100


class _RepeatedRow(NamedTuple):
    sheet: str
    number: int
    cells: list[Cell]
    times: int

    def __repr__(self) -> str:
        """Say where the row stands, not who it is."""
        return f"_RepeatedRow({self.sheet!r}, {self.number})"


def read_open_document(archive: zipfile.ZipFile, sender: Sender) -> None:
    """Send every visible sheet's rows; raises the `import.…` refusals."""
    names = archive.namelist()
    if _WRAPPED in names or (_MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST)):
        raise EktpError("import.password")
    heard = _ShownSheets()
    with archive.open(CONTENT) as content:
        rows = rows_of(content, heard, sender)
        for sheet, of_sheet in groupby(rows, key=lambda row: row.sheet):
            sender.send_sheet(sheet, _repeated(of_sheet))
    if not heard.is_book:
        raise EktpError("import.not_a_list")  # a letter, a slide show
    sender.finish(heard.hidden)


def _repeated(rows: Iterator[_RepeatedRow]) -> Iterator[tuple[int, list[Cell]]]:
    for row in rows:
        for more in range(row.times):
            yield row.number + more, row.cells


class _ShownSheets:
    """Listens for the rows of sheets that are shown; looks stand before the sheets that have them."""

    def __init__(self) -> None:
        self.ready: list[_RepeatedRow] = []
        self.hidden: list[str] = []
        self.is_book = False
        self._path: list[str] = []  # of open elements
        self._aside = 0  # how deep the element lies that says nothing of the list
        self._look, self._hiding = "", set[str]()
        self._sheet, self._seen = "", 0
        self._row = self._times = self._column = self._across = 0
        self._cells: list[Cell] = []
        self._lines = Lines(0)
        self._cell: dict[str, str] | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._path) >= _DEEPEST:
            raise EktpError("import.damaged")
        self._path.append(name)
        if self._aside:
            return
        if self._cell is not None:
            self._begin_in_cell(name)
        elif name == _ROW:
            self._begin_row(attributes)
        elif name in _CELLS:
            self._begin_cell(name, attributes)
        elif name == _SHEET:
            self._begin_sheet(attributes)
        else:
            self._begin_other(name, attributes)

    def text(self, text: str) -> None:
        if self._cell is not None and not self._aside and _PARAGRAPH in self._path:
            self._lines.add(text)

    def end(self, name: str) -> None:
        depth = len(self._path)
        self._path.pop()
        if self._aside:
            self._aside = 0 if depth == self._aside else self._aside
        elif name == _PARAGRAPH and self._cell is not None:
            self._lines.break_line()
        elif name in _CELLS:
            self._end_cell()
        elif name == _ROW:
            self._end_row()

    def _begin_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == _NAMED_LOOK:
            self._look = attributes.get(_STYLE + "name", "")
        elif name == _LOOK and attributes.get(_TABLE + "display") == "false":
            self._hiding.add(self._look)
        elif name == _BOOK:
            self.is_book = True
        elif name.startswith(_TABLE) and name not in _GROUPS:
            self._pass_by()

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        name = attributes.get(_TABLE + "name", "")[:255]
        self._seen, self._row = self._seen + 1, 1
        if self._seen > _MOST_SHEETS:
            raise EktpError("import.damaged")
        self._sheet, is_hidden = name, attributes.get(_TABLE + "style-name") in self._hiding
        if is_hidden or _CACHED in name or self._path[-2:-1] != [_BOOK]:
            self.hidden += [name] if is_hidden and _CACHED not in name else []
            self._pass_by()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._times, self._column, self._cells = _whole(attributes, _TABLE + "number-rows-repeated"), 0, []

    def _end_row(self) -> None:
        if self._cells:
            if self._row + self._times > _MOST_ROWS + 1 or self._times > _MOST_REPEATED:
                raise EktpError("import.too_big")
            self.ready.append(_RepeatedRow(self._sheet, self._row, self._cells, self._times))
        self._row += self._times

    def _begin_cell(self, name: str, attributes: dict[str, str]) -> None:
        self._across, self._lines = _whole(attributes, _TABLE + "number-columns-repeated"), Lines(self._row)
        self._cell = attributes if name == _SHOWN else {}  # beneath a merged cell lies what nobody sees

    def _begin_in_cell(self, name: str) -> None:
        if name.startswith(_ASIDE) or name == _SHEET:
            self._pass_by()
        elif name in _BLANKS:
            self._lines.add(" ")
        elif name == _BREAK:
            self._lines.break_line()

    def _end_cell(self) -> None:
        value = _value("\n".join(self._lines.take()), self._cell or {})
        self._cell = None
        if value is not None:
            if self._column + self._across > MOST_COLUMNS:
                raise EktpError("import.far_cell", row=self._row)
            self._cells.extend([None] * (self._column - len(self._cells)))
            self._cells.extend([value] * self._across)
        self._column += self._across

    def _pass_by(self) -> None:
        self._aside = len(self._path)


def _whole(attributes: dict[str, str], name: str) -> int:
    """How often; once where nothing is said. Raises `import.damaged`."""
    text = attributes.get(name, "1").strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise EktpError("import.damaged")
    return int(text)


def _value(text: str, said: dict[str, str]) -> Cell:
    """What a cell holds; of what was reckoned and failed the type is left, as a text or as 0."""
    kind = said.get(_TYPE, "")
    if said.get(_FAILED) == "error":
        return error_of(text)
    if kind in ("float", "percentage", "currency"):
        number = number_of(said.get(_VALUE, ""))
        return (text or None) if number is None else number
    if kind == "boolean":
        return said.get(_OFFICE + "boolean-value") == "true"
    if kind == "date":
        return _date(said.get(_OFFICE + "date-value", "")) or text or None
    return (text or said.get(_OFFICE + "string-value") or None) if kind else None


def _date(text: str) -> date | None:
    """Read `1982-03-03` or `1982-03-03T00:00:00`."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
