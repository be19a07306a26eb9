"""The recovery page put to use: its words open the store and give a user a new passphrase."""

from __future__ import annotations

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.keys.passphrases import new_passphrase, word_list
from ektp_desk.domain.chance.passwords import words_to_bytes
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import PassphraseReset
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.seal.age import identity_from_bytes
from ektp_desk.seal.keys import new_user_keys
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.seal.slots.content import Slots, SlotUser, Unlocked
from ektp_desk.seal.slots.opening import open_with_recovery
from ektp_desk.seal.slots.users import set_passphrase
from ektp_desk.usecases.admin.commands import other_keys
from ektp_desk.usecases.admin.queries import all_users

RECOVERY = "recovery"  # who acts when the page opens the office: no user


def keys_of_page(slots: Slots, typed: str) -> Unlocked:
    """What the page's 27 words open.

    Raises `recovery.word_count`, `recovery.word_unknown`, `recovery.checksum`; `seal.wrong_key` for another
    office's page; `seal.damaged`, `slots.changed`.
    """
    secret = identity_from_bytes(words_to_bytes(typed.split(), word_list())).secret
    return open_with_recovery(slots, secret)


def reset_by_page(desk: Desk, keys: Unlocked, name: str, *, cost: Cost = FULL) -> str:
    """Set a new passphrase for an active user, told once; the journal says that it was the page.

    In an older slot file that was put back nobody else's passphrase holds on: an ADB gives them new ones.
    Raises `user.unknown`; `user.last_adb` when somebody else must be given one first: an ADB; and what
    opening raises.
    """

    def let_nobody_in(kept: int) -> None:
        desk.keep_slots(desk.slots.with_users((), keys.store_key, above=kept))

    store = desk.open_store(RECOVERY, keys, older=let_nobody_in)
    found = [u for u in all_users(store) if u.name == name and u.state == "active"]
    if len(found) != 1:
        raise EktpError("user.unknown")
    (user,) = found
    words, own = new_passphrase(), new_user_keys()
    on_slot = SlotUser(user.id, user.name, tuple(user.roles.split()))
    slots = set_passphrase(desk.slots, on_slot, passphrase=words, keys=own, opens=keys, cost=cost)
    act = NewEvent(Entity.USER, user.id, PassphraseReset(own=False))
    store.write([act, *other_keys(store, user.id, own)], at=desk.clock())
    desk.keep_slots(slots)
    return words
