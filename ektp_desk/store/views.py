"""The views' only writer: one function applies a fold's rows, for live saving and for rebuild alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.folds import FOLDS
from ektp_desk.domain.journal.folds.any import OF_ANY, fold_any
from ektp_desk.domain.journal.folds.row import Row
from ektp_desk.domain.journal.life import Life


def apply_fold(connection: Any, entity: Entity, entity_id: str, life: Life) -> None:
    """Replace an entity's rows by what its life folds to; runs inside the caller's transaction."""
    fold = FOLDS[entity]
    rows = fold.rows(entity_id, life)
    for table, key in fold.tables.items():
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (entity_id,))  # noqa: S608  names from FOLDS
        _insert(connection, table, rows.get(table, ()))
    for table, found in fold_any(entity, entity_id, life).items():
        _clear_of_entity(connection, table, entity, entity_id)
        _insert(connection, table, found)


def _insert(connection: Any, table: str, rows: Sequence[Row]) -> None:
    for names, alike in groupby(rows, key=tuple):
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",  # noqa: S608  the folds'
            [tuple(row.values()) for row in alike],
        )


def _clear_of_entity(connection: Any, table: str, entity: Entity, entity_id: str) -> None:
    connection.execute(
        f"DELETE FROM {table} WHERE entity_id = ? AND entity = ?",  # noqa: S608  names from the folds
        (entity_id, entity.value),
    )


def clear_views(connection: Any) -> None:
    """Empty every table that folds fill."""
    for table in view_tables():
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  names from FOLDS


def view_tables() -> list[str]:
    return sorted([*(table for fold in FOLDS.values() for table in fold.tables), *OF_ANY])


def dump_views(connection: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Every view row in a fixed order: two stores with the same events give the same."""
    found = {}
    for table in [*view_tables(), "register", "figures"]:
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608  names from FOLDS
        found[table] = sorted(rows, key=repr)
    return found
