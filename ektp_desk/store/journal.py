"""The journal in the store: events go in with the rows they change, in one transaction, and stay."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from ektp_desk.domain.errors import UNREADABLE, StoreDamaged
from ektp_desk.domain.journal.authority import ELSEWHERE
from ektp_desk.domain.journal.bodies import BodyErased, BodyExpired
from ektp_desk.domain.journal.catalogue import CATALOGUE, KIND_OF, keeps_its_body
from ektp_desk.domain.journal.chain import GENESIS, SALT_BYTES, body_digest, link_of
from ektp_desk.domain.journal.events import HEADER_VERSION, Entity, Event, Header, NewEvent
from ektp_desk.domain.journal.head import Head
from ektp_desk.domain.journal.life import left_of, live
from ektp_desk.domain.journal.order import heads
from ektp_desk.domain.journal.signing import Signer, SigningContext, signed_message
from ektp_desk.domain.moments import Moment
from ektp_desk.store.kept.erased import note_erased
from ektp_desk.store.views import apply_fold

_Row = tuple[bytes, bytes, bytes | None]  # link, header, body
INSERT = """
INSERT INTO events
  (journal, seq, link, entity, entity_id, kind, header, digest, salt, body, signature, second)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# Of an event: whether it is not held (`store/holding.py`).
COUNTS = "NOT EXISTS (SELECT 1 FROM held WHERE held.journal = events.journal AND held.seq = events.seq)"
_SIGN = "UPDATE events SET signature = ? WHERE journal = ? AND seq = ?"
_HEADER = msgspec.json.Decoder(Header).decode
_BODIES = {name: msgspec.json.Decoder(kind.body).decode for name, kind in CATALOGUE.items()}
_OF_ENTITY = f"""
SELECT link, header, body FROM events WHERE entity_id = ? AND entity = ? AND {COUNTS}
"""  # noqa: S608  from above


# Sealed runs that hold what is emptied in the store; a run has 256 events at most.
_HELD_BY = """ AS r SET stale = 1 FROM (SELECT journal, seq FROM events WHERE link = ?) e
WHERE r.journal = e.journal AND r.last BETWEEN e.seq AND e.seq + 255 AND r.first <= e.seq
"""
_HOLDING = ("UPDATE runs" + _HELD_BY, "UPDATE arrived_runs" + _HELD_BY)
_OF_ENTITIES = f"""
SELECT entity, entity_id, link, header, body FROM json_each(?) asked JOIN events
  ON entity_id = json_extract(asked.value, '$[1]') AND entity = json_extract(asked.value, '$[0]')
WHERE {COUNTS}
"""  # noqa: S608  from above
_IS_LAPTOP = "SELECT 1 FROM joins JOIN kits ON id = kit WHERE device = ? AND desk = 'laptop'"
# What a laptop's days took from it, which counts there alone: of events that came from it empty.
_FAR_RESTS = """
SELECT j.device, e.body FROM held h JOIN events e ON e.journal = h.journal AND e.seq = h.seq
JOIN journals j ON j.no = e.journal
WHERE h.why = ? AND e.entity = ? AND e.entity_id = ? AND e.kind = 'body_expired' ORDER BY e.link
"""


@dataclass(slots=True)
class JournalWriter:
    """The journal this device is writing: its number in the store and where it stands."""

    no: int
    head: Head


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, who stands beside them, and in whose office (`root`); an empty key signs nothing."""

    by: str
    key: str = ""
    second: Signer | None = None
    root: bytes = b""


def decode(link: bytes, header: bytes, body: bytes | None) -> Event:
    """Read an event back; a body that was erased, or that only a later release can read, gives None.

    Raises `store.damaged` for what this release wrote and cannot read any more.
    """
    return with_body(_header_of(header), link, body)


def with_body(head: Header, link: bytes, body: bytes | None) -> Event:
    """Do the same of which the header was read."""
    kind = CATALOGUE.get(head.kind)
    if kind is None or body is None:
        return Event(head, link.hex(), None)
    try:
        return Event(head, link.hex(), _BODIES[kind.name](body))
    except UNREADABLE:
        if head.bv <= kind.version:
            raise StoreDamaged("store.damaged") from None
    return Event(head, link.hex(), None)


def _header_of(header: bytes) -> Header:
    try:
        return _HEADER(header)
    except UNREADABLE:
        raise StoreDamaged("store.damaged") from None


def events_of(connection: Any, entity: str, entity_id: str) -> list[Event]:
    """Of every journal, in no particular order; not those that are held."""
    rows = connection.execute(_OF_ENTITY, (entity_id, str(entity))).fetchall()
    return decode_all(connection, entity, entity_id, rows)


def events_of_each(
    connection: Any, entities: Iterable[tuple[str, str]], known: Mapping[str, Event]
) -> Iterator[tuple[str, str, list[Event]]]:
    """Each of these entities with its events, as `events_of`; `known` ones (by link) are not read again."""
    found: dict[tuple[str, str], list[_Row]] = {of: [] for of in entities}
    listed = msgspec.json.encode(list(found)).decode()
    for entity, entity_id, link, header, body in connection.execute(_OF_ENTITIES, (listed,)):
        found[entity, entity_id].append((link, header, body))
    for (entity, entity_id), rows in found.items():
        yield entity, entity_id, decode_all(connection, entity, entity_id, rows, known)


def decode_all(
    connection: Any,
    entity: str,
    entity_id: str,
    rows: Iterable[_Row],
    known: Mapping[str, Event] = MappingProxyType({}),
) -> list[Event]:
    """Read an entity's events back; what came empty says what the laptop that emptied it left.

    Where it came whole it stays so: what a laptop's days take from it is its own matter.
    """
    events = [
        (row[2] is not None and known.get(row[0].hex())) or decode(*row)  # it may have been emptied since
        for row in rows
    ]
    if all(event.body is not None for event in events):
        return events
    rests: dict[tuple[str, str], str] = {}  # by device: a laptop speaks of what it wrote itself
    for device, body in connection.execute(_FAR_RESTS, (ELSEWHERE, str(entity), entity_id)):
        with suppress(*UNREADABLE):  # a changed event, which its chain names
            left = msgspec.json.decode(body or b"", type=BodyExpired).rest
            rests |= {(device, link): rest for link, rest in left.items()}
    return [
        left_of(event, rests[of])
        if event.body is None and (of := (event.header.device, event.link)) in rests
        else event
        for event in events
    ]


def find_writer(connection: Any, install: str, device: str, incarnation: str) -> JournalWriter:
    """Find (or begin) the journal of a device's incarnation, with its last event."""
    at = (device, incarnation)
    connection.execute("INSERT OR IGNORE INTO journals (device, incarnation) VALUES (?, ?)", at)
    (no,) = connection.execute("SELECT no FROM journals WHERE device = ? AND incarnation = ?", at).fetchone()
    last = connection.execute(
        "SELECT seq, link FROM events WHERE journal = ? ORDER BY seq DESC LIMIT 1", (no,)
    ).fetchone()
    seq, link = last or (0, GENESIS)
    return JournalWriter(no, Head(install, device, incarnation, seq, link.hex()))


def append(
    connection: Any,
    writer: JournalWriter,
    acts: Sequence[NewEvent],
    *,
    author: Author,
    at: Moment,
    point: Callable[[str], None],
) -> tuple[list[Event], Head]:
    """Write acts as events and fold the entities they touch; runs inside the caller's transaction.

    Gives the events and the new head; the pen moves only when the caller has committed.
    `point` is told each place between two writes.
    """
    head = writer.head
    lives: dict[tuple[Entity, str], list[Event]] = {}
    written: list[Event] = []
    for act in acts:
        key = (act.entity, act.id)
        if key not in lives:
            lives[key] = events_of(connection, *key)
        header = _header(act, head, lives[key], author, at)
        event, head = _write(connection, writer.no, head, header, act, author)
        lives[key].append(event)
        written.append(event)
        point("event written")
    for (entity, entity_id), events in lives.items():
        apply_fold(connection, entity, entity_id, live(events))
        point("rows folded")
    obey_erasures(connection, written)
    return written, head


def sign_last(connection: Any, journal: int, last: Event, signer: Signer, root: bytes) -> None:
    """Let who acted sign a journal up to an event; runs inside the transaction that wrote it."""
    signature = signer.sign(signed_message(SigningContext.ACT, root, bytes.fromhex(last.link)))
    connection.execute(_SIGN, (signature, journal, last.header.seq))


def obey_erasures(connection: Any, events: Iterable[Event]) -> None:
    """Take out of the journal what these events say is erased: the digests stay, and with them the chain."""
    for event in events:
        if isinstance(event.body, BodyErased):
            of = (event.header.id, event.header.entity)
            held = connection.execute(_OF_ENTITY, of).fetchall()
            named = [row for row in held if row[0].hex() in event.body.rest and row[2] is not None]
            emptied = [(link,) for link, header, _ in named if not keeps_its_body(_header_of(header))]
            connection.executemany("UPDATE events SET body = NULL, salt = NULL WHERE link = ?", emptied)
            if emptied and goes_everywhere(connection, event):
                for holding in _HOLDING:
                    connection.executemany(holding, emptied)
                note_erased(connection, [decode(*row) for row in named])


def goes_everywhere(connection: Any, event: Event) -> bool:
    """Whether what an event erases is to go at all desks: what a laptop's days take goes there alone."""
    if isinstance(event.body, BodyExpired):
        return connection.execute(_IS_LAPTOP, (event.header.device,)).fetchone() is None
    return isinstance(event.body, BodyErased)


def _header(act: NewEvent, head: Head, seen: list[Event], author: Author, at: Moment) -> Header:
    kind = KIND_OF[type(act.body)]
    return Header(
        v=HEADER_VERSION,
        device=head.device,
        incarnation=head.incarnation,
        seq=head.seq + 1,
        at=at.text,
        offset=at.offset,
        by=author.by,
        visit=act.visit,
        entity=act.entity.value,
        id=act.id,
        kind=kind.name,
        bv=kind.version,
        after=heads(seen),
        key=author.key,
        second=author.second.key if author.second else "",
    )


def _write(
    connection: Any, journal: int, head: Head, header: Header, act: NewEvent, author: Author
) -> tuple[Event, Head]:
    header_bytes = msgspec.json.encode(header)
    body = msgspec.json.encode(act.body)
    salt = secrets.token_bytes(SALT_BYTES)
    digest = body_digest(salt, body)
    link = link_of(bytes.fromhex(head.link), header_bytes, digest)
    second = None
    if author.second is not None:
        second = author.second.sign(signed_message(SigningContext.SECOND, author.root, link))
    place = (journal, header.seq, link, header.entity, header.id, header.kind)
    connection.execute(INSERT, (*place, header_bytes, digest, salt, body, None, second))
    moved = Head(head.install, head.device, head.incarnation, header.seq, link.hex())
    return Event(header, link.hex(), act.body), moved
