"""Putting a backup back into a folder: beside it first and proven there, then in its place by one switch.

Whenever the machine stops, the old office stands or the restored one, with every event that either held: see
`desk/folder/switching.py`. The backup and what stood there before are never deleted.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from ektp_desk.desk.backup.making import proven
from ektp_desk.desk.folder.files import AnchorFile, NoAnchor, RowFolder
from ektp_desk.desk.folder.lock import LOCK, lock_of, take
from ektp_desk.desk.folder.objects import NAME as OBJECTS
from ektp_desk.desk.folder.switching import (
    asides_of,
    begin_switch,
    finish_switch,
    forget_switch,
    switching,
    take_back,
)
from ektp_desk.desk.folder.synced import sync_service
from ektp_desk.desk.keys.ring import key_to, keys_by, newest_of, slots_beside
from ektp_desk.desk.keys.tries import Tries
from ektp_desk.desk.opening import begin_incarnation, refuse_ended
from ektp_desk.desk.recovery import RECOVERY
from ektp_desk.desk.salvaging import take_over
from ektp_desk.desk.standing import fact, fact_text
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.roles import SUPERVISORS
from ektp_desk.seal.backup import Contents, read_slots_of, unpack
from ektp_desk.seal.files import keep_tree, make_folder, telling_disk_errors
from ektp_desk.seal.slots.content import Slots, Unlocked
from ektp_desk.seal.slots.copies import NAMES, read_slots, write_slots
from ektp_desk.settings import Clock, Folders, private_opener
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.journal import find_writer
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.proof.rebuild import refold_after_steps
from ektp_desk.store.store import Store

_ASIDE = ".aside"  # a former release's: what an anchor knew of an office that was gone


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


def restore(
    backup: Path,
    folders: Folders,
    keys: Unlocked,
    *,
    by: str,
    clock: Clock,
    there: Unlocked | None = None,
    replace_office: bool = False,
    point: Callable[[str], None] = lambda _place: None,
    progress: Callable[[int], None] = lambda _count: None,
) -> Restored:
    """Put an office back from its backup; it goes on in a journal of its own, so that nothing collides.

    `keys` are those of the backup; `there` opens the office that stands, where its key is another and `keys`
    do not lead to it (`is_locked`): nothing that it holds is left behind. It is the same user's, who then
    signs with the key of now.
    Raises `restore.locked`, `restore.role_needed`, `user.removed`, `restore.office_there` unless
    `replace_office`, `restore.folder_not_empty`, `desk.in_use`, `backup.damaged` and others of `unpack`,
    `disk.full`, `disk.refused`; then the folder is as it was.
    """
    half = folders.half
    with _held(folders, replace_office=replace_office) as lets_go:
        try:
            slots = read_slots_of(backup)
            if by != RECOVERY:
                check_restorer(slots, folders, by)
            held = (keys, there) if there else (keys,)
            if is_locked(slots, folders, held):
                raise EktpError("restore.locked")  # noqa: TRY301  what was begun is removed below
            contents = _unpacked(backup, half, keys.store_key, progress)
            events = proven(half / STORE, key_to(half / STORE, keys.store_keys))
            point("unpacked")
            went_on = _continued(half, folders, slots, held, by=by, clock=clock)
            write_slots(half, went_on.slots)
            keep_tree(half)
            seen = _seen(folders.data)
            switch = begin_switch(folders, slots.install, went_on.anchor, missing=went_on.missing)
        except BaseException:
            shutil.rmtree(half, ignore_errors=True)
            raise
        point("ready")
        lets_go()
        try:
            aside = finish_switch(folders, switch, point=point)
        except EktpError:
            if half.exists():  # else the restored office stands, and the next start does the rest
                take_back(folders, switch)
                shutil.rmtree(half, ignore_errors=True)
            raise
        if aside is None or _seen(aside) == seen:
            forget_switch(folders)  # else a sign-in looks through what was done there since
        _forget_former(folders, slots.install)
    return Restored(contents.made_at, went_on.label, events, went_on.taken_over, went_on.missing, aside)


def check_restorer(slots: Slots, folders: Folders, user_id: str) -> None:
    """Let a supervisor or an ADB put a backup back, who is one in the office that stands there too.

    Not an ADB alone: a laptop breaks in a village where only the supervisor is, who signs its days. Not
    everybody: a restoring replaces the office, and brings back the slots of who was removed since.
    Raises `restore.role_needed`, `user.removed`, `user.unknown`.
    """
    said = [slots]
    with suppress(EktpError):  # none stands there, or nobody can say who may enter it
        said += [found for found in (read_slots(folders.data).slots,) if found.install == slots.install]
    for each in said:
        user = next((slot.user for slot in each.users if slot.user.id == user_id), None)
        if user is None:
            raise EktpError("user.unknown" if each is slots else "user.removed")
        if not SUPERVISORS & set(user.roles):
            raise EktpError("restore.role_needed")


def unlock_backup(slots: Slots, folders: Folders, user_id: str, passphrase: str) -> Unlocked:
    """Open a backup as a user of its day; who mistyped waits, as at the sign-in and wherever it is put back.

    Raises `signin.wrong`, `signin.wait` and others of `Slots.unlock`.
    """
    make_folder(folders.state)
    with Tries(folders.tries).trying(user_id), Tries(folders.backup_tries).trying(user_id):
        return slots.unlock(user_id, passphrase)


def is_locked(slots: Slots, folders: Folders, held: tuple[Unlocked, ...]) -> bool:
    """Whether the office of these slots that stands there lies under a key to which nothing held leads.

    So it is where somebody was removed since, and the passphrase of who restores was reset.
    """
    there = slots_beside(folders.data, slots.install)
    return there is not None and (folders.data / STORE).exists() and not keys_by(there, held)


def unlock_standing(
    slots: Slots, folders: Folders, user_id: str, passphrase: str, *, prompt: Callable[[], str]
) -> Unlocked | None:
    """Open the office of these slots that stands there by what it knows of a user; None where none does.

    By the passphrase that opened the backup, which is no guess, or by the one that `prompt` gives. Raises as
    `unlock_backup`.
    """
    there = slots_beside(folders.data, slots.install)
    if there is None:
        return None
    with suppress(EktpError):
        return there.unlock(user_id, passphrase)
    with Tries(folders.tries).trying(user_id):
        return there.unlock(user_id, prompt())


@contextmanager
def _held(folders: Folders, *, replace_office: bool) -> Iterator[Callable[[], None]]:
    """Hold the folder until it is about to move: no system renames what a window works in."""
    if service := sync_service(folders.data):
        raise EktpError("folder.synced", service=service)
    with switching(folders):
        make_folder(folders.data)
        make_folder(folders.state)
        with telling_disk_errors():
            names = {path.name for path in folders.data.iterdir()} - {LOCK}
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


def _seen(folder: Path) -> dict[str, tuple[int, int]]:
    """How long the files of an office's store are, and when they were written last."""
    with telling_disk_errors():
        found = {path.name: path.stat() for path in folder.glob(f"{STORE}*")}
    return {name: (file.st_size, file.st_mtime_ns) for name, file in found.items()}


def _unpacked(backup: Path, half: Path, key: bytes, progress: Callable[[int], None]) -> Contents:
    with telling_disk_errors():
        if half.exists():
            shutil.rmtree(half)  # of a restoring that was cut short
    for folder in (half, half / "lists", half / OBJECTS):
        make_folder(folder)

    @contextmanager
    def put(name: str) -> Iterator[Callable[[bytes], None]]:
        with telling_disk_errors(), open(half / name, "wb", opener=private_opener) as file:
            yield lambda content: _write(file.write, content)

    return unpack(backup, key, put=put, passed=progress)[0]


def _write(write: Callable[[bytes], object], content: bytes) -> None:
    write(content)


@dataclass(frozen=True, slots=True)
class _WentOn:
    label: str
    anchor: bytes
    taken_over: int
    missing: int | None
    slots: Slots


def _continued(
    half: Path, folders: Folders, slots: Slots, held: tuple[Unlocked, ...], *, by: str, clock: Clock
) -> _WentOn:
    """Take over what the old office still holds, then begin the new journal in the unpacked store."""
    keys = held[0]
    connection = open_database(half / STORE, key_to(half / STORE, keys.store_keys))
    signer = held[-1].signer(by)
    with closing(connection), translated_errors():
        seed = fact(connection, "seed")
        store = _store_of(connection, half, slots.install, signer)
        refold_after_steps(store)
        # also what a cut restoring of a former release set aside
        olds = {old: slots_beside(old, slots.install) for old in (folders.data, *asides_of(folders))}
        taken_over = sum(take_over(store, old, half, keys_by(kept, held)) for old, kept in olds.items())
        store = _store_of(connection, half, slots.install, signer)
        refuse_ended(store, signer)
        missing = _missing(store, folders, slots.install, seed)
        label = begin_incarnation(store, "restored", at=clock())
        if any(_is_past(kept, keys) for kept in olds.values()):
            slots = msgspec.structs.replace(slots, rekey=True)
        kept = _past_all(slots, folders, keys.store_key, seed)
        anchor = AnchorFile(folders.anchor(slots.install), seed, generation=lambda: kept.generation)
        signed = anchor.signed(store.head)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log would not follow a renamed folder
    return _WentOn(label, signed, taken_over, missing, kept)


def _store_of(connection: Any, half: Path, install: str, signer: Signer) -> Store:
    device, incarnation = (fact_text(connection, name) for name in ("device", "incarnation"))
    writer = find_writer(connection, install, device, incarnation)
    return Store(connection, writer, signer=signer, anchor=NoAnchor(), row_files=RowFolder(half / "lists"))


def _missing(store: Store, folders: Folders, install: str, seed: bytes) -> int | None:
    """Count what this laptop's anchors know and nobody holds; those of folders set aside speak as well."""
    missing = None
    for anchor in _known_anchors(folders, install, seed):
        with suppress(EktpError):  # a damaged anchor knows nothing; the restoring does not need it
            head = anchor.read()
            if head is not None and head.install == install and head.device == store.head.device:
                missing = max(missing or 0, head.seq - store.last_seq(head.incarnation))
    return missing


def _past_all(slots: Slots, folders: Folders, store_key: bytes, seed: bytes) -> Slots:
    """The slots past every slot file that this laptop has kept: none of these opens what is put back."""
    known = [0]
    for anchor in _known_anchors(folders, slots.install, seed):
        with suppress(EktpError):
            known.append(anchor.read_generation())
    return slots.with_users(slots.users, store_key, above=max(known))


def _is_past(slots: Slots | None, keys: Unlocked) -> bool:
    """Whether an office went on to another key than the backup's: who left it knows the backup's."""
    return slots is not None and (bool(slots.rekey) or newest_of(slots, keys.store_keys) is None)


def _known_anchors(folders: Folders, install: str, seed: bytes) -> list[AnchorFile]:
    path = folders.anchor(install)
    places = [replace(folders, data=aside).anchor(install) for aside in asides_of(folders)]
    places = [path, folders.first_anchor, path.with_name(path.name + _ASIDE), *places]
    return [AnchorFile(place, seed) for place in places]


def _forget_former(folders: Folders, install: str) -> None:
    """Remove what former releases kept of the office that was replaced: its own anchor stands now."""
    path = folders.anchor(install)
    for former in (path.with_name(path.name + _ASIDE), folders.first_anchor):
        with suppress(OSError):
            former.unlink(missing_ok=True)
