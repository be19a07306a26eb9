"""Scrubbing: every pack is read back from the medium, and each entry held against its digest in the index.

What is damaged is made good from the second place; else it is here no more, receipts say so, and it is asked
for again from whoever has it. A scrub that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, exists, func, insert, or_, select, union, update

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.safety import Span, Spans, beside, common
from ektp_desk.hub.judging import ROSTER, TRANSPORT
from ektp_desk.hub.laying import TakenBody, is_pack, take_out
from ektp_desk.hub.packs import PackEntry, PackName, PackStore
from ektp_desk.hub.receipts import heard
from ektp_desk.hub.schema import (
    entries,
    facts,
    files,
    held,
    lost,
    packs,
    parts,
    receipts,
    rosters,
    runs,
    transports,
)
from ektp_desk.hub.second_place import SecondPlace
from ektp_desk.hub.shelf import Shelf

_FACT = "scrub"
_NONE_BEHIND = 2**62  # a pack has no such number
_NOTED = 50  # packs between two notes of how far it is


class ScrubState(msgspec.Struct):
    """Where a scrub is: `after` of the packs to `until`, which were there when it `begun`; what it found.

    `ended`: when the one before was through; `heard`: what of each journal was whole when this one began;
    `seen`: when somebody was at it last, empty where it was stopped.
    """

    ended: str = ""
    begun: str = ""
    after: int = 0
    until: int = 0
    mended: int = 0
    lost: int = 0
    heard: dict[str, tuple[Span, ...]] = {}
    seen: str = ""


@dataclass(frozen=True, slots=True)
class _LyingEntry:
    """An entry of a pack; `whole`: of which it is a part, or its own digest."""

    digest: str
    place: int
    size: int
    whole: str
    kind: str


class ScrubDamage(msgspec.Struct, frozen=True):
    """What was found wrong, for people: in which pack, and from which byte on."""

    pack: int
    place: int
    is_mended: bool


def pause_not(_size: int) -> bool:
    """Go on at once."""
    return True


def told_nobody(_damage: ScrubDamage) -> None:
    """Nobody is told."""


def scrub(
    shelf: Shelf,
    *,
    second: SecondPlace | None = None,
    rested: Callable[[int], bool] = pause_not,
    tell: Callable[[ScrubDamage], None] = told_nobody,
) -> ScrubState:
    """Read all packs back, from where the last scrub was stopped.

    `rested` is told the bytes of each and may take its time; false stops it. Raises `disk.refused` where no
    pack can be read at all, `disk.full`.
    """
    state = _begin(shelf)
    names = [name for name in _names(shelf) if state.after < name.number <= state.until]
    for count, name in enumerate(names, 1):
        _read_back(shelf, name, state, second, tell)
        state.after = name.number
        is_last = count == len(names)
        if not rested(shelf.store.size(name) if _is_there(shelf, name) else 0) and not is_last:
            _keep(shelf, state, seen="")
            return state
        if not count % _NOTED:
            _keep(shelf, state, seen=shelf.clock().text)
    return _end(shelf, state)


def scrub_state(connection: Connection) -> ScrubState:
    text = connection.scalar(select(facts.c.value).where(facts.c.name == _FACT))
    return msgspec.json.decode(text, type=ScrubState) if text else ScrubState()


def _begin(shelf: Shelf) -> ScrubState:
    """Go on with what was begun, or say that one begins now: of several processes one reads."""
    with shelf.index.write() as connection:
        state = scrub_state(connection)
        if not state.begun:
            state = ScrubState(
                ended=state.ended,
                begun=shelf.clock().text,
                until=connection.scalar(select(func.max(packs.c.number))) or 0,
                heard={"/".join(of): _whole(connection, *of) for of in _journals(connection)},
            )
        state.seen = shelf.clock().text
        _write(connection, state)
    return state


def _end(shelf: Shelf, state: ScrubState) -> ScrubState:
    """Say in receipts what was read back."""
    state.ended, state.begun = state.begun, ""
    with shelf.changing() as (connection, done):
        for device, incarnation in _journals(connection):
            whole = _whole(connection, device, incarnation, state.until)
            there = common(state.heard.get(f"{device}/{incarnation}", ()), whole)
            said = msgspec.json.encode(there).decode()
            own = (receipts.c.device == device, receipts.c.incarnation == incarnation)
            if connection.scalar(select(receipts.c.scrubbed).where(*own)) != said:
                connection.execute(update(receipts).where(*own).values(scrubbed=said))
                done.journals.add((device, incarnation))
        state.heard, state.after, state.seen = {}, 0, ""
        _write(connection, state)
    return state


def _keep(shelf: Shelf, state: ScrubState, *, seen: str) -> None:
    state.seen = seen
    with shelf.index.write() as connection:
        _write(connection, state)


def _write(connection: Connection, state: ScrubState) -> None:
    connection.execute(delete(facts).where(facts.c.name == _FACT))
    connection.execute(insert(facts).values(name=_FACT, value=msgspec.json.encode(state).decode()))


def _journals(connection: Connection) -> list[tuple[str, str]]:
    return [(row.device, row.incarnation) for row in connection.execute(select(receipts))]


def _whole(connection: Connection, device: str, incarnation: str, until: int = _NONE_BEHIND) -> Spans:
    """What is heard of a journal, with all files that it names, and lies in packs to `until`: in later ones
    it was written anew since, or came.
    """
    later = union(
        *(
            select(of).where(pack > until)
            for of, pack in ((entries.c.digest, entries.c.pack), (parts.c.whole, parts.c.pack))
        )
    )
    is_absent = or_(files.c.is_here.is_(False), files.c.digest.in_(later))
    lacks = exists().where(files.c.run == runs.c.digest, is_absent)
    of = (runs.c.device == device, runs.c.incarnation == incarnation)
    short = select(runs.c.first, runs.c.last).where(*of, or_(lacks, runs.c.digest.in_(later)))
    without = [(row.first, row.last) for row in connection.execute(short)]
    return beside([(first, last) for first, last, _link in heard(connection, device, incarnation)], without)


def _names(shelf: Shelf) -> list[PackName]:
    with shelf.index.read() as connection:
        rows = connection.execute(select(packs.c.number, packs.c.key).order_by(packs.c.number))
        return [PackName(row.number, row.key) for row in rows]


def _is_there(shelf: Shelf, name: PackName) -> bool:
    with shelf.index.read() as connection:
        return is_pack(connection, name)


def _read_back(
    shelf: Shelf,
    name: PackName,
    state: ScrubState,
    second: SecondPlace | None,
    tell: Callable[[ScrubDamage], None],
) -> None:
    with shelf.index.read() as connection:
        rows = _rows_in(connection, name)
    suspect = _not_true(shelf.store, name, rows) and _not_true(shelf.store, name, rows)  # a cable may lie
    damaged = [row for row in suspect if not _is_true(shelf.store, name, row)]  # of others the front alone is
    there = second.packs if second else None
    saved = {row.digest: data for row in damaged if there and (data := _from(there, name, row))}
    if not suspect:
        if second and there and _not_true(there, name, rows):
            second.forget(name)
        return
    if not shelf.store.names():
        raise EktpError("disk.refused", errno=0)  # the whole disk is away: nothing is lost by that
    with shelf.changing() as (connection, done):
        still = {row.digest for row in _rows_in(connection, name)}
        bad = [row for row in suspect if row.digest in still]  # else it was written anew meanwhile
        gone = [row for row in bad if row in damaged and row.digest not in saved]
        _lose(connection, name, gone, done)
        if bad:
            shelf.repack(connection, name, done, saved)
    for row in bad:
        tell(ScrubDamage(name.number, row.place, is_mended=row not in gone))
    state.mended += len(bad) - len(gone)
    state.lost += len(gone)


def _rows_in(connection: Connection, name: PackName) -> list[_LyingEntry]:
    alone = [
        _LyingEntry(row.digest, row.place, row.size, row.digest, row.kind)
        for table in (entries, held)
        for row in connection.execute(select(table).where(table.c.pack == name.number))
    ]
    of = select(parts, entries.c.kind).join(entries, parts.c.whole == entries.c.digest, isouter=True)
    rows = connection.execute(of.where(parts.c.pack == name.number))
    return alone + [_LyingEntry(row.digest, row.place, row.size, row.whole, row.kind or "") for row in rows]


def _not_true(store: PackStore, name: PackName, rows: list[_LyingEntry]) -> list[_LyingEntry]:
    """Those that do not stand in their place, in one reading of the pack."""
    try:
        store.refresh(name)
        true = {(one.digest, one.place) for one in store.entries(name) if isinstance(one, PackEntry)}
    except EktpError:
        return rows
    return [row for row in rows if (row.digest, row.place) not in true]


def _is_true(store: PackStore, name: PackName, row: _LyingEntry) -> bool:
    try:
        store.refresh(name)
        return hashlib.sha256(store.read(name, row.place, row.size)).hexdigest() == row.digest
    except EktpError:
        return False


def _from(there: PackStore, name: PackName, row: _LyingEntry) -> bytes:
    """An entry as it lies in the second place; empty where it does not."""
    return there.read(name, row.place, row.size) if _is_true(there, name, row) else b""


def _lose(connection: Connection, name: PackName, rows: list[_LyingEntry], done: TakenBody) -> None:
    """Name these no more, and ask for them: of what lies in parts for the whole."""
    kinds = {row.whole: row.kind for row in rows}
    desks = select(entries.c.device).where(entries.c.digest.in_(kinds), entries.c.kind == ROSTER)
    connection.execute(delete(rosters).where(rosters.c.device.in_(desks)))  # so that it is taken once more
    if TRANSPORT in kinds.values():
        connection.execute(delete(transports).where(transports.c.key == name.key))  # and is brought again
    changed = take_out(connection, [*kinds])
    done.journals |= changed
    done.unjoined |= changed
    connection.execute(delete(lost).where(lost.c.digest.in_(kinds)))
    for digest, kind in kinds.items():
        connection.execute(insert(lost).values(digest=digest, kind=kind))
