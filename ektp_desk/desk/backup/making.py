"""Making a backup: a consistent copy of the data folder in one encrypted file, read back before it counts."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.verdicts import note_kept_backup
from ektp_desk.desk.folder.objects import NAME as OBJECTS
from ektp_desk.desk.folder.sample import FACTS
from ektp_desk.desk.folder.sweeping import CHECK
from ektp_desk.desk.keys.ring import key_to
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.safety import CopyStanding
from ektp_desk.seal.backup import Contents, Entry, WrittenBackup, unpack, write_backup
from ektp_desk.seal.files import make_folder, refuse_irregular, telling_disk_errors
from ektp_desk.settings import private_opener
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.opening import STORE, connect, connect_reading
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations, verify_pages, verify_views
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.commands import check_may_back_up, note_backup
from ektp_desk.usecases.session import Session


@dataclass(frozen=True, slots=True)
class BackupDone:
    """A backup that was read back: SHA-256 of the file, its bytes, its events.

    `copy`: whether it is an office desk's second copy; None of a field laptop's.
    """

    digest: str
    size: int
    events: int
    copy: CopyStanding | None


def make_backup(
    desk: Desk,
    session: Session,
    path: Path,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    stop: Callable[[], bool] = lambda: False,
) -> BackupDone:
    """Write the office to `path`, read it back whole, and keep that it was made.

    Runs on the store's thread, which saves nothing meanwhile. `progress` hears bytes done and bytes in all.
    Raises `role.not_allowed`, `backup.in_data_folder`, `backup.stopped`, `backup.damaged` (read back wrong),
    `backup.views_differ` (fact `count`), `disk.full`, `disk.refused`, `file.irregular`, `desk.in_use`; then
    `path` holds what stood there before, or a backup that does not count.
    """
    check_may_back_up(session)
    store, keys = desk.held_store(), desk.held_keys()
    if path.resolve().is_relative_to(desk.folders.data.resolve()):
        raise EktpError("backup.in_data_folder")
    passed = _Passed(progress, stop)
    with _standing_still(store, desk.folders.data):
        contents = _contents(store, desk.folders.data, session.clock())
        passed.all = 2 * sum(entry.size for entry in contents.files)
        written = write_backup(
            path, contents, slots=desk.slots, store_key=keys[0], folder=desk.folders.data, passed=passed
        )
    room, captured = desk.folders.data / CHECK, dict[str, bool]()
    events, differing = check_backup(path, keys, written, room=room, passed=passed, captured=captured)
    if differing:
        raise EktpError("backup.views_differ", count=differing)
    copy = note_kept_backup(desk, path, captured)
    note_backup(session, digest=written.digest_hex, size=written.size, place=path.name)
    return BackupDone(written.digest_hex, written.size, events, copy)


def check_backup(
    path: Path,
    keys: tuple[bytes, ...],
    written: WrittenBackup,
    *,
    room: Path,
    passed: Callable[[int], None],
    captured: dict[str, bool],
) -> tuple[int, int]:
    """Read a backup to its end, open the store in it, walk its chain and fold it anew.

    `keys` are all that the store ever had, the one in the backup's slots first. `captured` is told of each
    captured file in it whether it is what its name says.
    Gives the number of events, and of rows' places that are not as the journal says.

    Raises `backup.damaged`, `disk.full`, `disk.refused`.
    """
    with _room(room):

        @contextmanager
        def put(name: str) -> Iterator[Callable[[bytes], None]]:
            if name != STORE:
                digest = hashlib.sha256()  # what was copied: that it was is compared on the way
                yield digest.update
                if name.startswith(f"{OBJECTS}/"):
                    captured[Path(name).stem] = digest.hexdigest() == Path(name).stem
                return
            with telling_disk_errors(), open(room / name, "wb", opener=private_opener) as file:
                yield lambda content: _write(file, content)

        if unpack(path, keys[0], put=put, passed=passed)[1] != written:
            raise EktpError("backup.damaged")
        key = key_to(room / STORE, keys)
        return proven(room / STORE, key), _differing(room / STORE, key)


def _differing(store: Path, key: bytes) -> int:
    """Count what a copied store's rows say otherwise than its journal, which was proven."""
    with closing(connect_reading(store, key)) as connection, translated_errors():
        return sum(1 for _fault in verify_views(connection))


def proven(store: Path, key: bytes) -> int:
    """Check every page and journal of a copied store; give its events. Raises `backup.damaged`."""
    try:
        with closing(connect(store, key)) as connection, translated_errors():
            broken = verify_pages(connection) or [*verify_chain(connection), *verify_incarnations(connection)]
            (events,) = connection.execute("SELECT count(*) FROM events").fetchone()
    except EktpError as error:
        raise EktpError("backup.damaged") from error
    if broken:
        raise EktpError("backup.damaged")
    return int(events)


class _Passed:
    """Counts bytes for who waits, and stops when they no longer do."""

    def __init__(self, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> None:
        self._progress, self._stop = progress, stop
        self._done, self.all = 0, 0

    def __call__(self, count: int) -> None:
        if self._stop():
            raise EktpError("backup.stopped")
        self._done += count
        self._progress(self._done, self.all)


@contextmanager
def _standing_still(store: Store, folder: Path) -> Iterator[None]:
    """Fold the log into the store's file, and let nothing be written while it is copied."""
    connection: Any = store.connection
    if connection.in_transaction:
        raise EktpError("desk.in_use")
    with translated_errors():
        (busy, _log, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute("BEGIN IMMEDIATE")
    try:
        log = folder / f"{STORE}-wal"
        with telling_disk_errors():
            if busy or (log.exists() and log.stat().st_size):
                raise EktpError("desk.in_use")
        yield
    finally:
        with translated_errors():
            connection.execute("ROLLBACK")


def _contents(store: Store, folder: Path, at: Moment) -> Contents:
    """Say what belongs to the office: store, rows, captured files; slots stand in the backup's head."""
    few = [folder / name for name in (STORE, FACTS)]
    with telling_disk_errors():
        files = [path for path in few if path.exists()] + sorted((folder / "lists").glob("*.rows"))
        files += sorted((folder / OBJECTS).glob("*.age"))
        for path in files:
            refuse_irregular(path)
        entries = tuple(Entry(path.relative_to(folder).as_posix(), path.stat().st_size) for path in files)
    head = store.head
    return Contents(
        format=1,
        made_at=at.local.isoformat(timespec="seconds"),
        device=head.device,
        incarnation=head.incarnation,
        seq=head.seq,
        link=head.link,
        files=entries,
    )


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    shutil.rmtree(folder, ignore_errors=True)
    make_folder(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(file: BinaryIO, content: bytes) -> None:
    file.write(content)
