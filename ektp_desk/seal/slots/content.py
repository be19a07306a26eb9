"""What stands in a slot file, and how one user opens it; nothing here touches the disk."""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
from dataclasses import dataclass
from typing import Annotated, Final, Literal, Self

import msgspec
from msgspec import UNSET, Meta, UnsetType, field
from msgspec.structs import replace
from nacl.exceptions import CryptoError

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.age import Identity, identity_bytes, identity_from_bytes, open_sealed, seal
from ektp_desk.seal.keys import UserKeys, UserSigner
from ektp_desk.seal.passphrase import Cost, Wrapped, boxed, unboxed, unwrap, wrap

FORMAT: Final = 3
ADB = "adb"  # the role whose holders can open what was sealed to the office
STORE_KEY_BYTES = 32

_STORE = "store"
_OFFICE = "office"
_SIGN, _BOX = "sign", "box"  # the two private halves of the user's own
OWN_KEYS = frozenset({_SIGN, _BOX})
_CHECK_PERSON = b"ektp slots 1"
_FORMER_KEY = b"ektp-desk former key 1"

_Id = Annotated[str, Meta(min_length=1, max_length=200)]


class SlotOffice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the sign-in screen shows before anything is open: region code ("53.02"), name, sample or real."""

    region: str
    name: str
    is_sample: bool


class SlotUser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who may sign in: random id, the name as the screen shows it, role words."""

    id: _Id
    name: str
    roles: tuple[str, ...]

    def __repr__(self) -> str:
        """Show no name."""
        return f"User({self.id!r}, roles={self.roles!r})"


class UserSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A user and, under their passphrase, the store key and their own keys; an ADB's also the office's.

    `box` is the open half of their own age key ("age1…"); `office` and `store` are the office's secret and
    the store's key (32 bytes each) sealed to it, where there came another since their passphrase was set:
    these go before those under the passphrase. None stands in a slot of an earlier release.
    """

    user: SlotUser
    keys: Wrapped
    box: str | UnsetType = UNSET
    office: bytes | UnsetType = UNSET
    store: bytes | UnsetType = UNSET

    @classmethod
    def wrapped(
        cls, user: SlotUser, passphrase: str, *, keys: UserKeys | None, opens: Unlocked, cost: Cost
    ) -> Self:
        """Wrap what this user's roles may open; `keys` are the user's own, None in a slot of an older form.

        Raises: `user.office_key_needed` when the user is an ADB and `opens` lacks the office's secret;
        `passphrase.empty`, `signin.no_memory`.
        """
        secrets = {_STORE: opens.store_key}
        if ADB in user.roles:
            if opens.office_secret is None:
                raise EktpError("user.office_key_needed")
            secrets[_OFFICE] = identity_bytes(opens.office_secret)
        if keys is not None:
            secrets |= {_SIGN: keys.seed, _BOX: identity_bytes(keys.box.secret)}
        box = keys.seal if keys else UNSET
        return cls(user, wrap(secrets, passphrase, owner=user.id, cost=cost), box)

    @property
    def holds_office_key(self) -> bool:
        return _OFFICE in self.keys.boxes

    def renamed(self, user: SlotUser) -> Self:
        """Who is no ADB any more loses the office's box.

        Raises: `user.passphrase_needed` when a new ADB's passphrase must wrap the office's secret.
        """
        if ADB not in user.roles:
            return replace(self.without_office(), user=user)
        if not self.holds_office_key:
            raise EktpError("user.passphrase_needed")
        return replace(self, user=user)

    def with_office(self, secret: bytes) -> Self:
        """Give an ADB the office's other secret; who has no box gets it with their next passphrase."""
        if not self.holds_office_key:
            return self
        return replace(self, office=seal(secret, [self.box])) if self.box else self.without_office()

    def without_office(self) -> Self:
        """Without the office's secret, in whatever way it is held."""
        boxes = {purpose: box for purpose, box in self.keys.boxes.items() if purpose != _OFFICE}
        return replace(self, keys=replace(self.keys, boxes=boxes), office=UNSET)

    def office_of(self, opened: dict[str, bytes], keys: UserKeys | None) -> str | None:
        """The office's secret as it is now, from what the passphrase opened."""
        office = _as_now(self.office, keys) or opened.get(_OFFICE)
        return None if office is None else identity_from_bytes(office).secret

    def store_key_of(self, opened: dict[str, bytes], keys: UserKeys | None) -> bytes:
        """The store's key as it is now, from what the passphrase opened; b"" where there is none."""
        return _as_now(self.store, keys) or opened.get(_STORE, b"")


@dataclass(frozen=True, slots=True, repr=False)
class Unlocked:
    """What a signed-in user holds: the store's 32-byte key and, for an ADB, the office's age secret.

    `keys` are the user's own; None where an earlier release wrote the slot. `former` are the store's keys of
    before, the last one first.
    """

    store_key: bytes
    office_secret: str | None
    keys: UserKeys | None = None
    former: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        """Show no key."""
        return f"Unlocked(office={self.office_secret is not None})"

    @property
    def store_keys(self) -> tuple[bytes, ...]:
        """Each that the store ever had, the newest first: an older store opens by one of them."""
        return (self.store_key, *self.former)

    def signer(self, user_id: str) -> UserSigner:
        return UserSigner(user_id, self.keys)


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """What was made with an office: the recovery secret goes to paper now and is kept nowhere else."""

    store_key: bytes
    office: Identity
    recovery: Identity
    founder: UserKeys

    def __repr__(self) -> str:
        """Show only the public halves."""
        return f"Secrets(office={self.office.public!r}, recovery={self.recovery.public!r})"


class Slots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in the file. `store_key` is sealed by age to office and recovery.

    `office_secret` is sealed to recovery alone (empty on a laptop of a kit, where nobody has it), and each of
    the `former` ones to the office key that came after it: who holds the last opens them all. What is
    sealed to the office is sealed to recovery too, so the page opens no more by it; and an office whose ADBs
    have all forgotten gets an ADB again.

    `check` is BLAKE2b-256, keyed with the store key, over this very JSON with an empty check. It keeps a
    thief who can write the disk but not open the store from slipping in their own public keys, roles or
    users. Whoever can unlock could forge it: it guards against outsiders. That an older file passes it shows
    by `generation`, which the anchor holds too.

    `rekey` says that somebody left who has held the store's key, so that the next opening gives it another.
    `former_keys` are those of before, each in a box under the key that came after it. Format 2 had neither.
    """

    format: Literal[1, 2, 3]
    install: _Id
    office: SlotOffice
    office_public: str
    recovery_public: str
    users: tuple[UserSlot, ...]
    store_key: bytes
    office_secret: bytes
    check: bytes = b""
    # Format 1 counted none, and its check is over a JSON without it.
    counted: Annotated[int, Meta(ge=1)] | UnsetType = field(name="generation", default=UNSET)
    former: tuple[bytes, ...] | UnsetType = UNSET
    rekey: bool | UnsetType = UNSET
    former_keys: tuple[bytes, ...] | UnsetType = UNSET

    def __repr__(self) -> str:
        """Show no user and no box."""
        return f"Slots(install={self.install!r}, users={len(self.users)})"

    @property
    def generation(self) -> int:
        """How often the slots were changed, from 1; 0 in an earlier release's."""
        return self.counted or 0

    def unlock(self, user_id: str, passphrase: str) -> Unlocked:
        """Open the desk for one user; takes as long as one Argon2id derivation.

        Raises: `signin.wrong`, `user.unknown`, `slots.changed`, `signin.no_memory`.
        """
        slot = self.slot_of(user_id)
        opened = unwrap(slot.keys, passphrase, owner=user_id)
        keys = _own_keys(opened)
        store_key = slot.store_key_of(opened, keys)
        self.require_genuine(store_key)
        return Unlocked(store_key, slot.office_of(opened, keys), keys, self.keys_before(store_key))

    def office_secrets(self, secret: str) -> tuple[str, ...]:
        """Each that the office ever had, the last first; `secret` is the last.

        Raises: `seal.wrong_key` when it is not, `seal.damaged`.
        """
        found = [secret]
        for former in reversed(self.former or ()):
            found.append(identity_from_bytes(open_sealed(former, found[-1])).secret)
        return tuple(found)

    def keys_before(self, store_key: bytes) -> tuple[bytes, ...]:
        """Each key of the store before this one, its newest: the last first. Raises: `slots.changed`."""
        found = [store_key]
        try:
            for box in reversed(self.former_keys or ()):
                found.append(unboxed(box, found[-1], _FORMER_KEY))
        except CryptoError:
            raise EktpError("slots.changed") from None
        return tuple(found[1:])

    def slot_of(self, user_id: str) -> UserSlot:
        """Raises: `user.unknown`."""
        for slot in self.users:
            if slot.user.id == user_id:
                return slot
        raise EktpError("user.unknown")

    def with_users(self, users: tuple[UserSlot, ...], store_key: bytes, *, above: int = 0) -> Slots:
        """The same slots with these users and a fresh check, one generation on (and past `above`).

        Whoever stands in them no more has held the store's key.
        """
        is_left = not {slot.user.id for slot in self.users} <= {slot.user.id for slot in users}
        changed = replace(self, users=users, rekey=True if is_left else self.rekey)
        return changed.at(max(self.generation, above) + 1, store_key)

    def under(self, key: bytes, opens: Unlocked) -> tuple[Slots, Unlocked]:
        """The same slots for a store under another key, sealed to each user's own, and what they open.

        Nobody's passphrase is needed, but a `box` of everybody.
        """
        sealed = seal(key, [self.office_public, self.recovery_public])
        former = (*(self.former_keys or ()), boxed(opens.store_key, key, _FORMER_KEY))
        users = tuple(replace(slot, store=seal(key, [str(slot.box)])) for slot in self.users)
        changed = replace(self, store_key=sealed, former_keys=former, rekey=UNSET)
        return changed.with_users(users, key), dataclasses.replace(
            opens, store_key=key, former=opens.store_keys
        )

    def at(self, generation: int, store_key: bytes) -> Slots:
        """The same slots under a fresh check, in this generation."""
        changed = replace(self, format=FORMAT, counted=generation or UNSET)
        return replace(changed, check=changed.check_under(store_key))

    def renewed(self, user_id: str, opens: Unlocked) -> Unlocked:
        """What a signed-in user opens by these slots, which took the place of those that they had opened."""
        slot = next((slot for slot in self.users if slot.user.id == user_id), None)
        if slot is None or opens.keys is None:
            return opens
        store_key = slot.store_key_of({}, opens.keys) or opens.store_key
        return dataclasses.replace(
            opens,
            store_key=store_key,
            office_secret=slot.office_of({}, opens.keys) or opens.office_secret,
            former=self.keys_before(store_key),
        )

    def require_genuine(self, store_key: bytes) -> None:
        """Raise `slots.changed` unless somebody who held `store_key` wrote these slots."""
        is_key = len(store_key) == STORE_KEY_BYTES
        if not is_key or not hmac.compare_digest(self.check, self.check_under(store_key)):
            raise EktpError("slots.changed")

    def check_under(self, store_key: bytes) -> bytes:
        content = msgspec.json.encode(replace(self, check=b""))
        return hashlib.blake2b(content, digest_size=32, key=store_key, person=_CHECK_PERSON).digest()


def _as_now(sealed: bytes | UnsetType, keys: UserKeys | None) -> bytes | None:
    """What was sealed to the user's own key since; None where nothing was."""
    if not sealed or keys is None:
        return None
    try:
        return open_sealed(sealed, keys.box.secret)
    except EktpError:
        raise EktpError("slots.changed") from None  # by somebody else's hand


def _own_keys(opened: dict[str, bytes]) -> UserKeys | None:
    seed, box = opened.get(_SIGN), opened.get(_BOX)
    return UserKeys(seed, identity_from_bytes(box)) if seed and box else None
