"""Laying entries into the index, and taking them out: what is kept, what is held, what waits in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from ektp_desk.hub.digests import is_among
from ektp_desk.hub.judging import DROPPED, ROSTER, Judged
from ektp_desk.hub.packs import EntryTail, NewPack, PackName, PackStore, write_pack
from ektp_desk.hub.receipts import Journal, forget_runs, note_files, note_here, note_runs
from ektp_desk.hub.rows import insert_rows
from ektp_desk.hub.schema import (
    entries,
    facts,
    files,
    gone,
    held,
    leaving,
    lost,
    packs,
    parts,
    runs,
    tails,
    verdicts,
)
from ektp_desk.hub.senders import REVOKED, keys_of, note_brought, revoked
from ektp_desk.hub.stored import PiecePlace, find_stored
from ektp_desk.wire.heads import DropList, OfficeVerdict, RunHead, TransportKey
from ektp_desk.wire.pack import EntryKind

SECOND_PLACE = "copy"  # the fact that says which one it is
_RUN = "run"
_FOUND = [delete(table).where(is_among(table.c.digest)) for table in (tails, lost)]


@dataclass
class TakenBody:
    """What became of a body: how many entries are new; digests that were refused or held, with a code.

    `journals`: of which something else is to be said; `unjoined`: whose stretches are to be found anew;
    `wholes`: of which parts came; `stale`: packs that are written anew before that is committed; `going`:
    packs that are removed behind it; `made`: packs that are removed where it is not; `is_untold`: there is
    something that no receipt tells of; `said`: the receipts that were signed for it; `digest`: of what came,
    of a pack by its fronts.
    """

    new: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    journals: set[Journal] = field(default_factory=set)
    unjoined: set[Journal] = field(default_factory=set)
    wholes: set[str] = field(default_factory=set)
    stale: set[PackName] = field(default_factory=set)
    going: list[PackName] = field(default_factory=list)
    made: list[PackName] = field(default_factory=list)
    is_roster_new: bool = False
    is_untold: bool = False
    said: list[bytes] = field(default_factory=list)
    digest: str = ""

    @property
    def is_kept(self) -> bool:
        return bool(self.new or self.held)


class LaidEntry(NamedTuple):
    """What an entry is and where it lies; `at` is None for a whole that lies in parts."""

    judged: Judged
    digest: str
    size: int
    at: PiecePlace | None

    @property
    def row(self) -> dict[str, Any]:
        where = (
            {"pack": self.at.pack.number, "place": self.at.place} if self.at else {"pack": None, "place": 0}
        )
        of = {"kind": self.judged.kind, "device": self.judged.device, "visit": self.judged.visit}
        return {"digest": self.digest, "size": self.size, **where, **of}


def lay(
    connection: Connection, judged: Judged, digest: str, size: int, done: TakenBody, at: PiecePlace | None
) -> None:
    """Let the index name an entry, and go by what it says; `at` is None for a whole that lies in parts."""
    if isinstance(judged.said, RunHead):
        lay_runs(connection, [LaidEntry(judged, digest, size, at)], done)
        return
    if judged.kind == EntryKind.FILE:
        lay_files(connection, [LaidEntry(judged, digest, size, at)], done)
        return
    where = {"digest": digest, "size": size, "pack": at.pack.number if at else None}
    where |= {"place": at.place if at else 0, "device": judged.device}
    _find_again(connection, [digest])
    if judged.part is not None:
        of = {"whole": judged.part.whole.hex(), "number": judged.part.number, "total": judged.part.count}
        connection.execute(insert(parts).values(**where, **of))
        done.wholes.add(judged.part.whole.hex())
        done.new += 1
        return
    _insert(connection, [LaidEntry(judged, digest, size, at)], done)
    _go_by(connection, judged, digest, done)


def lay_runs(connection: Connection, laid: Sequence[LaidEntry], done: TakenBody) -> None:
    """As `lay`, many at once. Of held ones less may be said than another index of this hub once did."""
    _find_again(connection, [one.digest for one in laid])
    _insert(connection, laid, done)
    for is_held in (False, True):
        said = [
            (one.digest, one.judged.said)
            for one in laid
            if bool(one.judged.held) is is_held and isinstance(one.judged.said, RunHead)
        ]
        done.unjoined |= note_runs(connection, said, is_held=is_held)
        note_files(connection, said, is_held=is_held)
        _follow_runs(connection, [file for _digest, run in said for file, _size in run.files])
        done.journals |= {(run.device, run.incarnation) for _digest, run in said}


def lay_files(connection: Connection, laid: Sequence[LaidEntry], done: TakenBody) -> None:
    """As `lay`, many at once."""
    _find_again(connection, [one.digest for one in laid])
    _insert(connection, laid, done)
    done.journals |= note_here(connection, [one.digest for one in laid if not one.judged.held])


def _find_again(connection: Connection, digests: Sequence[str]) -> None:
    """What was cut, or lost, is whole."""
    for found in _FOUND:
        connection.execute(found, {"digests": digests})


def _insert(connection: Connection, laid: Sequence[LaidEntry], done: TakenBody) -> None:
    rows = [one.row for one in laid if not one.judged.held]
    apart = [one.row | {"reason": one.judged.held} for one in laid if one.judged.held]
    insert_rows(connection, entries, rows)
    insert_rows(connection, held, apart)
    done.new += len(rows)
    done.held |= {one.digest: one.judged.held for one in laid if one.judged.held}


def _go_by(connection: Connection, judged: Judged, digest: str, done: TakenBody) -> None:
    done.is_untold = True
    match judged.said:
        case OfficeVerdict() as verdict:
            _note_verdict(connection, verdict, digest)
        case DropList() as sheet:
            changed = drop(connection, [name for name, _link in sheet.dropped])
            done.journals |= changed
            done.unjoined |= changed
        case TransportKey() as head:
            going = note_brought(connection, head, digest)
            done.stale |= {place.pack for one in going for place in _places(connection, one)}
            take_out(connection, going)
        case None if judged.kind == ROSTER:
            done.is_roster_new = True


def _places(connection: Connection, digest: str) -> Iterable[PiecePlace]:
    found = find_stored(connection, digest)
    return found.pieces if found else ()


def lay_tail(connection: Connection, tail: EntryTail, pack: PackName) -> None:
    connection.execute(delete(tails).where(tails.c.digest == tail.digest))
    said = {"digest": tail.digest, "size": tail.size, "place": tail.place, "have": tail.have}
    connection.execute(insert(tails).values(**said, pack=pack.number))


def _note_verdict(connection: Connection, verdict: OfficeVerdict, digest: str) -> None:
    own = (
        verdicts.c.desk == verdict.desk,
        verdicts.c.desk_incarnation == verdict.desk_incarnation,
        verdicts.c.device == verdict.device,
        verdicts.c.incarnation == verdict.incarnation,
    )
    before = connection.scalar(select(verdicts.c.number).where(*own))
    if before is not None and before >= verdict.number:
        return
    connection.execute(delete(verdicts).where(*own))
    row = {"desk": verdict.desk, "desk_incarnation": verdict.desk_incarnation, "digest": digest}
    of = {"device": verdict.device, "incarnation": verdict.incarnation}
    connection.execute(insert(verdicts).values(**row, **of, number=verdict.number))


def drop(connection: Connection, digests: Sequence[str]) -> set[Journal]:
    """Take these out for good, runs and files alone; give the journals of which less is here."""
    others = (is_among(entries.c.digest, digests), entries.c.kind.not_in((_RUN, EntryKind.FILE)))
    staying = set(connection.scalars(select(entries.c.digest).where(*others)))
    known = set(connection.scalars(select(gone.c.digest).where(is_among(gone.c.digest, digests))))
    going = [one for one in digests if one not in staying]
    connection.execute(delete(lost).where(is_among(lost.c.digest, going)))
    for digest in going:
        if digest in known:
            connection.execute(update(gone).where(gone.c.digest == digest).values(reason=DROPPED))
        else:
            connection.execute(insert(gone).values(digest=digest, reason=DROPPED))
    return take_out(connection, going)


def take_out(connection: Connection, digests: Sequence[str]) -> set[Journal]:
    """Let the index name these no more: their packs are stale. Give the journals of which less is here."""
    for table, of in (
        (entries, "digest"),
        (held, "digest"),
        (tails, "digest"),
        (parts, "digest"),
        (parts, "whole"),
    ):
        these = is_among(table.c[of], digests)
        stale = set(connection.scalars(select(table.c.pack).where(these)))
        connection.execute(update(packs).where(packs.c.number.in_(stale - {None})).values(is_stale=True))
        connection.execute(delete(table).where(these))
    changed = forget_runs(connection, digests)
    return changed | note_here(connection, digests, is_here=False)


def rejudge(connection: Connection) -> set[Journal]:
    """Hold runs of revoked laptops, with their files, against what rosters say now; give their journals."""
    changed, moving = set[Journal](), (list[str](), list[str]())
    for device in sorted(revoked(connection)):
        known = keys_of(connection, device)
        of = (runs.c.device == device, runs.c.is_offices.is_(False))
        for run in connection.execute(select(runs).where(*of)):
            is_held = not any(one.counts(run.incarnation, run.last) for one in known)
            if is_held != run.is_held:
                changed.add((device, run.incarnation))
                moving[is_held].append(run.digest)
    for is_held in (False, True):
        if moving[is_held]:
            _hold(connection, moving[is_held], is_held=is_held)
    return changed


def _hold(connection: Connection, some: Sequence[str], *, is_held: bool) -> None:
    """Let runs count no more, or again: a journal has very many, and nothing else is taken in meanwhile."""
    connection.execute(update(runs).where(is_among(runs.c.digest, some)).values(is_held=is_held))
    connection.execute(update(files).where(is_among(files.c.run, some)).values(is_held=is_held))
    _move(connection, some, is_held=is_held)
    named = select(files.c.digest).where(is_among(files.c.run, some)).distinct()
    _follow_runs(connection, connection.scalars(named).all())


def _follow_runs(connection: Connection, digests: Sequence[str]) -> None:
    """Let files count of which a run that does names them, and those alone."""
    if not digests:
        return
    for table, is_held in ((entries, False), (held, True)):
        lying = (is_among(table.c.digest, digests), table.c.kind == EntryKind.FILE)
        here = connection.scalars(select(table.c.digest).where(*lying)).all()
        if not here:
            continue
        counting = (is_among(files.c.digest, here), files.c.is_held.is_(False))
        named = set(connection.scalars(select(files.c.digest).where(*counting)))
        moving = [digest for digest in here if is_held == (digest in named)]
        _move(connection, moving, is_held=not is_held)
        note_here(connection, moving, is_here=is_held)


def _move(connection: Connection, digests: Sequence[str], *, is_held: bool) -> None:
    """To what is held apart, or back to what counts: as if it came now."""
    if not digests:
        return
    there, here = (entries, held) if is_held else (held, entries)
    these = is_among(there.c.digest, digests)
    rows = connection.execute(select(there).where(these)).mappings().all()
    connection.execute(delete(there).where(these))
    apart = {"reason": REVOKED} if is_held else {}
    known = [{name: row[name] for name in row if name not in ("seq", "reason")} for row in rows]
    insert_rows(connection, here, [one | apart for one in known])


def repack(
    connection: Connection,
    store: PackStore,
    name: PackName,
    new: Callable[[], NewPack],
    mended: Mapping[str, bytes],
) -> None:
    """Put what the index names of a pack into another; whoever asked removes the old one when that is kept.

    `mended`: entries by digest that lie in it no more as they were. Raises `disk.full`, `disk.refused`.
    """
    found = [
        (table, row.digest, row.place, row.size)
        for table in (entries, held, parts)
        for row in connection.execute(select(table).where(table.c.pack == name.number))
    ]
    found.sort(key=lambda one: one[2])

    def contents() -> Iterator[bytes]:
        for _table, digest, place, size in found:
            yield mended.get(digest) or store.read(name, place, size)

    connection.execute(delete(tails).where(tails.c.pack == name.number))
    if found:
        pack = new()
        places, size = write_pack(pack, contents())
        to = pack.name
        at = connection.scalar(select(packs.c.at).where(packs.c.number == name.number))
        row = {"number": to.number, "key": to.key, "size": size, "at": at, "is_stale": False}
        connection.execute(insert(packs).values(row))
        for (table, digest, _place, _size), place in zip(found, places, strict=True):
            moved = {"pack": to.number, "place": place}
            connection.execute(update(table).where(table.c.digest == digest).values(moved))
    forget_pack(connection, name)


def is_pack(connection: Connection, name: PackName) -> bool:
    """Whether the index names it: it may have been written anew meanwhile."""
    return connection.execute(select(packs.c.size).where(packs.c.number == name.number)).first() is not None


def forget_pack(connection: Connection, name: PackName) -> None:
    """A pack of which nothing is named any more; the second place is to lose it too, where there is one."""
    connection.execute(delete(packs).where(packs.c.number == name.number))
    if connection.execute(select(facts).where(facts.c.name == SECOND_PLACE)).first():
        connection.execute(delete(leaving).where(leaving.c.number == name.number))  # it lay here still
        connection.execute(insert(leaving).values(number=name.number, key=name.key))
