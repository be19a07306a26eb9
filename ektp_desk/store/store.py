"""The desk's store: one way in, one transaction. Lives on the thread that writes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from typing import Any, Protocol

from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.arrived import RUN_EVENTS, Arrived, Run, runs_of
from ektp_desk.domain.journal.authority import Authority
from ektp_desk.domain.journal.bodies import BodyErased, DeviceRevoked, HoldRuled, KeyGiven, KitMade, RootSet
from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.domain.journal.head import Head
from ektp_desk.domain.journal.hearing import Journal
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.moments import Moment
from ektp_desk.store import journal
from ektp_desk.store.asking import places
from ektp_desk.store.comparing import keep_mark
from ektp_desk.store.concluding import conclude
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.holding import Holding, Of, fold_again
from ektp_desk.store.kept.copies import let_copies_go, sweep_copies
from ektp_desk.store.kept.removed import RemovalIndex
from ektp_desk.store.kept.sealed import SealedFiles
from ektp_desk.store.opening import shorten_log
from ektp_desk.store.packages import PackageIndex
from ektp_desk.store.reading import StoreReader
from ektp_desk.store.receiving import take_in
from ektp_desk.store.rows import ListPart, ListRows, RowFiles
from ektp_desk.store.runs import RunIndex
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.shapes import ListedRow

_RULING = (HoldRuled, DeviceRevoked, KeyGiven, KitMade)  # own acts by which what is held may change
_SIGNED_AT_ONCE = RUN_EVENTS // 4  # events of one transaction


class HeadStore(Protocol):
    """Where the head anchor lies: outside the data folder."""

    def write(self, head: Head) -> None:
        """Replace the anchor, on the disk when this returns."""


def no_point(_: str) -> None:
    """Pass by: only tests and rehearsals stand at the places between two writes."""


class Store(StoreReader):
    """Implements `usecases.ports.EventStore` over SQLCipher."""

    def __init__(
        self,
        connection: Any,
        writer: journal.JournalWriter,
        *,
        signer: Signer,
        anchor: HeadStore,
        row_files: RowFiles,
        point: Callable[[str], None] = no_point,
        changed: Callable[[Changes], None] = lambda _changes: None,
    ) -> None:
        super().__init__(connection)
        self._writer = writer
        self._signer, self._root = signer, places.office_root(connection)
        self._anchor = anchor
        self.holding = Holding(connection)
        self._rows = ListRows(connection, row_files)
        self.files = SealedFiles(connection, self.together)
        self.removed = RemovalIndex(connection, self.together)
        self.runs = RunIndex(connection, self.together)
        self.packages = PackageIndex(connection, self.together)
        self._point, self._changed = point, changed
        self._unsaved: Head | None = None  # the head that the open transaction will leave
        self._unsigned: list[Event] = []  # what the open transaction wrote since its last signature
        self._to_sweep = False  # the open transaction deletes people: a list that expired, an erasure
        self._touched: Changes | None = None  # by the open transaction

    @property
    def head(self) -> Head:
        """Where this device's journal stands on the disk."""
        return self._writer.head

    @property
    def authority(self) -> Authority:
        """As it is kept, until somebody says something else of it."""
        return self.holding.authority

    def write(self, acts: Sequence[NewEvent], *, at: Moment, second: Signer | None = None) -> list[Event]:
        """Append acts of who opened the store and fold their rows; acknowledged only when the disk has them.

        `second` signs each of them too. Until an office has its root, nobody signs.
        """
        with self.together():
            author = self._author(acts, second)
            events, head = journal.append(
                self.connection, self._standing_writer(), acts, author=author, at=at, point=self._point
            )
            self._unsaved = head
            if author.key:
                self._owe_signatures(events)
            self.holding.follow(events)
            ruled = any(isinstance(event.body, _RULING) for event in events)
            self._follow(events, Origin.OWN, self.holding.hold(events) if ruled else set())
        return events

    def _author(self, acts: Sequence[NewEvent], second: Signer | None) -> journal.Author:
        self._root = self._root or places.office_root(self.connection)  # it may have come from elsewhere
        if self._root or any(isinstance(act.body, RootSet) for act in acts):
            return journal.Author(self._signer.user, self._signer.key, second, self._root)
        return journal.Author(self._signer.user)

    def _owe_signatures(self, events: Sequence[Event]) -> None:
        """Sign before another visit's event, and before what no run could hold: each run ends signed."""
        for event in events:
            before = self._unsigned
            if before and (len(before) == _SIGNED_AT_ONCE or before[-1].header.visit != event.header.visit):
                self._sign()
            self._unsigned.append(event)

    def _sign(self) -> None:
        """Sign what the open transaction wrote: as a rule one signature, over its last link."""
        events, self._unsigned = self._unsigned, []
        if events:
            self._root = self._root or places.office_root(self.connection)
            journal.sign_last(self.connection, self._writer.no, events[-1], self._signer, self._root)

    def receive(self, arrived: Iterable[Arrived]) -> int:
        """Take in other journals' events with the rows they change; give how many were new.

        Run by run, each in a transaction of its own unless the caller holds one: what came before one that is
        refused stays. Raises `journal.changed`, `journal.forked`, `journal.gap`.
        """
        return sum(self._take([run]) for run in runs_of(arrived))

    def receive_at_once(self, arrived: Iterable[Arrived]) -> int:
        """Do the same in one transaction, and judge once: after each of many runs it takes as long as all."""
        return self._take(runs_of(arrived))

    def _take(self, runs: Iterable[Run]) -> int:
        with self.together():
            events = [one for run in runs for one in take_in(self.connection, run, self.head.journal)]
            if events:
                self.holding.follow(events)
                try:
                    self._follow(events, Origin.ARRIVED, self.holding.hold(events))
                except sqlcipher.IntegrityError:  # rows that no desk's acts make
                    raise EktpError("journal.changed", seq=events[0].header.seq) from None
                self._find_own_end()
        return len(events)

    def hold_false(self, events: Iterable[tuple[int, int]]) -> None:
        """Let nothing count of events that are signed falsely: journals by their number here, and events."""
        with self.together():
            self._follow([], Origin.ARRIVED, self.holding.hold_false(events))

    def _follow(self, events: Sequence[Event], origin: Origin, held: Set[Of]) -> None:
        """Put right what hangs on these events; `held`: entities of which now other events are held."""
        erased = {event.link for event in events if isinstance(event.body, BodyErased)}
        of = dict.fromkeys((event.header.entity, event.header.id) for event in events) | dict.fromkeys(held)
        if held or origin is Origin.ARRIVED:
            erasures = fold_again(self.connection, of, events)
            erased = erasures if held else erasures & erased
        if erased:
            self.holding.forget()
        if self._rows.follow(of) or erased:
            let_copies_go(self.connection)
            self._to_sweep = True
        self.files.follow(events, arrived=origin is Origin.ARRIVED)
        self.removed.follow(events)
        if held:
            self.files.mend()
            self.removed.mend()
        if (Entity.DEVICE.value in {entity for entity, _id in held}) or any(
            isinstance(event.body, DeviceRevoked) for event in events
        ):
            conclude(self.connection, self.authority)  # a desk's word may count no more
        self._touch(of, origin)

    def _touch(self, of: Collection[Of], origin: Origin) -> None:
        if of:
            touched = Changes.of(of, origin)
            self._touched = self._touched | touched if self._touched else touched

    def _find_own_end(self) -> None:
        """Go on after what this very journal had written before an older folder was brought back."""
        head = self._standing_writer().head
        found = journal.find_writer(self.connection, head.install, *head.journal).head
        if found.seq > head.seq:
            self._unsaved = found

    def begin_incarnation(self, incarnation: str, opened: NewEvent, *, at: Moment) -> None:
        """Go on in a new journal of this device whose first event is `opened`: all of it, or nothing."""
        before, last = self._writer, self._writer.head
        try:
            with self.together():
                self._sign()
                self.connection.execute(
                    "UPDATE facts SET value = ? WHERE name = 'incarnation'", (incarnation.encode(),)
                )
                self._writer = journal.find_writer(self.connection, last.install, last.device, incarnation)
                self.write([opened], at=at)
        except BaseException:
            self._writer = before
            raise

    def _standing_writer(self) -> journal.JournalWriter:
        return journal.JournalWriter(self._writer.no, self._unsaved or self._writer.head)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make several writes one transaction; the anchor is rewritten once it is committed."""
        with translated_errors():
            inside = self.connection.in_transaction
            if not inside:
                self.connection.execute("BEGIN IMMEDIATE")
        if inside:
            yield
            return
        try:
            with translated_errors():
                yield
                self._sign()
                self._point("before commit")
                self.connection.execute("COMMIT")
        except BaseException:
            self._unsaved, self._unsigned, self._to_sweep, self._touched = None, [], False, None
            self.holding.forget()
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
                shorten_log(self.connection)
            raise
        self._committed()

    @contextmanager
    def unflushed(self) -> Iterator[None]:
        """Do the same of notes whose loss harms nobody: they come to the disk with the next act."""
        if self.connection.in_transaction:  # which is flushed as it was begun
            yield
            return
        self.connection.execute("PRAGMA synchronous = NORMAL")
        try:
            with self.together():
                yield
        finally:
            self.connection.execute("PRAGMA synchronous = FULL")

    def _committed(self) -> None:
        self._point("committed")
        touched, self._touched = self._touched, None
        if touched is not None:
            self._changed(touched)
        deleted, self._to_sweep = self._to_sweep, False
        if deleted:
            self._rows.sweep()  # what a crash keeps from it is swept at the next opening
        head, self._unsaved = self._unsaved, None
        if head is not None:
            self._writer.head = head
            try:
                self._anchor.write(head)
            except EktpError as error:
                raise EktpError("anchor.not_written") from error
            self._point("anchored")
        if deleted:
            self.sweep_copies()
            shorten_log(self.connection)  # it holds the pages as they were

    def keep_list(
        self,
        act: Callable[[str, int], NewEvent],
        rows: Iterable[ListedRow],
        *,
        at: Moment,
        passed: Callable[[int], None] = lambda _rows: None,
    ) -> Event:
        """Keep a list: row file first, so that the event never names a file that is not there."""
        list_id = act("", 0).id
        key, digest, count = self._rows.write(list_id, rows)
        try:
            with self.together():
                (event,) = self.write([act(digest, count)], at=at)
                self._rows.keep(list_id, key, passed)
        except BaseException:
            self.sweep_rows()  # the list may be kept and only its anchor not: the keys say
            raise
        return event

    def adopt_rows(self, list_id: str, key: bytes) -> None:
        """Take in the rows of a list whose file lies here already; raises `rows.damaged`, `rows.missing`."""
        with self.together():
            self._rows.adopt(list_id, key)

    def expect_rows(
        self, visit: str, parts: Iterable[ListPart], expires: str, *, by: Journal, former: Iterable[str] = ()
    ) -> None:
        """Hear from a desk's package what its visit has of lists, until a day (ISO); inside `together`."""
        self._lost_rows(self._rows.expect(visit, parts, expires, by=by, former=former))

    def coming_rows(self, file: str) -> ListPart | None:
        """A part that a package announced, by its row file's SHA-256, while it is not whole here."""
        return self._rows.coming(file)

    def put_rows(self, file: str, data: bytes) -> None:
        """Keep a row file that is coming; raises `disk.full`, `disk.refused`."""
        self._rows.put(file, data)

    def add_rows(self, part: ListPart, rows: list[bytes]) -> int:
        """Load some of its rows; give how many are by now. Raises `rows.damaged`."""
        with self.together():
            return self._rows.add(part, rows)

    def trim_rows(self, part: ListPart, numbers: Set[int], *, after: int, most: int) -> int | None:
        """Let go what of some rows only a part's former one has; give the last, None behind the end."""
        with self.together():
            return self._rows.trim(part, numbers, after=after, most=most)

    def take_rows(self, part: ListPart, loaded: int, numbers: Set[int]) -> None:
        """Have a part of which all rows were added, in the place of its desk's former one."""
        with self.together():
            self._rows.take(part, loaded, numbers)
            self._lost_rows({part.list})

    def give_up_rows(self, part: ListPart) -> None:
        """Keep nothing of a part that turned out damaged."""
        with self.together():
            self._rows.give_up(part)
            self._lost_rows({part.list})

    def has_rows(self, file: str) -> bool:
        """Whether a part of a list is here, by the SHA-256 of its row file."""
        return self._rows.has(file)

    def awaited_rows(self) -> list[str]:
        """The lists of which a package announced rows that have not come."""
        return self._rows.awaited()

    def let_rows_go(self, before: str) -> None:
        """Forget what packages brought until a day before this one (ISO)."""
        with self.together():
            self._lost_rows(self._rows.let_go(before))

    def _lost_rows(self, lists: Iterable[str]) -> None:
        """Sweep what lists had here once that is committed, and let screens follow."""
        if of := [(Entity.LIST, list_id) for list_id in lists]:
            let_copies_go(self.connection)
            self._to_sweep = True
            self._touch(of, Origin.ARRIVED)

    def keep_compared(self, mark: int) -> None:
        """Remember how far the views were held against the journal."""
        with self.together():
            keep_mark(self.connection, mark)

    def lists_with_rows(self) -> list[str]:
        """The lists whose row file this store can open."""
        return self._rows.kept()

    def load_registers(self) -> None:
        """Load every list's register rows anew; runs inside the caller's transaction."""
        self._rows.load_all()

    def list_rows(self, list_id: str) -> Iterator[bytes]:
        """From its row files; raises `rows.damaged`, `rows.missing`."""
        return self._rows.read(list_id)

    def list_parts(self, list_id: str) -> list[ListPart]:
        """What packages brought of a list; none where it is whole here."""
        return self._rows.parts(list_id)

    def part_rows(self, part: ListPart) -> Iterator[bytes]:
        """From its row file; raises `rows.damaged`, `rows.missing`."""
        return self._rows.read_part(part)

    def sweep_rows(self) -> None:
        """Remove row files that no list names."""
        with translated_errors():
            self._rows.sweep()

    def sweep_copies(self) -> None:
        """Remove what is kept of the store from before its steps once its days are over."""
        with translated_errors():
            sweep_copies(self.connection)

    def last_seq(self, incarnation: str) -> int:
        """Of a journal of this device; 0 when nothing of it is held."""
        return places.last_seq(self.connection, self.head.device, incarnation)

    def anchor_now(self) -> None:
        """Write the anchor again for what the store holds."""
        self._anchor.write(self.head)

    def close(self) -> None:
        """Close; folds the log into the file, so that a copied folder is one file."""
        if self.connection.in_transaction:
            raise StoreDamaged("store.open_transaction")
        self.connection.close()
