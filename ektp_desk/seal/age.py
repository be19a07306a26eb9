"""Sealing with age (X25519), which the real `age` program opens too; no passphrases (scrypt takes 1 GB)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyrage  # type: ignore[import-untyped]  # ships no types; this module is the only one that touches it
from pyrage import x25519

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal import bech32

_SECRET_PREFIX = "age-secret-key-"  # noqa: S105  the public start of every age secret, not one of them
_LINES_END = b"\n--- "
# Of the lines before the content, enough for 150 recipients: the library reads them in a time that grows with
# their square, so that a megabyte would cost a quarter of an hour.
LINES_BYTES = 2**14
_NO_KEY_FITS = "No matching keys found"


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A pair of age keys: `public` ("age1…") seals, `secret` ("AGE-SECRET-KEY-1…") opens."""

    secret: str
    public: str

    def __repr__(self) -> str:
        """Show only what may stand in a log."""
        return f"Identity(public={self.public!r})"


def new_identity() -> Identity:
    return _identity(str(x25519.Identity.generate()))


def identity_from_bytes(raw: bytes) -> Identity:
    """The way back from words or a QR code on paper."""
    return _identity(secret_from_bytes(raw))


def secret_from_bytes(raw: bytes) -> str:
    """The same for who only opens: what seals is reckoned from it, which takes as long again."""
    if len(raw) != 32:
        raise ValueError("an age secret has 32 bytes")
    return bech32.encode(_SECRET_PREFIX, raw).upper()


def identity_bytes(secret: str) -> bytes:
    """Raises: `seal.bad_key` when it was mistyped or is something else."""
    try:
        raw = bech32.decode(_SECRET_PREFIX, secret.strip())
    except ValueError:
        raise EktpError("seal.bad_key") from None
    if len(raw) != 32:
        raise EktpError("seal.bad_key")
    return raw


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Seal `data` to every one of `recipients` ("age1…"); any one of their secrets opens it.

    Raises: `seal.bad_key` for a recipient that is no age key; ValueError without recipients.
    """
    if not recipients:
        raise ValueError("what is sealed to nobody is lost")
    try:
        keys = [x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError:
        raise EktpError("seal.bad_key") from None
    sealed: bytes = pyrage.encrypt(data, keys)
    return sealed


def open_sealed(data: bytes, *secrets: str) -> bytes:
    """Open with any one of `secrets`.

    Raises: `seal.wrong_key` when it was sealed to none of them (damage to the lines that name the recipients
    looks the same), `seal.damaged` when it is cut or changed or these lines are too long, `seal.bad_key` for
    one that is no age secret.
    """
    try:
        identities = [x25519.Identity.from_str(secret.strip()) for secret in secrets]
    except pyrage.IdentityError:
        raise EktpError("seal.bad_key") from None
    if data.find(_LINES_END, 0, LINES_BYTES) < 0:
        raise EktpError("seal.damaged")
    try:
        opened: bytes = pyrage.decrypt(data, identities)
    except pyrage.DecryptError as error:
        # pyrage has one error for both; its tests and ours hold this sentence still.
        code = "seal.wrong_key" if str(error) == _NO_KEY_FITS else "seal.damaged"
        raise EktpError(code) from None
    return opened


def _identity(secret: str) -> Identity:
    return Identity(secret, str(x25519.Identity.from_str(secret).to_public()))
