"""What a signature is made over, and how keys and the office's root are named on paper.

A person's signature covers a link, and with it the event, its place and everything before it in its journal.
Each message begins with its context and names the office's root: none passes for another kind's or office's.
"""

from __future__ import annotations

import base64
import hashlib
from enum import StrEnum
from typing import Protocol

KEY_SIGNS = 32  # of a key's name: half of a SHA-256, in hex
_ROOT = b"ektp-desk root 1\n"
_KEY = b"ektp-desk key 1\n"
OFFICE_SIGNS = 24  # of the office's code; the first 16 stand on a closing paper
_GROUP = 4


class SigningContext(StrEnum):
    """What a signature says; none is carried from one to another."""

    ACT = "act"  # this is my act, and all my acts since the last signature of this journal
    SECOND = "second"  # I stand beside this one act, and typed my passphrase for it
    OBJECT = "object"  # this left my desk: a device's key, over a digest of head and payload
    REQUEST = "request"  # this request to a hub is mine: a transport key, over what it asks and by which line
    ANSWER = "answer"  # this answers that request: the hub's key, over the request's ticket and what it says
    ENROL = "enrol"  # the kit's laptop has this key: the enrolment key, over the kit and the device's key
    KIT = "kit"  # this lets one laptop join: an office desk's key, over a digest of the kit


class Signer(Protocol):
    """A person who acts, with the key that says so; `key` is empty for who has none."""

    @property
    def user(self) -> str:
        """The user's id."""

    @property
    def key(self) -> str:
        """The key's name, as headers have it."""

    def sign(self, message: bytes) -> bytes:
        """Give an Ed25519 signature, 64 bytes."""


def signed_message(context: SigningContext, root: bytes, link: bytes) -> bytes:
    """What is signed: `root` is the office's, `link` the event's or an object's digest (32 bytes each)."""
    return b"ektp-desk %b 1\n" % context.encode() + root + link


def key_name(public: bytes) -> str:
    """Name an Ed25519 public key (32 bytes) in headers."""
    return hashlib.sha256(_KEY + public).hexdigest()[:KEY_SIGNS]


def office_root(founder: bytes, recovery: bytes) -> bytes:
    """Name an office by the two keys that may say who its first ADB is; `recovery` is empty where none is."""
    parts = (len(part).to_bytes(4, "big") + part for part in (founder, recovery))
    return hashlib.sha256(_ROOT + b"".join(parts)).digest()


def office_code(founder: str, recovery: str) -> str:
    """What people compare to know that an office is theirs: of its root, whose keys are hex."""
    return paper_code(office_root(bytes.fromhex(founder), bytes.fromhex(recovery)), OFFICE_SIGNS)


def paper_code(digest: bytes, signs: int) -> str:
    """Write the first `signs` of a digest in base32, in groups of four, for people to compare: `4CQ7-…`."""
    text = base64.b32encode(digest).decode()[:signs]
    return "-".join(text[at : at + _GROUP] for at in range(0, signs, _GROUP))
