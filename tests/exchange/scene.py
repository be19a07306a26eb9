"""Who sends and who opens in these tests, and runs as their stores would hold them; nobody in them lives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ektp_desk.domain.journal.arrived import Arrived, Run
from ektp_desk.domain.journal.bodies import Body, ModalitySet, PersonMet, SentHome
from ektp_desk.domain.journal.catalogue import KIND_OF
from ektp_desk.domain.journal.chain import GENESIS, body_digest, link_of
from ektp_desk.domain.journal.events import Header
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.wire.envelope import SignedEnvelope, check_signature, read_object
from ektp_desk.wire.heads import DropList, OfficeVerdict, PackageHead, Receipt, RunHead
from ektp_desk.wire.run import write_run

VECTORS = Path(__file__).with_name("vectors")
KEYS = json.loads((VECTORS / "keys.json").read_text(encoding="utf-8"))
ROOT = bytes.fromhex(KEYS["root"])
AGE: dict[str, tuple[str, str]] = {
    name: (key["secret"], key["recipient"]) for name, key in KEYS["age"].items()
}
TO = {name: AGE[name][1] for name in ("office", "recovery")}
SECRETS = {name: (AGE[name][0],) for name in AGE}


@dataclass(frozen=True)
class Sending:
    """A device of the tests, with its key."""

    device: str

    @property
    def seed(self) -> bytes:
        return bytes.fromhex(KEYS["devices"][self.device]["seed"])

    @property
    def public(self) -> bytes:
        return verify_key(self.seed)

    @property
    def by(self) -> str:
        return key_name(self.public)

    def sign(self, message: bytes) -> bytes:
        """Sign as its desk would."""
        return sign(self.seed, message)


LAPTOP, OTHER, HUB, OFFICE = (Sending(name) for name in ("laptop", "other", "hub", "desk"))
PICTURE = hashlib.sha256(b"a sealed picture").hexdigest()
SIGNED, SECOND = bytes([1]) * 64, bytes([2]) * 64  # nobody looks at an author's signature here


def events(
    bodies: Sequence[Body | None],
    *,
    first: int = 1,
    before: bytes = GENESIS,
    visit: str = "v1",
    device: str = "laptop",
) -> list[Arrived]:
    """Events of one journal; a body that is None was erased, and the last of them is signed."""
    made: list[Arrived] = []
    for seq, body in enumerate(bodies, start=first):
        said = body or PersonMet(name="", nik="", sex="", birth="", village="", address="")
        kind = KIND_OF[type(said)]
        header = msgspec.json.encode(
            Header(
                v=1, device=device, incarnation="first", seq=seq, at="2019-04-02T01:15:00.250+00:00",
                offset=480, by="u1", visit=visit, entity=str(kind.entity or "visit"), id="e1", kind=kind.name,
                bv=kind.version, after=(),
            )
        )  # fmt: skip
        made.append(event(header, msgspec.json.encode(said), seq=seq, before=before, device=device))
        if body is None:
            made[-1] = made[-1]._replace(salt=None, body=None)
        before = made[-1].link
    made[-1] = made[-1]._replace(signature=SIGNED, second=SECOND)
    return made


def event(header: bytes, body: bytes, *, seq: int, before: bytes, device: str = "laptop") -> Arrived:
    """One event, chained."""
    salt = hashlib.sha256(header).digest()[:16]
    digest = body_digest(salt, body)
    return Arrived(device, "first", seq, before, link_of(before, header, digest), header, digest, salt, body)


def taken(file: str = PICTURE, size: int = 16) -> ModalitySet:
    """A photo that was captured into a sealed file."""
    return ModalitySet(modality="photo", state="captured", count=1, file=file, size=size)


def a_run(*bodies: Body | None, visit: str = "v1") -> Run:
    """A run from its journal's first event on."""
    return events(bodies or (SentHome(count=8), taken(), None), visit=visit)


def sent(run: Run, by: Sending = LAPTOP, *, earlier: int = 0, to: dict[str, str] | None = None) -> bytes:
    """A run as the object that a device sends."""
    visit = json.loads(run[0].header)["visit"]
    return write_run(
        run,
        office=ROOT.hex(),
        by=by.by,
        to=TO if to is None else to,
        visit=visit,
        earlier=earlier,
        sign=by.sign,
    )


def arrived(data: bytes, by: Sending = LAPTOP) -> SignedEnvelope:
    """Read an object, and hold it against a device's key."""
    return check_signature(read_object(data), by.public, ROOT)


def run_head(run: Run, by: Sending = LAPTOP, **other: Any) -> RunHead:
    """The head of a run, with what a test wants to be otherwise."""
    head = RunHead(
        office=ROOT.hex(), by=by.by, audience=tuple(TO), device=run[0].device, incarnation=run[0].incarnation,
        first=run[0].seq, last=run[-1].seq, before=run[0].before.hex(), link=run[-1].link.hex(), visit="v1",
        earlier=0, files=(),
    )  # fmt: skip
    return msgspec.structs.replace(head, **other)


def package_head(**other: object) -> PackageHead:
    head = PackageHead(
        office=ROOT.hex(), by=OFFICE.by, audience=("visit:v1",), visit="v1", number=1,
        made="2019-04-01T08:00:00.000+00:00", expires="2019-04-30", device="desk",
        incarnation="first", seq=9,
    )  # fmt: skip
    return msgspec.structs.replace(head, **other)


HEARD = ((1, 116, "ab" * 32), (120, 240, "cd" * 32))


def receipt(**other: object) -> Receipt:
    said = Receipt(
        office=ROOT.hex(), by=HUB.by, audience=(), number=7, epoch=1, device="laptop", incarnation="first",
        heard=HEARD, missing=(PICTURE,), copies=2,
        stored=(("hub1", "disk1"), ("", "")),
    )  # fmt: skip
    return msgspec.structs.replace(said, **other)


def verdict(**other: object) -> OfficeVerdict:
    said = OfficeVerdict(
        office=ROOT.hex(), by=OFFICE.by, audience=(), number=7, desk="desk", desk_incarnation="first",
        desk_seq=9, device="laptop", incarnation="first",
        heard=HEARD, opened=((1, 100), (120, 130)), files_opened=12,
        wrong=((PICTURE, "picture.not_one"),), kept=(("desk", "disk1", ((1, 100),)), ("desk", "", ())),
    )  # fmt: skip
    return msgspec.structs.replace(said, **other)


def drop_list(**other: object) -> DropList:
    said = DropList(
        office=ROOT.hex(), by=OFFICE.by, audience=(), device="desk", incarnation="first", number=1,
        dropped=(("ab" * 32, "12" * 32), (PICTURE, "34" * 32)),
    )  # fmt: skip
    return msgspec.structs.replace(said, **other)
