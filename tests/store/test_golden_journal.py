"""Three events as bytes that never change, their links computed here: every later release holds them true.

`hashed` is written from the chain's description and shares no code with the product. A field that is added at
the end of a header or a body changes only what is written from then on: expect that beside these, never in
their place.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.json import decode

from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import ClaimCorrected, PersonMet, SentHome
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.moments import Moment
from ektp_desk.store.holding import fold_again
from ektp_desk.store.journal import Author, append, find_writer
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.store.receiving import all_events, take_in


class Golden(NamedTuple):
    header: bytes
    salt: bytes
    body: bytes


THREE = (
    Golden(
        b'{"v":1,"device":"laptop","incarnation":"first","seq":1,"at":"2019-04-02T01:15:00.250+00:00",'
        b'"offset":480,"by":"u1","visit":"v1","entity":"person","id":"p1","kind":"person_met","bv":1,"after":[]}',
        bytes.fromhex("0102030405060708090a0b0c0d0e0f10"),
        b'{"name":"Yuliana Contoh","nik":"5302325203929001","sex":"P","birth":"1992-03-12",'
        b'"village":"53.02.32.2003","address":"Jalan Contoh 9"}',
    ),
    Golden(
        b'{"v":1,"device":"laptop","incarnation":"first","seq":2,"at":"2019-04-02T01:15:00.250+00:00",'
        b'"offset":480,"by":"u1","visit":"v1","entity":"person","id":"p1","kind":"claim_corrected","bv":1,'
        b'"after":["f7b37021aa3cadb2495aaf0cd6574c0a3690580202a2c9d794736306446c01b4"]}',
        bytes.fromhex("65666768696a6b6c6d6e6f7071727374"),
        b'{"field":"name","value":"Yuliana Cont\xc3\xb6h","was":"Yuliana Contoh","ground":"KK"}',
    ),
    Golden(
        b'{"v":1,"device":"laptop","incarnation":"first","seq":3,"at":"2019-04-02T01:15:00.250+00:00",'
        b'"offset":480,"by":"u1","visit":"v1","entity":"visit","id":"v1","kind":"sent_home","bv":1,"after":[]}',
        bytes.fromhex("c9cacbcccdcecfd0d1d2d3d4d5d6d7d8"),
        b'{"count":8}',
    ),
)
# As they are written today: `witness` came to the end of a correction.
TODAY = (THREE[0], THREE[1]._replace(body=THREE[1].body[:-1] + b',"witness":""}'), THREE[2])
HEAD = "6c5dffc37870979b7eb8c136eba067c0c1c4dbbb86094ee41dc5b0f83f944980"


def hashed(*parts: bytes) -> bytes:
    """SHA-256 over the parts, each after its length in four bytes, the highest first."""
    return sha256(b"".join(bytes([0, 0, len(part) >> 8, len(part) & 255]) + part for part in parts)).digest()


def golden(three: tuple[Golden, ...] = THREE) -> list[Arrived]:
    """The three as a store would hold them."""
    made, previous = [], b"\0" * 32
    for seq, (header, salt, body) in enumerate(three, start=1):
        digest = hashed(salt, body)
        link = hashed(previous, header, digest)
        made.append(Arrived("laptop", "first", seq, previous, link, header, digest, salt, body))
        previous = link
    return made


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Any]:
    """An empty store."""
    opened = open_database(tmp_path / STORE, bytes(32))
    yield opened
    opened.close()


def test_the_links_are_the_ones_they_ever_were() -> None:
    assert golden()[0].link.hex().encode() in THREE[1].header
    assert golden()[-1].link.hex() == HEAD


def test_three_events_of_old_are_true_to_their_links_and_say_what_they_said(connection: Any) -> None:
    events = take_in(connection, golden(), ("onlooker", "none"))
    assert len(events) == 3
    fold_again(connection, {(event.header.entity, event.header.id) for event in events})

    assert list(verify_chain(connection)) == []
    assert list(all_events(connection)) == golden()
    assert connection.execute("SELECT name, nik FROM people").fetchall() == [
        ("Yuliana Contöh", "5302325203929001")
    ]


def test_what_is_written_today_is_written_like_them(connection: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        NewEvent(Entity.PERSON, "p1", decode(THREE[0].body, type=PersonMet), "v1"),
        NewEvent(Entity.PERSON, "p1", decode(THREE[1].body, type=ClaimCorrected), "v1"),
        NewEvent(Entity.VISIT, "v1", SentHome(count=8), "v1"),
    ]
    salts = iter([event.salt for event in THREE])
    monkeypatch.setattr(secrets, "token_bytes", lambda _count: next(salts))
    writer = find_writer(connection, "install", "laptop", "first")
    at = Moment(datetime(2019, 4, 2, 1, 15, 0, 250_000, tzinfo=UTC), 480)

    append(connection, writer, said, author=Author("u1"), at=at, point=lambda _: None)

    assert list(all_events(connection)) == golden(TODAY)
