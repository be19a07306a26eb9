"""The register: people as lists name them, loaded from a list's row file, searched while typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import msgspec

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.usecases.shapes import FigureRow, RegisterRow


def _columns(shape: type[RegisterRow | FigureRow]) -> str:
    columns = shape.__struct_fields__
    return f"(list, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"


_TABLES: dict[type[RegisterRow | FigureRow], str] = {
    RegisterRow: "register " + _columns(RegisterRow),
    FigureRow: "figures " + _columns(FigureRow),
}
_BATCH = 5_000
T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists of at most `size`."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def load(
    connection: Any,
    list_id: str,
    rows: Iterable[bytes],
    passed: Callable[[int], None] = lambda _rows: None,
    *,
    beside: bool = False,
) -> tuple[int, int]:
    """Load a list's rows, as its row file holds them; runs inside the caller's transaction.

    Gives how many there are, and how many of them were loaded: `beside` others a row that stands is left out.
    `passed` hears the number of rows loaded so far, and ends it by raising.
    """
    kind = connection.execute("SELECT kind FROM lists WHERE id = ?", (list_id,)).fetchone()
    shape = FigureRow if kind and kind[0] == ListKind.DKB else RegisterRow
    read = msgspec.json.Decoder(shape).decode
    insert = f"INSERT {'OR IGNORE ' if beside else ''}INTO {_TABLES[shape]}"
    count, loaded = 0, 0
    for batch in batches(rows, _BATCH):
        said = [(list_id, *msgspec.structs.astuple(read(row))) for row in batch]
        loaded += connection.executemany(insert, said).rowcount
        count += len(batch)
        passed(count)
    return count, loaded


def compare(connection: Any | None, list_id: str, rows: Iterable[bytes]) -> tuple[int, bool]:
    """Read a list's rows to their end; give their number, and whether those loaded are the same.

    Rows beyond those of the file are another count's to find. Without a connection nothing should be loaded.
    """
    kind = (
        connection.execute("SELECT kind FROM lists WHERE id = ?", (list_id,)).fetchone()
        if connection
        else None
    )
    shape = FigureRow if kind and kind[0] == ListKind.DKB else RegisterRow
    table, read = "figures" if shape is FigureRow else "register", msgspec.json.Decoder(shape).decode
    columns = ", ".join(shape.__struct_fields__)
    sql = f"SELECT {columns} FROM {table} WHERE list = ? AND row BETWEEN ? AND ?"  # noqa: S608  names from above
    count, same = 0, True
    for batch in batches(rows, _BATCH):
        count += len(batch)
        if connection is not None and same:
            said = {msgspec.structs.astuple(read(row)) for row in batch}
            numbers = [row[0] for row in said]
            same = said <= set(connection.execute(sql, (list_id, min(numbers), max(numbers))))
    return count, same


def is_loaded(connection: Any, list_id: str) -> bool:
    """Whether any row of a list stands in the register."""
    for table in ("register", "figures"):
        one = f"SELECT 1 FROM {table} WHERE list = ? LIMIT 1"  # noqa: S608  names from above
        if connection.execute(one, (list_id,)).fetchone():
            return True
    return False


def unload(connection: Any, list_id: str) -> None:
    """Take a list's rows out of the register; runs inside the caller's transaction."""
    connection.execute("DELETE FROM register WHERE list = ?", (list_id,))
    connection.execute("DELETE FROM figures WHERE list = ?", (list_id,))
