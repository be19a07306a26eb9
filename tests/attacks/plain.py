"""A second reading of a journal: chain, signatures and roles, from the published form alone.

Only hashlib, json and PyNaCl; who may write a kind, from where, and who signs it too, is read from
docs/catalogue.md. The founder's journals come first, each going on from the one before, then laptops'.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

CATALOGUE = Path(__file__).parents[2] / "docs" / "catalogue.md"


@dataclass
class Line:
    """An event as it was exported: bytes in hex, None where there is nothing."""

    device: str
    incarnation: str
    seq: int
    link: str
    header: str
    digest: str
    salt: str | None
    body: str | None
    signature: str | None
    second: str | None


@dataclass
class Office:
    """What is known of people while reading on."""

    users: dict[str, set[str]] = field(default_factory=dict)
    keys: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    root: bytes = b""
    kits: dict[str, tuple[str, str]] = field(default_factory=dict)  # by key: the kit, and for what desk
    desks: dict[str, str] = field(default_factory=dict)  # "office" or "laptop" by device
    twice: set[str] = field(default_factory=set)  # kits that more than one laptop used, or that were revoked
    ruled: list[tuple[str, dict[str, Any]]] = field(default_factory=list)  # of a user or kit
    revoked: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)
    due: set[str] = field(default_factory=set)  # links of `list_due`
    home: str = ""  # the device whose store is read

    def lets_count(self, line: Line, of: str) -> bool:
        """Whether the last ruling on this event says so."""
        said = [
            word["counts"]
            for whose, word in self.ruled
            if whose == of
            and (word["device"], word["incarnation"]) == (line.device, line.incarnation)
            and word["first_seq"] <= line.seq <= word["last_seq"]
        ]
        return bool(said and said[-1])

    def hear(self, head: dict[str, Any], body: dict[str, Any]) -> None:
        """Believe one event, which was checked."""
        match head["kind"]:
            case "root_set" if not self.root:
                founder, page = bytes.fromhex(body["founder"]), bytes.fromhex(body["recovery"])
                self.root = root_of(founder, page)
                self.keys[name_of(page)] = ("recovery", page)
            case "user_added" | "user_changed":
                self.users[head["id"]] = set(body["roles"])
            case "user_removed":
                self.users[head["id"]] = set()
            case "key_given":
                public = bytes.fromhex(body["sign"])
                self.keys[name_of(public)] = (head["id"], public)
            case "key_ended":
                self.ended.add(body["key"])
            case _:
                self._hear_of_devices(head, body)

    def _hear_of_devices(self, head: dict[str, Any], body: dict[str, Any]) -> None:
        match head["kind"]:
            case "kit_made":
                public = bytes.fromhex(body["enrol"])
                self.keys[name_of(public)] = (head["id"], public)
                self.kits[name_of(public)] = (head["id"], body["desk"])
            case "joined":
                self.desks[body["device"]] = self.kits[head["key"]][1]
            case "device_revoked":
                until = {(at["device"], at["incarnation"]): at["seq"] for at in body.get("until", [])}
                self.revoked[head["id"]] = until
            case "hold_ruled":
                self.ruled.append((head["id"], body))


def hashed(*parts: bytes) -> bytes:
    """Each part behind its length in four bytes."""
    return sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def name_of(public: bytes) -> str:
    """A key in headers."""
    return sha256(b"ektp-desk key 1\n" + public).hexdigest()[:32]


def root_of(founder: bytes, page: bytes) -> bytes:
    """An office."""
    framed = b"".join(len(part).to_bytes(4, "big") + part for part in (founder, page))
    return sha256(b"ektp-desk root 1\n" + framed).digest()


OFFICE_ENTITIES = {"office", "user", "device", "list", "layout"}
ROLES = {"queue", "operator", "supervisor", "adb", "head"}


def roles_of_kinds() -> dict[str, set[str]]:
    """As the catalogue's first table prints them: a row a kind, who may write it in its fifth column."""
    return {row[0]: _roles(row[4].strip()) for row in _rows()}


def seconds_of_kinds() -> dict[str, tuple[set[str], str, str]]:
    """Whose signature stands beside a kind: roles, the field that asks for it, the field that names them."""
    found = {row[0]: row[6].strip() for row in _rows() if row[6].strip() != "–"}
    said = {kind: re.fullmatch(r"(.+?)(?:, (if|as) `(\w+)`)?", words) for kind, words in found.items()}
    parts = {kind: one.groups() for kind, one in said.items() if one}
    return {
        kind: (_roles(roles), field if how == "if" else "", field if how == "as" else "")
        for kind, (roles, how, field) in parts.items()
    }


def desks_of_kinds() -> dict[str, str]:
    """From whose journals each kind counts."""
    return {row[0]: row[7].strip() for row in _rows()}


def _rows() -> list[tuple[str, ...]]:
    return re.findall(r"^\| `(\w+)` \|" + r"([^|]+)\|" * 7, CATALOGUE.read_text(), re.MULTILINE)


def _roles(words: str) -> set[str]:
    if words == "everybody":
        return ROLES
    but = words.removeprefix("all but ")
    said = set(but.split(", ")) - {"a kit"}
    return ROLES - said if but != words else said


def examine(lines: Iterable[Line]) -> list[str]:
    """Name what is wrong or held, in words; nothing for an honest store of one desk."""
    return [f"{_head(line)['kind']} {line.seq}: {fault}" for line, fault in examine_each(lines)]


def examine_each(lines: Iterable[Line], home: str = "") -> Iterator[tuple[Line, str]]:
    """Name each event that is wrong or held, and why; `home` is the device whose store it is."""
    office, kinds, seconds, desks = Office(home=home), roles_of_kinds(), seconds_of_kinds(), desks_of_kinds()
    journals = [list(of) for _, of in groupby(lines, key=lambda line: (line.device, line.incarnation))]
    office.desks[journals[0][0].device] = "office"
    every = [line for journal in journals for line in journal]
    office.twice = _used_twice(every) | _taken_back(every)
    for line in journals[0][:5]:  # who founds an office says of themselves who they are
        office.hear(_head(line), _body(line))
    for journal in journals:
        previous, owed = bytes(32), ""
        for seq, line in enumerate(journal, start=1):
            faults = [
                *_chain(line, seq, previous),
                *_author(line, office, kinds, desks),
                *_signed(line, office, owed),
                *_beside(line, office, seconds),
            ]
            yield from ((line, fault) for fault in faults)
            owed = "" if line.signature else _head(line).get("key", "")
            if not faults:
                office.hear(_head(line), _body(line))
                office.due |= {line.link} if _head(line)["kind"] == "list_due" else set()
            previous = bytes.fromhex(line.link)
        if owed:
            yield journal[-1], "the end: unsigned"


def _head(line: Line) -> dict[str, Any]:
    return dict(json.loads(bytes.fromhex(line.header)))


def _body(line: Line) -> dict[str, Any]:
    return dict(json.loads(bytes.fromhex(line.body or "7b7d")))


def _chain(line: Line, seq: int, previous: bytes) -> Iterator[str]:
    digest = bytes.fromhex(line.digest)
    if line.seq != seq or hashed(previous, bytes.fromhex(line.header), digest).hex() != line.link:
        yield "chain"
    if line.body is not None and hashed(bytes.fromhex(line.salt or ""), bytes.fromhex(line.body)) != digest:
        yield "body"


def _used_twice(lines: Iterable[Line]) -> set[str]:
    used: dict[str, set[tuple[str, str]]] = {}
    for line in lines:
        head = _head(line)
        if head["kind"] == "joined" and head["by"] == head["id"]:
            used.setdefault(head["id"], set()).add((_body(line)["device"], _body(line)["sign"]))
    return {kit for kit, laptops in used.items() if len(laptops) > 1}


def _taken_back(lines: Iterable[Line]) -> set[str]:
    """Kits that were revoked before a laptop was known by them."""
    heads = [_head(line) for line in lines]
    kits = {head["id"] for head in heads if head["kind"] == "kit_made"}
    return kits & {head["id"] for head in heads if head["kind"] == "device_revoked"}


def _author(line: Line, office: Office, kinds: dict[str, set[str]], desks: dict[str, str]) -> Iterator[str]:
    head = _head(line)
    user, _ = office.keys.get(head.get("key", ""), ("", b""))
    if not user or user != head["by"] or head["key"] in office.ended:
        yield "nobody's key"
    elif head["kind"] == "incarnation_opened" and head["id"] == head["device"]:
        return
    elif head["key"] in office.kits:
        if head["kind"] != "joined" or head["id"] != user or _body(line)["device"] != line.device:
            yield "beyond the kit"
        elif user in office.twice and not office.lets_count(line, user):
            yield "a kit used twice"
    elif line.seq > 5 or line.device not in office.desks or office.desks[line.device] != "office":
        found = _doubt(line, office, kinds, desks)
        if found and (found == "another's own fact" or not office.lets_count(line, user)):
            yield found


def _doubt(line: Line, office: Office, kinds: dict[str, set[str]], desks: dict[str, str]) -> str:
    head, (at, of) = _head(line), (line.device, (line.device, line.incarnation))
    if at not in office.desks:
        return "an unknown laptop"
    if at in office.revoked and line.seq > office.revoked[at].get(of, 0):
        return "a revoked laptop"
    may, where, own = _said_from(line, office, kinds, desks)
    roles = {"adb"} if head["by"] == "recovery" else office.users.get(head["by"], set())
    if not roles & may or (own and head["id"] != at):
        return "beyond the role"
    if where == "anywhere" or office.desks[at] == "office":
        return ""
    if where == "office desk":
        return "not from an office desk"
    return "" if at == office.home else "another's own fact"


def _said_from(
    line: Line, office: Office, kinds: dict[str, set[str]], desks: dict[str, str]
) -> tuple[set[str], str, bool]:
    """Who may say it, from where, and whether only of the device itself."""
    head = _head(line)
    kind = head["kind"]
    if kind in ("withdrawn", "settled", "body_expired") and head["entity"] in OFFICE_ENTITIES:
        if kind == "withdrawn" and _body(line)["event"] in office.due:
            kind = "list_due"
        else:
            return {"adb"}, "office desk", False
    where = desks[kind].removesuffix(", of itself")
    return kinds[kind], where, where != desks[kind]


def _signed(line: Line, office: Office, owed: str) -> Iterator[str]:
    head = _head(line)
    if owed and owed != head.get("key"):
        yield "before it: unsigned"
    for context, name, signature in (
        ("act", head.get("key"), line.signature),
        ("second", head.get("second"), line.second),
    ):
        if signature is None:
            if context == "second" and name:
                yield "no second signature"
            continue
        message = f"ektp-desk {context} 1\n".encode() + office.root + bytes.fromhex(line.link)
        try:
            VerifyKey(office.keys[name or ""][1]).verify(message, bytes.fromhex(signature))
        except (CryptoError, KeyError, ValueError):
            yield f"false signature ({context})"


def _beside(line: Line, office: Office, seconds: dict[str, tuple[set[str], str, str]]) -> Iterator[str]:
    """Whether whom an act wants beside it is there, in their role, and whom it names."""
    head, body = _head(line), _body(line)
    roles, only_if, named_by = seconds.get(head["kind"], (set(), "", ""))
    if not roles or (only_if and not body.get(only_if)):
        return
    user, _ = office.keys.get(head.get("second", ""), ("", b""))
    if not user or line.second is None:
        yield "nobody beside it"
    elif not roles & office.users.get(user, set()):
        yield "beyond the role (second)"
    elif named_by and line.body is not None:
        named = body.get(named_by, "")
        if user != (named or head["by"]) or named == head["by"]:
            yield "another beside it than it names"
