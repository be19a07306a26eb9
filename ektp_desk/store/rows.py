"""The rows of lists: in a file of their own while they are kept, in the register while the list stands."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.store import register
from ektp_desk.usecases.shapes import ListedRow


class RowFiles(Protocol):
    """Where the rows of lists lie: one encrypted file each."""

    def write(self, list_id: str, rows: Iterable[bytes], key: bytes) -> tuple[str, int]:
        """Write a row file; give its SHA-256 (hex) and the number of rows."""

    def sweep(self, known: Iterable[str]) -> None:
        """Remove row files of other lists than these."""

    def read(self, list_id: str, key: bytes) -> Iterator[bytes]:
        """Raises `rows.damaged`, `rows.missing`."""


class ListRows:
    """Keeps row files and the register in step with what the journal says of each list."""

    def __init__(self, connection: Any, files: RowFiles) -> None:
        self._connection = connection
        self._files = files

    def write(self, list_id: str, rows: Iterable[ListedRow]) -> tuple[bytes, str, int]:
        """Write a list's rows; give their key, the file's digest and the count."""
        key = secrets.token_bytes(32)
        return key, *self._files.write(list_id, map(msgspec.json.encode, rows), key)

    def keep(self, list_id: str, key: bytes, passed: Callable[[int], None]) -> None:
        """Keep a row file's key and load its rows; runs inside the transaction that names the file."""
        self._connection.execute("INSERT INTO row_keys (list, key) VALUES (?, ?)", (list_id, key))
        register.load(self._connection, list_id, self._files.read(list_id, key), passed)

    def adopt(self, list_id: str, key: bytes) -> None:
        """Keep the key of a row file that lies here already, and load it if its list stands."""
        self._connection.execute("INSERT INTO row_keys (list, key) VALUES (?, ?)", (list_id, key))
        self._settle(list_id)

    def read(self, list_id: str) -> Iterator[bytes]:
        """From its row file; raises `rows.damaged`, `rows.missing`."""
        row = self._connection.execute("SELECT key FROM row_keys WHERE list = ?", (list_id,)).fetchone()
        if row is None:
            raise EktpError("rows.missing")
        return self._files.read(list_id, row[0])

    def kept(self) -> list[str]:
        """The lists whose row file this store can open."""
        return [list_id for (list_id,) in self._connection.execute("SELECT list FROM row_keys")]

    def sweep(self) -> None:
        """Remove the row files that no key here opens."""
        self._files.sweep(self.kept())

    def follow(self, touched: Iterable[tuple[str, str]]) -> bool:
        """Load, unload or forget the rows of the lists among these (entity, id); inside their transaction.

        Gives whether a key was forgotten, so that its file is to be swept once that is committed.
        """
        lists = {entity_id for entity, entity_id in touched if entity == Entity.LIST}
        forgotten = [list_id for list_id in sorted(lists) if self._settle(list_id)]
        return bool(forgotten)

    def load_all(self) -> None:
        """Load every standing list whose rows are here anew; runs inside the caller's transaction."""
        self._connection.execute("DELETE FROM register")
        self._connection.execute("DELETE FROM figures")
        standing = self._connection.execute(
            "SELECT l.id FROM lists l JOIN row_keys k ON k.list = l.id WHERE l.state = ? ORDER BY l.id",
            (ListState.STANDING.value,),
        )
        for (list_id,) in standing.fetchall():
            register.load(self._connection, list_id, self.read(list_id))

    def _settle(self, list_id: str) -> bool:
        row = self._connection.execute("SELECT state FROM lists WHERE id = ?", (list_id,)).fetchone()
        kept = self._connection.execute("SELECT 1 FROM row_keys WHERE list = ?", (list_id,)).fetchone()
        if row is None or kept is None:
            return False  # another laptop's list, whose rows did not come along
        loaded = register.is_loaded(self._connection, list_id)
        if row[0] == ListState.STANDING and not loaded:
            register.load(self._connection, list_id, self.read(list_id))
        elif row[0] != ListState.STANDING and loaded:
            register.unload(self._connection, list_id)
        if row[0] != ListState.EXPIRED:
            return False
        self._connection.execute("DELETE FROM row_keys WHERE list = ?", (list_id,))
        return True
