"""Slots that leave the office in a kit, and what a laptop makes of them: users, and no key of the office.

A user's own two keys travel under their passphrase. The office's secret, its store's key and all that was
sealed of them stay: the laptop has a store of its own, whose key is sealed to each user's open half.
"""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.age import seal
from ektp_desk.seal.slots.content import OWN_KEYS, Slots, UserSlot


def without_store(slots: Slots) -> Slots:
    """The slots as they travel: they open nothing yet.

    Raises: `kit.users_wait` for somebody whose slot an earlier release wrote.
    """
    return replace(
        slots,
        users=tuple(_with_own_alone(slot) for slot in slots.users),
        store_key=b"",
        office_secret=b"",
        check=b"",
        counted=UNSET,
        former=UNSET,
        rekey=UNSET,
        former_keys=UNSET,
    )


def for_laptop(slots: Slots, store_key: bytes, *, install: str) -> Slots:
    """What lets the same users into a new store: its key (32 bytes) is sealed to them, office and recovery.

    Raises: `kit.damaged` for slots that never travelled so.
    """
    if any(not slot.box or set(slot.keys.boxes) != OWN_KEYS for slot in slots.users):
        raise EktpError("kit.damaged")
    bare = replace(
        without_store(slots),
        install=install,
        store_key=seal(store_key, [slots.office_public, slots.recovery_public]),
    )
    users = tuple(replace(slot, store=seal(store_key, [str(slot.box)])) for slot in bare.users)
    return replace(bare, users=users).with_users(users, store_key)


def _with_own_alone(slot: UserSlot) -> UserSlot:
    if not slot.box or not set(slot.keys.boxes) >= OWN_KEYS:
        raise EktpError("kit.users_wait", count=1)
    boxes = {purpose: box for purpose, box in slot.keys.boxes.items() if purpose in OWN_KEYS}
    return replace(slot, keys=replace(slot.keys, boxes=boxes), office=UNSET, store=UNSET)
