"""Putting a backup back into a folder: beside it first and proven there, then in place by one rename.

Whenever the machine stops, the folder holds the old office, none, or the restored one; the backup and what
stood there before are never deleted. Running it again begins anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ektp_desk.desk.backup.making import proven
from ektp_desk.desk.backup.salvaging import take_over
from ektp_desk.desk.folder.files import AnchorFile, RowFolder
from ektp_desk.desk.folder.lock import lock_of, take
from ektp_desk.desk.folder.objects import NAME as OBJECTS
from ektp_desk.desk.folder.synced import sync_service
from ektp_desk.desk.opening import begin_incarnation, fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.head import Head
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.seal.backup import Contents, read_slots_of, unpack
from ektp_desk.seal.files import move, telling_disk_errors
from ektp_desk.seal.slots.content import Slots, Unlocked
from ektp_desk.seal.slots.copies import NAMES, write_slots
from ektp_desk.settings import Clock, Folders
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.journal import find_writer
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.proof.rebuild import refold_after_steps
from ektp_desk.store.store import Store

_HALF = ".restoring"
_LOCK = "desk.lock"
_ASIDE = ".aside"  # an anchor of what stood here: it tells how much a backup lacks, and refuses nothing


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: the backup's moment, the new journal, where the old office went.

    `taken_over` counts events that the backup lacked and the office that stood here still held; `missing`
    those that this laptop once acknowledged and nobody holds now, None where it does not know.
    """

    made_at: str
    label: str
    events: int
    taken_over: int
    missing: int | None
    moved_to: Path | None


class _Silent:
    """Keeps no head: until the folder stands in its place, its anchor would speak of another's."""

    def write(self, _head: Head) -> None: ...


def restore(
    backup: Path,
    folders: Folders,
    keys: Unlocked,
    *,
    by: str,
    clock: Clock,
    replace_office: bool = False,
    point: Callable[[str], None] = lambda _place: None,
    progress: Callable[[int], None] = lambda _count: None,
) -> Restored:
    """Put an office back from its backup; it goes on in a journal of its own, so that nothing collides.

    Raises `restore.office_there` unless `replace_office`, `restore.folder_not_empty`, `desk.in_use`,
    `backup.damaged` and others of `unpack`, `disk.full`, `disk.refused`; then the folder is as it was.
    """
    half = folders.data.with_name(folders.data.name + _HALF)
    with _held(folders, replace_office=replace_office) as lets_go:
        slots = read_slots_of(backup)
        contents = _unpacked(backup, half, keys.store_key, progress)
        events = proven(half / STORE, keys.store_key)
        point("unpacked")
        went_on = _continued(half, folders, slots, keys, by=by, clock=clock)
        write_slots(half, slots)
        point("ready")
        lets_go()
        aside = _moved_aside(folders, slots.install, point)
        move(half, folders.data)
        point("in place")
    _anchored(folders, slots, keys.store_key, went_on.seed)
    return Restored(contents.made_at, went_on.label, events, went_on.taken_over, went_on.missing, aside)


@contextmanager
def _held(folders: Folders, *, replace_office: bool) -> Iterator[Callable[[], None]]:
    """Hold the folder until it is about to move: no system renames what a window works in."""
    if service := sync_service(folders.data):
        raise EktpError("folder.synced", service=service)
    with telling_disk_errors():
        folders.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        folders.state.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in folders.data.iterdir()} - {_LOCK}
    if names and not names & {*NAMES, STORE}:
        raise EktpError("restore.folder_not_empty")
    if names and not replace_office:
        raise EktpError("restore.office_there")
    lock = lock_of(folders)
    take(lock)
    try:
        yield lock.release
    finally:
        lock.release()


def _unpacked(backup: Path, half: Path, key: bytes, progress: Callable[[int], None]) -> Contents:
    with telling_disk_errors():
        shutil.rmtree(half, ignore_errors=True)  # of a restoring that was cut short
        for name in ("lists", OBJECTS):
            (half / name).mkdir(mode=0o700, parents=True)

    @contextmanager
    def put(name: str) -> Iterator[Callable[[bytes], None]]:
        with telling_disk_errors(), (half / name).open("wb") as file:
            yield lambda content: _write(file.write, content)

    try:
        return unpack(backup, key, put=put, passed=progress)[0]
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _write(write: Callable[[bytes], object], content: bytes) -> None:
    write(content)


@dataclass(frozen=True, slots=True)
class _WentOn:
    label: str
    seed: bytes = field(repr=False)
    taken_over: int
    missing: int | None


def _continued(
    half: Path, folders: Folders, slots: Slots, keys: Unlocked, *, by: str, clock: Clock
) -> _WentOn:
    """Take over what the old office still holds, then begin the new journal in the unpacked store."""
    connection = open_database(half / STORE, keys.store_key)
    signer = keys.signer(by)
    with closing(connection), translated_errors():
        seed = fact(connection, "seed")
        store = _store_of(connection, half, slots.install, signer)
        refold_after_steps(store)
        taken_over = take_over(store, folders.data, half, keys.store_key)
        store = _store_of(connection, half, slots.install, signer)
        missing = _missing(store, folders, slots.install, seed)
        label = begin_incarnation(store, "restored", at=clock())
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log would not follow a renamed folder
    return _WentOn(label, seed, taken_over, missing)


def _store_of(connection: Any, half: Path, install: str, signer: Signer) -> Store:
    device, incarnation = (fact(connection, name).decode() for name in ("device", "incarnation"))
    writer = find_writer(connection, install, device, incarnation)
    return Store(connection, writer, signer=signer, anchor=_Silent(), row_files=RowFolder(half / "lists"))


def _missing(store: Store, folders: Folders, install: str, seed: bytes) -> int | None:
    """Count what this laptop's anchor knows and the backup does not; an anchor set aside speaks as well."""
    path = folders.anchor(install)
    known = [path, folders.first_anchor, path.with_name(path.name + _ASIDE)]
    for place in known:
        with suppress(EktpError):  # a damaged anchor knows nothing; the restoring does not need it
            head = AnchorFile(place, seed).read()
            if head is not None and head.install == install and head.device == store.head.device:
                return max(0, head.seq - store.last_seq(head.incarnation))
    return None


def _moved_aside(folders: Folders, install: str, point: Callable[[str], None]) -> Path | None:
    """Move what stands in the folder to a free name beside it, and its anchor with it."""
    lock = folders.data / _LOCK
    with telling_disk_errors():
        lock.unlink(missing_ok=True)
        stood = any(folders.data.iterdir())
        if not stood:
            folders.data.rmdir()
    aside = _free_name(folders.data) if stood else None
    if aside is not None:
        move(folders.data, aside)
        point("moved aside")
    _set_anchor_aside(folders, install, aside)
    point("anchor aside")
    return aside


def _set_anchor_aside(folders: Folders, install: str, aside: Path | None) -> None:
    """Let the old office keep its anchor where it now lies; without one there, keep what the anchor knew."""
    path = folders.anchor(install)
    there = replace(folders, data=aside).anchor(install) if aside else path.with_name(path.name + _ASIDE)
    for anchor in (folders.first_anchor, path):
        if anchor.exists():
            move(anchor, there)


def _free_name(data: Path) -> Path:
    number = 1
    while (aside := data.with_name(f"{data.name}.before-restore-{number}")).exists():
        number += 1
    return aside


def _anchored(folders: Folders, slots: Slots, key: bytes, seed: bytes) -> None:
    """Write the anchor of the office that now stands here; without it one more journal would begin."""
    connection = open_database(folders.data / STORE, key)
    with closing(connection), translated_errors():
        device, incarnation = (fact(connection, name).decode() for name in ("device", "incarnation"))
        head = find_writer(connection, slots.install, device, incarnation).head
    AnchorFile(folders.anchor(slots.install), seed).write(head)
    path = folders.anchor(slots.install)
    with suppress(OSError):
        path.with_name(path.name + _ASIDE).unlink(missing_ok=True)
