"""The office's key for another office desk: sealed to its ADBs, and believed as far as its former keys go."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.seal.age import Identity, identity_bytes, identity_from_bytes, open_sealed, seal
from ektp_desk.seal.slots.content import ADB, Slots, Unlocked, UserSlot


class OfficeKey(msgspec.Struct, frozen=True):
    """The office's secret, sealed to each ADB's own key, by user; the former ones are as slots hold them."""

    to: dict[str, bytes]
    former: tuple[bytes, ...]

    def __repr__(self) -> str:
        """Show no key."""
        return f"OfficeKey({len(self.to)} ADBs)"


def lent(slots: Slots, secret: str, boxes: Mapping[str, str]) -> bytes:
    """What lets ADBs of another desk open what is sealed to the office; `boxes` are their keys by user."""
    sealed = {user: seal(identity_bytes(secret), [box]) for user, box in boxes.items()}
    return msgspec.json.encode(OfficeKey(sealed, slots.former or ()))


def with_lent(slots: Slots, content: bytes, *, me: str, opens: Unlocked) -> Slots:
    """Slots whose ADBs hold the office's key, taken from `lent` by one of them; the same where that is none.

    Only who held the key that these slots know can have made another one from which it follows: so neither an
    older key nor anybody else's takes its place.
    Raises: `slots.changed` when `opens` is not of these slots.
    """
    slots.require_genuine(opens.store_key)
    try:
        said = msgspec.json.decode(content, type=OfficeKey)
        if me not in said.to or opens.keys is None:
            return slots
        chain = [_identity(said.to[me], opens.keys.box.secret)]
        for former in reversed(said.former):
            chain.append(_identity(former, chain[-1].secret))
    except (*UNREADABLE, EktpError):
        return slots
    last = chain[0]
    if slots.office_public == last.public and all(_is_held(slot, said) for slot in slots.users):
        return slots
    if slots.office_public not in [one.public for one in chain]:
        return slots
    changed = replace(
        slots,
        office_public=last.public,
        former=said.former,
        store_key=seal(opens.store_key, [last.public, slots.recovery_public]),
    )
    users = tuple(_with_office(slot, said, last) for slot in slots.users)
    return changed.with_users(users, opens.store_key)


def _identity(sealed: bytes, secret: str) -> Identity:
    raw = open_sealed(sealed, secret)
    if len(raw) != 32:
        raise EktpError("seal.damaged")
    return identity_from_bytes(raw)


def _holds(slot: UserSlot, said: OfficeKey) -> bool:
    """Whether an ADB of the office is to hold its key."""
    return ADB in slot.user.roles and slot.user.id in said.to and bool(slot.box)


def _is_held(slot: UserSlot, said: OfficeKey) -> bool:
    return bool(slot.office) or slot.holds_office_key or not _holds(slot, said)


def _with_office(slot: UserSlot, said: OfficeKey, key: Identity) -> UserSlot:
    if not _holds(slot, said):
        return slot.without_office()
    return replace(slot, office=seal(identity_bytes(key.secret), [str(slot.box)]))
