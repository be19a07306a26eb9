"""What a hub needs no more: recordings that the office keeps safe for long, and what was never finished.

The hub reads what office desks say of a journal (DECISIONS 101, 102), and goes by less where it cannot tell:
it knows not which of a desk's journals goes on from which.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Row,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    union,
    update,
)

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.safety import KeptCopy, Span, Spans, common, in_two_places, merged
from ektp_desk.hub.digests import is_among
from ektp_desk.hub.laying import take_out
from ektp_desk.hub.packs import PackStore
from ektp_desk.hub.receipts import Journal, forget_runs, note_here
from ektp_desk.hub.rows import insert_rows
from ektp_desk.hub.schema import (
    addressed,
    devices,
    entries,
    facts,
    files,
    held,
    lost,
    packs,
    parts,
    retired,
    runs,
    tails,
    verdicts,
)
from ektp_desk.hub.shelf import Shelf
from ektp_desk.hub.stored import among, find_stored, read_stored
from ektp_desk.wire.envelope import read_as, read_object
from ektp_desk.wire.heads import OfficeVerdict
from ektp_desk.wire.pack import EntryKind

NIGHTS = 90  # on which it was safe, until it goes
_UNFINISHED = 30  # days for which parts and beginnings wait for their rest
_FACT, _UNHEARD = "nights", "unheard"
_RECORDED = ("run", EntryKind.FILE)
_Place = tuple[str, str, str]  # desk, machine, disk
_SAFE, _SETTLED = (
    Table(name, MetaData(), Column("digest", Text), prefixes=["TEMPORARY"]) for name in ("safe", "settled")
)


class _Nights(msgspec.Struct):
    """How many nights a hub has lived through, and the day of the last: whatever its clock says, one each."""

    count: int = 0
    day: str = ""


def retire(shelf: Shelf) -> int:
    """Let a night pass, unless it was counted; give how many entries go. Raises `disk.…`."""
    today = shelf.clock().day
    with shelf.changing() as (connection, done):
        night = _pass_night(connection, today)
        if night is None:
            return 0
        words = _Words(connection, shelf.store)
        _note_settled(connection, words)
        going = _let_go(connection, night)
        changed = _take_back(connection)
        _note_unheard(connection, words)
        for table in (_SAFE, _SETTLED):
            table.drop(connection)
        unfinished = _unfinished(connection, _ago(shelf, _UNFINISHED))
        older = _older_words(connection, _ago(shelf, NIGHTS))
        changed |= take_out(connection, [*unfinished, *older])
        done.journals |= changed
        done.unjoined |= changed
    return going + len(unfinished) + len(older)


def _ago(shelf: Shelf, days: int) -> str:
    """As packs say when they came."""
    now = shelf.clock()
    return replace(now, utc=now.utc - timedelta(days=days)).text


def _pass_night(connection: Connection, today: date) -> int | None:
    """Which night this is; None where it was counted before."""
    text = connection.scalar(select(facts.c.value).where(facts.c.name == _FACT))
    nights = msgspec.json.decode(text, type=_Nights) if text else _Nights()
    if nights.day == today.isoformat():
        return None
    nights = _Nights(nights.count + 1, today.isoformat())
    connection.execute(delete(facts).where(facts.c.name == _FACT))
    connection.execute(insert(facts).values(name=_FACT, value=msgspec.json.encode(nights).decode()))
    return nights.count


def unheard(connection: Connection, desk: str) -> int:
    """How many runs went, by the last night, of which an office desk has not said that it has them."""
    text = connection.scalar(select(facts.c.value).where(facts.c.name == _UNHEARD))
    return msgspec.json.decode(text, type=dict[str, int]).get(desk, 0) if text else 0


def _note_unheard(connection: Connection, words: _Words) -> None:
    """Count them, by desk: one that joined since gets them from laptops alone, and is told so."""
    found, there = Counter[str](), runs.join(retired, runs.c.digest == retired.c.digest)
    went, of = select(func.count()).select_from(there), (runs.c.device, runs.c.incarnation)
    for number, device, incarnation in connection.execute(went.add_columns(*of).group_by(*of)).all():
        own = went.where(of[0] == device, of[1] == incarnation)
        for desk, spans in words.heard_by((device, incarnation)).items():
            each = (own.where(runs.c.first >= first, runs.c.last <= last) for first, last in spans)
            found[desk] += number - sum(connection.scalar(one) or 0 for one in each)
    connection.execute(delete(facts).where(facts.c.name == _UNHEARD))
    connection.execute(insert(facts).values(name=_UNHEARD, value=msgspec.json.encode(found).decode()))


def _note_settled(connection: Connection, words: _Words) -> None:
    """Note runs of which all is safe, those of them that each office desk has heard, and files that such
    runs alone name.
    """
    waiting = set(connection.scalars(select(addressed.c.run)))  # a laptop that is away for long reads its end
    for table in (_SAFE, _SETTLED):
        table.create(connection)
    for journal in words.journals:
        found = [*words.safe_runs(connection, journal)]
        _note(connection, _SAFE, (digest for digest, _is_heard in found))
        _note(connection, _SETTLED, (run for run, is_heard in found if is_heard and run not in waiting))
    for table in (_SAFE, _SETTLED):
        other = select(files.c.digest).where(files.c.run.not_in(select(table.c.digest)))
        named = connection.scalars(select(files.c.digest).where(files.c.digest.not_in(other)).distinct())
        _note(connection, table, [digest for digest in named if digest not in words.wrong])


def _note(connection: Connection, table: Table, digests: Iterable[str]) -> None:
    insert_rows(connection, table, [{"digest": digest} for digest in digests])


def _let_go(connection: Connection, night: int) -> int:
    """Take out what lies in packs that were all safe for so many nights; its runs still say what came."""
    settled, recorded = select(_SETTLED.c.digest), entries.c.kind.in_(_RECORDED)
    waiting = union(
        select(entries.c.pack).where(recorded, entries.c.digest.not_in(settled), entries.c.pack.is_not(None)),
        select(parts.c.pack).where(parts.c.whole.not_in(settled)),
        select(held.c.pack).where(held.c.pack.is_not(None)),
        select(tails.c.pack),
    )
    with_some = union(
        select(entries.c.pack).where(recorded, entries.c.pack.is_not(None)), select(parts.c.pack)
    )
    unsafe, safe = packs.c.number.in_(waiting), packs.c.number.in_(with_some)
    connection.execute(update(packs).where(unsafe).values(safe_since=None))
    newly = (packs.c.safe_since.is_(None), safe, packs.c.number.not_in(waiting))
    connection.execute(update(packs).where(*newly).values(safe_since=night))
    due = select(packs.c.number).where(packs.c.safe_since <= night - NIGHTS)
    return sum(_retire_pack(connection, number) for number in connection.scalars(due).all())


def _retire_pack(connection: Connection, number: int) -> int:
    recorded = (entries.c.pack == number, entries.c.kind.in_(_RECORDED))
    going = [*connection.scalars(select(entries.c.digest).where(*recorded))]
    wholes = [*connection.scalars(select(parts.c.whole).where(parts.c.pack == number).distinct())]
    holding = {number, *connection.scalars(select(parts.c.pack).where(is_among(parts.c.whole, wholes)))}
    connection.execute(
        update(packs).where(packs.c.number.in_(holding)).values(is_stale=True, safe_since=None)
    )
    connection.execute(delete(parts).where(is_among(parts.c.whole, wholes)))
    connection.execute(delete(entries).where(is_among(entries.c.digest, [*going, *wholes])))
    rows = [{"digest": digest} for digest in (*going, *wholes)]
    insert_rows(connection, retired, rows)
    return len(rows)


def _take_back(connection: Connection) -> set[Journal]:
    """What went and is safe no more is here no more, and is asked for; give the journals."""
    unsafe = retired.c.digest.not_in(select(_SAFE.c.digest))  # a desk that joined since takes nothing back
    back = [*connection.scalars(select(retired.c.digest).where(unsafe))]
    kinds = dict.fromkeys(among(connection, back, files), str(EntryKind.FILE))
    kinds |= dict.fromkeys(among(connection, back, runs), "run")  # nobody names what was dropped
    changed = note_here(connection, back, is_here=False) | forget_runs(connection, back)
    for digest in back:
        connection.execute(delete(retired).where(retired.c.digest == digest))
    for digest, kind in kinds.items():
        connection.execute(insert(lost).values(digest=digest, kind=kind))
    return changed


def _unfinished(connection: Connection, before: str) -> list[str]:
    """Wholes of which parts wait since then, and entries that were cut then."""
    older = select(packs.c.number).where(packs.c.at < before)
    whole = [select(table.c.digest) for table in (entries, held)]
    waiting = (parts.c.pack.in_(older), *(parts.c.whole.not_in(known) for known in whole))
    cut = select(tails.c.digest).where(tails.c.pack.in_(older))
    return [*connection.scalars(union(select(parts.c.whole).where(*waiting), cut))]


def _older_words(connection: Connection, before: str) -> list[str]:
    """Verdicts in whose place another stands since then."""
    older = select(packs.c.number).where(packs.c.at < before)
    of = (entries.c.kind == "verdict", entries.c.pack.in_(older))
    newest = select(verdicts.c.digest)
    return [*connection.scalars(select(entries.c.digest).where(*of, entries.c.digest.not_in(newest)))]


class _Words:
    """What office desks say that were not revoked; `wrong`: files that are no whole pictures there."""

    def __init__(self, connection: Connection, store: PackStore) -> None:
        own = (devices.c.is_office, devices.c.until.is_(None))
        self._desks = set(connection.scalars(select(devices.c.device).where(*own)))
        said = [
            word
            for digest in connection.scalars(select(verdicts.c.digest)).all()
            if (word := _verdict(connection, store, digest)) and word.desk in self._desks
        ]
        counting = [word for word in said if _speaks_last(word, said)]
        self.wrong = {file for word in counting for file, _reason in word.wrong}
        self.journals = sorted({(word.device, word.incarnation) for word in counting})
        self._of = defaultdict[Journal, list[OfficeVerdict]](list)
        self._speakers = defaultdict[_Place, set[str]](set)
        for word in counting:
            self._of[word.device, word.incarnation].append(word)
            for machine, disk, _spans in word.kept:
                self._speakers[word.desk, machine, disk].add(word.desk_incarnation)

    def safe_runs(self, connection: Connection, journal: Journal) -> Iterator[tuple[str, bool]]:
        """By digest, and whether each office desk has heard it."""
        own = (runs.c.device == journal[0], runs.c.incarnation == journal[1], runs.c.is_held.is_(False))
        lying = connection.execute(select(runs).where(*own).order_by(runs.c.last.desc())).all()
        words = [(word, _branch(lying, word)) for word in self._of[journal]]
        for run in lying:
            about = [word for word, branch in words if run.digest in branch]
            span = (run.first, run.last)
            if self._is_safe(about, span):
                yield run.digest, self._are_heard(about, span)

    def heard_by(self, journal: Journal) -> dict[str, Spans]:
        """What each office desk says that it has of a journal."""
        said = {desk: [word for word in self._of[journal] if word.desk == desk] for desk in self._desks}
        return {
            desk: merged(one for word in words for one in word.heard_spans) for desk, words in said.items()
        }

    def _are_heard(self, words: Sequence[OfficeVerdict], span: Span) -> bool:
        """Each office desk has these events: none would miss them here."""
        return {word.desk for word in words if common(word.heard_spans, [span]) == (span,)} >= self._desks

    def _is_safe(self, words: Sequence[OfficeVerdict], span: Span) -> bool:
        """Opened by one, kept in two places: on a disk lies what each journal says that speaks of it."""
        if common(merged(one for word in words for one in word.opened), [span]) != (span,):
            return False
        kept = defaultdict[_Place, dict[str, Spans]](dict)
        for word in words:
            for machine, disk, spans in word.kept:
                kept[word.desk, machine, disk][word.desk_incarnation] = spans
        lying = [
            KeptCopy(of[1], of[2], reduce(common, said.values()))
            for of, said in kept.items()
            if self._speakers[of] <= said.keys()
        ]
        return common(in_two_places(lying), [span]) == (span,)


def _speaks_last(word: OfficeVerdict, said: Sequence[OfficeVerdict]) -> bool:
    """Where a desk speaks in several journals: whether this one speaks of each of the others (102)."""
    own = [one for one in said if one.desk == word.desk]
    others = {one.desk_incarnation for one in own} - {word.desk_incarnation}
    here = [one for one in own if one.desk_incarnation == word.desk_incarnation and one.device == word.desk]
    return others <= {one.incarnation for one in here}


def _branch(lying: Sequence[Row[Any]], word: OfficeVerdict) -> set[str]:
    """The runs that lead to where a verdict has heard, the last first."""
    places = {(last, link) for _first, last, link in word.heard}
    found = set[str]()
    for run in lying:
        if (run.last, run.link) in places:
            found.add(run.digest)
            places.add((run.first - 1, run.before))
    return found


def _verdict(connection: Connection, store: PackStore, digest: str) -> OfficeVerdict | None:
    """None for one that cannot be read now: then less is known to be safe."""
    try:
        entry = find_stored(connection, digest)
        return read_as(read_object(b"".join(read_stored(store, entry))), OfficeVerdict) if entry else None
    except EktpError:
        return None
