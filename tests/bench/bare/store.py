"""The floor of saving: the same rows by bare SQLCipher, then the same anchor bytes with the same fsyncs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

Rows = Sequence[tuple[Any, ...]]

# What the desk promises of safety; what makes it quick, as its cache, is no part of a floor.
_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 2000",
    "PRAGMA recursive_triggers = ON",
)


@dataclass(frozen=True, slots=True, repr=False)
class Saved:
    """What one finished recording leaves in the store and beside it, byte for byte."""

    recording: str
    ticket: str
    events: Rows
    recordings: Rows
    modalities: Rows
    tickets: Rows
    anchor: bytes


def connect(path: Path, key: bytes) -> Any:
    """Open a store that stands already, with the settings that the desk promises."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def read_saved(connection: Any, recording: str, anchor: bytes) -> Saved:
    """Read what finishing a recording has just written into a store: its last two events, and their rows."""
    recordings = connection.execute("SELECT * FROM recordings WHERE id = ?", (recording,)).fetchall()
    (ticket,) = connection.execute("SELECT ticket FROM recordings WHERE id = ?", (recording,)).fetchone()
    events = connection.execute("SELECT * FROM events ORDER BY journal DESC, seq DESC LIMIT 2").fetchall()
    of_it = "SELECT * FROM modalities WHERE recording = ?"
    return Saved(
        recording=recording,
        ticket=ticket,
        events=events[::-1],
        recordings=recordings,
        modalities=connection.execute(of_it, (recording,)).fetchall(),
        tickets=connection.execute("SELECT * FROM tickets WHERE id = ?", (ticket,)).fetchall(),
        anchor=anchor,
    )


def save(connection: Any, saved: Saved, anchor: Path) -> None:
    """Write the same rows in one transaction, then the same anchor: durable when this returns."""
    connection.execute("BEGIN IMMEDIATE")
    for row in saved.events:
        connection.execute(f"INSERT INTO events VALUES ({_marks(saved.events)})", row)
    connection.execute("DELETE FROM recordings WHERE id = ?", (saved.recording,))
    connection.execute(f"INSERT INTO recordings VALUES ({_marks(saved.recordings)})", saved.recordings[0])
    connection.execute("DELETE FROM modalities WHERE recording = ?", (saved.recording,))
    for row in saved.modalities:
        connection.execute(f"INSERT INTO modalities VALUES ({_marks(saved.modalities)})", row)
    connection.execute("DELETE FROM tickets WHERE id = ?", (saved.ticket,))
    connection.execute(f"INSERT INTO tickets VALUES ({_marks(saved.tickets)})", saved.tickets[0])
    connection.execute("COMMIT")
    replace_file(anchor, saved.anchor)


def replace_file(path: Path, content: bytes) -> None:
    """Put bytes in a file's place: temporary file, fsync, rename, fsync of the folder."""
    part = path.with_suffix(".part")
    with open(part, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    if os.name == "nt":
        return  # a folder can't be opened there
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _marks(rows: Rows) -> str:
    return ", ".join("?" * len(rows[0]))
