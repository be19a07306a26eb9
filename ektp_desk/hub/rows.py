"""What SQLAlchemy says less well of rows than each database: many at once, and how far they are numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import JSON, Connection, Dialect, Table, Text, bindparam, cast, column, func, insert, select
from sqlalchemy.sql.compiler import SQLCompiler

_LAST_GIVEN = {
    "sqlite": "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'entries'",
    "postgresql": "SELECT last_value FROM entries_seq_seq",
}


def last_given(connection: Connection) -> int:
    """The last place in the inbox that an entry ever had, or more where one was not laid after all."""
    return int(connection.exec_driver_sql(_LAST_GIVEN[connection.dialect.name]).scalar_one())


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert these, of text, numbers, flags and what is absent; each has the same columns.

    SQLAlchemy makes the values of each anew, which took longer than the database.
    """
    if not rows:
        return
    columns = tuple(rows[0])
    if connection.dialect.name == "postgresql":  # its driver would ask for each row by itself
        asked = _inserting_all(table, columns, connection.dialect)
        connection.exec_driver_sql(asked, {"rows": msgspec.json.encode(rows).decode()})
        return
    asked, names = _inserting(table, columns, connection.dialect)
    connection.exec_driver_sql(asked, [tuple(map(row.__getitem__, names)) for row in rows])


@lru_cache(maxsize=64)
def _inserting(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """What is asked, and the order of its values."""
    made = insert(table).inline().compile(dialect=dialect, column_keys=columns)
    assert isinstance(made, SQLCompiler)
    assert made.positiontup
    return str(made), tuple(made.positiontup)


@lru_cache(maxsize=64)
def _inserting_all(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    """The same of all rows at once, which are given as JSON."""
    rows = func.json_to_recordset(cast(bindparam("rows", type_=Text), JSON))
    given = rows.table_valued(*(column(name, table.c[name].type) for name in columns))
    of = select(given.render_derived(name="given", with_types=True))
    return str(insert(table).from_select(columns, of).compile(dialect=dialect))
