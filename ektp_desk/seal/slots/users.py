"""Who may open the store: each act gives new slots and leaves the old ones as they were."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.seal.slots.content import Slots, Unlocked, User, UserSlot


def add_user(slots: Slots, user: User, *, passphrase: str, opens: Unlocked, cost: Cost = FULL) -> Slots:
    """Let one more user in, by someone who is signed in and so holds `opens`.

    Raises: `user.exists`; `user.office_key_needed` when a new ADB is added by someone who is none;
    `slots.changed` when `opens` is not of these slots; `passphrase.empty`, `signin.no_memory`.
    """
    slots.require_genuine(opens.store_key)
    if any(slot.user.id == user.id for slot in slots.users):
        raise EktpError("user.exists")
    slot = UserSlot.wrapped(user, passphrase, opens=opens, cost=cost)
    return slots.with_users((*slots.users, slot), opens.store_key)


def remove_user(slots: Slots, user_id: str, *, opens: Unlocked) -> Slots:
    """Let a user in no longer. Someone who kept an older slot file, or the key itself, still gets in.

    Raises: `user.unknown`; `user.last` for the only one; `user.last_adb` when the office's secret would be
    lost; `slots.changed`.
    """
    slots.require_genuine(opens.store_key)
    leaving = slots.slot_of(user_id)
    rest = tuple(slot for slot in slots.users if slot is not leaving)
    if not rest:
        raise EktpError("user.last")
    if leaving.holds_office_key and not any(slot.holds_office_key for slot in rest):
        raise EktpError("user.last_adb")
    return slots.with_users(rest, opens.store_key)
