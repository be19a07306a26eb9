"""The office that is attacked: with an operator whose key the attacker has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nacl.signing import SigningKey

from ektp_desk.seal.sign import are_signed
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import Fault
from tests.attacks.forging import Forger
from tests.offices import TestOffice

ADI = "kata sandi milik adi nenobais"


@dataclass
class Scene:
    """An office with an open visit and an operator, whose key the attacker has."""

    office: TestOffice
    visit: str
    adi: str
    forger: Forger  # with Adi's key

    @property
    def connection(self) -> Any:
        return self.office.connection

    def own_key(self, user: str, words: str) -> SigningKey:
        """Whoever knows a passphrase has the key."""
        keys = self.office.desk.unlock(user, words).keys
        assert keys is not None
        return SigningKey(keys.seed)


def found(connection: Any) -> list[Fault]:
    """Hold every signature against the office's keys and roles."""
    return signature_faults(connection, are_signed)
