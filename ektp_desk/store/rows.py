"""The rows of lists: in a file of their own while they are kept, in the register while the list stands.

Where a list was imported its rows are whole here. A laptop has of each list the parts that packages brought,
one for each visit.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import chain
from typing import Any, NamedTuple, Protocol

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.hearing import Journal
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.store import register
from ektp_desk.usecases.shapes import ListedRow

_EXPECT = """
INSERT OR IGNORE INTO list_parts (file, list, visit, key, rows, expires, device, incarnation)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_FORMER = """
SELECT file FROM list_parts p WHERE (is_here OR loaded) AND EXISTS (
  SELECT 1 FROM list_parts n
  WHERE n.file = ? AND n.file <> p.file AND n.list = p.list AND n.visit = p.visit
    AND (p.device = '' OR (p.device, p.incarnation) = (n.device, n.incarnation)))
"""
_PARTS = "SELECT file, list, is_here, loaded FROM list_parts"
_GO_ON = "UPDATE list_parts SET incarnation = ? WHERE visit = ? AND device = ? AND incarnation = ?"


class ListPart(NamedTuple):
    """Rows of a list that a package brings for a visit: their file's SHA-256 (hex), its key, their number."""

    file: str
    list: str
    key: bytes
    rows: int

    def __repr__(self) -> str:
        """Show no key."""
        return f"ListPart({self.file[:8]})"


class RowFiles(Protocol):
    """Where the rows of lists lie: one encrypted file each."""

    def write(self, list_id: str, rows: Iterable[bytes], key: bytes) -> tuple[str, int]:
        """Write a row file; give its SHA-256 (hex) and the number of rows."""

    def keep(self, name: str, data: bytes) -> None:
        """Keep a row file as it came from another desk."""

    def sweep(self, known: Iterable[str]) -> None:
        """Remove row files of other names than these."""

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
        """All that is here of a list, from its files; raises `rows.damaged`, `rows.missing`."""
        files = self._files_of(list_id)
        if not files:
            raise EktpError("rows.missing")
        return chain.from_iterable(self._files.read(name, key) for name, key in files)

    def kept(self) -> list[str]:
        """The lists whose whole row file this store can open."""
        return [list_id for (list_id,) in self._connection.execute("SELECT list FROM row_keys")]

    def parts(self, list_id: str) -> list[ListPart]:
        """Those that are here."""
        asked = "SELECT file, list, key, rows FROM list_parts WHERE list = ? AND is_here ORDER BY file"
        return [ListPart(*row) for row in self._connection.execute(asked, (list_id,))]

    def read_part(self, part: ListPart) -> Iterator[bytes]:
        return self._files.read(part.file, part.key)

    def sweep(self) -> None:
        """Remove the row files that no key here opens."""
        known = self._connection.execute("SELECT file FROM list_parts")
        self._files.sweep([*self.kept(), *(file for (file,) in known)])

    def expect(
        self, visit: str, parts: Iterable[ListPart], expires: str, *, by: Journal, former: Iterable[str] = ()
    ) -> set[str]:
        """Hear in an office desk's journal what a visit has of lists until a day; give who lost rows.

        The rows that a list has stay until the others come, and another's stay: that one may have rows which
        this one lacks. What incarnations brought that it goes on from (`former`) it replaces. Runs inside the
        caller's transaction.
        """
        self._connection.executemany(_GO_ON, [(by[1], visit, by[0], one) for one in former])
        whole, coming = set(self.kept()), list(parts)
        names = {part.list for part in coming}
        before = self._connection.execute(
            f"{_PARTS} WHERE visit = ? AND device = ? AND incarnation = ?", (visit, *by)
        ).fetchall()
        gone = [one for one in before if not one[2] or one[1] not in names]
        self._forget([file for file, *_of in gone])
        self._connection.executemany(
            _EXPECT,
            [
                (part.file, part.list, visit, part.key, part.rows, expires, *by)
                for part in coming
                if part.list not in whole
            ],
        )
        return self._reload({of for _file, of, here, loaded in gone if here or loaded})

    def coming(self, file: str) -> ListPart | None:
        """A part that a package announced and that is not whole here yet; some of its rows may be loaded."""
        asked = "SELECT file, list, key, rows FROM list_parts WHERE file = ? AND NOT is_here"
        row = self._connection.execute(asked, (file,)).fetchone()
        return ListPart(*row) if row else None

    def has(self, file: str) -> bool:
        """Whether a part's row file is here."""
        asked = "SELECT 1 FROM list_parts WHERE file = ? AND is_here"
        return self._connection.execute(asked, (file,)).fetchone() is not None

    def awaited(self) -> list[str]:
        """The lists of which a package announced rows that have not come."""
        asked = "SELECT DISTINCT list FROM list_parts WHERE NOT is_here ORDER BY list"
        return [list_id for (list_id,) in self._connection.execute(asked)]

    def put(self, file: str, data: bytes) -> None:
        """Lay a part's row file beside the others, before `add` and `take`."""
        self._files.keep(file, data)

    def add(self, part: ListPart, rows: list[bytes]) -> int:
        """Load some rows of a part that is not whole here yet; give how many of it are loaded by now.

        None is while its list does not stand. Runs inside the caller's transaction. Raises `rows.damaged`.
        """
        if self._state_of(part.list) == ListState.STANDING:
            _, loaded = self._load_beside(part.list, rows)
            self._connection.execute(
                "UPDATE list_parts SET loaded = loaded + ? WHERE file = ?", (loaded, part.file)
            )
        return self._loaded_of(part)

    def trim(self, part: ListPart, numbers: Set[int], *, after: int, most: int) -> int | None:
        """Unload of some rows behind one those that only the former part has, beside a part's (`numbers`).

        Gives the last of them, None behind the end. Once one is unloaded the former part is not whole. Where
        other parts may have them too, `take` sees to it. Runs inside the caller's transaction.
        """
        former = self._former(part)
        if not former or self._others(part, former):
            return None
        asked = "SELECT row FROM register WHERE list = ? AND row > ? ORDER BY row LIMIT ?"
        seen = [row for (row,) in self._connection.execute(asked, (part.list, after, most))]
        gone = [(part.list, row) for row in seen if row not in numbers]
        if gone:
            self._connection.executemany("DELETE FROM register WHERE list = ? AND row = ?", gone)
            self._connection.executemany(
                "UPDATE list_parts SET is_here = 0, loaded = loaded - ? WHERE file = ?",
                [(len(gone), former[0]), *((0, one) for one in former[1:])],
            )
        return seen[-1] if seen else None

    def take(self, part: ListPart, loaded: int, numbers: Set[int]) -> None:
        """Have a part in the place of its desk's former one, after all its rows (`numbers`) were added.

        Where its list did not stay as it was meanwhile, by how many of them are `loaded`, or other parts
        have rows of it, the list is loaded anew. Runs inside the caller's transaction. Raises `rows.damaged`.
        """
        former = self._former(part)
        stays = self._state_of(part.list) == ListState.STANDING and loaded == self._loaded_of(part)
        if stays and former:
            asked = "SELECT count(*) FROM register WHERE list = ?"
            (count,) = self._connection.execute(asked, (part.list,)).fetchone()
            stays = not self._others(part, former) and count == len(numbers)
            counted = "UPDATE list_parts SET loaded = ? WHERE file = ?"
            self._connection.execute(counted, (len(numbers), part.file))
        self._forget(former)
        self._connection.execute("UPDATE list_parts SET is_here = 1 WHERE file = ?", (part.file,))
        if not stays:
            self._reload({part.list})

    def _former(self, part: ListPart) -> list[str]:
        return [file for (file,) in self._connection.execute(_FORMER, (part.file,))]

    def _others(self, part: ListPart, former: list[str]) -> bool:
        """Whether other parts of its list are here, or were begun."""
        asked = "SELECT file FROM list_parts WHERE list = ? AND (is_here OR loaded)"
        known = {part.file, *former}
        return any(file not in known for (file,) in self._connection.execute(asked, (part.list,)))

    def give_up(self, part: ListPart) -> None:
        """Keep nothing of a part that turned out damaged; runs inside the caller's transaction."""
        if self._loaded_of(part):
            self._reload({part.list})
        known = self._connection.execute("SELECT file FROM list_parts WHERE file <> ?", (part.file,))
        self._files.sweep([*self.kept(), *(file for (file,) in known)])

    def _loaded_of(self, part: ListPart) -> int:
        asked = "SELECT loaded FROM list_parts WHERE file = ?"
        row = self._connection.execute(asked, (part.file,)).fetchone()
        return int(row[0]) if row else -1

    def let_go(self, before: str) -> set[str]:
        """Forget the parts whose last day was before this one (ISO); give the lists that lost rows by it."""
        over = self._connection.execute(
            "SELECT file, list FROM list_parts WHERE expires < ?", (before,)
        ).fetchall()
        self._forget([file for file, _list in over])
        return self._reload({list_id for _file, list_id in over})

    def _forget(self, files: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM list_parts WHERE file = ?", [(file,) for file in files])

    def _reload(self, lists: set[str]) -> set[str]:
        for list_id in sorted(lists):
            self._unload(list_id)
            self._settle(list_id)
        return lists

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
        self._connection.execute("UPDATE list_parts SET loaded = 0")
        standing = self._connection.execute(
            "SELECT id FROM lists WHERE state = ? ORDER BY id", (ListState.STANDING.value,)
        )
        for (list_id,) in standing.fetchall():
            self._load(list_id)

    def _files_of(self, list_id: str) -> list[tuple[str, bytes]]:
        """Name and key of each."""
        whole = "SELECT list, key FROM row_keys WHERE list = ?"
        return self._connection.execute(whole, (list_id,)).fetchall() or [
            (part.file, part.key) for part in self.parts(list_id)
        ]

    def _load(self, list_id: str) -> None:
        """Raises `rows.damaged`, `rows.missing`."""
        for name, key in self._files_of(list_id):
            if name == list_id:
                register.load(self._connection, list_id, self._files.read(name, key))
            else:
                self._load_part(list_id, name, key)

    def _load_part(self, list_id: str, file: str, key: bytes) -> None:
        rows, loaded = self._load_beside(list_id, self._files.read(file, key))
        counted = "UPDATE list_parts SET loaded = ? WHERE file = ? AND rows = ?"
        if self._connection.execute(counted, (loaded, file, rows)).rowcount != 1:
            raise EktpError("rows.damaged")

    def _load_beside(self, list_id: str, rows: Iterable[bytes]) -> tuple[int, int]:
        try:
            return register.load(self._connection, list_id, rows, beside=True)
        except (*UNREADABLE, OverflowError, sqlcipher.IntegrityError):
            raise EktpError("rows.damaged") from None  # another desk wrote it

    def _unload(self, list_id: str) -> None:
        register.unload(self._connection, list_id)
        self._connection.execute("UPDATE list_parts SET loaded = 0 WHERE list = ?", (list_id,))

    def _state_of(self, list_id: str) -> str:
        row = self._connection.execute("SELECT state FROM lists WHERE id = ?", (list_id,)).fetchone()
        return str(row[0]) if row else ""

    def _settle(self, list_id: str) -> bool:
        state, files = self._state_of(list_id), self._files_of(list_id)
        loaded = register.is_loaded(self._connection, list_id)
        if not state or not (files or loaded):
            return False  # another laptop's list, whose rows did not come along
        if state == ListState.STANDING and not loaded:
            self._load(list_id)
        elif state != ListState.STANDING and loaded:
            self._unload(list_id)
        if state != ListState.EXPIRED:
            return False
        self._connection.execute("DELETE FROM row_keys WHERE list = ?", (list_id,))
        self._connection.execute("DELETE FROM list_parts WHERE list = ?", (list_id,))
        return True
