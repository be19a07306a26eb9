"""Makes the test vectors, by the second writer alone: `python -m tests.exchange.making`.

Once the forms are released they are never made anew: what a later release adds comes beside them.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey
from pyrage import x25519  # type: ignore[import-untyped]  # ships no types

from tests.exchange import plain
from tests.exchange.plain import Event, Json

FOLDER = Path(__file__).with_name("vectors")
DEVICES = ("laptop", "other", "hub", "desk")
AUDIENCE = ("office", "recovery", "visit:v1", "device:laptop")


def secret_of(name: str) -> bytes:
    return hashlib.sha256(f"ektp-desk test key {name}".encode()).digest()


def keys() -> Json:
    """The keys of all vectors: the age ones were made once, by chance."""
    path = FOLDER / "keys.json"
    if path.exists():
        return dict(json.loads(path.read_text(encoding="utf-8")))
    made = {name: x25519.Identity.generate() for name in AUDIENCE}
    public = {name: bytes(SigningKey(secret_of(name)).verify_key) for name in (*DEVICES, "founder", "page")}
    return {
        "about": "Keys of tests alone: they open nothing else.",
        "root": plain.root_of(public["founder"], public["page"]).hex(),
        "founder": public["founder"].hex(),
        "recovery": public["page"].hex(),
        "devices": {
            name: {
                "seed": secret_of(name).hex(),
                "public": public[name].hex(),
                "by": plain.key_name(public[name]),
            }
            for name in DEVICES
        },
        "age": {name: {"secret": str(one), "recipient": str(one.to_public())} for name, one in made.items()},
    }


KEYS = keys()
ROOT = bytes.fromhex(KEYS["root"])
TO = ("office", "recovery")


def seed(device: str) -> bytes:
    return bytes.fromhex(KEYS["devices"][device]["seed"])


def recipients(names: tuple[str, ...] = TO) -> list[str]:
    return [KEYS["age"][name]["recipient"] for name in names]


def common(kind: str, by: str, audience: tuple[str, ...]) -> Json:
    return {
        "v": 1,
        "kind": kind,
        "office": KEYS["root"],
        "by": KEYS["devices"][by]["by"],
        "audience": list(audience),
    }


def header(seq: int, kind: str, entity: str, **other: Any) -> Json:
    said = {
        "v": 1, "device": "laptop", "incarnation": "first", "seq": seq, "at": "2019-04-02T01:15:00.250+00:00",
        "offset": 480, "by": "u1", "visit": "v1", "entity": entity, "id": f"{entity}1", "kind": kind, "bv": 1,
        "after": [],
    }  # fmt: skip
    return said | other


PICTURE = hashlib.sha256(b"a sealed picture").hexdigest()
SAID: tuple[tuple[Json, Json | None], ...] = (
    (header(1, "sent_home", "visit"), {"count": 8}),
    (
        header(2, "modality_set", "recording", key="a" * 32, later="passed over"),
        {"modality": "photo", "state": "captured", "count": 1, "file": PICTURE, "size": 4711},
    ),
    (header(3, "person_met", "person", second="b" * 32), None),  # erased
    (header(4, "of_a_later_release", "person"), {"name": "Yuliana Contöh"}),
)


def chained(said: tuple[tuple[Json, Json | None], ...] = SAID) -> list[Event]:
    """Those events as their store would hold them; authors' signatures are not looked at here."""
    made: list[Event] = []
    link = bytes(32)
    for head, body in said:
        salt, text = secret_of(f"salt {head['seq']}")[:16], plain.json_as(body or {"name": "Yuliana Contoh"})
        one: Event = {
            "header": plain.json_as(head),
            "salt": salt,
            "body": text,
            "signature": None,
            "second": None,
        }
        one["digest"] = plain.sha(plain.sized(salt), plain.sized(text))
        if body is None:
            one |= {"salt": None, "body": None}
        if "second" in head:
            one["second"] = b"\2" * 64
        link = plain.link_of(link, one)
        made.append(one | {"link": link})
    made[-1]["signature"] = b"\1" * 64
    return made


def run_head(events: list[Event], **other: Any) -> Json:
    said = common("run", "laptop", TO) | {
        "device": "laptop", "incarnation": "first", "first": 1, "last": len(events), "before": "00" * 32,
        "link": (events[-1]["link"] or b"").hex(), "visit": "v1", "earlier": 0, "files": [[PICTURE, 4711]],
    }  # fmt: skip
    return said | other


def shown(events: list[Event]) -> list[Json]:
    return [{name: shown_value(name, value) for name, value in one.items()} for one in events]


def shown_value(name: str, value: bytes | None) -> str | None:
    """Show JSON as it stands, and the rest in hex."""
    if value is None:
        return None
    return value.decode() if name in ("header", "body") else value.hex()


def run_vector(said: tuple[tuple[Json, Json | None], ...] = SAID, by: str = "laptop", **other: Any) -> Json:
    events = chained(said)
    head = run_head(events, by=KEYS["devices"][by]["by"], **other)
    data = plain.seal_object(head, plain.write_events(events), recipients(), seed(by))
    return vector(data, by, TO) | {"events": shown(events), "content": plain.write_events(events).hex()}


def package_vector() -> Json:
    stretch = chained(tuple((said | {"visit": ""}, body) for said, body in SAID))
    said = {
        name: run_head(stretch)[name] for name in ("device", "incarnation", "first", "last", "before", "link")
    }
    manifest = {
        "letters": {"A": "laptop", "B": "other"},
        "lists": [
            {"list": "l1", "digest": PICTURE, "count": 3, "key": b64encode(secret_of("rows")).decode()}
        ],
        "slots": b64encode(b'{"slots": "as their file is"}').decode(),
        "stretches": [said],
        "receipts": 1,
        "keys": [b64encode(secret_of("visit")).decode(), b64encode(secret_of("former")).decode()],
        "desks": {"second": b64encode(b"sealed to that desk, and in it to its ADBs").decode()},
    }
    inner = plain.write_object(receipt_head(), seed("hub"))
    content = plain.write_package(manifest, [plain.write_events(stretch)], [inner])
    head = common("package", "desk", ("visit:v1", "recovery")) | {
        "visit": "v1", "number": 2, "made": "2019-04-01T08:00:00.000+00:00", "expires": "2019-04-30",
        "device": "desk", "incarnation": "first", "seq": 40,
    }  # fmt: skip
    to = ("visit:v1", "recovery")
    data = plain.seal_object(head, content, recipients(to), seed("desk"))
    return vector(data, "desk", to) | {
        "content": content.hex(),
        "manifest": manifest,
        "events": shown(stretch),
    }


HEARD = [[1, 116, "ab" * 32], [120, 240, "cd" * 32]]


def receipt_head(**other: Any) -> Json:
    return common("receipt", "hub", ("device:laptop",)) | {
        "number": 12, "epoch": 3, "device": "laptop", "incarnation": "first", "heard": HEARD,
        "more": 0, "missing": [PICTURE], "copies": 2,
        "stored": [["hub1", "disk1"], ["", ""]],
    } | other  # fmt: skip


def drop_head() -> Json:
    said = {"device": "desk", "incarnation": "first", "number": 2}
    return (
        common("droplist", "desk", ()) | said | {"dropped": [["ab" * 32, "12" * 32], ["cd" * 32, "34" * 32]]}
    )


def verdict_head(**other: Any) -> Json:
    return common("verdict", "desk", ()) | {
        "number": 4, "desk": "desk", "desk_incarnation": "first", "desk_seq": 40,
        "device": "laptop", "incarnation": "first", "heard": HEARD,
        "more": 0, "opened": [[1, 116], [120, 200]], "files_opened": 311,
        "wrong": [[PICTURE, "picture.not_one"]],
        "kept": [["desk", "disk1", [[1, 116], [120, 200]]], ["desk", "", [[1, 50]]]],
    } | other  # fmt: skip


def vector(data: bytes, by: str, to: tuple[str, ...]) -> Json:
    made = plain.read_object(data)
    return {
        "by": by,
        "opens_with": list(to),
        "object": text(data),
        "name": made["name"],
        "head": made["head"],
    }


def text(data: bytes) -> str:
    return b64encode(data).decode()


def stream(size: int) -> bytes:
    """SHA-256 of 0, 1, 2 … as eight bytes each, one after another, cut at `size`."""
    return b"".join(plain.sha(number.to_bytes(8, "big")) for number in range(size // 32 + 1))[:size]


def part_vector() -> Json:
    size = plain.MIB + 1
    parts = plain.cut(stream(size))
    return {
        "about": "The whole: SHA-256 of 0, 1, 2 … as eight bytes each, one after another, cut at `size`.",
        "size": size,
        "sha256": plain.sha(stream(size)).hex(),
        "parts": [
            {"name": plain.sha(part).hex(), "starts": part[:76].hex(), "bytes": len(part)} for part in parts
        ],
    }


def read_whole(data: bytes, by: str) -> None:
    """Read what a device sent, as a desk does that has every key. Raises: `plain.Refused`."""
    made = plain.read_object(data)
    plain.check(made, bytes.fromhex(KEYS["devices"][by]["public"]), ROOT)
    head = made["head"]
    if head["kind"] != "run":
        plain.need(not made["payload"], "a payload")
        plain.check_statement(head)
        return
    secrets = [KEYS["age"][name]["secret"] for name in head["audience"]]
    events = plain.read_events(plain.open_object(made, secrets, 8 * plain.MIB), head)
    plain.need(all(one in head["files"] for one in plain.files_of(events)), "a file is not listed")


def pack_vectors() -> Json:
    entries = [plain.write_object(receipt_head(number=number), seed("hub")) for number in (1, 2)]
    entries.insert(1, b"age-encryption.org/v1\n" + stream(200))
    whole = plain.write_pack(entries)
    second = len(plain.PACK) + 40 + len(entries[0])
    third = second + 40 + len(entries[1])
    flipped = whole[: second + 50] + bytes([whole[second + 50] ^ 1]) + whole[second + 51 :]
    long = whole[: second + 4] + b"\xff" + whole[second + 5 :]
    off = whole[: second + 7] + bytes([whole[second + 7] ^ 1]) + whole[second + 8 :]
    lost = whole[: second + 20] + whole[third:]
    cases = {
        "whole": (whole, [0, 1, 2], []),
        "a changed byte": (flipped, [0, 2], [[second, "changed"]]),
        "a length above the limit": (long, [0, 2], [[second, "too long"]]),
        "a changed length": (off, [0, 2], [[second, "changed"]]),
        "a stretch lost": (lost, [0, 2], [[second, "changed"]]),
        "cut": (whole[:-1], [0, 1], [[third, "cut"]]),
        "cut between two": (whole[:third], [0, 1], []),
        "a changed first line": (b"e" + whole[2:], [0, 1, 2], [[0, "changed"]]),
    }
    return {
        "entries": [plain.sha(entry).hex() for entry in entries],
        "kinds": [plain.kind_of(entry) for entry in entries],
        "packs": {
            name: {"pack": text(data), "given": given, "damages": bad}
            for name, (data, given, bad) in cases.items()
        },
    }


class Spoiler:
    """Makes a run of the laptop's that is wrong in one way."""

    def __init__(self) -> None:
        self.events = chained()
        self.head, self.content = run_head(self.events), plain.write_events(self.events)
        self.inside = plain.padded(plain.json_as(self.head), self.content)

    def sealed(self, inside: bytes, *, to: tuple[str, ...] = TO, **other: Any) -> bytes:
        return plain.write_object(self.head | other, seed("laptop"), plain.seal(inside, recipients(to)))

    def told(self, events: list[Event]) -> bytes:
        return self.sealed(plain.padded(plain.json_as(self.head), plain.write_events(events)))

    def zipped(self, data: bytes) -> bytes:
        inside = plain.sized(plain.json_as(self.head)) + plain.sized(data)
        return self.sealed(inside + bytes(-len(inside) % 4096))

    def headed(self, events: list[Event], **other: Any) -> bytes:
        head = run_head(events, **other)
        return plain.seal_object(head, plain.write_events(events), recipients(), seed("laptop"))

    def signed_anew(self) -> bytes:
        payload = plain.read_object(self.headed(self.events))["payload"]
        return plain.write_object(self.head | {"by": KEYS["devices"]["other"]["by"]}, seed("other"), payload)


def spelled(raw: bytes) -> bytes:
    """Sign a head of the hub's as it is spelled here."""
    signature = SigningKey(seed("hub")).sign(plain.message(ROOT, raw, b"")).signature
    return plain.OBJECT + plain.sized(raw) + signature


def from_hub(*, payload: bytes = b"", key: str = "hub", **other: Any) -> bytes:
    return plain.write_object(receipt_head(**other), seed(key), payload)


def refused_runs() -> dict[str, tuple[str, str, bytes]]:
    run = Spoiler()
    one, two, *rest = run.events
    damaged, differs, changed = "object.damaged", "object.inside_differs", "run.changed"
    other_visit = chained(tuple((said | {"visit": "v2"}, body) for said, body in SAID))
    zipped = zlib.compress(run.content)
    bomb = zlib.compress(bytes(8 * plain.MIB + 1))
    return {
        "signed anew by another device": (differs, "other", run.signed_anew()),
        "another head inside": (differs, "laptop", run.sealed(run.inside, visit="")),
        "sealed to somebody else": ("object.not_for_us", "laptop", run.sealed(run.inside, to=("visit:v1",))),
        "padding that says something": (damaged, "laptop", run.sealed(run.inside[:-1] + b"x")),
        "more padding than needed": (damaged, "laptop", run.sealed(run.inside + bytes(4096))),
        "unzips to more than allowed": ("object.too_big", "laptop", run.zipped(bomb)),
        "something behind zlib": (damaged, "laptop", run.zipped(zipped + b"x")),
        "zlib that does not end": (damaged, "laptop", run.zipped(zipped[:-5])),
        "a flipped event": (changed, "laptop", run.told([one | {"body": b'{"count":9}'}, two, *rest])),
        "a dropped event": (changed, "laptop", run.told(run.events[:-1])),
        "an event twice": (changed, "laptop", run.told([one, *run.events])),
        "two events exchanged": (changed, "laptop", run.told([two, one, *rest])),
        "events of another visit": (changed, "laptop", run.headed(other_visit)),
        "a file that is not listed": ("run.files_differ", "laptop", run.headed(run.events, files=[])),
    }


def refused_heads() -> dict[str, tuple[str, str, bytes]]:
    receipt, damaged = plain.json_as(receipt_head()), "object.damaged"
    deep = b"[" * 9000 + b"]" * 9000
    not_heard = plain.write_object(verdict_head(opened=[[1, 117]]), seed("desk"))
    return {
        "cut within the signature": (damaged, "hub", spelled(receipt)[: len(receipt) + 40]),
        "a longer head than allowed": ("object.too_big", "hub", plain.OBJECT + b"\0\1\0\1" + receipt),
        "a space in the head": (damaged, "hub", spelled(receipt.replace(b",", b", ", 1))),
        "a field twice": (damaged, "hub", spelled(receipt[:-1] + b',"epoch":4}')),
        "no UTF-8": (damaged, "hub", spelled(receipt[:-1] + b',"later":"\xff"}')),
        "nested without end": (damaged, "hub", spelled(receipt[:-1] + b',"later":' + deep + b"}")),
        "a number in quotes": (damaged, "hub", spelled(receipt.replace(b":12,", b':"12",'))),
        "signed by another": ("object.not_signed", "other", from_hub(key="other")),
        "another office": ("object.other_office", "hub", from_hub(office="11" * 32)),
        "a later version": ("object.newer", "hub", from_hub(v=2)),
        "a later kind": ("object.newer", "hub", from_hub(kind="parcel")),
        "a receipt with a payload": (damaged, "hub", from_hub(payload=b"x")),
        "ranges that touch": (damaged, "hub", from_hub(heard=[[1, 2, "ab" * 32], [3, 4, "ab" * 32]])),
        "ranges out of order": (damaged, "hub", from_hub(heard=[[9, 9, "ab" * 32], [1, 2, "ab" * 32]])),
        "opened and not heard": (damaged, "desk", not_heard),
    }


def refused_vectors() -> list[Json]:
    """Give what no reader takes, and what ours says of it."""
    cases = refused_heads() | refused_runs()
    return [
        {"why": why, "code": code, "by": by, "bytes": text(data)} for why, (code, by, data) in cases.items()
    ]


MADE: dict[str, Callable[[], Any]] = {
    "keys": lambda: KEYS,
    "run": lambda: run_vector(later={"passed": "over"}),
    "package": package_vector,
    "receipt": lambda: vector(plain.write_object(receipt_head(), seed("hub")), "hub", ()),
    "verdict": lambda: vector(plain.write_object(verdict_head(), seed("desk")), "desk", ()),
    "reissued": lambda: run_vector((SAID[0], (SAID[1][0], None), *SAID[2:]), "desk", files=[], issuer="desk"),
    "droplist": lambda: vector(plain.write_object(drop_head(), seed("desk")), "desk", ()),
    "part": part_vector,
    "pack": pack_vectors,
    "refused": refused_vectors,
}

if __name__ == "__main__":
    for name, make in MADE.items():
        made = json.dumps(make(), indent=1, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(made + "\n", encoding="utf-8")
        sys.stdout.write(f"{name}.json\n")
