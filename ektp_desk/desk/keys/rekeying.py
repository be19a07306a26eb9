"""The store under another key, at the first opening after somebody left who has held it.

The slots are written first, with the key of before in them; then each file is copied under the new key, and
takes its own place by one rename. So slots open the store wherever that is cut, and the next opening does the
rest. It comes before anybody works, so that slots, store and every backup of a session have one key.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Protocol

from ektp_desk.desk.keys.guard import SlotStore
from ektp_desk.desk.keys.ring import key_under
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.seal.files import keep_file, keep_folder, make_file, move, remove_file
from ektp_desk.seal.slots.content import STORE_KEY_BYTES, Slots, Unlocked
from ektp_desk.seal.slots.copies import Loaded
from ektp_desk.settings import Folders
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.opening import STORE, connect_reading, copy_under
from ektp_desk.store.proof.verify import verify_pages
from ektp_desk.usecases.admin.queries import user_keys
from ektp_desk.usecases.ports import EventStore


class OpenStore(SlotStore, Protocol):
    """Where an open store lies: a desk."""

    folders: Folders
    loaded: Loaded
    told: list[EktpError]

    def held_store(self) -> EventStore: ...

    def store_closed(self, user_id: str, keys: Unlocked) -> AbstractContextManager[None]:
        """Close the store while its file is changed, and open it again in any case."""


def waits_for(slots: Slots, store: EventStore) -> list[str]:
    """Who would be locked out by another key, by name: nothing can be sealed to them yet.

    So it is with a slot of an earlier release until they sign in. A key that the journal does not know as
    theirs may be anybody's who once could write the slots.
    """
    known = {(key.user, key.seal) for key in user_keys(store)}
    return [slot.user.name for slot in slots.users if (slot.user.id, slot.box) not in known]


def change_key(desk: OpenStore, user_id: str, keys: Unlocked, *, point: Callable[[str], None]) -> None:
    """Give the store another key if somebody left, or finish that; it is closed and opened meanwhile.

    What the disk refuses is told as `store.key_stays`, and tried again at the next opening.
    """
    data = desk.folders.data
    try:
        if desk.slots.rekey and not waits_for(desk.slots, desk.held_store()):
            slots, renewed = desk.slots.under(secrets.token_bytes(STORE_KEY_BYTES), keys)
            desk.keep_slots(slots)
            keys = renewed
            point("another key")
        stores = (data / STORE, *data.glob(f"before-*.{STORE}"))
        former = {path: key for path in stores if (key := key_under(path, keys.former))}
        if former and desk.loaded.damaged:
            desk.keep_slots(desk.slots)  # or the store would hang on one copy of its key
    except EktpError:
        desk.told.append(EktpError("store.key_stays"))
        return
    if former:
        with desk.store_closed(user_id, keys):
            try:
                for path, key in former.items():
                    _encrypt_anew(path, key, keys.store_key, point=point)
            except EktpError:
                desk.told.append(EktpError("store.key_stays"))


def _encrypt_anew(path: Path, key: bytes, other: bytes, *, point: Callable[[str], None]) -> None:
    part = path.with_name(f"{path.name}.rekeyed.part")
    try:
        make_file(part)
        with closing(connect_reading(path, key)) as connection:
            copy_under(connection, part, other)
        with closing(connect_reading(part, other)) as copied, translated_errors():
            if verify_pages(copied):
                raise StoreDamaged("store.damaged")
        log = path.with_name(f"{path.name}-wal")
        if log.exists():
            raise EktpError("desk.in_use")  # somebody else reads: its pages would be put into the other file
        keep_file(part)
        point("copied")
        keep_folder(path.parent)  # or a power cut brings back a log of the former key
        move(part, path)
        point("in place")
    finally:
        remove_file(part)
