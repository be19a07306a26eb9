"""Slots that leave the office in a kit or package, and what a laptop makes of them: users, and no office key.

A user's own two keys travel under their passphrase. The office's secret, its store's key and all that was
sealed of them stay: the laptop has a store of its own, whose key is sealed to each user's open half.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.age import seal
from ektp_desk.seal.slots.content import OWN_KEYS, Slots, SlotUser, Unlocked, UserSlot


def without_store(slots: Slots, *, waiting: bool = False) -> Slots:
    """The slots as they travel: they open nothing yet.

    Raises: `kit.users_wait` for somebody whose slot an earlier release wrote; `waiting` leaves them out.
    """
    users = slots.users if not waiting else tuple(filter(_travels, slots.users))
    return replace(
        slots,
        users=tuple(_with_own_alone(slot) for slot in users),
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


def marks_of(slots: Slots) -> dict[str, str]:
    """By user what tells whether another passphrase or another key came since."""
    return {slot.user.id: _mark(slot) for slot in slots.users}


@dataclass(frozen=True, slots=True, repr=False)
class OfficeUsers:
    """Who may sign in as the journal says: `present` ones by id, and those who have left.

    `keys` are of whom which age key ("age1…") is; whom they do not name gets nothing.
    """

    present: Mapping[str, SlotUser]
    left: Collection[str]
    keys: Collection[tuple[str, str]]


class SeenSlots(NamedTuple):
    """By user the mark of the slot that came last; and the marks by which nobody is let in again.

    Of those `replaced` are whom the coming slots replaced at their own desk, which `former` has too.
    """

    marks: Mapping[str, str]
    former: Collection[str]
    replaced: Collection[str] = ()

    def is_past(self, user: str, mark: str) -> bool:
        """Whether a coming slot was replaced by what is here: order among desks, and sticks, is nobody's.

        What the coming desk itself has replaced does not stand in the way of what took its place.
        """
        return mark in self.former and self.marks.get(user) not in self.replaced


def followed(
    slots: Slots, coming: Slots, users: OfficeUsers, *, seen: SeenSlots, me: str, opens: Unlocked
) -> tuple[Slots, SeenSlots]:
    """A laptop's slots after the office's as a package brings them, and what was seen of these by now.

    `seen` are those that came before: who has another since has it here too, but for `me`, who is signed in
    by what they typed; a slot that was replaced, here or at its desk, is never taken again. A passphrase that
    was changed here stays until the office has another.
    Raises: `slots.changed` when `opens` is not of these slots.
    """
    slots.require_genuine(opens.store_key)
    here, marks = {slot.user.id: slot for slot in slots.users}, dict(seen.marks)
    former = set(seen.former)
    for slot in coming.users:
        who, mark = slot.user.id, _mark(slot)
        if who not in users.present or (who, slot.box) not in users.keys or set(slot.keys.boxes) != OWN_KEYS:
            continue
        if mark == marks.get(who) or seen.is_past(who, mark) or (who == me and who in here):
            continue
        here[who] = replace(slot, store=seal(opens.store_key, [str(slot.box)]), office=UNSET)
        former = (former | {marks.get(who, mark)}) - {mark}
        marks[who] = mark
    stay = tuple(
        replace(slot, user=users.present.get(who, slot.user))
        for who, slot in here.items()
        if who == me or who not in users.left
    )
    now_seen = SeenSlots(marks, former)
    if stay == slots.users:
        return slots, now_seen
    return slots.with_users(stay, opens.store_key), now_seen


class SealedTo(NamedTuple):
    """Age keys ("age1…") that somebody of the office vouched for; empty where these stay as they are."""

    office: str
    page: str


def sealing_to(slots: Slots, keys: SealedTo, *, opens: Unlocked) -> Slots:
    """Slots of a laptop under the office's key and the recovery page that are known; the same where they are.

    Raises: `slots.changed` when `opens` is not of these slots.
    """
    office, page = keys.office or slots.office_public, keys.page or slots.recovery_public
    if (office, page) == (slots.office_public, slots.recovery_public):
        return slots
    slots.require_genuine(opens.store_key)
    sealed = seal(opens.store_key, [office, page])
    changed = replace(slots, office_public=office, recovery_public=page, store_key=sealed)
    return changed.with_users(slots.users, opens.store_key)


def _mark(slot: UserSlot) -> str:
    said = msgspec.json.encode(_with_own_alone(slot).keys, order="sorted") if _travels(slot) else b""
    return hashlib.sha256(said + str(slot.box).encode()).hexdigest()


def _travels(slot: UserSlot) -> bool:
    return bool(slot.box) and set(slot.keys.boxes) >= OWN_KEYS


def _with_own_alone(slot: UserSlot) -> UserSlot:
    if not _travels(slot):
        raise EktpError("kit.users_wait", count=1)
    boxes = {purpose: box for purpose, box in slot.keys.boxes.items() if purpose in OWN_KEYS}
    return replace(slot, keys=replace(slot.keys, boxes=boxes), office=UNSET, store=UNSET)
