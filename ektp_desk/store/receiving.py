"""Taking in what another journal wrote: another laptop's, or a copy of this store that went on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from typing import Any

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.errors import UNREADABLE, EktpError, StoreDamaged
from ektp_desk.domain.journal.arrived import Arrived, Run
from ektp_desk.domain.journal.chain import GENESIS, body_digest, link_of
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.domain.moments import Moment
from ektp_desk.store.holes import Hole, drop_hole, hole_at, holes, keep_hole, last_held
from ektp_desk.store.journal import INSERT, with_body

_ALL = """
SELECT e.journal, j.device, j.incarnation,
  e.seq, e.link, e.header, e.digest, e.salt, e.body, e.signature, e.second
FROM events e JOIN journals j ON j.no = e.journal ORDER BY e.journal, e.seq
"""
_ROW = "SELECT * FROM events NOT INDEXED WHERE rowid = ?"  # an older store has fewer columns
_HOLE = 1024  # rows: a page has a few events, and is lost with those that only it leads to
_BARE = "INSERT INTO bare (journal, seq) VALUES (?, ?)"
_HELD = "SELECT seq, link FROM events WHERE journal = ? AND seq BETWEEN ? AND ?"
_LONG = re.compile(rb"[:,[]\s*-?(\d{16}|\d[\d.]*[eE])")  # as a number above that begins in JSON
_HEADER = msgspec.json.Decoder(Header).decode
_AS_WRITTEN = msgspec.json.Encoder().encode
_LAST_SEQ = 2**53  # of a number that every reader of JSON takes for what it is


def all_events(connection: Any) -> Iterator[Arrived]:
    """Journal by journal, in order."""
    behind = {(hole.journal, hole.last): hole.link for hole in holes(connection)}
    last = (0, 0, GENESIS)
    for no, device, incarnation, seq, link, *said in connection.execute(_ALL):
        before = last[2] if last[:2] == (no, seq - 1) else behind.get((no, seq - 1), GENESIS)
        yield Arrived(device, incarnation, seq, before, link, *said)
        last = (no, seq, link)


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
                said = {name: held[name] for name in Arrived._fields[4:] if name in held}
                found.append(Arrived(head.device, head.incarnation, head.seq, b"", **said))
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
            joined = one._replace(before=link)
            try:
                head = _checked(joined)
            except EktpError:
                break
            found.append(joined)
            seq, link = one.seq, one.link
            if one.signature is not None or not head.key:
                whole = len(found)
    return found[:whole]


def take_in(connection: Any, run: Run, own: tuple[str, str]) -> list[Event]:
    """Add the events of a run that are new here, and give them; nothing is folded yet.

    What it follows on may be absent: the hole is kept. `own` is the journal that is written here, which has
    none. Runs inside the caller's transaction. Raises `journal.gap` for a hole in it, `journal.changed` where
    an event is not true to its link, and `journal.forked` when another event stands at its place, or beside
    it: one laptop's disk was copied whole and both went on.
    """
    if not 1 <= run[0].seq <= run[-1].seq <= _LAST_SEQ:
        raise EktpError("journal.changed", seq=run[0].seq)
    journal = (run[0].device, run[0].incarnation)
    no = _journal(connection, *journal)
    held = dict(connection.execute(_HELD, (no, run[0].seq - 1, run[-1].seq + 1)))
    fresh: list[Arrived] = []
    heads: list[Header] = []
    for one in run:
        if one.seq not in held:
            heads.append(_checked(one))
            fresh.append(one)
        elif held[one.seq] != one.link:
            raise EktpError("journal.forked", seq=one.seq)
    for stretch in _stretches(fresh):
        _fit(connection, no, stretch, held, is_own=journal == own)
    connection.executemany(INSERT, [_row(no, *one) for one in zip(fresh, heads, strict=True)])
    connection.executemany(_BARE, [(no, one.seq) for one in fresh if one.body is None])
    return [_read(one, head) for one, head in zip(fresh, heads, strict=True)]


def _journal(connection: Any, device: str, incarnation: str) -> int:
    at = (device, incarnation)
    connection.execute("INSERT OR IGNORE INTO journals (device, incarnation) VALUES (?, ?)", at)
    (no,) = connection.execute("SELECT no FROM journals WHERE device = ? AND incarnation = ?", at).fetchone()
    return int(no)


def _stretches(fresh: Iterable[Arrived]) -> Iterator[list[Arrived]]:
    """Part what is new by what is held between."""
    for _, stretch in groupby(enumerate(fresh), key=lambda numbered: numbered[1].seq - numbered[0]):
        yield [one for _, one in stretch]


def _fit(connection: Any, no: int, stretch: list[Arrived], held: dict[int, bytes], *, is_own: bool) -> None:
    """Hold a stretch against its neighbours, and keep the hole that it leaves on either side."""
    first, last = stretch[0], stretch[-1]
    before = GENESIS if first.seq == 1 else held.get(first.seq - 1)
    if before is not None and before != first.before:
        raise EktpError("journal.forked", seq=first.seq)
    hole = hole_at(connection, no, first.seq)
    since = hole.first if hole else last_held(connection, no, first.seq) + 1
    if since < first.seq:
        if is_own:
            raise EktpError("journal.gap", seq=first.seq)
        keep_hole(connection, Hole(no, since, first.seq - 1, first.before))
    if hole is None:
        return
    drop_hole(connection, hole)
    if last.seq < hole.last:
        keep_hole(connection, Hole(no, last.seq + 1, hole.last, hole.link))
    elif hole.link != last.link:
        raise EktpError("journal.forked", seq=last.seq)


def _row(no: int, one: Arrived, head: Header) -> tuple[object, ...]:
    place = (no, one.seq, one.link, head.entity, head.id, head.kind)
    return (*place, one.header, one.digest, one.salt, one.body, one.signature, one.second)


def _read(one: Arrived, head: Header) -> Event:
    try:
        event = with_body(head, one.link, one.body)
    except StoreDamaged:  # what it says is no act of this release: not this store is damaged
        raise EktpError("journal.changed", seq=one.seq) from None
    if not (_is_moment(head.at, head.offset) and _has_numbers_to_count(one, head)):
        raise EktpError("journal.changed", seq=one.seq)
    return event


@lru_cache(maxsize=64)  # the events of one act have one moment
def _is_moment(at: str, offset: int) -> bool:
    """Whether a desk could have written when it was: folds and figures take every moment for one."""
    with suppress(ValueError, OverflowError):
        moment = Moment.of(at, offset)
        return moment.text == at and bool(moment.day)
    return False


def _has_numbers_to_count(one: Arrived, head: Header) -> bool:
    """Whether its numbers stay within what a row holds, also when many are counted together."""
    parts = (b"" if _is_plain(one.header, head) else one.header, one.body or b"")
    said = [msgspec.json.decode(part) for part in parts if _LONG.search(part)]
    while said:
        match said.pop():
            case dict() as fields:
                said += fields.values()
            case list() as items:
                said += items
            case int() | float() as number if abs(number) > _LAST_SEQ:
                return False
    return True


def _is_plain(written: bytes, head: Header) -> bool:
    """Whether a header is just what a desk writes: place and hour apart, it has no number but these two."""
    return abs(head.v) <= _LAST_SEQ and abs(head.bv) <= _LAST_SEQ and _AS_WRITTEN(head) == written


def _checked(one: Arrived) -> Header:
    """Hold an event against its link and its header against its place."""
    try:
        head = _HEADER(one.header)
    except UNREADABLE:
        raise EktpError("journal.changed", seq=one.seq) from None
    said = one.salt is not None and one.body is not None
    bare = one.salt is None and one.body is None
    true = bare or (said and body_digest(one.salt or b"", one.body or b"") == one.digest)
    true = true and link_of(one.before, one.header, one.digest) == one.link
    if not true or (head.device, head.incarnation, head.seq) != (one.device, one.incarnation, one.seq):
        raise EktpError("journal.changed", seq=one.seq)
    return head
