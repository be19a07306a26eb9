"""Who may open the store: each act gives new slots and leaves the old ones as they were.

Whoever stops being an ADB has held the office's secret, so the office gets another. What was sealed before
stays open to them, and to the ADBs who stay.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.age import identity_bytes, new_identity, seal
from ektp_desk.seal.keys import UserKeys
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.seal.slots.content import Slots, SlotUser, Unlocked, UserSlot


def add_user(
    slots: Slots, user: SlotUser, *, passphrase: str, keys: UserKeys, opens: Unlocked, cost: Cost = FULL
) -> Slots:
    """Let one more user in with keys of their own, by someone who is signed in and so holds `opens`.

    Raises: `user.exists`; `user.office_key_needed` when a new ADB is added by someone who is none;
    `slots.changed` when `opens` is not of these slots; `passphrase.empty`, `signin.no_memory`.
    """
    slots.require_genuine(opens.store_key)
    if any(slot.user.id == user.id for slot in slots.users):
        raise EktpError("user.exists")
    slot = UserSlot.wrapped(user, passphrase, keys=keys, opens=opens, cost=cost)
    return slots.with_users((*slots.users, slot), opens.store_key)


def set_passphrase(
    slots: Slots, user: SlotUser, *, passphrase: str, keys: UserKeys, opens: Unlocked, cost: Cost = FULL
) -> Slots:
    """Set another passphrase (or the first), and this name, these roles and these keys with it.

    Raises: `user.office_key_needed` when an ADB's is set, or one is none any more, by someone who holds no
    office key;
    `slots.changed`; `passphrase.empty`, `signin.no_memory`.
    """
    slots.require_genuine(opens.store_key)
    slot = UserSlot.wrapped(user, passphrase, keys=keys, opens=opens, cost=cost)
    users = tuple(slot if old.user.id == user.id else old for old in slots.users)
    return _keeping_an_adb(slots, users if slot in users else (*users, slot), opens)


def change_user(slots: Slots, user: SlotUser, *, opens: Unlocked) -> Slots:
    """Set another name or other roles under the passphrase that the user has.

    Raises: `user.unknown`; `user.passphrase_needed` for a new ADB; `user.last_adb`; `user.office_key_needed`
    when one is none any more and `opens` lacks the office's secret; `slots.changed`.
    """
    slots.require_genuine(opens.store_key)
    old = slots.slot_of(user.id)
    new = old.renamed(user)
    return _keeping_an_adb(slots, tuple(new if slot is old else slot for slot in slots.users), opens)


def remove_user(slots: Slots, user_id: str, *, opens: Unlocked) -> Slots:
    """Let a user in no longer; the store's key is changed at the next opening (`Slots.rekey`).

    Raises: `user.unknown`; `user.last` for the only one; `user.last_adb` when the office's secret would be
    lost; `user.office_key_needed` for an ADB, when `opens` lacks it; `slots.changed`.
    """
    slots.require_genuine(opens.store_key)
    slots.slot_of(user_id)
    rest = tuple(slot for slot in slots.users if slot.user.id != user_id)
    if not rest:
        raise EktpError("user.last")
    return _keeping_an_adb(slots, rest, opens)


def drop_users(slots: Slots, user_ids: Collection[str], *, opens: Unlocked) -> Slots:
    """Take out who was removed long ago; the same slots when there is none.

    Raises: `user.last_adb`; `user.office_key_needed` for a former ADB, whom an ADB's opening takes out.
    """
    slots.require_genuine(opens.store_key)
    rest = tuple(slot for slot in slots.users if slot.user.id not in user_ids)
    return _keeping_an_adb(slots, rest, opens) if len(rest) < len(slots.users) else slots


def with_page(slots: Slots, public: str, *, opens: Unlocked) -> Slots:
    """Seal to another recovery page ("age1…") in the place of the one until now.

    Who holds that one may have an older slot file too, and with it the office's secret and the store's key:
    the one is another too, the other will be at the next opening.
    Raises: `user.office_key_needed` when `opens` lacks the office's secret; `user.last_adb`;
    `slots.changed`.
    """
    slots.require_genuine(opens.store_key)
    return _with_other_office_key(replace(slots, recovery_public=public, rekey=True), slots.users, opens)


def _keeping_an_adb(slots: Slots, users: tuple[UserSlot, ...], opens: Unlocked) -> Slots:
    """Refuse to lose the office's secret: only the recovery page would have it then. A laptop has none."""
    if not slots.office_secret:
        return slots.with_users(users, opens.store_key)
    stay = {slot.user.id for slot in users if slot.holds_office_key}
    if not stay:
        raise EktpError("user.last_adb")
    if all(slot.user.id in stay for slot in slots.users if slot.holds_office_key):
        return slots.with_users(users, opens.store_key)
    return _with_other_office_key(slots, users, opens)


def _with_other_office_key(slots: Slots, users: tuple[UserSlot, ...], opens: Unlocked) -> Slots:
    if opens.office_secret is None:
        raise EktpError("user.office_key_needed")
    made = new_identity()
    secret, former = identity_bytes(made.secret), identity_bytes(opens.office_secret)
    users = tuple(slot.with_office(secret) for slot in users)
    if not any(slot.holds_office_key for slot in users):
        raise EktpError("user.last_adb")
    changed = replace(
        slots,
        office_public=made.public,
        store_key=seal(opens.store_key, [made.public, slots.recovery_public]),
        office_secret=seal(secret, [slots.recovery_public]),
        former=(*(slots.former or ()), seal(former, [made.public])),
    )
    return changed.with_users(users, opens.store_key)
