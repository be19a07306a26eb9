"""Verifying: every event of every journal against its chain, every page against its seal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import BodyErased, IncarnationOpened
from ektp_desk.domain.journal.chain import GENESIS, body_digest, link_of
from ektp_desk.domain.journal.events import Header
from ektp_desk.store.proof.elsewhere import lists_elsewhere
from ektp_desk.store.store import Store

_EVENTS = """
SELECT seq, link, entity, entity_id, kind, header, digest, salt, body
FROM events WHERE journal = ? ORDER BY seq
"""

_OPENED = "SELECT header, body FROM events WHERE kind = 'incarnation_opened' AND body IS NOT NULL"
_LISTS = "SELECT id, rows FROM lists WHERE state <> 'expired' ORDER BY id"
_ERASURES = "SELECT entity, entity_id, body FROM events WHERE kind IN ('body_erased', 'body_expired')"
_END = """
SELECT max(i.label), coalesce(max(e.seq), 0), lower(hex(max(e.link) FILTER (WHERE e.seq = :seq)))
FROM (SELECT :device AS device, :incarnation AS incarnation) w
LEFT JOIN journals j ON j.device = w.device AND j.incarnation = w.incarnation
LEFT JOIN incarnations i ON i.device = w.device AND i.incarnation = w.incarnation
LEFT JOIN events e ON e.journal = j.no
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written. `code` names it; `seq` is 0 where no event is meant.

    Where a run of events is meant, `last` is its end.
    """

    code: str
    journal: str = ""
    seq: int = 0
    kind: str = ""
    last: int = 0


def verify_pages(connection: Any) -> list[Fault]:
    """Check every page's seal and the file's structure."""
    try:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        trouble = [] if broken else connection.execute("PRAGMA quick_check").fetchall()
    except sqlcipher.DatabaseError:
        return [Fault("store.damaged")]
    found = [Fault("store.page_damaged") for _ in broken]
    return found + [Fault("store.damaged") for (text,) in trouble if text != "ok"]


def verify_chain(connection: Any) -> Iterator[Fault]:
    """Walk every journal from its first event; name each that was changed, removed or moved."""
    journals = connection.execute(
        "SELECT j.no, coalesce(i.label, j.incarnation), j.device, j.incarnation FROM journals j "
        "LEFT JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation ORDER BY j.no"
    ).fetchall()
    erased = _erased(connection)
    for no, label, device, incarnation in journals:
        previous, expected = GENESIS, 1
        for row in connection.execute(_EVENTS, (no,)):
            seq, link, kind = row[0], row[1], row[4]
            if seq != expected:
                yield Fault("event.missing", label, expected, "")
            elif not _same_as_header(row, device, incarnation):
                yield Fault("event.moved", label, seq, kind)
            elif not _true_to_link(previous, row):
                yield Fault("event.changed", label, seq, kind)
            elif row[8] is None and (row[2], row[3], link.hex()) not in erased:
                yield Fault("event.emptied", label, seq, kind)
            previous, expected = link, seq + 1


def verify_incarnations(connection: Any) -> Iterator[Fault]:
    """Hold each former journal's end against what the next one says of it: a cut chain is whole too."""
    for header, body in connection.execute(_OPENED).fetchall():
        try:
            device = msgspec.json.decode(header, type=Header).device
            said = msgspec.json.decode(body, type=IncarnationOpened)
        except msgspec.MsgspecError:
            continue  # a changed event, which its chain names
        if not said.last_incarnation:
            continue
        label, held, link = connection.execute(
            _END, {"device": device, "incarnation": said.last_incarnation, "seq": said.last_seq}
        ).fetchone()
        label = label or said.last_incarnation
        if held < said.last_seq:
            yield Fault("event.missing", label, held + 1)
        elif link != said.last_link:
            yield Fault("event.changed", label, said.last_seq, "")


def verify_lists(store: Store) -> list[Fault]:
    """Read every list's row file to its end: its seal and its number of rows; not those of other laptops."""
    found = []
    elsewhere = lists_elsewhere(store)
    for list_id, rows in store.connection.execute(_LISTS).fetchall():
        if list_id in elsewhere:
            continue
        try:
            if sum(1 for _ in store.list_rows(list_id)) != rows:
                found.append(Fault("rows.damaged"))
        except EktpError as error:
            found.append(Fault(error.code))
    return found


def _erased(connection: Any) -> set[tuple[str, str, str]]:
    """Entity, id and link of the events whose bodies somebody erased, and said so."""
    found: set[tuple[str, str, str]] = set()
    for entity, entity_id, body in connection.execute(_ERASURES):
        with suppress(msgspec.MsgspecError):  # a changed event, which its chain names
            said = msgspec.json.decode(body or b"", type=BodyErased)
            found |= {(entity, entity_id, link) for link in said.rest}
    return found


def _true_to_link(previous: bytes, row: tuple[Any, ...]) -> bool:
    _, link, _, _, _, header, digest, salt, body = row
    if (body is None) != (salt is None):
        return False  # a salt that stays would let a digest tell a NIK
    if body is not None and body_digest(salt, body) != digest:
        return False
    return bool(link_of(previous, header, digest) == link)


def _same_as_header(row: tuple[Any, ...], device: str, incarnation: str) -> bool:
    """The columns only repeat the header; a header that cannot be read was changed, not moved."""
    seq, _, entity, entity_id, kind, header, *_ = row
    try:
        head = msgspec.json.decode(header, type=Header)
    except msgspec.MsgspecError:
        return True
    written = (head.seq, head.entity, head.id, head.kind, head.device, head.incarnation)
    return written == (seq, entity, entity_id, kind, device, incarnation)
