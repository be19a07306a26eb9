"""What of this desk's journals was sealed as runs, and where each run and captured file was carried to.

An office desk knows the runs of others too, as they came: those that hold what was erased since are *stale*,
and are sealed anew here as a laptop's own are.

Local facts, which no event says: a store without them seals and carries once more, which harms nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.journal.arrived import RUN_EVENTS, Arrived, Run
from ektp_desk.domain.journal.bodies import DeviceRevoked
from ektp_desk.domain.journal.catalogue import KIND_OF
from ektp_desk.domain.journal.chain import GENESIS
from ektp_desk.domain.journal.events import Header
from ektp_desk.domain.moments import Moment
from ektp_desk.store.concluding import ON_BRANCH
from ektp_desk.wire.events import files_named

DEVICE_REVOKED = KIND_OF[DeviceRevoked].name
_RUN_BYTES = 64 * 1024  # of headers and bodies: what a slow line takes in some seconds
_LAST = "SELECT coalesce(max(last), 0) FROM runs WHERE journal = ?"
_OWN = """
SELECT no, device, incarnation FROM journals
WHERE device = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device') ORDER BY no
"""
_SEALED_OF = """
SELECT device, incarnation FROM journals j WHERE EXISTS (SELECT 1 FROM runs WHERE journal = j.no)
"""
_NEXT = """
SELECT seq, link, header, digest, salt, body, signature, second FROM events
WHERE journal = ? AND seq > ? ORDER BY seq LIMIT ?
"""
_LINK = """
SELECT link FROM events WHERE journal = :no AND seq = :seq
UNION ALL SELECT link FROM holes WHERE journal = :no AND last = :seq
"""
_EARLIER = """
SELECT coalesce(sum(last - first + 1), 0) FROM runs WHERE journal = ? AND visit = ? AND last < ?
"""
_SPAN = """
SELECT seq, link, header, digest, salt, body, signature, second FROM events
WHERE journal = ? AND seq BETWEEN ? AND ? ORDER BY seq
"""
_STALE = """
SELECT j.no, j.device, j.incarnation, r.first, r.last, r.visit, r.earlier
FROM runs r JOIN journals j ON j.no = r.journal WHERE r.stale ORDER BY r.journal, r.last
"""
# Of others' journals: those that nothing sealed here has whole.
_STALE_ELSEWHERE = """
SELECT j.no, j.device, j.incarnation, a.first, a.last, a.visit, a.earlier
FROM arrived_runs a JOIN journals j ON j.no = a.journal
WHERE a.stale AND NOT EXISTS (
  SELECT 1 FROM runs r
  WHERE r.journal = a.journal AND r.first <= a.first AND r.last BETWEEN a.last AND a.first + 255
) ORDER BY a.journal, a.last, a.first
"""
_KEEP = """
INSERT OR REPLACE INTO runs (name, journal, first, last, visit, size, sealed_at, earlier, files, stale)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (
  SELECT count(*) > ? FROM events WHERE journal = ? AND seq BETWEEN ? AND ? AND body IS NULL))
"""
_SET_ASIDE = """
INSERT OR IGNORE INTO arrived_runs
SELECT name, journal, first, last, visit, coalesce(earlier, 0), files, max(stale, ?) FROM runs
WHERE journal = ? AND last BETWEEN ? AND ?
"""
_ARRIVED = """
INSERT OR IGNORE INTO arrived_runs SELECT ?, no, ?, ?, ?, ?, ?, ? FROM journals
WHERE device = ? AND incarnation = ?
"""
_EMPTIED = """
SELECT seq FROM events e JOIN journals j ON j.no = e.journal
WHERE j.device = ? AND j.incarnation = ? AND seq BETWEEN ? AND ? AND body IS NULL
  AND NOT EXISTS (SELECT 1 FROM bare b WHERE b.journal = e.journal AND b.seq = e.seq)
"""
_COLUMNS = "name, journal, first, last, visit, size"
_EVERY = f"(SELECT {_COLUMNS} FROM runs UNION ALL SELECT {_COLUMNS} FROM taken_runs)"  # noqa: S608  from above
# For cards and sticks: of others' only what no office desk has opened. The rest lies here until it is safe.
_OFFERED = f"""(
SELECT {_COLUMNS} FROM runs UNION ALL SELECT {_COLUMNS} FROM taken_runs t WHERE NOT EXISTS (
  SELECT 1 FROM at_office a
  WHERE a.state = 'opened' AND a.journal = t.journal AND a.first <= t.first AND a.last >= t.last
) OR NOT {ON_BRANCH.format("t")})
"""  # noqa: S608  from above
_RUNS = """
SELECT r.name, j.device, j.incarnation, r.first, r.last, r.visit, r.size FROM {} r
JOIN journals j ON j.no = r.journal WHERE {} ORDER BY r.journal, r.last
"""
_NO = "SELECT no FROM journals WHERE device = ? AND incarnation = ?"
_TAKE = f"""
INSERT OR IGNORE INTO taken_runs ({_COLUMNS}) SELECT :name, :journal, :first, :last, :visit, :size
WHERE NOT EXISTS (
  SELECT 1 FROM at_office WHERE state = 'safe' AND journal = :journal AND first <= :first AND last >= :last)
OR NOT EXISTS (
  SELECT 1 FROM office_branches WHERE journal = :journal AND first <= :first AND last >= :last)
"""  # noqa: S608  from above
_IS_TAKEN = "SELECT 1 FROM taken_runs WHERE name = ?"
_CARRIED = "SELECT 1 FROM carried WHERE carrier = :carrier AND name = "
_UNCARRIED = f"NOT EXISTS ({_CARRIED} r.name)"
_LACKING = f"""
EXISTS (
  SELECT 1 FROM events e WHERE e.journal = r.journal AND e.seq BETWEEN r.first AND r.last
    AND e.kind = 'modality_set' AND e.body IS NOT NULL
    AND coalesce(json_extract(CAST(e.body AS TEXT), '$.file'), '') <> ''
    AND NOT EXISTS ({_CARRIED} json_extract(CAST(e.body AS TEXT), '$.file'))
    AND json_extract(CAST(e.body AS TEXT), '$.file') NOT IN (SELECT file FROM files_removed WHERE gone)
)
"""  # noqa: S608  from above
_FORGET = """
DELETE FROM runs WHERE (journal, last) IN (
  SELECT l.journal, l.last FROM runs r
  JOIN runs l ON l.journal = r.journal AND l.last >= r.last WHERE r.name = ?)
"""
_FILES = f"""
SELECT json_extract(CAST(e.body AS TEXT), '$.file') AS file,
  json_extract(CAST(e.body AS TEXT), '$.size') AS size
FROM {_EVERY} r JOIN events e ON e.journal = r.journal AND e.seq BETWEEN r.first AND r.last
WHERE r.name = ? AND e.kind = 'modality_set' AND e.body IS NOT NULL AND file <> '' ORDER BY e.seq
"""  # noqa: S608  from above
_TAKEN = """
INSERT INTO visit_runs (journal, visit, first, earlier) SELECT no, ?, ?, ? FROM journals
WHERE device = ? AND incarnation = ?
ON CONFLICT DO UPDATE SET first = excluded.first, earlier = excluded.earlier WHERE excluded.first > first
"""
_MOVE = "UPDATE carried SET pack = ?, size = ? WHERE carrier = ? AND journal = ? AND pack = ?"
_READ_TOO = """
INSERT OR REPLACE INTO packs_read (carrier, journal, pack, size, digest, names)
SELECT carrier, journal, ?, ?, ?, names FROM packs_read WHERE carrier = ? AND journal = ? AND pack = ?
"""
_UNREAD = "DELETE FROM packs_read WHERE carrier = ? AND journal = ? AND pack = ?"
_END = 2**53
_HEADER = msgspec.json.Decoder(Header).decode


@dataclass(frozen=True, slots=True)
class DueRun:
    """A stretch that no run holds as it is now; `earlier` events of its visit in its journal before it."""

    journal: int
    run: Run
    visit: str
    earlier: int


class SealedRun(NamedTuple):
    """A run as its file has it: `name` is the SHA-256 of its bytes."""

    name: str
    device: str
    incarnation: str
    first: int
    last: int
    visit: str
    size: int


class RunIndex:
    """Lives on the store's thread."""

    def __init__(self, connection: Any, together: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection, self._together = connection, together

    @property
    def has_stale(self) -> bool:
        """Whether a run of this desk's holds what was erased since."""
        return self._connection.execute("SELECT 1 FROM runs WHERE stale LIMIT 1").fetchone() is not None

    def due(self) -> Iterator[DueRun]:
        """Each stretch whose run is stale, at an office desk of whatever journal; and each that is in no run.

        A run is of one visit or of none, and of whole transactions; what ends a laptop is one by itself, for
        that laptop reads it. Whoever takes one keeps it before the next. Of a journal that a copy of this
        laptop wrote part may be on its way: what follows waits for it.
        """
        yield from self._anew(_STALE)
        yield from self._unsealed()
        yield from self._anew(_STALE_ELSEWHERE)

    def _anew(self, which: str) -> Iterator[DueRun]:
        """The same stretches as they are now, without what was erased."""
        done = set[tuple[int, int]]()
        for no, device, incarnation, first, last, visit, said in self._connection.execute(which).fetchall():
            rows = self._connection.execute(_SPAN, (no, first, last)).fetchall()
            if len(rows) == last - first + 1 and (no, last) not in done:
                earlier = self._earlier(no, visit, first) if said is None else said
                yield DueRun(no, self._as_run(no, device, incarnation, rows), visit, earlier)
                done.add((no, last))

    def _earlier(self, no: int, visit: str, first: int) -> int:
        (earlier,) = self._connection.execute(_EARLIER, (no, visit, first)).fetchone()
        return int(earlier)

    def _unsealed(self) -> Iterator[DueRun]:
        for no, device, incarnation in self._connection.execute(_OWN).fetchall():
            (last,) = self._connection.execute(_LAST, (no,)).fetchone()
            is_all = False
            while not is_all:
                found = self._connection.execute(_NEXT, (no, last, RUN_EVENTS)).fetchall()
                rows = [row for place, row in enumerate(found, start=last + 1) if row[0] == place]
                is_all = len(found) < RUN_EVENTS or not rows
                while rows:
                    visit, taken = _of_one_visit(rows)
                    run = self._as_run(no, device, incarnation, rows[:taken])
                    yield DueRun(no, run, visit, self._earlier(no, visit, run[0].seq))
                    last, rows = rows[taken - 1][0], rows[taken:] if is_all else []

    def _as_run(self, no: int, device: str, incarnation: str, rows: list[Any]) -> Run:
        at = {"no": no, "seq": rows[0][0] - 1}
        before = self._connection.execute(_LINK, at).fetchone()
        link = bytes(before[0]) if before else GENESIS
        run = []
        for seq, own, *said in rows:
            run.append(Arrived(device, incarnation, seq, link, own, *said))
            link = own
        return run

    def keep(self, due: DueRun, name: str, size: int, at: Moment) -> bool:
        """Know a run whose file is on the disk; say whether it stands in the place of another one.

        It is stale at once where something in it was erased while it was sealed.
        """
        no, first, last = due.journal, due.run[0].seq, due.run[-1].seq
        row = (name, no, first, last, due.visit, size, at.text, due.earlier, _files_named(due.run))
        bare = sum(one.body is None for one in due.run)
        with self._together():
            aside = self._connection.execute(_SET_ASIDE, (0, no, last, last)).rowcount
            self._connection.execute(_KEEP, (*row, bare, no, first, last))
        return bool(aside)

    def note_arrived(self, name: str, run: Run, visit: str, earlier: int) -> None:
        """Know a run that was taken in, whose name is its object's, should something in it be erased."""
        at, span = (run[0].device, run[0].incarnation), (run[0].seq, run[-1].seq)
        emptied = {seq for (seq,) in self._connection.execute(_EMPTIED, (*at, *span))}
        stale = any(one.seq in emptied and one.body is not None for one in run)
        row = (name, *span, visit, earlier, _files_named(run), stale, *at)
        with self._together():
            self._connection.execute(_ARRIVED, row)

    def note_taken(self, run: Run, visit: str, earlier: int) -> None:
        """Keep how many events of its visit a run that came says its journal had before."""
        row = (visit, run[0].seq, earlier, run[0].device, run[0].incarnation)
        with self._together():
            self._connection.execute(_TAKEN, row)

    def sealed(self) -> list[SealedRun]:
        """Every run of this desk's journals, journal by journal, in order."""
        return self._found("runs", "true")

    def journals(self) -> set[tuple[str, str]]:
        """Device and incarnation of each of which `sealed` has a run."""
        return set(self._connection.execute(_SEALED_OF).fetchall())

    def taken(self) -> list[SealedRun]:
        """Every run of another laptop that lies here to be carried on, until it is safe at the office."""
        return self._found("taken_runs", "true")

    def new_since(self, mark: str) -> tuple[list[SealedRun], str]:
        """Runs that `sealed` and `taken` know since a mark, and the next mark; all of them for "".

        So for one that does not hold any more: what stood last was forgotten since.
        """
        found, marks = list[SealedRun](), list[str]()
        before = dict(one.partition(":")[::2] for one in mark.split())
        for table in ("runs", "taken_runs"):
            at, _colon, name = before.get(table, "").partition(":")
            last = f"""
            SELECT rowid, name FROM {table} WHERE rowid = coalesce(?, (SELECT max(rowid) FROM {table}))
            """  # noqa: S608  from above
            stands = self._connection.execute(last, (int(at or 0),)).fetchone() if at else None
            since = stands[0] if stands is not None and stands[1] == name else 0
            found += self._found(table, "r.rowid > :since", since=since)
            newest = self._connection.execute(last, (None,)).fetchone()
            marks += [f"{table}:{newest[0]}:{newest[1]}"] if newest is not None else []
        return found, " ".join(marks)

    def keep_taken(self, run: Run, visit: str, name: str, size: int) -> bool:
        """Carry on a run that came and whose file is on the disk; false where it is safe at the office."""
        (no,) = self._connection.execute(_NO, (run[0].device, run[0].incarnation)).fetchone()
        said = {"name": name, "journal": no, "visit": visit, "size": size}
        with self._together():
            self._connection.execute(_TAKE, said | {"first": run[0].seq, "last": run[-1].seq})
        return self._connection.execute(_IS_TAKEN, (name,)).fetchone() is not None

    def forget_from(self, name: str) -> None:
        """For a run whose file is gone: an own one and all behind it in its journal are sealed once more."""
        with self._together():
            own = {no for no, _device, _incarnation in self._connection.execute(_OWN)}
            found = self._connection.execute("SELECT journal, last FROM runs WHERE name = ?", (name,))
            for no, last in found.fetchall():  # what was sealed anew of others is so once more
                self._connection.execute(_SET_ASIDE, (no not in own, no, last, _END))
            self._connection.execute(_FORGET, (name,))
            self._connection.execute("DELETE FROM taken_runs WHERE name = ?", (name,))

    def files_of(self, name: str) -> list[tuple[str, int]]:
        """The captured files that a run's events name, with their sizes."""
        return list(dict.fromkeys(self._connection.execute(_FILES, (name,)).fetchall()))

    def carried(self, carrier: str) -> dict[str, tuple[str, int, int]]:
        """What was put on a carrier: the pack of each run and file, its folder, number, size (0: unknown)."""
        asked = "SELECT name, journal, pack, size FROM carried WHERE carrier = ?"
        rows = self._connection.execute(asked, (carrier,))
        return {name: (journal, pack, size) for name, journal, pack, size in rows}

    def uncarried(self, carrier: str, *, with_files: bool) -> list[SealedRun]:
        """Runs that were never put on a carrier; `with_files` also those of which a captured file was not.

        Not another laptop's that an office desk has opened.
        """
        which = f"{_UNCARRIED} OR {_LACKING}" if with_files else _UNCARRIED
        return self._found(_OFFERED, which, carrier=carrier)

    def _found(self, table: str, which: str, **facts: str | int) -> list[SealedRun]:
        return [SealedRun(*row) for row in self._connection.execute(_RUNS.format(table, which), facts)]

    def is_carried(self, carrier: str, name: str) -> bool:
        """Whether a run, a file or a verdict was put on a carrier."""
        said = {"carrier": carrier, "name": name}
        return self._connection.execute(f"{_CARRIED} :name", said).fetchone() is not None

    def note_carried(self, carrier: str, pack: tuple[str, int, int], names: Iterable[str]) -> None:
        """Say in which pack of a carrier, as `carried` names it, these were read back."""
        rows = [(carrier, name, *pack) for name in names]
        with self._together():
            self._connection.executemany("INSERT OR REPLACE INTO carried VALUES (?, ?, ?, ?, ?)", rows)

    def forget_carried(self, carrier: str, names: Iterable[str]) -> None:
        """For packs that lie there no more as they were written."""
        rows = [(carrier, name) for name in names]
        with self._together():
            self._connection.executemany("DELETE FROM carried WHERE carrier = ? AND name = ?", rows)

    def note_rewritten(
        self, carrier: str, old: tuple[str, int], new: tuple[int, int, str] | None, without: Iterable[str]
    ) -> None:
        """Say that a pack (folder, number) gave way to another: its number, size and first digest, if any."""
        number, size, digest = new or (0, 0, "")
        gone = [(carrier, name) for name in without]
        with self._together():
            self._connection.executemany("DELETE FROM carried WHERE carrier = ? AND name = ?", gone)
            self._connection.execute(_MOVE, (number, size, carrier, *old))
            if new is not None:
                self._connection.execute(_READ_TOO, (number, size, digest, carrier, *old))
            self._connection.execute(_UNREAD, (carrier, *old))

    def packs_read(self, carrier: str, names: str) -> dict[tuple[str, int], tuple[int, str]]:
        """By journal and number, size and first digest of each pack that has nothing more for this desk.

        `names`: a digest of those under which things are sealed to it now.
        """
        asked = "SELECT journal, pack, size, digest FROM packs_read WHERE carrier = ? AND names IN ('', ?)"
        rows = self._connection.execute(asked, (carrier, names))
        return {(journal, pack): (size, digest) for journal, pack, size, digest in rows}

    def forget_read(self, journals: Iterable[str]) -> None:
        """For packs of these journals (folders) that may have a file which was lost here since."""
        with self._together():
            self._connection.executemany(
                "DELETE FROM packs_read WHERE journal = ?", [(one,) for one in journals]
            )

    def note_read(self, carrier: str, pack: tuple[str, int], read: tuple[int, str], names: str) -> None:
        """`names`: for which there is nothing more in it; empty for all that may ever be."""
        with self._together():
            self._connection.execute(
                "INSERT OR REPLACE INTO packs_read VALUES (?, ?, ?, ?, ?, ?)", (carrier, *pack, *read, names)
            )


def _files_named(run: Run) -> str:
    """JSON: each captured file that a run names, with the link of its event."""
    naming = (one for one in run if b'"modality_set"' in one.header)  # seldom: only these are read
    named = {file: one.link.hex() for one in naming for file, _size in files_named([one])[0]}
    return msgspec.json.encode(named).decode()


def _of_one_visit(rows: list[Any]) -> tuple[str, int]:
    """The visit of the first rows, and how many of them one run takes: up to a signature."""
    first, size, taken, whole = _HEADER(rows[0][2]), 0, 0, 0
    for row in rows:
        size += len(row[2]) + len(row[5] or b"")
        header = _HEADER(row[2])
        is_ended = whole == taken and DEVICE_REVOKED in (first.kind, header.kind)
        if taken and (header.visit != first.visit or is_ended or (whole and size > _RUN_BYTES)):
            break
        taken += 1
        if row[6] is not None:
            whole = taken
    return first.visit, whole or taken
