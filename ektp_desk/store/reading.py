"""What a store answers; and a connection that only answers, beside the one that writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec

from ektp_desk.domain.errors import StoreDamaged
from ektp_desk.domain.journal.authority import Authority
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.journal.life import Life, live
from ektp_desk.store import journal
from ektp_desk.store.asking import finding, places
from ektp_desk.store.asking.ledger import Ledger, ledger
from ektp_desk.store.asking.named import queries
from ektp_desk.store.comparing import Comparer
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.holding import authority_of
from ektp_desk.store.kept.removed import RemovalIndex
from ektp_desk.store.kept.sealed import SealedFiles
from ektp_desk.store.packages import PackageIndex
from ektp_desk.store.runs import RunIndex
from ektp_desk.usecases.ports import Cell, WritesNothing
from ektp_desk.usecases.shapes import Compared

T = TypeVar("T")
_STEPS = 500_000  # of SQLite's machine, some hundredths of a second, between two looks at whether to stop


class StoreReader:
    """Answers over one connection, on the thread that it belongs to."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @property
    def authority(self) -> Authority:
        """Who may say what, as of now."""
        return authority_of(self.connection)

    def rows(self, name: str, /, **params: Cell) -> list[dict[str, Any]]:
        """Answer a named query."""
        with translated_errors():
            cursor = self.connection.execute(queries()[name].sql, params)
            columns = [column[0] for column in cursor.description]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def ask(self, name: str, shape: type[T], /, **params: Cell) -> list[T]:
        try:
            return msgspec.convert(self.rows(name, **params), list[shape], strict=False)  # type: ignore[valid-type]  # a type given at run time
        except msgspec.ValidationError as error:  # a cell that no fold ever wrote
            raise StoreDamaged("store.damaged") from error

    def definitions(self, *names: str) -> list[str]:
        """Each once, in order."""
        return list(dict.fromkeys(text for name in names for text in queries()[name].definitions))

    def life(self, entity: Entity, entity_id: str) -> Life:
        with translated_errors():
            return live(journal.events_of(self.connection, entity, entity_id))

    def events(self, entity: Entity, entity_id: str) -> list[Event]:
        """In causal order, also those that were withdrawn."""
        return list(self.life(entity, entity_id).all)

    def find_people(self, text: str, *, limit: int) -> dict[str, int]:
        """Search by words of a name or by the first digits of a NIK; 0 is as it is typed."""
        with translated_errors():
            return finding.find_people(self.ask, text, limit=limit)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """Keep a ledger of the NIKs of one reading."""
        with translated_errors(), ledger(self.connection) as kept:
            yield kept

    def heads(self) -> list[str]:
        """As printed on paper."""
        return places.paper_heads(self.connection)

    def compare_views(self, visit: str = "") -> Compared:
        """Hold rows against the journal: those written lately, some by chance, all of a visit's."""
        with translated_errors():
            return Comparer(self.connection, self._hold).lately(visit)

    def _hold(self) -> None:
        """Go on in the moment that is read; a reading that may be stopped ends here."""


class ReadOnlyStore(WritesNothing, StoreReader):
    """A connection that refuses to write; what one reading asks is of one moment, where it `holds`."""

    def __init__(self, connection: Any, *, holds: bool = True) -> None:
        super().__init__(connection)
        self.files = SealedFiles(connection, self.together)
        self.removed = RemovalIndex(connection, self.together)
        self.runs = RunIndex(connection, self.together)
        self.packages = PackageIndex(connection, self.together)
        self._holds, self._stopped = holds, False
        # Asked by SQLite itself: an interruption from outside is lost on a question that is just beginning.
        connection.set_progress_handler(lambda: self._stopped, _STEPS)

    def begin(self) -> None:
        self._stopped = False

    def rest(self) -> None:
        """Let go of the moment that was read: what is asked from now on is of a later one.

        While it is held the log grows with every save, so nothing that takes long is done meanwhile.
        """
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def stop(self) -> None:
        """End what is asked now, and refuse what this reading still asks; from any thread."""
        self._stopped = True

    def _hold(self) -> None:
        if self._stopped:
            raise InterruptedError
        if self._holds and not self.connection.in_transaction:
            with translated_errors():
                self.connection.execute("BEGIN")

    def rows(self, name: str, /, **params: Cell) -> list[dict[str, Any]]:
        self._hold()
        return super().rows(name, **params)

    def life(self, entity: Entity, entity_id: str) -> Life:
        self._hold()
        return super().life(entity, entity_id)

    def heads(self) -> list[str]:
        self._hold()
        return super().heads()

    def compare_views(self, visit: str = "") -> Compared:
        self._hold()
        return super().compare_views(visit)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """Keep a ledger of the NIKs of one reading, which takes long: each batch is of its own moment."""
        self.rest()
        with super().ledger() as kept:
            yield kept

    def close(self) -> None:
        """Close; before the store itself, whose end folds the log into the file."""
        self.rest()
        self.connection.close()
