"""What an office that is being replaced still holds and its backup lacks: taken over event by event."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from ektp_desk.desk.folder.objects import NAME as OBJECTS
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import telling_disk_errors
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.receiving import all_events
from ektp_desk.store.store import Store

_LOOK = ".looked-at"


def take_over(store: Store, old: Path, half: Path, key: bytes) -> int:
    """Add to `store` the events and list rows of the office in `old`; give how many events were new.

    A copy is looked at, so that `old` stays byte for byte what it was. What is damaged there, or another
    office's, gives 0: the folder is kept, and nobody is worse off.
    """
    if not (old / STORE).exists():
        return 0
    look = half / _LOOK
    try:
        with telling_disk_errors():
            look.mkdir(mode=0o700)
            for path in old.glob(f"{STORE}*"):
                shutil.copyfile(path, look / path.name)
        with closing(open_database(look / STORE, key)) as connection, translated_errors(), store.together():
            count = store.receive(all_events(connection))
            _take_rows(store, connection, old / "lists", half / "lists")
            _take_files(old / OBJECTS, half / OBJECTS)
            return count
    except EktpError:
        return 0
    finally:
        shutil.rmtree(look, ignore_errors=True)


def _take_files(old: Path, objects: Path) -> None:
    """Bring over the captured files that the backup lacks; the name of each is its digest."""
    for path in old.glob("*.age"):
        if not (objects / path.name).exists():
            with telling_disk_errors():
                shutil.copyfile(path, objects / path.name)


def _take_rows(store: Store, connection: Any, old: Path, lists: Path) -> None:
    """Bring over the rows of lists that the backup lacks; `verify` names a list without them."""
    known = set(store.lists_with_rows())
    for list_id, row_key in connection.execute("SELECT list, key FROM row_keys").fetchall():
        path = old / f"{list_id}.rows"
        if list_id not in known and path.exists():
            with telling_disk_errors():
                shutil.copyfile(path, lists / path.name)
            store.adopt_rows(list_id, row_key)
