"""Opening the store: cipher, safety settings, one process a folder, and steps up to today's shape."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.kept.copies import keep_copy

STORE = "desk.db"
STEPS = Path(__file__).parent / "sql" / "steps"
# Counted, so that no step is shipped that an older store never hears of: `PRAGMA user_version` of a store
# that has them all.
VERSION = len(list(STEPS.glob("*.sql")))

_BUSY = "PRAGMA busy_timeout = 2000"
# WAL with FULL: a commit is on the disk before it is acknowledged. Temporary tables stay in memory,
# or SQLite would write sorted names in clear beside the store.
_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    _BUSY,
    "PRAGMA recursive_triggers = ON",
    # In KiB. Each page that left the cache is read and decrypted anew: with SQLite's own 2 MB a regency's
    # list loads in 30 s of processor time instead of 12, and F1 reads 20 ms instead of 6.
    "PRAGMA cache_size = -32768",
)
_READING = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA temp_store = MEMORY",
    _BUSY,
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -8192",
)


def connect(path: Path, key: bytes) -> Any:
    """Open a SQLCipher connection with the desk's settings; `key` is the raw 32-byte store key.

    Raises `store.damaged` when the key does not fit or the file is no store.
    """
    return _connect(path, key, _PRAGMAS)


def connect_reading(path: Path, key: bytes) -> Any:
    """Open a connection beside the one that writes; it refuses to write."""
    return _connect(path, key, _READING)


def connect_looking(path: Path, key: bytes) -> Any:
    """Open a connection that leaves store and log byte for byte as they are, also when it is closed.

    Any other that is closed last puts the log's whole beginning into the store and deletes the log.
    """
    return _connect(f"{path.resolve().as_uri()}?mode=ro", key, _READING)


def connect_unmoved(path: Path, key: bytes) -> Any:
    """Open a store of today's shape whose log grows and is not put into it while this is open.

    Raises `store.damaged` for another shape, too: steps would move it.
    """
    connection = connect(path, key)
    try:
        with translated_errors():
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            version = _version(connection)
    except BaseException:
        connection.close()
        raise
    if version != VERSION:
        connection.close()
        raise StoreDamaged("store.damaged")
    return connection


def _connect(path: Path | str, key: bytes, pragmas: tuple[str, ...]) -> Any:
    with translated_errors():
        connection = sqlcipher.connect(str(path), isolation_level=None, uri=isinstance(path, str))
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in pragmas:
                connection.execute(pragma)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def copy_under(connection: Any, path: Path, key: bytes) -> None:
    """Copy a store page by page, rows and their numbers with it, into an empty file under another key.

    Nothing is flushed: who gives the file a name does that. Raises `store.damaged` where a page is damaged:
    copying would put a new seal on it. Else `store.disk_trouble`, whatever it is: SQLite's code for a failed
    copy is not known here.
    """
    with translated_errors():
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreDamaged("store.damaged")
    with _untold_errors(), closing(sqlcipher.connect(str(path), isolation_level=None)) as target:
        for pragma in ("cipher_log_level = NONE", f"key = \"x'{key.hex()}'\"", "journal_mode = OFF"):
            target.execute(f"PRAGMA {pragma}")
        target.execute("PRAGMA synchronous = OFF")
        connection.backup(target)


@contextmanager
def _untold_errors() -> Iterator[None]:
    try:
        yield
    except sqlcipher.Error as error:
        raise EktpError("store.disk_trouble") from error


def shorten_log(connection: Any) -> None:
    """Free what work that was given up had written: a regency's list leaves hundreds of megabytes.

    A full disk, and a reading under way, leave it to the next time; the log's space serves the desk's own
    writes meanwhile.
    """
    with suppress(sqlcipher.Error):
        connection.execute("PRAGMA busy_timeout = 0")  # whoever writes waits for no reading
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute(_BUSY)


def open_database(path: Path, key: bytes) -> Any:
    """Open a connection to the store at today's version; older stores are copied, then stepped up.

    Raises `store.newer` for a store that a later release has written.
    """
    existed = path.exists()
    connection = connect(path, key)
    try:
        with translated_errors():
            version = _version(connection)
            if version < VERSION:
                if existed and version:
                    keep_copy(connection, path, key, version=version, step=VERSION)
                _step_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _step_up(connection: Any) -> None:
    """Apply the steps that are missing; what they need is loaded now, since a start seldom needs it."""
    from sqlite_utils import Database  # noqa: PLC0415  33 ms

    from ektp_desk.store.migrations import steps  # noqa: PLC0415  the same

    steps.apply(Database(connection, recursive_triggers=False))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: Any) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise EktpError("store.newer", store=version, desk=VERSION)
    return version
