"""What an office that was replaced still holds and the one in its place lacks: taken over event by event."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from ektp_desk.desk.damaged_log import ROW_KEYS, last_row, read_anew, readable, what_follows
from ektp_desk.desk.folder.objects import ENDING
from ektp_desk.desk.folder.objects import NAME as OBJECTS
from ektp_desk.desk.folder.pair import copy_pair
from ektp_desk.desk.folder.sweeping import LOOK
from ektp_desk.desk.folder.switching import forget_switch, read_switch
from ektp_desk.desk.keys.ring import key_to, keys_by, slots_beside
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import copy_file, make_folder
from ektp_desk.seal.slots.content import Unlocked
from ektp_desk.settings import Folders
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.log import has_log
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.receiving import all_events
from ektp_desk.store.store import Store


def take_over(store: Store, old: Path, place: Path, keys: tuple[bytes, ...]) -> int:
    """Add to `store` in `place` the events, list rows and captured files of the office in `old`.

    Gives how many events were new. `keys` are those of `keys_by`; without any it gives 0. A copy is looked
    at, so that `old` stays byte for byte what it was. Of a damaged log comes what follows on the rest; what
    else is damaged there, or another office's, gives 0: the folder is kept, and nobody is worse off.
    Raises `disk.full`.
    """
    if not keys or not (old / STORE).exists():
        return 0
    look = place / LOOK
    shutil.rmtree(look, ignore_errors=True)
    try:
        make_folder(look)
        return _take_over(store, old, place, look, key_to(old / STORE, keys))
    except EktpError as error:
        if error.code == "disk.full":
            raise  # room can be made; what was acknowledged is not left behind for want of it
        return 0
    finally:
        shutil.rmtree(look, ignore_errors=True)


def _take_over(store: Store, old: Path, place: Path, look: Path, key: bytes) -> int:
    torn = read_anew(old, look / "torn", key=key)[0] if has_log(old) else None
    opened = open_database(copy_pair(old, look), key)
    with closing(opened) as connection, translated_errors(), store.together():
        count = store.receive(all_events(connection))
        keys = connection.execute(ROW_KEYS).fetchall()
        if torn is not None:
            events, more = readable(torn, key, after=last_row(connection))
            count += store.receive(what_follows(store.connection, events))
            keys = list(dict.fromkeys([*keys, *more]))
        _take_rows(store, keys, old / "lists", place / "lists")
        _take_files(store.files.named(), old / OBJECTS, place / OBJECTS)
    return count


def look_through(store: Store, folders: Folders, keys: Unlocked) -> list[EktpError]:
    """Take over what was done, after a restoring had been cut, in the folder that it set aside; tell of it.

    A full disk leaves it to the next sign-in; so does a folder under a key that this user never had.
    """
    switch = read_switch(folders)
    if switch is None or not switch.in_place:
        return []
    try:
        asides = [folders.data.resolve().with_name(name) for name in (*switch.earlier, *switch.asides)]
        rings = {aside: keys_by(slots_beside(aside, store.head.install), [keys]) for aside in asides}
        taken = sum(take_over(store, aside, folders.data, ring) for aside, ring in rings.items())
        if locked := [aside.name for aside, ring in rings.items() if not ring]:
            return [EktpError("folder.restore_locked", folder=", ".join(locked))]
        forget_switch(folders)
    except EktpError as error:
        return [error]
    told = [EktpError("folder.restore_finished", taken=taken)]
    if switch.missing:
        told.append(EktpError("folder.restore_lacks", missing=switch.missing))
    return told


def _take_files(named: set[str], old: Path, objects: Path) -> None:
    """Bring over the captured files that are lacking; what was erased or dropped since stays away."""
    make_folder(objects)
    for file in named:
        path = old / f"{file}{ENDING}"
        if path.exists() and not (objects / path.name).exists():
            copy_file(path, objects / path.name)


def _take_rows(store: Store, keys: list[tuple[str, bytes]], old: Path, lists: Path) -> None:
    """Bring over the rows of lists that are lacking; `verify` names a list without them."""
    make_folder(lists)
    known = set(store.lists_with_rows())
    for list_id, row_key in keys:
        path = old / f"{list_id}.rows"
        if list_id not in known and path.exists():
            copy_file(path, lists / path.name)
            store.adopt_rows(list_id, row_key)
