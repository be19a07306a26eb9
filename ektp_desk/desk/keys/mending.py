"""Brings the slot file in step with the journal at an opening: damaged copies, users removed long ago."""

from __future__ import annotations

from contextlib import suppress

from ektp_desk.desk.keys.guard import SlotStore
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.slots.content import Unlocked
from ektp_desk.seal.slots.users import drop_users
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.queries import all_users


def mend_slots(place: SlotStore, store: Store, keys: Unlocked, *, damaged: bool) -> None:
    """Take out who was removed (an older slot file was put back) and write both copies where one is damaged.

    Whoever signed in holds the store key, and with it the right to the slots' check. A full disk leaves it to
    the next opening. The last one who holds the office's key stays, or nobody could let an ADB in again.
    """
    removed, slots = {user.id for user in all_users(store) if user.state == "removed"}, place.slots
    with suppress(EktpError):
        slots = drop_users(slots, removed, opens=keys)
    if damaged or slots is not place.slots:
        with suppress(EktpError):
            place.keep_slots(slots)
