"""The views' only writer: one function applies a fold's rows, for live saving and for rebuild alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.folds import FOLDS
from ektp_desk.domain.journal.folds.any import OF_ANY, fold_any
from ektp_desk.domain.journal.folds.row import Cell
from ektp_desk.domain.journal.life import Life


def apply_fold(connection: Any, entity: Entity, entity_id: str, life: Life) -> None:
    """Replace an entity's rows by what its life folds to; runs inside the caller's transaction."""
    apply_folds(connection, [(entity, entity_id, life)])


def apply_folds(connection: Any, lives: Iterable[tuple[Entity, str, Life]]) -> None:
    """Do the same of several, each once: a statement for each table, however many they are."""
    gone = defaultdict[str, list[tuple[str, ...]]](list)
    new = defaultdict[tuple[str, tuple[str, ...]], list[tuple[Cell, ...]]](list)  # by table and columns
    for entity, entity_id, life in lives:
        fold = FOLDS[entity]
        of_any = fold_any(entity, entity_id, life)
        for table, key in fold.tables.items():
            gone[f"{table} WHERE {key} = ?"].append((entity_id,))
        for table in of_any:
            gone[f"{table} WHERE entity_id = ? AND entity = ?"].append((entity_id, entity.value))
        for table, rows in (fold.rows(entity_id, life) | of_any).items():
            for row in rows:
                new[table, tuple(row)].append(tuple(row.values()))
    for where, ids in gone.items():
        connection.executemany(f"DELETE FROM {where}", ids)  # noqa: S608  names from FOLDS
    for (table, names), cells in new.items():
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",  # noqa: S608  the folds'
            cells,
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
