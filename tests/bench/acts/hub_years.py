"""What a hub takes after years: the same work into an index of 300,000 recordings, and into an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.opening import INDEX
from ektp_desk.hub.packs import PackName
from ektp_desk.hub.schema import entries, files, packs, runs, spans
from tests.bench.hubs import FILE_BYTES, FILES, BenchHub, Recorded, recorded
from tests.bench.measuring import Pair, Row, row, timed
from tests.bench.office import BenchOffice
from tests.hub.lines import pack_of

LIMIT = 1.5
YEARS, LAPTOPS, _FIRST = 300_000, 20, 1_000_000
_IN_PACK, _SOME = 16, 5000


def measure(_office: BenchOffice, folder: Path, *, old: int = YEARS, recordings: int = 1000) -> Row:
    """A body is judged, indexed and receipted; what the line takes is no part of it."""
    made, found = recorded(recordings), list[float]()
    for name, many in (("years", old), ("new", 0)):
        hub = BenchHub.made(folder / name)
        mailbox = Mailbox(hub.folder)
        with mailbox.index.write() as connection:
            fill(connection, many)
        found.append(timed(lambda mailbox=mailbox: _take(mailbox, made)))  # type: ignore[misc]  # bound at once
        mailbox.close()
    size = (folder / "years" / INDEX).stat().st_size
    return row("hub_after_years", f"{size / 1e6:.0f} MB", [Pair(found[1], found[0])], limit=LIMIT)


def fill(connection: Connection, recordings: int) -> None:
    """Rows as so many recordings of twenty laptops leave them; the packs that they name lie nowhere."""
    each = recordings // LAPTOPS
    for table, found in (
        (packs, _packs(recordings)),
        (runs, _runs(each)),
        (files, _files(each)),
        (entries, _entries(each)),
    ):
        some = list[dict[str, Any]]()
        for one in found:
            some.append(one)
            if len(some) == _SOME:
                connection.execute(insert(table), some)
                some = []
        if some:
            connection.execute(insert(table), some)
    if each:
        ends = [_run(of, each - 1) | {"first": 1, "before": "0" * 64} for of in range(LAPTOPS)]
        known = {column.name for column in spans.columns}
        connection.execute(insert(spans), [{key: one[key] for key in known} for one in ends])


def _take(mailbox: Mailbox, made: Recorded) -> None:
    key = next(iter(mailbox.packs.names())).key  # the laptop's or the office's: both may send
    sender = mailbox.sender(key)
    assert sender is not None
    some = [*made.runs, *made.files]
    for at in range(0, len(some), 70):
        with mailbox.bodies.new(key) as pack:
            pack.write(pack_of(some[at : at + 70]))
            assert mailbox.bodies.take(pack, sender).refused == {}


def _name(*of: object) -> str:
    return sha256(repr(of).encode()).hexdigest()


def _run(laptop: int, at: int) -> dict[str, Any]:
    return {
        "digest": _name("run", laptop, at),
        "device": f"old{laptop}",
        "incarnation": "first",
        "first": FILES * at + 1,
        "before": _name("link", laptop, at - 1) if at else "0" * 64,
        "last": FILES * (at + 1),
        "link": _name("link", laptop, at),
    }


def _runs(each: int) -> Iterator[dict[str, Any]]:
    for laptop in range(LAPTOPS):
        for at in range(each):
            yield _run(laptop, at) | {"is_offices": False, "is_held": False}


def _files(each: int) -> Iterator[dict[str, Any]]:
    for laptop in range(LAPTOPS):
        for at in range(each):
            of = {"run": _name("run", laptop, at), "device": f"old{laptop}", "incarnation": "first"}
            for file in range(FILES):
                is_as = {"size": FILE_BYTES, "is_here": True, "is_held": False}
                yield {"digest": _name("file", laptop, at, file), **of, **is_as}


def _entries(each: int) -> Iterator[dict[str, Any]]:
    for laptop in range(LAPTOPS):
        for at in range(each):
            of = {"device": f"old{laptop}", "visit": f"visit{at // 100}", "place": 52}
            of |= {"pack": _FIRST + (laptop * each + at) // _IN_PACK}
            yield {"digest": _name("run", laptop, at), "kind": "run", "size": 5300, **of}
            for file in range(FILES):
                yield {"digest": _name("file", laptop, at, file), "kind": "file", "size": FILE_BYTES, **of}


def _packs(recordings: int) -> Iterator[dict[str, Any]]:
    for at in range(-(-recordings // _IN_PACK)):
        number = PackName(_FIRST + at, "ab" * 32)
        yield {"number": number.number, "key": number.key, "size": 4_000_000, "at": "2019", "is_stale": False}
