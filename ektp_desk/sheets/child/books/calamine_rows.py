"""Gives the rows of a sheet that calamine has read, with the failed cells that it leaves out put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError
from ektp_desk.sheets.child.sending import MOST_COLUMNS

Places = frozenset[tuple[int, int]]  # rows from 1, columns from 0


def opened(path: Path) -> CalamineWorkbook:
    """Open a workbook by its bytes: of a path, calamine would believe the name. Raises CalamineError."""
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def rows_of(sheet: CalamineSheet, errors: Places) -> Iterator[tuple[int, list[Cell]]]:
    """Rows from the sheet's first row on, with the columns left of the first value put back.

    calamine shows an error cell as an empty one: `errors` tells where they are.
    Raises `import.far_cell`.
    """
    if sheet.total_width > MOST_COLUMNS:
        raise EktpError("import.far_cell", row=0)
    left: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    by_row: dict[int, list[int]] = {}
    for row, column in errors:
        by_row.setdefault(row, []).append(column)
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = left + [_cell(value) for value in values]
        for column in by_row.get(number, ()):
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = CellError("#")
        yield number, cells


def _cell(value: Any) -> Cell:
    if value == "":
        return None
    if isinstance(value, str | float | int):  # bool is an int
        return value
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else str(value)  # times of day and durations
