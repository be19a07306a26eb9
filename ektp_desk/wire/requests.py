"""What is signed of a request to a hub: all that it asks, and the line that it goes by.

A ticket comes from the hub and serves once. The certificate's fingerprint is signed too: who opens the line
in between and speaks TLS to both ends can hand nothing on.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ektp_desk.domain.journal.signing import SigningContext, signed_message
from ektp_desk.wire.envelope import Sign
from ektp_desk.wire.parsing import sized

VERSION = 1
KEY, TICKET, BODY, SIGNATURE, LINK = (
    f"Ektp-{name}" for name in ("Key", "Ticket", "Body", "Signature", "Link")
)
LANE = "+"  # behind a link's name, its second connection's: else its body would end the first one's
EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class HubRequest:
    """`target`: path and query; `tls`: of the certificate, "" without; `body`: its own, a pack's fronts'."""

    ticket: str
    method: str
    target: str
    tls: str
    body: str = EMPTY

    def message(self, root: bytes) -> bytes:
        """What the transport key signs."""
        parts = (self.ticket, self.method, self.target, self.tls, self.body)
        digest = hashlib.sha256(b"".join(sized(part.encode()) for part in parts)).digest()
        return signed_message(SigningContext.REQUEST, root, digest)

    def headers(self, key: str, root: bytes, sign: Sign) -> dict[str, str]:
        """What goes with the request; `key` is the transport key's name."""
        return {
            KEY: key,
            TICKET: self.ticket,
            BODY: self.body,
            SIGNATURE: sign(self.message(root)).hex(),
        }


def answer_message(root: bytes, ticket: str, body: bytes) -> bytes:
    """What the hub signs of an answer; `ticket`: the request's, empty where it had none."""
    digest = hashlib.sha256(sized(ticket.encode()) + hashlib.sha256(body).digest()).digest()
    return signed_message(SigningContext.ANSWER, root, digest)


def enrolment_message(root: bytes, kit: str, device_key: bytes) -> bytes:
    """What a kit's enrolment key signs, that a laptop is the kit's."""
    digest = hashlib.sha256(sized(kit.encode()) + sized(device_key)).digest()
    return signed_message(SigningContext.ENROL, root, digest)
