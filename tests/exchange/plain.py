"""A second reader and writer of what leaves a desk, written from docs/format.md.

It shares nothing with the product but the libraries below it; heads and manifests are plain dicts here.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pyrage  # type: ignore[import-untyped]  # ships no types
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from pyrage import x25519

OBJECT, PART, PACK = b"ektp-object 1\n", b"ektp-part 1\n", b"ektp-pack 1\n"
MARK = bytes.fromhex("9f454bf1")
MIB = 1024 * 1024
PART_BYTES = 256 * 1024
JSON = json.JSONDecoder()
Json = dict[str, Any]
Event = dict[str, bytes | None]


class Refused(Exception):
    """What a reader must not take."""


def need(is_so: bool, why: str) -> None:
    if not is_so:
        raise Refused(why)


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def sized(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


class Cursor:
    """Takes bytes from the front."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        need(self.at + count <= len(self.data), "cut")
        self.at += count
        return self.data[self.at - count : self.at]

    def unpack(self, form: str) -> int:
        return int(struct.unpack(form, self.take(struct.calcsize(form)))[0])

    def sized(self) -> bytes:
        return self.take(self.unpack(">I"))

    def rest(self) -> bytes:
        return self.take(len(self.data) - self.at)


# --- objects


def key_name(public: bytes) -> str:
    return hashlib.sha256(b"ektp-desk key 1\n" + public).hexdigest()[:32]


def root_of(founder: bytes, recovery: bytes) -> bytes:
    return sha(b"ektp-desk root 1\n", sized(founder), sized(recovery))


def message(root: bytes, head: bytes, payload: bytes) -> bytes:
    return b"ektp-desk object 1\n" + root + sha(sized(head), sha(payload))


def json_of(raw: bytes) -> Json:
    """One object of a head or a manifest, in its one spelling: no space between its fields, none twice."""
    fields: Json = {}
    try:
        text = raw.decode("utf-8")
        need(text[:1] == "{" and text[-1:] == "}", "no object")
        at = 1
        while at < len(text) - 1:
            name, end = JSON.raw_decode(text, at)
            need(text[at:end] == f'"{name}"' and text[end] == ":" and name not in fields, "name")
            fields[name], at = JSON.raw_decode(text, end + 1)
            need(text[at] == ("}" if at == len(text) - 1 else ","), "fields")
            at += 1
    except (ValueError, RecursionError):
        raise Refused("no JSON") from None
    need(text == "{}" or (bool(fields) and text[-2] != ","), "fields")
    return fields


def header_of(raw: bytes) -> Json:
    """Read an event's header, in whatever spelling its device wrote it."""
    try:
        return dict(JSON.decode(raw.decode("utf-8")))
    except (ValueError, TypeError, RecursionError):
        raise Refused("no header") from None


def json_as(said: Json) -> bytes:
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()


def read_object(data: bytes) -> Json:
    """Give `head` (a dict), `raw` (its bytes), `signature`, `payload`, and `name`."""
    need(len(data) <= 64 * MIB, "too big")
    cursor = Cursor(data)
    need(cursor.take(len(OBJECT)) == OBJECT, "no object")
    size = cursor.unpack(">I")
    need(size <= 65536, "head too big")
    raw = cursor.take(size)
    signature, payload = cursor.take(64), cursor.rest()
    return {
        "head": json_of(raw),
        "raw": raw,
        "signature": signature,
        "payload": payload,
        "name": hashlib.sha256(data).hexdigest(),
    }


def check(made: Json, public: bytes, root: bytes) -> None:
    need(made["head"]["office"] == root.hex(), "another office's")
    need(made["head"]["by"] == key_name(public), "another key's")
    try:
        VerifyKey(public).verify(message(root, made["raw"], made["payload"]), made["signature"])
    except BadSignatureError:
        raise Refused("not signed") from None


def write_object(head: Json, seed: bytes, payload: bytes = b"") -> bytes:
    return write_raw(json_as(head), seed, payload)


def write_raw(raw: bytes, seed: bytes, payload: bytes) -> bytes:
    root = bytes.fromhex(json.loads(raw)["office"])
    return OBJECT + sized(raw) + SigningKey(seed).sign(message(root, raw, payload)).signature + payload


def padded(raw: bytes, content: bytes) -> bytes:
    plain = sized(raw) + sized(zlib.compress(content))
    return plain + b"\0" * (-len(plain) % 4096)


def seal(plain: bytes, recipients: list[str]) -> bytes:
    sealed: bytes = pyrage.encrypt(plain, [x25519.Recipient.from_str(one) for one in recipients])
    return sealed


def seal_object(head: Json, content: bytes, recipients: list[str], seed: bytes) -> bytes:
    return write_object(head, seed, seal(padded(json_as(head), content), recipients))


def open_object(made: Json, secrets: list[str], most: int) -> bytes:
    need(b"\n--- " in made["payload"][:16384], "no age file")
    try:
        plain: bytes = pyrage.decrypt(made["payload"], [x25519.Identity.from_str(one) for one in secrets])
    except pyrage.DecryptError:
        raise Refused("does not open") from None
    cursor = Cursor(plain)
    need(cursor.sized() == made["raw"], "another head inside")
    unzip = zlib.decompressobj()
    zipped = cursor.sized()
    padding = cursor.rest()
    need(len(plain) % 4096 == 0 and len(padding) < 4096 and not padding.strip(b"\0"), "padding")
    try:
        content = unzip.decompress(zipped, most + 1)
    except zlib.error:
        raise Refused("no zlib") from None
    need(len(content) <= most and unzip.eof and not unzip.unused_data, "zlib")
    return content


# --- events


def link_of(before: bytes, event: Event) -> bytes:
    header, salt, body = event["header"] or b"", event["salt"], event["body"]
    digest = event["digest"] or b"" if body is None else sha(sized(salt or b""), sized(body))
    return sha(sized(before), sized(header), sized(digest))


def write_events(events: list[Event]) -> bytes:
    made = b""
    for event in events:
        salt, body, signature, second = (event[name] for name in ("salt", "body", "signature", "second"))
        flags = (body is not None) | (signature is not None) << 1 | (second is not None) << 2
        made += struct.pack(">B", flags) + sized(event["header"] or b"")
        made += (salt or b"") + sized(body) if body is not None else event["digest"] or b""
        made += (signature or b"") + (second or b"")
    return made


def read_events(content: bytes, head: Json) -> list[Event]:
    """Read the events that a run's head, or a stretch in a package, says."""
    cursor, link, events = Cursor(content), bytes.fromhex(head["before"]), []
    for seq in range(head["first"], head["last"] + 1):
        flags = cursor.unpack(">B")
        need(flags < 8, "flags")
        event: Event = {"header": cursor.sized(), "salt": None, "body": None}
        if flags & 1:
            event |= {"salt": cursor.take(16), "body": cursor.sized()}
            event["digest"] = sha(sized(event["salt"] or b""), sized(event["body"] or b""))
        else:
            event["digest"] = cursor.take(32)
        event["signature"] = cursor.take(64) if flags & 2 else None
        event["second"] = cursor.take(64) if flags & 4 else None
        event["link"] = link = link_of(link, event)
        said = header_of(event["header"] or b"")
        where = (said["device"], said["incarnation"], said["seq"], said["visit"])
        visit = head.get("visit", said["visit"])  # a stretch has none
        need(where == (head["device"], head["incarnation"], seq, visit), "place")
        events.append(event)
    need(cursor.at == len(content) and link.hex() == head["link"], "chain")
    return events


def files_of(events: list[Event]) -> list[list[str | int]]:
    """Give the digests and sizes that bodies name; of kinds known when this was written."""
    files: dict[str, int] = {}
    for event in events:
        if json.loads(event["header"] or b"")["kind"] == "modality_set" and event["body"] is not None:
            body = json.loads(event["body"])
            if body.get("file"):
                files[body["file"]] = body.get("size", 0)
    return [[digest, size] for digest, size in sorted(files.items())]


# --- packages


def write_package(manifest: Json, stretches: list[bytes], receipts: list[bytes]) -> bytes:
    return b"".join(map(sized, [json_as(manifest), *stretches, *receipts]))


def read_package(content: bytes) -> tuple[Json, list[list[Event]], list[bytes]]:
    cursor = Cursor(content)
    manifest = json_of(cursor.sized())
    stretches = [read_events(cursor.sized(), stretch) for stretch in manifest["stretches"]]
    receipts = [cursor.sized() for _ in range(manifest["receipts"])]
    need(cursor.at == len(content), "more behind")
    return manifest, stretches, receipts


# --- receipts, verdicts and drop lists


def check_statement(head: Json) -> None:
    """Check the order of what a receipt, a verdict or a drop list lists, and its numbers."""
    if head["kind"] == "droplist":
        names = [digest for digest, _link in head["dropped"]]
        need(0 < len(names) <= 256 and names == sorted(set(names)), "order")
        need(type(head["number"]) is int and head["number"] > 0, "number")
        return
    for name in ("number", "epoch" if head["kind"] == "receipt" else "desk_seq", "more"):
        value = head.get(name, 0 if name == "more" else None)
        need(type(value) is int and value >= (name != "more"), "number")
    for name in ("heard", "opened"):
        spans = head.get(name, [])
        need(all(1 <= span[0] <= span[1] for span in spans), "span")
        need(all(one[1] + 1 < other[0] for one, other in pairwise(spans)), "order")
    digests = head.get("missing") or [digest for digest, _reason in head.get("wrong", [])]
    need(digests == sorted(set(digests)), "order")
    for spans in (head.get("opened", []), *(spans for _machine, _disk, spans in head.get("kept", []))):
        need(all(one[0] <= one[1] for one in spans), "span")
        need(all(one[1] + 1 < other[0] for one, other in pairwise(spans)), "order")
        for first, last in spans:
            need(any(one <= first and last <= other for one, other, _link in head["heard"]), "not heard")


# --- parts


def cut(whole: bytes) -> list[bytes]:
    count = (len(whole) + PART_BYTES - 1) // PART_BYTES
    return [
        PART
        + sha(whole)
        + struct.pack(">QII", len(whole), number + 1, count)
        + whole[number * PART_BYTES : (number + 1) * PART_BYTES]
        for number in range(count)
    ]


def join(parts: list[bytes]) -> bytes:
    """Put together what may come in any order, and twice."""
    found: dict[int, bytes] = {}
    fronts = {part[: len(PART) + 40] for part in parts}
    need(len(fronts) == 1, "of several wholes")
    for part in parts:
        need(part.startswith(PART), "no part")
        size, number, count = struct.unpack_from(">QII", part, len(PART) + 32)
        need(MIB < size <= 64 * MIB and count == (size + PART_BYTES - 1) // PART_BYTES, "size")
        found[number] = part[len(PART) + 48 :]
    need(sorted(found) == list(range(1, count + 1)), "missing")
    whole = b"".join(found[number] for number in sorted(found))
    need(len(whole) == size and sha(whole) == parts[0][len(PART) :][:32], "changed")
    return whole


# --- packs


def kind_of(entry: bytes) -> str:
    for start, kind in (
        (OBJECT, "object"),
        (PART, "part"),
        (b"age-encryption.org/v1\n", "file"),
        (b"ektp-rows 1\n", "rows"),
        (PACK, "unknown"),
    ):
        if entry.startswith(start):
            return kind
    return "newer" if re.match(rb"ektp-[a-z]{1,16} [0-9]{1,9}\n", entry) else "unknown"


def write_pack(entries: list[bytes]) -> bytes:
    return PACK + b"".join(MARK + struct.pack(">I", len(entry)) + sha(entry) + entry for entry in entries)


def read_pack(data: bytes) -> Iterator[bytes]:
    """Give each true entry: every mark is tried, wherever it stands."""
    at = data.find(MARK)
    while at >= 0:
        front = data[at : at + 40]
        end = at + 40 + (struct.unpack(">I", front[4:8])[0] if len(front) == 40 else 0)
        entry = data[at + 40 : end]
        if len(front) == 40 and len(entry) <= MIB and end <= len(data) and sha(entry) == front[8:40]:
            yield entry
            at = data.find(MARK, end)
        else:
            at = data.find(MARK, at + 1)
