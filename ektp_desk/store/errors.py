"""SQLCipher's errors become refusals that a person can act on; bugs stay bugs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.errors import EktpError, StoreDamaged

_CODES = {
    "SQLITE_FULL": "store.disk_full",
    "SQLITE_READONLY": "store.read_only",
    "SQLITE_CANTOPEN": "store.cannot_open",
    "SQLITE_BUSY": "desk.in_use",
    "SQLITE_LOCKED": "desk.in_use",
    "SQLITE_IOERR": "store.disk_trouble",
}
_DAMAGE = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what the disk did into an `EktpError`; let programming errors through."""
    try:
        yield
    except sqlcipher.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        basic = "_".join(name.split("_")[:2])
        if basic in _DAMAGE or "file is not a database" in str(error):
            raise StoreDamaged("store.damaged") from error
        if "closed database" in str(error):  # a session that was kept beyond its sign-out
            raise EktpError("signin.ended") from error
        if basic in _CODES:
            raise EktpError(_CODES[basic]) from error
        raise
