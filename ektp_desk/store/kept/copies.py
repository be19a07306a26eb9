"""The store as it was before its steps, under the same key: kept a week, no longer than who is erased.

A damaged pair that was set aside (`damaged-1`) may hold what nothing else does: no week ends it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ektp_desk.domain.moments import SETTLING

# How many different days will have been confirmed when the copies go: no clock alone can bring that about.
_UNTIL = "copies_until"
_NOW = b"0"
_DAYS = """
SELECT count(DISTINCT substr(json_extract(CAST(body AS TEXT), '$.local'), 1, 10))
FROM events WHERE kind = 'day_confirmed'
"""


def keep_copy(connection: Any, path: Path, key: bytes, *, version: int, step: int) -> None:
    """Copy a store of some version before it goes to `step`; it takes the place of older copies.

    A copy that stands is whole and is kept: steps that were cut short begin again from a changed store.
    """
    target = path.with_name(f"before-{step}.{path.name}")
    if target.exists():
        return
    half = target.with_name(f"{target.name}.part")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    connection.execute("ATTACH DATABASE ? AS before KEY ?", (str(half), f"x'{key.hex()}'"))
    connection.execute("SELECT sqlcipher_export('before')")
    connection.execute(f"PRAGMA before.user_version = {version}")
    connection.execute("DETACH DATABASE before")
    with half.open("rb+") as file:
        os.fsync(file.fileno())
    half.replace(target)
    _flush_folder(target.parent)  # or a power cut takes the copy back, and leaves the steps
    connection.execute("DELETE FROM facts WHERE name = ?", (_UNTIL,))
    _remove(other for other in _copies(path) if other != target)


def let_copies_go(connection: Any) -> None:
    """Say that the copies hold what is deleted; runs inside the transaction that deletes it."""
    path = _path(connection)
    if _copies(path) or _damaged(path):
        connection.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (_UNTIL, _NOW))


def sweep_copies(connection: Any) -> None:
    """Remove copies whose days are over, of any release, and what a crash left of one."""
    path = _path(connection)
    _remove(path.parent.glob(f"before-*.{path.name}.part*"))
    copies, damaged = _copies(path), _damaged(path)
    until = connection.execute("SELECT value FROM facts WHERE name = ?", (_UNTIL,)).fetchone()
    if until == (_NOW,):
        _remove(damaged)
    if not copies:
        if until is not None and not _damaged(path):  # what is kept later is not gone already
            connection.execute("DELETE FROM facts WHERE name = ?", (_UNTIL,))
        return
    (days,) = connection.execute(_DAYS).fetchone()
    if until is None:
        value = str(days + SETTLING).encode()
        connection.execute("INSERT INTO facts (name, value) VALUES (?, ?)", (_UNTIL, value))
    elif days >= int(until[0]):
        _remove(copies)


def _path(connection: Any) -> Path:
    return Path(
        next(file for _no, name, file in connection.execute("PRAGMA database_list") if name == "main")
    )


def _copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"before-*.{path.name}"))


def _damaged(path: Path) -> list[Path]:
    return sorted(path.parent.glob("damaged-*"))


def _flush_folder(folder: Path) -> None:
    """As `seal.files` does, which no adapter imports."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):  # the next opening tries again
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
