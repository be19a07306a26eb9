"""Making an office's slots, and opening a store without any user: by the office's key or by the paper key."""

from __future__ import annotations

import secrets
from dataclasses import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.age import identity_bytes, identity_from_bytes, new_identity, open_sealed, seal
from ektp_desk.seal.keys import new_user_keys, recovery_keys
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.seal.slots.content import (
    FORMAT,
    STORE_KEY_BYTES,
    Secrets,
    SlotOffice,
    Slots,
    SlotUser,
    Unlocked,
    UserSlot,
)


def create_slots(
    office: SlotOffice, first_user: SlotUser, *, passphrase: str, install: str, cost: Cost = FULL
) -> tuple[Slots, Secrets]:
    """Make an office's keys and wrap them for its first user, who is an ADB; `install` is a fresh random id.

    Raises: `user.adb_needed` when nobody could open what is sealed to the office; `passphrase.empty`,
    `signin.no_memory`.
    """
    made = Secrets(secrets.token_bytes(STORE_KEY_BYTES), new_identity(), new_identity(), new_user_keys())
    opens = Unlocked(made.store_key, made.office.secret)
    slot = UserSlot.wrapped(first_user, passphrase, keys=made.founder, opens=opens, cost=cost)
    if not slot.holds_office_key:
        raise EktpError("user.adb_needed")
    bare = Slots(
        format=FORMAT,
        install=install,
        office=office,
        office_public=made.office.public,
        recovery_public=made.recovery.public,
        users=(),
        store_key=seal(made.store_key, [made.office.public, made.recovery.public]),
        office_secret=seal(identity_bytes(made.office.secret), [made.recovery.public]),
    )
    return bare.with_users((slot,), made.store_key), made


def open_with_recovery(slots: Slots, recovery_secret: str) -> Unlocked:
    """All that an ADB holds there, to whoever typed the paper key; what they sign, the page signs.

    Raises: `seal.bad_key` (mistyped), `seal.wrong_key` (another office's), `seal.damaged`, `slots.changed`.
    """
    opened = _opened(slots, recovery_secret)
    own = recovery_keys(identity_from_bytes(identity_bytes(recovery_secret)))
    if not slots.office_secret:
        return replace(opened, keys=own)
    office = identity_from_bytes(open_sealed(slots.office_secret, recovery_secret))
    if office.public != slots.office_public:
        raise EktpError("slots.changed")
    return replace(opened, office_secret=office.secret, keys=own)


def open_with_office(slots: Slots, office_secret: str) -> Unlocked:
    """The store key to an office desk, which holds the office's secret. Raises: as for recovery."""
    return replace(_opened(slots, office_secret), office_secret=office_secret)


def _opened(slots: Slots, secret: str) -> Unlocked:
    store_key = open_sealed(slots.store_key, secret)
    slots.require_genuine(store_key)
    return Unlocked(store_key, None, former=slots.keys_before(store_key))
