"""The office's key at its other desks: an ADB gives it with a package, and an ADB there takes it."""

from __future__ import annotations

from contextlib import suppress

from ektp_desk.desk.keys.guard import SlotGuard
from ektp_desk.desk.standing import keep_fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.devices import OFFICE_DESK
from ektp_desk.seal.age import open_sealed, seal
from ektp_desk.seal.slots.content import ADB, Slots
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.queries import ACTIVE, ENDED, all_users, user_keys
from ektp_desk.usecases.laptops.queries import joined_laptops
from ektp_desk.usecases.session import Session
from ektp_desk.wire import limits

_LENT = "office_key"


def lend(session: Session, slots: Slots, guard: SlotGuard) -> dict[str, bytes]:
    """What other office desks are given, by device, each sealed to it; empty for who has not the key."""
    adbs = {user.id for user in all_users(session.store) if user.state == ACTIVE and ADB in user.role_set}
    known = {(key.user, key.seal) for key in user_keys(session.store) if key.state != ENDED}
    boxes = {
        slot.user.id: str(slot.box)
        for slot in slots.users
        if slot.user.id in adbs and (slot.user.id, slot.box) in known
    }
    content = guard.lend_office(boxes)
    desks = [
        one
        for one in joined_laptops(session)
        if one.desk == OFFICE_DESK and not one.revoked and one.device != session.device
    ]
    return {one.device: seal(content, [one.seal]) for one in desks[-limits.DESKS :]} if content else {}


def take(store: Store, guard: SlotGuard, sealed: bytes, secret: str) -> None:
    """Keep what came for this desk, by its own age `secret`, until an ADB is here; at once if one is."""
    with suppress(EktpError):  # or it was sealed to another desk, whatever the package says
        content = open_sealed(sealed, secret)
        with store.together():
            keep_fact(store.connection, _LENT, content)
        take_kept(store, guard)


def take_kept(store: Store, guard: SlotGuard) -> None:
    """For who has signed in: an ADB holds the office's key from then on; a full disk leaves it."""
    row = store.connection.execute("SELECT value FROM facts WHERE name = ?", (_LENT,)).fetchone()
    if row is not None:
        with suppress(EktpError):
            guard.take_office(row[0])
