"""Taking in what another journal wrote: a copy of this office's store that went on by itself."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from typing import Any

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.errors import UNREADABLE, EktpError, StoreDamaged
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.chain import GENESIS, body_digest, link_of
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.store.journal import INSERT, decode

_ALL = """
SELECT j.device, j.incarnation, e.seq, e.link, e.header, e.digest, e.salt, e.body, e.signature, e.second
FROM events e JOIN journals j ON j.no = e.journal ORDER BY e.journal, e.seq
"""
_ROW = "SELECT * FROM events NOT INDEXED WHERE rowid = ?"  # an older store has fewer columns
_HOLE = 1024  # rows: a page has a few events, and is lost with those that only it leads to
_AT = "SELECT link FROM events WHERE journal = ? AND seq = ?"


def all_events(connection: Any) -> Iterable[Arrived]:
    """Journal by journal, in order."""
    return map(Arrived._make, connection.execute(_ALL))


def readable_events(connection: Any, *, after: int) -> list[Arrived]:
    """What can be read of a store with lost pages: its events behind row `after`, each journal's in order."""
    found: list[Arrived] = []
    row, last = after, after
    while row < last + _HOLE:
        row += 1
        with suppress(sqlcipher.DatabaseError, *UNREADABLE):
            cursor = connection.execute(_ROW, (row,))
            for values in cursor.fetchall():
                held = {name[0]: value for name, value in zip(cursor.description, values, strict=True)}
                head = msgspec.json.decode(held["header"], type=Header)
                said = {name: held[name] for name in Arrived._fields[3:] if name in held}
                found.append(Arrived(head.device, head.incarnation, head.seq, **said))
                last = row
    return sorted(found, key=lambda one: (one.device, one.incarnation, one.seq))


def following(arrived: Iterable[Arrived], seq: int, link: bytes) -> list[Arrived]:
    """The events of one journal that stand behind its event `seq`, each true to the one before it.

    The author signs a transaction's last event: one of which the end is lost is left out whole.
    """
    found: list[Arrived] = []
    whole = 0
    for one in arrived:
        if one.seq == seq + 1:
            try:
                head = _checked(one, link)
            except EktpError:
                break
            found.append(one)
            seq, link = one.seq, one.link
            if one.signature is not None or not head.key:
                whole = len(found)
    return found[:whole]


def take_in(connection: Any, arrived: Iterable[Arrived]) -> list[Event]:
    """Add the events that are new here, and give them; nothing is folded yet.

    Each journal's events come in order and follow what is held of it. Runs inside the caller's transaction.
    Raises `journal.gap`, `journal.changed` where an event is not true to its link, and `journal.forked`
    when another event stands at its place: one laptop's disk was copied whole and both went on.
    """
    fresh: list[Event] = []
    for (device, incarnation), stretch in groupby(
        arrived, key=lambda event: (event.device, event.incarnation)
    ):
        no = _journal(connection, device, incarnation)
        fresh += [event for one in stretch if (event := _take(connection, no, one)) is not None]
    return fresh


def _journal(connection: Any, device: str, incarnation: str) -> int:
    at = (device, incarnation)
    connection.execute("INSERT OR IGNORE INTO journals (device, incarnation) VALUES (?, ?)", at)
    (no,) = connection.execute("SELECT no FROM journals WHERE device = ? AND incarnation = ?", at).fetchone()
    return int(no)


def _take(connection: Any, no: int, one: Arrived) -> Event | None:
    held = connection.execute(_AT, (no, one.seq)).fetchone()
    if held:
        if held[0] != one.link:
            raise EktpError("journal.forked", seq=one.seq)
        return None
    head = _checked(one, _previous(connection, no, one.seq))
    place = (no, one.seq, one.link, head.entity, head.id, head.kind)
    said = (one.header, one.digest, one.salt, one.body, one.signature, one.second)
    connection.execute(INSERT, place + said)
    try:
        return decode(one.link, one.header, one.body)
    except StoreDamaged:  # what it says is no act of this release: not this store is damaged
        raise EktpError("journal.changed", seq=one.seq) from None


def _previous(connection: Any, no: int, seq: int) -> bytes:
    if seq == 1:
        return GENESIS
    before = connection.execute(_AT, (no, seq - 1)).fetchone()
    if before is None:
        raise EktpError("journal.gap", seq=seq)
    return bytes(before[0])


def _checked(one: Arrived, previous: bytes) -> Header:
    """Hold an event against its link and its header against its place."""
    try:
        head = msgspec.json.decode(one.header, type=Header)
    except UNREADABLE:
        raise EktpError("journal.changed", seq=one.seq) from None
    said = one.salt is not None and one.body is not None
    bare = one.salt is None and one.body is None
    true = bare or (said and body_digest(one.salt or b"", one.body or b"") == one.digest)
    true = true and link_of(previous, one.header, one.digest) == one.link
    if not true or (head.device, head.incarnation, head.seq) != (one.device, one.incarnation, one.seq):
        raise EktpError("journal.changed", seq=one.seq)
    return head
