"""The desk's store: one way in, one transaction, one way out. Lives on one thread."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

import msgspec

from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.chain import head_code
from ektp_desk.domain.journal.events import Act, Entity, Event
from ektp_desk.domain.journal.head import Head
from ektp_desk.domain.journal.life import Life, live
from ektp_desk.domain.moments import Moment
from ektp_desk.store import finding, journal, register
from ektp_desk.store.errors import told
from ektp_desk.store.named import queries
from ektp_desk.usecases.ports import Cell
from ektp_desk.usecases.shapes import Person, RegisterRow

T = TypeVar("T")


class KeepsHead(Protocol):
    """Where the head anchor lies: outside the data folder."""

    def write(self, head: Head) -> None:
        """Replace the anchor, on the disk when this returns."""


class RowFiles(Protocol):
    """Where the rows of lists lie: one encrypted file each."""

    def write(self, list_id: str, rows: Iterable[bytes], key: bytes) -> tuple[str, int]:
        """Write a row file; give its SHA-256 (hex) and the number of rows."""

    def sweep(self, known: Iterable[str]) -> None:
        """Remove row files of other lists than these."""

    def read(self, list_id: str, key: bytes) -> Iterator[bytes]:
        """Give the rows back; raises `rows.damaged`, `rows.missing`."""


def no_point(_: str) -> None:
    """Pass by: only tests and rehearsals stand at the places between two writes."""


class Store:
    """Implements `usecases.ports.Keeps` over SQLCipher."""

    def __init__(
        self,
        connection: Any,
        pen: journal.Pen,
        *,
        anchor: KeepsHead,
        row_files: RowFiles,
        point: Callable[[str], None] = no_point,
    ) -> None:
        self.connection = connection
        self._pen = pen
        self._anchor = anchor
        self._row_files = row_files
        self._point = point
        self._unsaved: Head | None = None  # the head that the open transaction will leave

    @property
    def head(self) -> Head:
        """Where this device's journal stands on the disk."""
        return self._pen.head

    def write(self, acts: Sequence[Act], *, by: str, at: Moment) -> list[Event]:
        """Append acts and fold their rows; acknowledged only when the disk has them."""
        with self.together():
            events, head = journal.append(
                self.connection, self._standing_pen(), acts, by=by, at=at, point=self._point
            )
            self._unsaved = head
        return events

    def begin_incarnation(self, incarnation: str, opened: Act, *, by: str, at: Moment) -> None:
        """Go on in a new journal of this device whose first event is `opened`: all of it, or nothing."""
        before, last = self._pen, self._pen.head
        try:
            with self.together():
                self.connection.execute(
                    "UPDATE facts SET value = ? WHERE name = 'incarnation'", (incarnation.encode(),)
                )
                self._pen = journal.find_pen(self.connection, last.install, last.device, incarnation)
                self.write([opened], by=by, at=at)
        except BaseException:
            self._pen = before
            raise

    def _standing_pen(self) -> journal.Pen:
        return journal.Pen(self._pen.no, self._unsaved or self._pen.head)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make several writes one transaction; the anchor is rewritten once it is committed."""
        if self.connection.in_transaction:
            yield
            return
        with told():
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            with told():
                yield
                self._point("before commit")
                self.connection.execute("COMMIT")
        except BaseException:
            self._unsaved = None
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self._committed()

    def _committed(self) -> None:
        self._point("committed")
        head, self._unsaved = self._unsaved, None
        if head is not None:
            self._pen.head = head
            try:
                self._anchor.write(head)
            except EktpError as error:
                raise EktpError("anchor.not_written") from error
            self._point("anchored")

    def ask(self, name: str, shape: type[T], /, **params: Cell) -> list[T]:
        """Answer a named query as shapes."""
        with told():
            cursor = self.connection.execute(queries()[name].sql, params)
            columns = [column[0] for column in cursor.description]
            rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        return msgspec.convert(rows, list[shape], strict=False)  # type: ignore[valid-type]  # a type given at run time

    def definitions(self, *names: str) -> list[str]:
        """Give the definitions of named queries, each once, in order."""
        return list(dict.fromkeys(text for name in names for text in queries()[name].definitions))

    def life(self, entity: Entity, entity_id: str) -> Life:
        """Give an entity's life."""
        with told():
            return live(journal.events_of(self.connection, entity, entity_id))

    def find_people(self, text: str, *, limit: int = 20) -> list[Person]:
        """Search by words of a name or by the first digits of a NIK."""
        with told():
            return finding.find_people(
                lambda name, **params: self.ask(name, Person, **params), text, limit=limit
            )

    def known_people(self, niks: list[str]) -> dict[str, str]:
        """Give the person who already stands under each NIK."""
        with told():
            return register.known_people(self.connection, niks)

    def keep_list(
        self, act: Callable[[str, int], Act], rows: Iterable[RegisterRow], *, by: str, at: Moment
    ) -> Event:
        """Keep a list: row file first, so that the event never names a file that is not there."""
        key = secrets.token_bytes(32)
        list_id = act("", 0).id
        digest, count = self._row_files.write(list_id, map(msgspec.json.encode, rows), key)
        try:
            with self.together():
                self.connection.execute("INSERT INTO row_keys (list, key) VALUES (?, ?)", (list_id, key))
                (event,) = self.write([act(digest, count)], by=by, at=at)
                register.load(self.connection, list_id, self._row_files.read(list_id, key))
        except BaseException:
            with told():  # the list may be kept and only its anchor not: the store says which files are named
                self._row_files.sweep(self.lists_with_rows())
            raise
        return event

    def load_registers(self) -> None:
        """Load every list's register rows anew; runs inside the caller's transaction."""
        self.connection.execute("DELETE FROM register")
        for (list_id,) in self.connection.execute("SELECT id FROM lists ORDER BY id").fetchall():
            register.load(self.connection, list_id, self.list_rows(list_id))

    def list_rows(self, list_id: str) -> Iterator[bytes]:
        """Give a list's rows from its row file; raises `rows.damaged`, `rows.missing`."""
        row = self.connection.execute("SELECT key FROM row_keys WHERE list = ?", (list_id,)).fetchone()
        if row is None:
            raise EktpError("rows.missing")
        return self._row_files.read(list_id, row[0])

    def lists_with_rows(self) -> list[str]:
        """Give the lists whose row file this store can open."""
        return [list_id for (list_id,) in self.connection.execute("SELECT list FROM row_keys")]

    def heads(self) -> list[str]:
        """Give each journal's head as printed on paper."""
        rows = self.connection.execute(queries()["heads"].sql).fetchall()
        return [f"{label} {head_code(link)}" for label, link in rows]

    def link_at(self, incarnation: str, seq: int) -> str | None:
        """Give the link at a place of a journal of this device."""
        row = self.connection.execute(
            "SELECT e.link FROM events e JOIN journals j ON j.no = e.journal "
            "WHERE j.device = ? AND j.incarnation = ? AND e.seq = ?",
            (self.head.device, incarnation, seq),
        ).fetchone()
        return row[0].hex() if row else None

    def last_seq(self, incarnation: str) -> int:
        """Give how far a journal of this device is held; 0 when nothing of it is."""
        (seq,) = self.connection.execute(
            "SELECT coalesce(max(e.seq), 0) FROM events e JOIN journals j ON j.no = e.journal "
            "WHERE j.device = ? AND j.incarnation = ?",
            (self.head.device, incarnation),
        ).fetchone()
        return int(seq)

    def anchor_now(self) -> None:
        """Write the anchor again for what the store holds."""
        self._anchor.write(self.head)

    def close(self) -> None:
        """Close; folds the log into the file, so that a copied folder is one file."""
        if self.connection.in_transaction:
            raise StoreDamaged("store.open_transaction")
        self.connection.close()
