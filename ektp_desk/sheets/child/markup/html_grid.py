"""Lays HTML rows out on one sheet as Excel does when it opens a page; knows nothing of tags."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell
from ektp_desk.sheets.child.markup.html_cells import Lines, value_of
from ektp_desk.sheets.child.markup.html_tokens import Attributes
from ektp_desk.sheets.child.sending import MOST_COLUMNS

_DEEPEST = 40  # tables in tables
_MOST_SPAN = 65_534  # HTML's own limit of rowspan


class OpenTable:
    """One open table: the row being filled, and which columns cells from above still reach into."""

    def __init__(self, left: int, above: dict[int, Cell]) -> None:
        self.left = left
        self.cells = above  # of the outer table's row: the first row of an inner one stands beside them
        self.reaching: dict[int, int] = {}
        self.column = left
        self.lines = 1
        self.row_open = False
        self.cell: tuple[Lines, Attributes] | None = None
        self.holds_tables = False


class Grid:
    """Rows, one beneath the other; `ready` holds those that are done until somebody takes them."""

    def __init__(self) -> None:
        self.ready: list[tuple[int, list[Cell]]] = []
        self.same_cell = False  # the page says that a line break stays within its cell
        self._row = 1
        self._tables: list[OpenTable] = []
        self._text = Lines(1)  # outside all tables

    @property
    def table(self) -> OpenTable | None:
        """The innermost open one."""
        return self._tables[-1] if self._tables else None

    @property
    def inside(self) -> Lines:
        """What text goes to now: the open cell, or the page."""
        return self.table.cell[0] if self.table and self.table.cell else self._text

    def break_line(self, *, soft: bool = False) -> None:
        """End a line of text; outside cells each line is a row."""
        self.inside.break_line(soft=soft)
        if not (self.table and self.table.cell):
            for line in self._text.take() or ([] if soft else [""]):
                self._give({0: line or None}, 1)

    def open_table(self) -> None:
        """Begin a table, on the next row, or inside the open cell; raises `import.damaged` when too deep."""
        outer = self.table
        if len(self._tables) >= _DEEPEST:
            raise EktpError("import.damaged")
        if outer is None or outer.cell is None:
            self.break_line(soft=True)
            self._tables.append(OpenTable(outer.left if outer else 0, {}))
            return
        outer.holds_tables = True
        self._put_cell(outer, keep_open=True)
        beside = {} if outer.column in outer.cells else outer.cells
        if outer.cells and not beside:
            self._end_row_of(outer)
        outer.cells = {}
        self._tables.append(OpenTable(outer.column, beside))

    def close_table(self) -> None:
        """End the innermost table and what is open in it."""
        if self.table is None:
            return
        self.end_row()
        inner = self._tables.pop()
        outer = self.table
        if outer and inner.cells:
            outer.cells = inner.cells | outer.cells

    def open_row(self) -> None:
        """Begin a row; the one before ends."""
        self.end_row()
        if self.table:
            self.table.row_open = True

    def end_row(self) -> None:
        """End the open row, as far as one is open."""
        table = self.table
        if table is None or not table.row_open:
            return
        self.end_cell()
        if table.cells or not table.holds_tables:
            self._end_row_of(table)
        table.reaching = {column: rows - 1 for column, rows in table.reaching.items() if rows > 1}
        table.row_open = table.holds_tables = False
        table.column = table.left

    def open_cell(self, attributes: Attributes) -> None:
        """Begin a cell; the one before ends."""
        self.end_cell()
        table = self.table
        if table is None:
            return
        table.row_open = True
        while table.reaching.get(table.column, 0):
            table.column += 1
        table.cell = (Lines(self._row), attributes)

    def end_cell(self) -> None:
        """End the open cell and leave the columns that it takes."""
        table = self.table
        if table is None or table.cell is None:
            return
        _lines, attributes = table.cell
        self._put_cell(table, keep_open=False)
        wide = _span(attributes, "colspan", MOST_COLUMNS + 1)
        high = _span(attributes, "rowspan", _MOST_SPAN)
        if high > 1 and table.column <= MOST_COLUMNS:
            table.reaching |= dict.fromkeys(range(table.column, table.column + wide), high)
        table.column += wide

    def end(self) -> None:
        """End all that is open."""
        while self._tables:
            self.close_table()
        self.break_line(soft=True)

    def _put_cell(self, table: OpenTable, *, keep_open: bool) -> None:
        assert table.cell is not None
        lines, attributes = table.cell
        texts = lines.take()
        table.cell = (lines, attributes) if keep_open else None
        value = value_of("\n".join(texts), attributes)
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if table.column >= MOST_COLUMNS:
            raise EktpError("import.far_cell", row=self._row)
        table.cells[table.column] = value
        table.lines = max(table.lines, len(texts))

    def _end_row_of(self, table: OpenTable) -> None:
        self._give(table.cells, 1 if self.same_cell else table.lines)
        table.cells, table.lines = {}, 1

    def _give(self, cells: dict[int, Cell], height: int) -> None:
        width = max(cells, default=-1) + 1
        self.ready.append((self._row, [cells.get(column) for column in range(width)]))
        self._row += height
        self._text.row = self._row


def _span(attributes: Attributes, name: str, most: int) -> int:
    text = (attributes.get(name) or "").strip()
    return min(max(int(text[:9]), 1), most) if text.isascii() and text.isdigit() else 1
