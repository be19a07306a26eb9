"""A laptop's slots after the office's, as a package brings them: who came, who left, other passphrases."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ektp_desk.desk.keys.guard import SlotGuard
from ektp_desk.desk.standing import keep_fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.slots.content import Slots, SlotUser
from ektp_desk.seal.slots.copies import parse_copy
from ektp_desk.seal.slots.travelling import OfficeUsers, SealedTo, SeenSlots, marks_of
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.pages import known_office_key, known_page
from ektp_desk.usecases.admin.queries import ACTIVE, ENDED, all_users, user_keys
from ektp_desk.wire import limits

_SEEN, _FORMER, _GIVEN = "slots_seen", "slots_former", "slots_given"


def note_seen(store: Store, slots: Slots, former: Sequence[str]) -> None:
    """Remember which passphrases a kit brought, and which it replaced."""
    _keep(store, SeenSlots(marks_of(slots), former))


def note_given(store: Store, slots: Slots) -> list[str]:
    """Remember that this desk gives these slots; give the marks of what it gave before and they replaced."""
    giving = marks_of(slots).values()
    given = [mark for mark in _marks(store, _GIVEN) if mark not in giving]
    with store.together():
        keep_fact(store.connection, _GIVEN, msgspec.json.encode([*given, *giving]))
    return given[-limits.FORMER :]


def follow_slots(store: Store, guard: SlotGuard, content: bytes, replaced: Sequence[str]) -> None:
    """Follow slots that an office desk sent, as far as the journal here vouches for them.

    `replaced` are marks of slots that these replaced there. What a later release wrote is left for it, and so
    is what is damaged: the package is signed, nobody is locked out by it. Raises `disk.full`, `disk.refused`,
    `signin.ended`.
    """
    try:
        coming = parse_copy(content)
    except EktpError:
        return
    if coming is None:
        return
    said, keys = all_users(store), user_keys(store)
    users = OfficeUsers(
        present={
            user.id: SlotUser(user.id, user.name, tuple(user.roles.split()))
            for user in said
            if user.state == ACTIVE
        },
        left={user.id for user in said if user.state != ACTIVE},
        keys={(key.user, key.seal) for key in keys if key.state != ENDED},
    )
    sealed_to = SealedTo(known_office_key(store), known_page(store))
    seen = SeenSlots(_seen(store), {*_marks(store, _FORMER), *replaced}, replaced)
    _keep(store, guard.follow_office(coming, users, seen=seen, sealed_to=sealed_to))


def _keep(store: Store, seen: SeenSlots) -> None:
    with store.together():
        keep_fact(store.connection, _SEEN, msgspec.json.encode(seen.marks))
        keep_fact(store.connection, _FORMER, msgspec.json.encode(sorted(seen.former)))


def _seen(store: Store) -> dict[str, str]:
    row = store.connection.execute("SELECT value FROM facts WHERE name = ?", (_SEEN,)).fetchone()
    return msgspec.json.decode(row[0], type=dict[str, str]) if row else {}


def _marks(store: Store, name: str) -> list[str]:
    row = store.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return msgspec.json.decode(row[0], type=list[str]) if row else []
