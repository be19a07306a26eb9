"""A log that a kill left: nothing of it is put into the store before the anchor agrees.

SQLite drops what follows the first broken frame, and deletes the log when it closes. So a store with a log is
looked at first. One that lost what was acknowledged is set aside whole, and its log read anew by the pages'
own seals; what that gives is another log for the same store, put in place by one rename.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from ektp_desk.desk.folder.files import NoAnchor, RowFolder
from ektp_desk.desk.folder.pair import copy_pair, room, set_aside
from ektp_desk.desk.folder.sweeping import SALVAGING
from ektp_desk.desk.standing import anchor_in, check_standing, own_head
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.chain import GENESIS
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.seal.files import copy_file, move, replacing, telling_disk_errors
from ektp_desk.seal.pages import SALT_BYTES, PageSeal
from ektp_desk.settings import Folders
from ektp_desk.store.asking import places
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.journal import find_writer
from ektp_desk.store.log import LOG, LogRead, read_log, write_log
from ektp_desk.store.opening import STORE, connect_looking, connect_unmoved
from ektp_desk.store.proof.verify import verify_pages
from ektp_desk.store.receiving import following, readable_events
from ektp_desk.store.store import Store

ROW_KEYS = "SELECT list, key FROM row_keys"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a broken log still gave: its frames, events of the anchored journal, the log to go on with.

    `held` events stood before the damage, `saved` follow on them; `beyond` can be read but follow on nothing.
    """

    frames: int
    broken: int
    held: int
    saved: int
    missing: tuple[int, ...]
    beyond: int
    log: Path

    @property
    def is_all(self) -> bool:
        """Whether everything came back that the anchor names."""
        return not self.missing and not self.beyond

    @property
    def gaps(self) -> str:
        """The missing sequences: `117-119, 130`."""
        runs: list[list[int]] = []
        for seq in self.missing:
            if runs and runs[-1][1] == seq - 1:
                runs[-1][1] = seq
            else:
                runs.append([seq, seq])
        return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs) or "0"


class _KeptRows(RowFolder):
    """The folder's own row files, of which nothing is removed before the store stands."""

    def sweep(self, known: Iterable[str]) -> None: ...


@dataclass(frozen=True, slots=True)
class LoggedStore:
    """A store and the log that a kill left: in its folder, or copied to `data` by who only looks."""

    folders: Folders
    install: str
    key: bytes = field(repr=False)
    data: Path
    signer: Signer = field(repr=False)

    def put_right(self, tell: Callable[[EktpError], None]) -> None:
        """Look before it is opened; put right what can be, and tell it as `store.salvaged`.

        Raises `store.part_salvaged` and what the look found: `store.behind_anchor`, `store.other_past`,
        `store.damaged`, `anchor.unreadable`; then store and log are byte for byte as they were.
        """
        try:
            self.judge()
        except StoreDamaged as damage:
            aside = set_aside(self.data)
            with room(self.data / SALVAGING) as half:
                found = self.salvage(half, damage)
                if not found.is_all:
                    raise _told(found, aside) from None
                put_in_place(found.log, self.data)
            count = found.held + found.saved
            tell(EktpError("store.salvaged", count=count, saved=found.saved, folder=aside.name))

    def look_at(self, tell: Callable[[EktpError], None], *, partly: bool = False) -> None:
        """Put a copy right if all can be, and tell it as `store.log_damaged`; else it stays as it is.

        With `partly` it gets what can be read.
        """
        with suppress(EktpError):  # what it is comes out when the copy is looked at
            try:
                self.judge()
            except StoreDamaged as damage:
                with room(self.data / SALVAGING) as half:
                    found = self.salvage(half, damage)
                    if found.is_all or partly:
                        put_in_place(found.log, self.data)
                    if found.is_all:
                        end = found.held + found.saved
                        tell(EktpError("store.log_damaged", first=found.held + 1, last=end))

    def judge(self, store: Path | None = None) -> None:
        """Hold the store, or a copy of it, against the anchor; writes nothing."""
        with (
            closing(connect_looking(store or self.data / STORE, self.key)) as connection,
            translated_errors(),
        ):
            anchored = anchor_in(connection, self.folders, self.install).read()
            check_standing(connection, own_head(connection, self.install), anchored)

    def salvage(
        self, half: Path, damage: StoreDamaged, *, then: Callable[[Store], None] | None = None
    ) -> Salvaged:
        """Read the log anew; `then` may go on in a store that lacks some events.

        Raises `damage` again when nothing can be told.
        """
        torn, read = read_anew(self.data, half / "torn", key=self.key)
        if read.is_whole and (found := self._whole(torn, read, damage)):
            return found
        if damage.code != "store.behind_anchor":
            raise damage
        try:
            return self._joined(torn, read, half=half, then=then)
        except StoreDamaged:
            raise damage from None

    def _whole(self, torn: Path, read: LogRead, damage: StoreDamaged) -> Salvaged | None:
        """Every page is there as it was last written; None where the anchor still knows more."""
        try:
            self.judge(torn)
            with closing(connect_looking(torn, self.key)) as connection, translated_errors():
                if verify_pages(connection):
                    return None
                end = own_head(connection, self.install).seq
        except StoreDamaged:
            return None
        held = int(damage.facts.get("first", 1)) - 1
        return Salvaged(read.frames, read.broken, held, end - held, (), 0, torn.with_name(LOG))

    def _joined(
        self, torn: Path, read: LogRead, *, half: Path, then: Callable[[Store], None] | None
    ) -> Salvaged:
        """Pages are lost: take the events that can still be read into what stood before the damage."""
        base, log = copy_pair(self.data, half / "base"), half / LOG
        with closing(connect_unmoved(base, self.key)) as connection, translated_errors():
            own = own_head(connection, self.install)
            anchored = anchor_in(connection, self.folders, self.install).read()
            end = anchored or own
            held = places.last_seq(connection, own.device, end.incarnation)
            events, keys = readable(torn, self.key, after=last_row(connection))
            store = self._store_of(connection)
            with store.together():
                store.receive(what_follows(connection, events))
                for list_id, row_key in keys:
                    if list_id not in store.lists_with_rows():
                        store.adopt_rows(list_id, row_key)
            last = places.last_seq(connection, own.device, end.incarnation)
            read_seqs = {one.seq for one in events if (one.device, one.incarnation) == end.journal}
            beyond = {seq for seq in read_seqs if last < seq <= end.seq}
            missing = tuple(seq for seq in range(last + 1, end.seq + 1) if seq not in beyond)
            if last >= end.seq:
                check_standing(connection, own_head(connection, self.install), anchored)
            elif then is not None:
                then(self._store_of(connection))
            copy_file(base.with_name(LOG), log)
        return Salvaged(read.frames, read.broken, held, last - held, missing, len(beyond), log)

    def _store_of(self, connection: Any) -> Store:
        own = own_head(connection, self.install)
        writer = find_writer(connection, self.install, own.device, own.incarnation)
        rows = _KeptRows(self.folders.lists)
        return Store(connection, writer, signer=self.signer, anchor=NoAnchor(), row_files=rows)


def _told(found: Salvaged, aside: Path) -> EktpError:
    return StoreDamaged(
        "store.part_salvaged",
        frames=found.frames,
        broken=found.broken,
        saved=found.saved,
        beyond=found.beyond,
        gaps=found.gaps,
        folder=aside.name,
    )


def put_in_place(log: Path, data: Path) -> None:
    """Give the store in a folder another log: by one rename."""
    with telling_disk_errors():
        (data / f"{STORE}-shm").unlink(missing_ok=True)  # the other log's index
    move(log, data / LOG)


def read_anew(data: Path, to: Path, *, key: bytes) -> tuple[Path, LogRead]:
    """Lay a copy of the store beside all that its log still gives; it lacks the pages that are lost.

    Gives the store's path there.
    """
    with telling_disk_errors(), (data / STORE).open("rb") as file:
        seal = PageSeal(key, file.read(SALT_BYTES))
    with telling_disk_errors():
        read = read_log(data, seal)
    store = copy_pair(data, to)
    with replacing(to / LOG) as write, telling_disk_errors():
        write_log(data, read, seal=seal, write=write)
    return store, read


def readable(torn: Path, key: bytes, *, after: int) -> tuple[list[Arrived], list[tuple[str, bytes]]]:
    """What a store with lost pages tells behind a row: its events; and the keys of its lists' rows."""
    with suppress(EktpError), closing(connect_looking(torn, key)) as connection:
        events = readable_events(connection, after=after)
        with suppress(EktpError), translated_errors():
            return events, connection.execute(ROW_KEYS).fetchall()
        return events, []
    return [], []


def what_follows(connection: Any, events: Iterable[Arrived]) -> Iterable[Arrived]:
    """Of each journal the events that follow, one upon the other, on what a store holds of it."""
    for (device, incarnation), stretch in groupby(events, key=lambda one: (one.device, one.incarnation)):
        seq = places.last_seq(connection, device, incarnation)
        link = places.link_at(connection, device, incarnation, seq)
        yield from following(stretch, seq, bytes.fromhex(link) if link else GENESIS)


def last_row(connection: Any) -> int:
    """The row of the newest event of a store."""
    (row,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM events").fetchone()
    return int(row)
