"""A user's own two key pairs: one signs what they do (Ed25519), one opens what is sealed to them (age)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal import sign as ed25519
from ektp_desk.seal.age import Identity, identity_bytes, new_identity

_RECOVERY_PERSON = b"ektp root 1"


@dataclass(frozen=True, slots=True, repr=False)
class UserKeys:
    """`seed` (32 bytes) is the whole private key that signs; `box` opens what was sealed to the user."""

    seed: bytes
    box: Identity

    def __repr__(self) -> str:
        """Show no key."""
        return "UserKeys()"

    @property
    def public(self) -> bytes:
        """The half that checks signatures, 32 bytes."""
        return ed25519.verify_key(self.seed)

    @property
    def sign(self) -> str:
        """The same in hex, as the journal has it."""
        return self.public.hex()

    @property
    def seal(self) -> str:
        """The half to which others seal, "age1…"."""
        return self.box.public

    @property
    def name(self) -> str:
        """As headers have it."""
        return key_name(self.public)


@dataclass(frozen=True, slots=True, repr=False)
class UserSigner:
    """Implements `domain.journal.signing.Signer`; without keys nothing is signed."""

    user: str
    keys: UserKeys | None

    def __repr__(self) -> str:
        return f"UserSigner({self.user!r})"

    @property
    def key(self) -> str:
        return self.keys.name if self.keys else ""

    def sign(self, message: bytes) -> bytes:
        """Raises ValueError for who has no key."""
        if self.keys is None:
            raise ValueError("nobody signs without a key")
        return ed25519.sign(self.keys.seed, message)


def new_user_keys() -> UserKeys:
    return UserKeys(ed25519.new_signing_key(), new_identity())


def recovery_keys(recovery: Identity) -> UserKeys:
    """What the recovery page signs with: derived from its secret, so that the page stays one key on paper."""
    secret = identity_bytes(recovery.secret)
    seed = hashlib.blake2b(b"", digest_size=32, key=secret, person=_RECOVERY_PERSON).digest()
    return UserKeys(seed, recovery)
