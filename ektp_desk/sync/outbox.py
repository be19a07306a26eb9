"""What a desk has for its hub, beside the store: a locked desk's sending needs nothing else.

In one folder: the line's facts and key, an index of sealed objects that were not receipted, packs of what an
office desk says (`out`, a carrier), and packs that came (`in`, another). Names are digests; nothing personal.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

import msgspec
from filelock import FileLock, Timeout

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import make_folder, write_whole
from ektp_desk.sync.carrier import FOLDER as CARRIED
from ektp_desk.sync.carrier import MARK, unmark
from ektp_desk.wire.heads import Digest, Id, PublicKey

FOLDER, HEARD = "line", "heard"
_FACTS, _KEY, _INDEX, _LOCK = "line.json", "line.key", "outbox.db", "sending.lock"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox (
  seq INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, visit TEXT NOT NULL,
  size INTEGER NOT NULL,
  sent INTEGER NOT NULL DEFAULT 0, refused TEXT NOT NULL DEFAULT ''
) STRICT;
DROP INDEX IF EXISTS outbox_due;
CREATE INDEX IF NOT EXISTS outbox_files ON outbox (kind, visit, seq, size) WHERE sent = 0 AND refused = '';
CREATE INDEX IF NOT EXISTS outbox_runs ON outbox (seq) WHERE sent = 0 AND refused = '' AND kind = 'run';
CREATE INDEX IF NOT EXISTS outbox_aside ON outbox (refused) WHERE refused <> '';
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
_LEFT = """
SELECT coalesce(sum(kind = 'run'), 0), coalesce(sum(kind = 'file'), 0), coalesce(sum(size), 0)
FROM outbox WHERE sent = 0 AND refused = ''
"""
_ASIDE = "SELECT refused, count(*) FROM outbox WHERE refused <> '' GROUP BY refused ORDER BY 2 DESC, 1"
# Apart, each is read along an index as far as it is asked for: sorted together, all that is due was read for
# each page of it.
_RUNS = """
SELECT name, kind, size FROM outbox INDEXED BY outbox_runs WHERE sent = 0 AND refused = '' AND kind = 'run'
ORDER BY seq LIMIT ?
"""
_VISITS = """
SELECT visit FROM outbox WHERE sent = 0 AND refused = '' AND kind = 'file'
GROUP BY visit ORDER BY sum(size), visit
"""
_FILES = """
SELECT name, kind, size FROM outbox WHERE sent = 0 AND refused = '' AND kind = 'file' AND visit = ?
ORDER BY seq LIMIT ?
"""
_OFFER_RUNS = "UPDATE outbox SET sent = 0 WHERE sent = 1 AND kind = 'run'"
RUN, FILE = "run", "file"
_SPOILED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
# What a power cut takes of it is offered and asked for again.
_OPENING = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000;"


class LineFacts(msgspec.Struct, frozen=True):
    """Whose line it is, and where it leads. `transport` is the device's word on its key for requests, hex.

    `visits`: of which a laptop takes what its team sealed; `names`: a digest of all under which things are
    sealed to it; `journals`: the desk's own, and others of which it sealed runs. A day is the office's, by
    its `offset` from UTC in minutes; on one so many bytes of files go by networks that cost (`metered`).
    """

    office: Digest
    device: Id
    hub_key: PublicKey
    addresses: tuple[str, ...]
    transport: str
    visits: tuple[Id, ...] = ()
    names: str = ""
    journals: tuple[tuple[Id, Id], ...] = ()
    offset: int = 0
    metered: int = 0


@dataclass(frozen=True, slots=True)
class DueObject:
    """A sealed run or captured file that the hub has not receipted."""

    name: str
    kind: str
    size: int


@dataclass
class Outbox:
    """`objects`: where the sealed runs and files lie."""

    folder: Path
    objects: Path
    _lock: RLock = field(default_factory=RLock, init=False, repr=False)
    _users: int = field(default=0, init=False)
    _connection: sqlite3.Connection | None = field(default=None, init=False, repr=False)
    _opened: tuple[int, int] = field(default=(0, 0), init=False)  # where the file lies: device, inode

    @property
    def outgoing(self) -> Path:
        return self.folder / "out"

    @property
    def incoming(self) -> Path:
        return self.folder / "in"

    def read(self) -> tuple[LineFacts, bytes]:
        """The line's facts and the seed of its key. Raises `line.none` where no desk has laid them."""
        try:
            facts = msgspec.json.decode((self.folder / _FACTS).read_bytes(), type=LineFacts)
            return facts, (self.folder / _KEY).read_bytes()
        except (OSError, msgspec.DecodeError):
            raise EktpError("line.none") from None

    @property
    def is_laid(self) -> bool:
        return (self.folder / _FACTS).is_file()

    def lay(self, facts: LineFacts, seed: bytes) -> None:
        """Raises `disk.full`, `disk.refused`."""
        with suppress(EktpError):
            if self.read() == (facts, seed):
                return
        for folder in (self.folder, self.outgoing, self.incoming):
            make_folder(folder)
        write_whole(self.folder / _KEY, seed)
        write_whole(self.folder / _FACTS, msgspec.json.encode(facts))

    @contextmanager
    def held(self, *, patience: float = 0) -> Iterator[None]:
        """Send as the only one, the system says who: a dead one holds nothing. Raises `line.busy`."""
        make_folder(self.folder)
        lock = FileLock(self.folder / _LOCK, mode=0o600)
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise EktpError("line.busy") from None
        try:
            with self.opened():
                yield
        finally:
            lock.release()

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Ask by one connection meanwhile: opening one costs more than most questions."""
        with self._lock:
            self._users += 1
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    self._close()

    @contextmanager
    def _index(self) -> Iterator[sqlite3.Connection]:
        """Raises `disk.full`, `disk.refused`."""
        with self._lock, self.opened():
            try:
                yield self._connected()
            except sqlite3.DatabaseError as error:
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                self._close()
                if code in _SPOILED:
                    self._forget()
                full = code == sqlite3.SQLITE_FULL
                raise EktpError("disk.full" if full else "disk.refused", errno=0) from None

    def _connected(self) -> sqlite3.Connection:
        """The one that is open, if its file lies there still: whoever found it spoiled began another."""
        path = self.folder / _INDEX
        if self._connection is not None and _inode(path) == self._opened:
            return self._connection
        self._close()
        make_folder(self.folder)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        if os.name != "nt":
            path.chmod(0o600)
        self._connection.executescript(_OPENING + _SCHEMA)
        self._opened = _inode(path)
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _forget(self) -> None:
        """Begin an index anew: all that it says the desk lays out again, and the hub has heard."""
        for path in self.folder.glob(f"{_INDEX}*"):
            with suppress(OSError):
                path.unlink()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """One change: without it each row would be flushed by itself."""
        with self._index() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    def add(self, objects: Iterable[tuple[str, str, str, int]]) -> None:
        """Have these sent, unless they were: name, kind, visit, size."""
        with self._change() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO outbox (name, kind, visit, size) VALUES (?, ?, ?, ?)", objects
            )

    def due(self, most: int) -> list[DueObject]:
        """Runs first, as they were sealed, then the files of the visit of which the fewest bytes are left."""
        with self._index() as connection:
            found = connection.execute(_RUNS, (most,)).fetchall()
            visits = connection.execute(_VISITS).fetchall() if len(found) < most else []
            for (visit,) in visits:
                found += connection.execute(_FILES, (visit, most - len(found)))
                if len(found) == most:
                    break
        return [DueObject(*row) for row in found]

    def known(self, names: Iterable[str]) -> set[str]:
        """Those that are this desk's to send, or were: they need not come from there."""
        asked = "SELECT name FROM outbox WHERE name IN (SELECT value FROM json_each(?))"
        with self._index() as connection:
            return {name for (name,) in connection.execute(asked, (json.dumps([*names]),))}

    def note_sent(self, names: Iterable[str]) -> None:
        with self._change() as connection:
            connection.executemany("UPDATE outbox SET sent = 1 WHERE name = ?", [(one,) for one in names])

    def retry_aside(self) -> None:
        with self._index() as connection:
            connection.execute("UPDATE outbox SET refused = '' WHERE refused <> ''")

    def left(self) -> tuple[int, int, int]:
        """How many runs and files are due, and their bytes."""
        with self._index() as connection:
            runs, files, size = connection.execute(_LEFT).fetchone()
        return runs, files, size

    def aside(self) -> dict[str, int]:
        """How many the hub refused, by code, the most frequent first."""
        with self._index() as connection:
            return dict(connection.execute(_ASIDE).fetchall())

    def set_aside(self, refused: dict[str, str]) -> None:
        """Send these no more, and know why: the rest goes on."""
        if not refused:
            return
        with self._change() as connection:
            connection.executemany(
                "UPDATE outbox SET refused = ? WHERE name = ?", [(why, name) for name, why in refused.items()]
            )

    def counts(self) -> tuple[int, int, int]:
        """How many are due, sent, and set aside."""
        counted = "SELECT sum(sent = 0 AND refused = ''), sum(sent), sum(refused <> '') FROM outbox"
        with self._index() as connection:
            due, sent, aside = connection.execute(counted).fetchone()
        return due or 0, sent or 0, aside or 0

    def fact(self, name: str) -> str:
        with self._index() as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    @property
    def heard(self) -> str:
        """When the hub answered last, by this laptop's clock; empty before it ever did."""
        return self.fact(HEARD) if (self.folder / _INDEX).exists() else ""

    def keep_fact(self, name: str, value: str) -> None:
        with self._index() as connection:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def facts_of(self, kind: str) -> dict[str, str]:
        """Of all facts called `kind/…`, what stands behind the stroke."""
        asked = "SELECT substr(name, ?), value FROM facts WHERE name GLOB ?"
        with self._index() as connection:
            return dict(connection.execute(asked, (len(kind) + 2, f"{kind}/*")).fetchall())

    def begin_anew(self, epoch: str) -> None:
        """The hub is another, or was put back from a backup: offer all, and read all of its inbox.

        What an office desk says lies noted as carried: as on a new stick it is laid out once more.
        """
        if self.fact("epoch"):
            unmark(self.outgoing)
        with self._change() as connection:
            connection.execute("UPDATE outbox SET sent = 0, refused = ''")
            connection.execute("INSERT OR REPLACE INTO facts VALUES ('epoch', ?)", (epoch,))
            names = json.dumps(["after", "end", "entered", "roster", "visits"])
            connection.execute("DELETE FROM facts WHERE name IN (SELECT value FROM json_each(?))", (names,))
            connection.execute("DELETE FROM facts WHERE name GLOB 'receipt/*'")

    def ask_anew(self) -> None:
        """Have all that the hub says brought once more: some of it was spoiled here."""
        with self._change() as connection:
            connection.execute("DELETE FROM facts WHERE name IN ('after', 'visits') OR name GLOB 'receipt/*'")

    def say_anew(self) -> None:
        """Have all that an office desk says laid out once more, as on a new stick."""
        self.keep_fact("roster", "")
        unmark(self.outgoing)

    @property
    def is_unsaid(self) -> bool:
        """Whether an office desk is to lay out anew what it says."""
        there = self.outgoing / CARRIED
        return there.is_dir() and not (there / MARK).exists()

    def offer_again(self, lost: Sequence[tuple[str, str]]) -> bool:
        """Have these sent once more that lie here, by digest and kind, once for a list; say if any do."""
        asked = "\n".join(f"{kind} {name}" for name, kind in lost)
        if self.fact("lost") == asked:
            return False
        if any(kind not in (RUN, FILE) for _name, kind in lost):
            self.say_anew()
        with self._change() as connection:
            again = "UPDATE outbox SET sent = 0, refused = '' WHERE name = ?"
            done = connection.executemany(again, [(name,) for name, _kind in lost])
            connection.execute("INSERT OR REPLACE INTO facts VALUES ('lost', ?)", (asked,))
        return done.rowcount > 0

    def offer_sent(self, files: Collection[str], *, runs: bool) -> bool:
        """Have these captured files offered once more, and with `runs` each run; say whether any was sent."""
        named = "UPDATE outbox SET sent = 0 WHERE sent = 1 AND name IN (SELECT value FROM json_each(?))"
        if not (files or runs):
            return False
        with self._change() as connection:
            count = connection.execute(named, (json.dumps([*files]),)).rowcount
            if runs:
                count += connection.execute(_OFFER_RUNS).rowcount
        return count > 0

    def content(self, one: DueObject) -> bytes | None:
        """None for what was erased or removed here since. Raises `object.damaged` for what cannot be read."""
        ending = ".run" if one.kind == RUN else ".age"
        try:
            content = (self.objects / f"{one.name}{ending}").read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise EktpError("object.damaged") from None
        if hashlib.sha256(content).hexdigest() != one.name:
            raise EktpError("object.damaged")
        return content


def _inode(path: Path) -> tuple[int, int]:
    """Which file it is; none has these of one that is not there."""
    try:
        of = path.stat()
    except OSError:
        return 0, 0
    return of.st_dev, of.st_ino
