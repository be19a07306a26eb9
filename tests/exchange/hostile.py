"""Writes a journal as somebody could who holds keys and a tool, and puts it on a card as sealed runs."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from ektp_desk.desk.founding import Kit
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.chain import GENESIS, body_digest, link_of
from ektp_desk.domain.journal.signing import SigningContext, key_name, signed_message
from ektp_desk.seal.sign import new_signing_key, sign, verify_key
from ektp_desk.store.asking.places import office_root
from ektp_desk.usecases.laptops.queries import journal_ends
from ektp_desk.wire.run import write_run
from tests.offices import TestOffice
from tests.store.several.field import Field

AT = "2019-04-02T01:15:00.250+00:00"


@dataclass
class FalseJournal:
    """A journal of any device; `seed` is of the key that signs runs."""

    office: TestOffice
    device: str
    incarnation: str
    seed: bytes
    events: list[Arrived] = field(default_factory=list)
    link: bytes = GENESIS

    @property
    def root(self) -> bytes:
        return office_root(self.office.connection)

    def go_on(self, run: list[Arrived]) -> None:
        """Go on after what somebody wrote."""
        self.events, self.link = list(run), run[-1].link

    def heard(self) -> list[dict[str, Any]]:
        """All that the office wrote so far."""
        return [
            {"device": place.device, "incarnation": place.incarnation, "seq": place.seq}
            for place in journal_ends(self.office.store)
        ]

    def say(
        self,
        kind: str,
        entity: str,
        entity_id: str,
        body: dict[str, Any],
        *,
        by: str,
        key: bytes = b"",
        **header: Any,
    ) -> None:
        """Write an event; it is signed with a person's `key` (its seed), or by nobody."""
        seq = len(self.events) + 1
        head = {
            "v": 1, "device": self.device, "incarnation": self.incarnation, "seq": seq, "at": AT,
            "offset": 480, "by": by, "visit": "", "entity": entity, "id": entity_id, "kind": kind,
            "bv": 1, "after": [],
        } | header  # fmt: skip
        if key:
            head["key"] = key_name(verify_key(key))
        said, salt, raw = json.dumps(body).encode(), secrets.token_bytes(16), json.dumps(head).encode()
        digest = body_digest(salt, said)
        link = link_of(self.link, raw, digest)
        signature = sign(key, signed_message(SigningContext.ACT, self.root, link)) if key else bytes(64)
        place = (self.device, self.incarnation, seq, self.link)
        self.events.append(Arrived(*place, link, raw, digest, salt, said, signature))
        self.link = link

    def sealed(self, first: int = 1, *, told: bytes = b"") -> bytes:
        """What is written from an event on, as one run to the office; `told`: in whose key's name."""
        office, recovery = self.office.desk.objects().recipients()
        run, public = self.events[first - 1 :], told or verify_key(self.seed)
        return write_run(
            run,
            office=self.root.hex(),
            by=key_name(public),
            to={"office": office, "recovery": recovery},
            visit=str(json.loads(run[0].header)["visit"]),
            earlier=0,
            sign=lambda message: sign(self.seed, message),
            key=public if first == 1 else b"",
        )


def joining_as(
    field: Field, device: str, *, incarnation: str = "evil", kit: Kit | None = None, at_office: bool = False
) -> FalseJournal:
    """Hold a kit that nobody used, and join with it under a name; empty for a laptop of one's own."""
    kit, own = kit or field.laptops.kit(at_office=at_office), new_signing_key()
    device = device or key_name(verify_key(own))
    made = FalseJournal(field.office, device, incarnation, own)
    opened = {"label": "09/a", "reason": "first"}
    joined = {"device": device, "sign": verify_key(own).hex(), "seal": "age1x", "heard": made.heard()}
    made.say("incarnation_opened", "device", device, opened, by=kit.id, key=kit.enrol)
    made.say("joined", "device", kit.id, joined, by=kit.id, key=kit.enrol)
    return made
