"""Writes events as somebody could who holds the store's key: true to the chain, by whomever they like.

Shares no code with the product: the chain and the signatures are made from their description.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from nacl.signing import SigningKey

_LAST = "SELECT header, link FROM events WHERE journal = ? ORDER BY seq DESC LIMIT 1"
_INSERT = """
INSERT INTO events
  (journal, seq, link, entity, entity_id, kind, header, digest, salt, body, signature, second)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def hashed(*parts: bytes) -> bytes:
    """SHA-256 over the parts, each behind its length in four bytes."""
    return sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def key_name(public: bytes) -> str:
    """How headers name a key."""
    return sha256(b"ektp-desk key 1\n" + public).hexdigest()[:32]


def root_of(founder: str, recovery: str) -> bytes:
    """What an office's signatures name."""
    parts = (bytes.fromhex(founder), bytes.fromhex(recovery))
    return sha256(b"ektp-desk root 1\n" + b"".join(len(p).to_bytes(4, "big") + p for p in parts)).digest()


def message(context: str, root: bytes, link: bytes) -> bytes:
    """What is signed."""
    return f"ektp-desk {context} 1\n".encode() + root + link


@dataclass
class Forger:
    """Holds the store open, and keys of their own making or somebody's."""

    connection: Any
    key: SigningKey | None = None

    @property
    def root(self) -> bytes:
        """The office's, as its rows say."""
        return root_of(*self.connection.execute("SELECT founder, recovery FROM offices").fetchone())

    def append(
        self,
        kind: str,
        entity: str,
        entity_id: str,
        body: dict[str, object],
        *,
        by: str,
        signed: bool = True,
        second: SigningKey | None = None,
        named: bool = True,
        journal: int = 1,
    ) -> int:
        """Add an event at a journal's end; give its number. `named`: its header names the key."""
        last, link = self.connection.execute(_LAST, (journal,)).fetchone()
        head = json.loads(last) | {"by": by, "entity": entity, "id": entity_id, "kind": kind, "after": []}
        head |= {"seq": head["seq"] + 1, "visit": "", "bv": 1}
        head.pop("second", None)
        head.pop("key", None)
        if self.key is not None and named:
            head["key"] = key_name(bytes(self.key.verify_key))
        if second is not None:
            head["second"] = key_name(bytes(second.verify_key))
        return self.put(journal, head, body, link, signed=signed, second=second)

    def put(
        self,
        journal: int,
        head: dict[str, Any],
        body: dict[str, object],
        previous: bytes,
        *,
        signed: bool = True,
        second: SigningKey | None = None,
    ) -> int:
        """Write an event after a link."""
        header, said, salt = json.dumps(head).encode(), json.dumps(body).encode(), secrets.token_bytes(16)
        digest = hashed(salt, said)
        link = hashed(previous, header, digest)
        mine = self.key.sign(message("act", self.root, link)).signature if self.key and signed else None
        theirs = second.sign(message("second", self.root, link)).signature if second else None
        place = (journal, head["seq"], link, head["entity"], head["id"], head["kind"])
        self.connection.execute(_INSERT, (*place, header, digest, salt, said, mine, theirs))
        return int(head["seq"])
