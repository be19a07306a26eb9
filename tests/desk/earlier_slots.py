"""Slots as a release before users had keys of their own left them."""

from __future__ import annotations

from ektp_desk.seal.slots import Slots, Unlocked, UserSlot
from tests.offices import CHEAP


def without_keys(slots: Slots, users: dict[str, str], opens: Unlocked) -> Slots:
    """The slots with these users' (their passphrases by id) under an earlier form."""
    kept = [
        UserSlot.wrapped(slot.user, users[slot.user.id], keys=None, opens=opens, cost=CHEAP)
        if slot.user.id in users
        else slot
        for slot in slots.users
    ]
    return slots.with_users(tuple(kept), opens.store_key)
