"""What of this desk's journals was sealed as runs, and where each run and captured file was carried to.

Local facts, which no event says: a store without them seals and carries once more, which harms nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.journal.arrived import RUN_EVENTS, Arrived, Run
from ektp_desk.domain.journal.chain import GENESIS
from ektp_desk.domain.journal.events import Header
from ektp_desk.domain.moments import Moment

_RUN_BYTES = 64 * 1024  # of headers and bodies: what a slow line takes in some seconds
_LAST = "SELECT coalesce(max(last), 0) FROM runs WHERE journal = ?"
_OWN = """
SELECT no, device, incarnation FROM journals
WHERE device = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device') ORDER BY no
"""
_NEXT = """
SELECT seq, link, header, digest, salt, body, signature, second FROM events
WHERE journal = ? AND seq > ? ORDER BY seq LIMIT ?
"""
_LINK = "SELECT link FROM events WHERE journal = ? AND seq = ?"
_EARLIER = "SELECT coalesce(sum(last - first + 1), 0) FROM runs WHERE journal = ? AND visit = ?"
_KEEP = """
INSERT INTO runs (name, journal, first, last, visit, size, sealed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_COLUMNS = "name, journal, first, last, visit, size"
_EVERY = f"(SELECT {_COLUMNS} FROM runs UNION ALL SELECT {_COLUMNS} FROM taken_runs)"  # noqa: S608  from above
_RUNS = """
SELECT r.name, j.device, j.incarnation, r.first, r.last, r.visit, r.size FROM {} r
JOIN journals j ON j.no = r.journal WHERE {} ORDER BY r.journal, r.last
"""
_NO = "SELECT no FROM journals WHERE device = ? AND incarnation = ?"
_TAKE = f"""
INSERT OR IGNORE INTO taken_runs ({_COLUMNS}) SELECT :name, :journal, :first, :last, :visit, :size
WHERE NOT EXISTS (
  SELECT 1 FROM at_office WHERE state = 'opened' AND journal = :journal AND first <= :first AND last >= :last)
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
_HEADER = msgspec.json.Decoder(Header).decode


@dataclass(frozen=True, slots=True)
class DueRun:
    """A stretch of an own journal that no run holds yet; `earlier` events of its visit before it."""

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

    def due(self) -> Iterator[DueRun]:
        """Each stretch that is in no run: of one visit or of none, and of whole transactions.

        Whoever takes one keeps it before the next. Of a journal that a copy of this laptop wrote part may be
        on its way: what follows waits for it.
        """
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
                    (earlier,) = self._connection.execute(_EARLIER, (no, visit)).fetchone()
                    yield DueRun(no, run, visit, earlier)
                    last, rows = rows[taken - 1][0], rows[taken:] if is_all else []

    def _as_run(self, no: int, device: str, incarnation: str, rows: list[Any]) -> Run:
        before = self._connection.execute(_LINK, (no, rows[0][0] - 1)).fetchone()
        link = bytes(before[0]) if before else GENESIS
        run = []
        for seq, own, *said in rows:
            run.append(Arrived(device, incarnation, seq, link, own, *said))
            link = own
        return run

    def keep(self, due: DueRun, name: str, size: int, at: Moment) -> None:
        """Know a run whose file is on the disk."""
        row = (name, due.journal, due.run[0].seq, due.run[-1].seq, due.visit, size, at.text)
        with self._together():
            self._connection.execute(_KEEP, row)

    def note_taken(self, run: Run, visit: str, earlier: int) -> None:
        """Keep how many events of its visit a run that came says its journal had before."""
        row = (visit, run[0].seq, earlier, run[0].device, run[0].incarnation)
        with self._together():
            self._connection.execute(_TAKEN, row)

    def sealed(self) -> list[SealedRun]:
        """Every run of this desk's journals, journal by journal, in order."""
        return self._found("runs", "true")

    def taken(self) -> list[SealedRun]:
        """Every run of another laptop that is carried on."""
        return self._found("taken_runs", "true")

    def keep_taken(self, run: Run, visit: str, name: str, size: int) -> bool:
        """Carry on a run that came and whose file is on the disk; false where the office has opened it."""
        (no,) = self._connection.execute(_NO, (run[0].device, run[0].incarnation)).fetchone()
        said = {"name": name, "journal": no, "visit": visit, "size": size}
        with self._together():
            self._connection.execute(_TAKE, said | {"first": run[0].seq, "last": run[-1].seq})
        return self._connection.execute(_IS_TAKEN, (name,)).fetchone() is not None

    def forget_from(self, name: str) -> None:
        """For a run whose file is gone: an own one and all behind it in its journal are sealed once more."""
        with self._together():
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
        """Runs that were never put on a carrier; `with_files` also those of which a captured file was not."""
        which = f"{_UNCARRIED} OR {_LACKING}" if with_files else _UNCARRIED
        return self._found(_EVERY, which, carrier=carrier)

    def _found(self, table: str, which: str, **facts: str) -> list[SealedRun]:
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

    def packs_read(self, carrier: str) -> dict[tuple[str, int], tuple[int, str]]:
        """By journal and number, size and first digest of each pack that has nothing more for this desk."""
        asked = "SELECT journal, pack, size, digest FROM packs_read WHERE carrier = ?"
        rows = self._connection.execute(asked, (carrier,))
        return {(journal, pack): (size, digest) for journal, pack, size, digest in rows}

    def forget_read(self, journals: Iterable[str]) -> None:
        """For packs of these journals (folders) that may have a file which was lost here since."""
        with self._together():
            self._connection.executemany(
                "DELETE FROM packs_read WHERE journal = ?", [(one,) for one in journals]
            )

    def note_read(self, carrier: str, journal: str, pack: int, read: tuple[int, str]) -> None:
        with self._together():
            self._connection.execute(
                "INSERT OR REPLACE INTO packs_read VALUES (?, ?, ?, ?, ?)", (carrier, journal, pack, *read)
            )


def _of_one_visit(rows: list[Any]) -> tuple[str, int]:
    """The visit of the first rows, and how many of them one run takes: up to a signature."""
    visit, size, taken, whole = _HEADER(rows[0][2]).visit, 0, 0, 0
    for row in rows:
        size += len(row[2]) + len(row[5] or b"")
        if taken and (_HEADER(row[2]).visit != visit or (whole and size > _RUN_BYTES)):
            break
        taken += 1
        if row[6] is not None:
            whole = taken
    return visit, whole or taken
