"""Keeps the keys of who is signed in, and lets others in with them; implements `ports.Credentials`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from ektp_desk.desk.keys.passphrases import check_chosen, new_passphrase
from ektp_desk.desk.keys.tries import Tries
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.age import identity_bytes, identity_from_bytes, open_sealed, seal
from ektp_desk.seal.keys import UserKeys, UserSigner, new_user_keys
from ektp_desk.seal.passphrase import Cost
from ektp_desk.seal.slots.content import Slots, SlotUser, Unlocked
from ektp_desk.seal.slots.lending import lent, with_lent
from ektp_desk.seal.slots.opening import open_with_office
from ektp_desk.seal.slots.travelling import OfficeUsers, SealedTo, SeenSlots, followed, sealing_to
from ektp_desk.seal.slots.users import add_user, change_user, remove_user, set_passphrase, with_page
from ektp_desk.usecases.ports import NewKeys


class SlotStore(Protocol):
    """Where the slots lie: a desk."""

    @property
    def slots(self) -> Slots: ...

    @property
    def tries(self) -> Tries: ...

    def device_keys(self) -> UserKeys:
        """Of the laptop, as its store has them."""

    def keep_slots(self, slots: Slots) -> None:
        """Put these slots in the place of the others, on the disk when it returns."""


class SlotGuard:
    """The keys of one signed-in user until `forget`; every act replaces the slot file whole."""

    def __init__(self, place: SlotStore, user_id: str, keys: Unlocked, *, cost: Cost) -> None:
        self._place, self._user, self._cost = place, user_id, cost
        self._keys: Unlocked | None = keys

    def __repr__(self) -> str:
        """Show no key."""
        return f"SlotGuard({'open' if self._keys else 'forgotten'})"

    @property
    def store_keys(self) -> tuple[bytes, ...]:
        """The store's key, for what the desk itself encrypts, and those of before; raises `signin.ended`."""
        return self._held().store_keys

    def follow(self, slots: Slots) -> None:
        """Hold what these slots open, which took the place of others: their keys may be others."""
        if self._keys is not None:
            self._keys = slots.renewed(self._user, self._keys)

    def seal(self, data: bytes) -> bytes:
        """Seal to who is signed in; b"" for who has no key of their own. Raises `signin.ended`."""
        own = self._held().keys
        return b"" if own is None else seal(data, [own.seal])

    def unseal(self, sealed: bytes) -> bytes:
        """Raises `seal.wrong_key`, `seal.damaged`, `signin.ended`."""
        own = self._held().keys
        return b"" if own is None else open_sealed(sealed, own.box.secret)

    def office_secrets(self) -> dict[str, tuple[str, ...]]:
        """The office's secrets, the last first, by the name that audiences have for them.

        Empty for who has none. Laptops seal to a former one until they hear of another.
        """
        secret = self._held().office_secret
        return {} if secret is None else {"office": self._place.slots.office_secrets(secret)}

    def forget(self) -> None:
        """At sign-out."""
        self._keys = None

    def confirm(self, passphrase: str) -> None:
        """Check that it is still the signed-in user; raises `signin.wrong`, `signin.wait`."""
        self._held()
        with self._place.tries.trying(self._user):
            self._place.slots.unlock(self._user, passphrase)

    def second(self, user_id: str, passphrase: str) -> UserSigner:
        """Who stands beside an act; raises `signin.wrong`, `signin.wait`, `user.unknown`, `user.no_key`."""
        self._held()
        with self._place.tries.trying(user_id):
            opened = self._place.slots.unlock(user_id, passphrase)
        if opened.keys is None:
            raise EktpError("user.no_key")
        return opened.signer(user_id)

    def new_keys(self) -> UserKeys:
        return new_user_keys()

    def device_keys(self) -> UserKeys:
        return self._place.device_keys()

    def holders(self) -> dict[str, bool]:
        """Who has a passphrase, by user id, and whether it opens the office's key."""
        return {slot.user.id: slot.holds_office_key for slot in self._place.slots.users}

    def let_in(
        self, user_id: str, name: str, *, roles: tuple[str, ...], passphrase: str, keys: NewKeys
    ) -> None:
        """With the user's first passphrase."""
        opens, own = self._held(), _made(keys)
        user = SlotUser(user_id, name, roles)
        self._keep(
            lambda slots: add_user(slots, user, passphrase=passphrase, keys=own, opens=opens, cost=self._cost)
        )

    def change(
        self,
        user_id: str,
        name: str,
        *,
        roles: tuple[str, ...],
        passphrase: str | None = None,
        keys: NewKeys | None = None,
    ) -> None:
        """Change name, roles and, if one is given, the passphrase, and with another's their keys."""
        opens, user = self._held(), SlotUser(user_id, name, roles)
        if passphrase is None:
            if user_id in self.holders():  # else there is nothing to change: roles stand in the journal
                self._keep(lambda slots: change_user(slots, user, opens=opens))
            return
        if user_id != self._user:
            opens = self._office(opens)
        words, own = passphrase, self._held().keys if keys is None else _made(keys)
        if own is None:
            raise EktpError("user.no_key")
        self._keep(
            lambda slots: set_passphrase(
                slots, user, passphrase=words, keys=own, opens=opens, cost=self._cost
            )
        )

    def shut_out(self, user_id: str) -> None:
        """Take somebody's slot away; without one there is nothing to do."""
        opens = self._held()
        if user_id in self.holders():
            self._keep(lambda slots: remove_user(slots, user_id, opens=opens))

    def change_page(self, public: str) -> None:
        """Let another recovery page ("age1…") open the office, and the one until now no longer.

        Raises as `with_page`; `disk.full`, `disk.refused`.
        """
        opens = self._held()
        self._keep(lambda slots: with_page(slots, public, opens=opens))

    def follow_office(
        self, coming: Slots, users: OfficeUsers, *, seen: SeenSlots, sealed_to: SealedTo
    ) -> SeenSlots:
        """Follow slots that a package brought, as `followed`; give what was seen of them.

        `sealed_to` are the office's key and the recovery page's ("age1…") that the journal knows.

        Raises `signin.ended`, `disk.full`, `disk.refused`.
        """
        opens, before = self._held(), self._place.slots
        slots, now_seen = followed(before, coming, users, seen=seen, me=self._user, opens=opens)
        slots = sealing_to(slots, sealed_to, opens=opens)
        if slots is not before:
            self._place.keep_slots(slots)
        return now_seen

    def office_keys(self) -> list[str]:
        """The open halves of all secrets that the office had, the last first; none for who has it not."""
        secret = self._held().office_secret
        held = [] if secret is None else self._place.slots.office_secrets(secret)
        return [identity_from_bytes(identity_bytes(one)).public for one in held]

    def lend_office(self, boxes: Mapping[str, str]) -> bytes:
        """The office's key for ADBs at another desk, by their age keys; b"" for who has it not."""
        secret = self._held().office_secret
        return b"" if secret is None else lent(self._place.slots, secret, boxes)

    def take_office(self, content: bytes) -> None:
        """Take what `lend_office` gave at another desk, for who is signed in; what is none changes nothing.

        Raises `signin.ended`, `disk.full`, `disk.refused`.
        """
        opens, before = self._held(), self._place.slots
        slots = with_lent(before, content, me=self._user, opens=opens)
        if slots is not before:
            self._place.keep_slots(slots)

    def new_passphrase(self) -> str:
        return new_passphrase()

    def check_chosen(self, passphrase: str, roles: tuple[str, ...]) -> None:
        slots = self._place.slots
        names = [slots.office.name, *(slot.user.name for slot in slots.users)]
        check_chosen(passphrase, roles, region=slots.office.region, names=names)

    def _office(self, opens: Unlocked) -> Unlocked:
        """Go through the office's slot: only who holds the office's key sets another's passphrase."""
        if opens.office_secret is None:
            raise EktpError("user.office_key_needed")
        return open_with_office(self._place.slots, opens.office_secret)

    def _held(self) -> Unlocked:
        if self._keys is None:
            raise EktpError("signin.ended")
        return self._keys

    def _keep(self, changed: Callable[[Slots], Slots]) -> None:
        self._place.keep_slots(changed(self._place.slots))


def _made(keys: NewKeys) -> UserKeys:
    """Take back what `new_keys` gave: its private halves go through no use case."""
    if not isinstance(keys, UserKeys):
        raise TypeError("keys of a user are made here")
    return keys
