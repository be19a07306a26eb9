"""What somebody does who holds the store's key: bare SQLCipher, and of the desk only what unwraps the key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.desk.desk import Desk
from ektp_desk.settings import Folders

# Spelled out: a table that is not named here is found by `test_every_table_is_attacked`.
VIEWS = (
    "absences",
    "backups",
    "claims",
    "contacts",
    "contradictions",
    "corrections",
    "days",
    "desks",
    "device_keys",
    "doubles",
    "erasures",
    "groups",
    "incarnations",
    "joins",
    "kits",
    "layouts",
    "list_files",
    "lists",
    "modalities",
    "offices",
    "pairs",
    "people",
    "policies",
    "recordings",
    "revocations",
    "reopenings",
    "stops",
    "tickets",
    "user_keys",
    "users",
    "visit_lists",
    "visits",
)
OTHERS = {
    "facts",
    "row_keys",
    "journals",
    "events",
    "register",
    "figures",
    "sealed_files",
    "held",
    "holes",
    "bare",
    "runs",
    "taken_runs",
    "receipts",
    "carried",
    "packs_read",
    "visit_keys",
    "packages",
    "files_opened",
    "verdicts",
    "backed_up",
    "at_office",
    "wrong_files",
    "list_parts",
    "visit_runs",
    "arrived_runs",
    "drop_lists",
    "looked_through",
    "files_removed",
    "erased_files",
    "office_branches",
}


def key_of(folders: Folders, passphrase: str) -> bytes:
    with Desk(folders) as desk:
        return desk.unlock(desk.slots.users[0].user.id, passphrase).store_key


@contextmanager
def store_in_hand(folders: Folders, key: bytes) -> Iterator[Any]:
    """A connection that may do anything to the store."""
    with closing(sqlcipher.connect(str(folders.data / "desk.db"), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        yield connection


@contextmanager
def taken_back(connection: Any) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def columns_of(connection: Any, table: str) -> dict[str, str]:
    """Name and type of each."""
    return {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}


def forged(kind: str, column: str) -> str:
    """SQL of a value that is another than the column's."""
    return f"coalesce({column}, 0) + 1" if kind == "INTEGER" else f"coalesce({column}, '') || 'x'"


def invented(columns: dict[str, str]) -> list[object]:
    """Cells of a row that nobody ever wrote."""
    return [7 if kind == "INTEGER" else "feedc0de" * 4 for kind in columns.values()]
