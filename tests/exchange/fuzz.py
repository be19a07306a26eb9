"""Spoils what leaves a desk, by a seed, and reads it: `python -m tests.exchange.fuzz COUNT [SEED]`.

The spoiler knows the forms and holds the keys: most of what it makes is signed, sealed and counted anew
behind what it spoilt, so that it comes as deep as an enrolled device could bring it. Whatever is refused must
be refused by a code of these forms, no memory taken that the limits do not allow, and what is taken must say
the same to the second reader. Exit 1 if not.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable
from random import Random, SystemRandom
from typing import Any

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import DropList, OfficeVerdict, Receipt
from ektp_desk.wire.package import ListFile, Package, write_package
from ektp_desk.wire.part import cut
from ektp_desk.words.errors.exchange import EXCHANGE
from tests.exchange import plain
from tests.exchange.making import stream
from tests.exchange.reading import Read, read_whole
from tests.exchange.scene import (
    AGE,
    HUB,
    LAPTOP,
    OFFICE,
    PICTURE,
    ROOT,
    TO,
    Sending,
    a_run,
    drop_list,
    package_head,
    receipt,
    sent,
    taken,
    verdict,
)

MOST_MEMORY = 3 * limits.PACKAGE  # bytes; a package's content, unzipped, and what zlib puts it together from
CODES = frozenset(EXCHANGE)
OURS = "python "  # marks an exception that no reader foresaw
NUMBERS = (0, 1, 2, 0xFF, 0xFFFF, 0x10000, 2**20, 2**20 + 1, 2**24, 2**31, 2**32 - 1)
NESTED: Any = json.loads("[" * 400 + "]" * 400)
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1, 1.5, 2**53, 2**64, 10**400, "", "x", "../../x", "a" * 70_000, "\x00", "é", [], {},
    [[]], [[1, 2]], [[2, 1], [1, 2]], [["", ""]], [None] * 600, list(range(6000)), {"": ""}, NESTED,
    PICTURE, PICTURE.upper(), [PICTURE], [[PICTURE, 1]], [[PICTURE, PICTURE]],
)  # fmt: skip


class Spoiler:
    """Makes spoilt entries and packs from true ones."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        runs = a_run(taken(), None, SentHome(count=3)), a_run(*[SentHome(count=at) for at in range(60)])
        brought = Package(
            letters={"A": "laptop"},
            lists=[ListFile("l1", PICTURE, 3, bytes(32))],
            slots=b"slots",
            runs=runs,
            receipts=[b"receipt"],
            keys=[bytes(32)],
            desks={"second": b"sealed"},
        )
        to = {"visit:v1": AGE["visit:v1"][1]}
        packed = write_package(package_head(), brought, to=to, sign=OFFICE.sign)
        self._true = {
            "run": (sent(runs[0]), LAPTOP),
            "long run": (sent(runs[1]), LAPTOP),
            "package": (packed, OFFICE),
            "receipt": (write_object(receipt(), HUB.sign), HUB),
            "verdict": (write_object(verdict(), OFFICE.sign), OFFICE),
            "droplist": (write_object(drop_list(), OFFICE.sign), OFFICE),
            "part": (next(cut(stream(limits.ENTRY + 9))), HUB),
        }
        self._true["pack"] = (plain.write_pack([data for data, _by in self._true.values()]), HUB)

    def one(self) -> tuple[str, bytes, Sending]:
        """Give what was done to what, the bytes, and whose key they are read by."""
        name = self._chance.choice(sorted(self._true))
        data, by = self._true[name]
        ways: list[Callable[[bytes], bytes]] = [self.spoil]
        if name in ("run", "long run", "package", "receipt", "verdict", "droplist"):
            ways += [self.head(by), self.payload(by)] * 2
        if name in ("run", "long run", "package"):
            ways += [self.content(by, name), self.inside(by), self.resealed(by)] * 3
        if name == "pack":
            ways += [self.entries] * 2
        way = self._chance.choice(ways)
        return f"{name}: {way.__name__}", way(data), by

    def spoil(self, data: bytes) -> bytes:
        """Flips, cuts, doubles, numbers and noise, wherever they fall."""
        for _ in range(self._chance.choice((1, 1, 1, 2, 5))):
            data = self._chance.choice((self._flip, self._cut, self._double, self._number, self._noise))(data)
        return data

    def head(self, by: Sending) -> Callable[[bytes], bytes]:
        """Another head, signed by its device."""

        def spoilt_head(data: bytes) -> bytes:
            made = plain.read_object(data)
            return self._signed(by, self._json(made["raw"]), made["payload"])

        return spoilt_head

    def resealed(self, by: Sending) -> Callable[[bytes], bytes]:
        """Another head, and the same one inside."""

        def spoilt_and_resealed(data: bytes) -> bytes:
            made = plain.read_object(data)
            raw = self._json(made["raw"])
            return self._sealed(by, made | {"raw": raw}, plain.padded(raw, self._content(made)))

        return spoilt_and_resealed

    def payload(self, by: Sending) -> Callable[[bytes], bytes]:
        """Another payload, signed by its device: an age file spoilt, or cut where a chunk ends."""

        def spoilt_payload(data: bytes) -> bytes:
            made = plain.read_object(data)
            payload = self.spoil(made["payload"]) if self._chance.random() < 0.8 else self._chunked()
            return self._signed(by, made["raw"], payload)

        return spoilt_payload

    def inside(self, by: Sending) -> Callable[[bytes], bytes]:
        """Another plaintext, sealed and signed: lengths, padding, zlib, bombs."""

        def spoilt_inside(data: bytes) -> bytes:
            made = plain.read_object(data)
            zipped = zlib.compress(self._content(made))
            zipped = self._chance.choice((self.spoil, self._bomb, bytes))(zipped)
            whole = plain.sized(made["raw"]) + plain.sized(zipped)
            whole += bytes(-len(whole) % 4096)
            return self._sealed(by, made, self.spoil(whole) if self._chance.random() < 0.5 else whole)

        return spoilt_inside

    def content(self, by: Sending, name: str) -> Callable[[bytes], bytes]:
        """Other events or another manifest, zipped, sealed and signed."""

        def spoilt_content(data: bytes) -> bytes:
            made = plain.read_object(data)
            content = self._content(made)
            if name == "package" and self._chance.random() < 0.5:
                cursor = plain.Cursor(content)
                content = plain.sized(self._json(cursor.sized())) + cursor.rest()
            elif self._chance.random() < 0.4:
                content = self._events(made, content, name)
            else:
                content = self.spoil(content)
            return self._sealed(by, made, plain.padded(made["raw"], content))

        return spoilt_content

    def entries(self, data: bytes) -> bytes:
        """Entries doubled, dropped, exchanged, each perhaps spoilt and counted anew."""
        entries = list(plain.read_pack(data))
        self._chance.shuffle(entries)
        kept = [self.spoil(one) if self._chance.random() < 0.3 else one for one in entries[:4]]
        return self.spoil(
            plain.write_pack([one[: limits.ENTRY] for one in kept * self._chance.choice((1, 2))])
        )

    def _events(self, made: dict[str, Any], content: bytes, name: str) -> bytes:
        if name == "package":
            return self.spoil(content)
        events = plain.read_events(content, made["head"])
        at = self._chance.randrange(len(events))
        way = self._chance.choice(("drop", "double", "exchange", "header", "body"))
        if way == "drop":
            del events[at]
        elif way == "double":
            events.insert(at, events[at])
        elif way == "exchange":
            self._chance.shuffle(events)
        else:
            events[at] = events[at] | {way: self._json(events[at][way] or b"{}"), "salt": bytes(16)}
            events[at]["body"] = events[at]["body"] or b"{}"
        return plain.write_events(events)

    def _json(self, raw: bytes) -> bytes:
        """A field of another type, a huge number, deep nesting; or the text itself spoilt."""
        if self._chance.random() < 0.15:
            return self._chance.choice(
                (b"", b"{", b"null", b"[" * 100_000, b'{"a":' * 30_000, self.spoil(raw))
            )
        said = json.loads(raw)
        for _ in range(self._chance.choice((1, 1, 2))):
            self._change(said)
        spaced = self._chance.random() < 0.1
        try:
            return json.dumps(said, separators=None if spaced else (",", ":"), ensure_ascii=False).encode()
        except ValueError:  # a number of too many digits for this writer
            return raw

    def _change(self, said: Any) -> None:
        while isinstance(said, dict | list) and said:
            key = self._chance.choice(list(said) if isinstance(said, dict) else range(len(said)))
            inner = said[key]
            if isinstance(inner, dict | list) and inner and self._chance.random() < 0.5:
                said = inner
                continue
            if isinstance(said, dict) and self._chance.random() < 0.2:
                del said[key]
                return
            said[key] = self._other(inner)
            return

    def _other(self, value: Any) -> Any:
        if isinstance(value, int) and self._chance.random() < 0.5:
            return value + self._chance.choice((-1, 1, 255, 256, 257, 2**31))
        if isinstance(value, list) and value and self._chance.random() < 0.5:
            return value * self._chance.choice((2, 600))
        return self._chance.choice(VALUES)

    def _content(self, made: dict[str, Any]) -> bytes:
        secrets = [AGE[name][0] for name in made["head"]["audience"]]
        return plain.open_object(made, secrets, limits.PACKAGE)

    def _sealed(self, by: Sending, made: dict[str, Any], plaintext: bytes) -> bytes:
        recipients = [AGE[name][1] for name in made["head"]["audience"]]
        return self._signed(by, made["raw"], plain.seal(plaintext, recipients))

    def _signed(self, by: Sending, raw: bytes, payload: bytes) -> bytes:
        return plain.OBJECT + plain.sized(raw) + by.sign(plain.message(ROOT, raw, payload)) + payload

    def _chunked(self) -> bytes:
        sealed = plain.seal(self._chance.randbytes(140_000), list(TO.values()))
        start = sealed.index(b"\n", sealed.index(b"\n--- ") + 1) + 17
        return sealed[: start + 65_552 * self._chance.choice((0, 1, 2))]

    def _bomb(self, _zipped: bytes) -> bytes:
        zipping = zlib.compressobj(9)
        return zipping.compress(bytes(40 * 2**20)) + zipping.flush()

    def _flip(self, data: bytes) -> bytes:
        if not data:
            return data
        at = self._chance.randrange(len(data))
        return data[:at] + bytes([data[at] ^ (1 << self._chance.randrange(8))]) + data[at + 1 :]

    def _cut(self, data: bytes) -> bytes:
        start = self._chance.randrange(len(data) + 1)
        return data[:start] + data[start + self._chance.choice((1, 4, 60, len(data))) :]

    def _double(self, data: bytes) -> bytes:
        start, end = sorted(self._chance.randrange(len(data) + 1) for _ in range(2))
        return data[:end] + data[start:]

    def _number(self, data: bytes) -> bytes:
        at = self._chance.choice((14, 44, 52, 56, self._chance.randrange(len(data) + 1)))
        return data[:at] + self._chance.choice(NUMBERS).to_bytes(4, "big") + data[at + 4 :]

    def _noise(self, data: bytes) -> bytes:
        at = self._chance.randrange(len(data) + 1)
        return data[:at] + self._chance.randbytes(self._chance.choice((1, 8, 300))) + data[at:]


def read_one(data: bytes, by: Sending) -> str:
    """Say what came of one: "read", a code, or what nobody foresaw."""
    try:
        read = read_whole(data, by)
        agree(data, by, read)
        if isinstance(read, tuple):
            for entry in read:
                if isinstance(entry, bytes):
                    with contextlib.suppress(EktpError):
                        read_whole(entry, by)
    except EktpError as error:
        return error.code if error.code in CODES else f"{OURS}{error.code}"
    except BaseException as error:
        return f"{OURS}{type(error).__name__}"
    return "read"


def agree(data: bytes, by: Sending, read: Read) -> None:
    """Hold what ours took against the second reader. Raises: whatever that one refuses it by."""
    if isinstance(read, tuple):
        entries = [one for one in read if isinstance(one, bytes)]
        assert [one for one in plain.read_pack(data) if one in entries] == entries
    if isinstance(read, Receipt | OfficeVerdict | DropList):
        made = checked(data, by)
        plain.check_statement(made["head"])
    if isinstance(read, list | Package):
        made = checked(data, by)
        held = [AGE[name][0] for name in made["head"]["audience"] if name in AGE]
        content = plain.open_object(made, held, limits.PACKAGE)
        if isinstance(read, Package):
            assert linked(plain.read_package(content)[1]) == [[one.link for one in run] for run in read.runs]
        else:
            assert linked([plain.read_events(content, made["head"])]) == [[one.link for one in read]]


def checked(data: bytes, by: Sending) -> dict[str, Any]:
    made = plain.read_object(data)
    plain.check(made, by.public, ROOT)
    return made


def linked(stretches: list[list[plain.Event]]) -> list[list[bytes | None]]:
    return [[event["link"] for event in stretch] for stretch in stretches]


def fuzz(count: int, chance: Random) -> tuple[Counter[tuple[str, str]], int]:
    """Give what came of each, by what was done, and the most memory in bytes that one of them took."""
    spoiler, found, most = Spoiler(chance), Counter[tuple[str, str]](), 0
    for _ in range(count):
        done, data, by = spoiler.one()
        tracemalloc.start()
        found[done, read_one(data, by)] += 1
        most = max(most, tracemalloc.get_traced_memory()[1] - len(data))
        tracemalloc.stop()
    return found, most


def foreseen(found: Counter[tuple[str, str]]) -> bool:
    return not any(came.startswith(OURS) for _done, came in found)


if __name__ == "__main__":
    said = int(sys.argv[2]) if len(sys.argv) > 2 else SystemRandom().getrandbits(32)
    sys.stdout.write(f"seed {said}\n")
    tried, memory = fuzz(int(sys.argv[1]), Random(said))
    for (done, came), times in sorted(tried.items()):
        sys.stdout.write(f"{times:7}  {done:28} {came}\n")
    sys.stdout.write(f"tried {tried.total()}  most memory {memory / 2**20:.1f} MiB\n")
    sys.exit(not foreseen(tried) or memory > MOST_MEMORY)
