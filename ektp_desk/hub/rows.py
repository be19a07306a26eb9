"""Many rows at once: SQLAlchemy makes the values of each anew, which took longer than the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert these, as a driver takes them: each has the same columns, and no value that SQLAlchemy turns."""
    if not rows:
        return
    asked, names = _inserting(table, tuple(rows[0]), connection.dialect)
    values: Any = [tuple(map(row.__getitem__, names)) for row in rows] if names else rows
    connection.exec_driver_sql(asked, values)


@lru_cache(maxsize=64)
def _inserting(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """What is asked, and the order of its values; none where they go by name."""
    made = insert(table).inline().compile(dialect=dialect, column_keys=columns)
    assert isinstance(made, SQLCompiler)
    return str(made), tuple(made.positiontup or ())
