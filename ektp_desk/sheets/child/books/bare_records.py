"""Reads old Excel records without a container, as short web programs write them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError
from ektp_desk.sheets.child.books.records import Record, records_of
from ektp_desk.sheets.child.sending import MOST_COLUMNS, Sender

BARE = b"\x09\x08\x08\x00"  # how such a file begins
_WHOLE, _NUMBER, _TEXT, _TRUTH_OR_ERROR, _PASSWORD = 0x0202, 0x0203, 0x0204, 0x0205, 0x002F


def read_bare_records(path: Path, sender: Sender) -> None:
    """Send the one sheet's rows; raises the `import.…` refusals.

    Such programs write row after row; where one does not, the rows are put in order.
    """
    by_row: dict[int, dict[int, Cell]] = {}
    for count, record in enumerate(records_of(path.read_bytes())):
        if record.kind == _PASSWORD:
            raise EktpError("import.password")
        if count % 200_000 == 0:
            sender.beat()
        if record.kind in (_WHOLE, _NUMBER, _TEXT, _TRUTH_OR_ERROR):
            row, column, cell = _cell_of(record)
            by_row.setdefault(row, {})[column] = cell
    sender.send_sheet("", _rows(by_row))
    sender.finish([])


def _cell_of(record: Record) -> tuple[int, int, Cell]:
    body = record.body
    try:
        row, column, _format = struct.unpack_from("<HHH", body)
        if column >= MOST_COLUMNS:
            raise EktpError("import.far_cell", row=row + 1)
        return row, column, _value(record.kind, body)
    except struct.error as error:
        raise EktpError("import.damaged") from error


def _value(kind: int, body: memoryview) -> Cell:
    if kind == _NUMBER:
        number: float = struct.unpack_from("<d", body, 6)[0]
        return number if number - number == 0 else CellError()
    if kind == _WHOLE:
        return float(struct.unpack_from("<H", body, 6)[0])
    if kind == _TRUTH_OR_ERROR:
        value, failed = struct.unpack_from("<BB", body, 6)
        return CellError() if failed else bool(value)
    length = struct.unpack_from("<H", body, 6)[0]
    if len(body) < 8 + length:
        raise EktpError("import.damaged")
    return _text(bytes(body[8 : 8 + length])) or None


def _text(body: bytes) -> str:
    """Programs put UTF-8 where Excel expects its own code page."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _rows(by_row: dict[int, dict[int, Cell]]) -> Iterator[tuple[int, list[Cell]]]:
    for row, cells in sorted(by_row.items()):
        yield row + 1, [cells.get(column) for column in range(max(cells) + 1)]
