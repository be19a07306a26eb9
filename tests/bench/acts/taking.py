"""Taking in another laptop's runs: what an office's writing thread does between two keys.

The floor puts the same events and rows in by `executemany`, with one commit a run. It checks nothing, no
link, no signature, nobody's rights; and it knows the rows that ours folds.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ektp_desk.desk.exchange.taking import take_run
from ektp_desk.domain.journal.arrived import RUN_EVENTS, Arrived, Run
from ektp_desk.domain.journal.folds import FOLDS
from ektp_desk.store.opening import STORE
from ektp_desk.store.receiving import all_events
from tests.bench.acts.regency import LIMITS, WHOLE
from tests.bench.bare import store as bare
from tests.bench.measuring import Pair, Row, alternate, row, timed
from tests.bench.office import BenchOffice
from tests.bench.regency import Size, grown

LIMIT = 2.0
_WARM_UP = 4
_FIELD = Size(1_500, 1_500)  # some days of a laptop: 80 runs
_LAST = 80  # runs that are measured after years
_MORE = 32 * 2**20  # bytes beyond what is held after the first of them: SQLite's cache is then filled
_KEYS = {table: key for fold in FOLDS.values() for table, key in fold.tables.items()}
_Table = tuple[str, str, list[tuple[Any, ...]]]  # its name and key, and rows


def measure(office: BenchOffice, folder: Path, *, size: Size = _FIELD) -> Row:
    """Take in what a laptop wrote, run by run; write what each left into a twin by bare SQLCipher."""
    laptop = grown(office, folder.parent / f"field-{size}", size)
    return row("take_in_run", f"{RUN_EVENTS}", _taken(office, folder, laptop, last=None), limit=LIMIT)


def measure_years(office: BenchOffice, folder: Path, *, size: Size = WHOLE) -> Row:
    """Do the same with the last runs of a regency's years, into a store that has all before them.

    Raises AssertionError where memory grows with what is taken in.
    """
    laptop = grown(office, folder.parent / f"regency-{size}", size)
    found = _taken(office, folder, laptop, last=_LAST)
    return row("regency_take_in", str(size), found, limit=LIMITS["regency_take_in"])


def _taken(office: BenchOffice, folder: Path, laptop: BenchOffice, *, last: int | None) -> list[Pair]:
    """Measure the `last` runs that a laptop wrote, or all; what came before them is taken in unmeasured."""
    ours = office.copied(folder / "ours")
    ours.anchor.unlink()  # a folder from elsewhere: what comes is another journal's
    waiting, held = deque[Run](), list[int]()
    with laptop.signed_in() as (theirs, _other), ours.signed_in() as (desk, _session):
        known = {link for (link,) in desk.held_store().connection.execute("SELECT link FROM events")}
        coming = (e for e in all_events(theirs.held_store().connection) if e.link not in known)
        for run in runs(coming):
            waiting.append(run)
            if last is not None and len(waiting) > last:
                take_run(desk.held_store(), waiting.popleft())
                held.append(_memory())
    if max(held[_LAST:], default=0) > sum(held[_LAST - 1 : _LAST]) + _MORE:
        raise AssertionError(f"memory grew from {held[_LAST - 1]} bytes to {max(held)}")
    return _beside_a_twin(ours, ours.copied(folder / "twin"), waiting)


def _beside_a_twin(ours: BenchOffice, twin: BenchOffice, waiting: deque[Run]) -> list[Pair]:
    connection, taken = bare.connect(twin.folders.data / STORE, twin.key), list[list[_Table]]()
    with ours.signed_in() as (desk, _session):
        store = desk.held_store()

        def take_next() -> float:
            run = waiting.popleft()
            took = timed(lambda: take_run(store, run))
            taken[:] = [_left_by(store.connection, run)]
            return took

        def write_the_same() -> float:
            return timed(lambda: _write(connection, taken[-1]))

        count = len(waiting) - _WARM_UP
        found = alternate(take_next, write_the_same, count=count, warm_up=_WARM_UP)
    connection.close()
    return found


def _memory() -> int:
    """Bytes that this process holds, by what Linux tells."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def runs(events: Iterable[Arrived]) -> Iterator[Run]:
    """Cut as a laptop seals them: of whole transactions, so that each ends signed."""
    run, unsigned = list[Arrived](), list[Arrived]()
    for one in events:
        unsigned.append(one)
        if one.signature is not None:
            if len(run) + len(unsigned) > RUN_EVENTS:
                yield run
                run = []
            run, unsigned = run + unsigned, []
    yield run


def _left_by(connection: Any, run: Sequence[Arrived]) -> list[_Table]:
    ids = sorted({id_ for (id_,) in _asked(connection, "entity_id", "events", "link", [e.link for e in run])})
    tables = [(table, key, _asked(connection, "*", table, key, ids)) for table, key in _KEYS.items()]
    events = ("events", "link", _asked(connection, "*", "events", "link", [one.link for one in run]))
    return [one for one in (events, *tables) if one[2]]


def _asked(connection: Any, what: str, table: str, key: str, values: Sequence[object]) -> list[Any]:
    marks = ", ".join("?" * len(values))
    found: list[Any] = connection.execute(
        f"SELECT {what} FROM {table} WHERE {key} IN ({marks})", values
    ).fetchall()
    return found


def _write(connection: Any, tables: list[_Table]) -> None:
    """Replace the rows of each table that a run left, and commit: on the disk when this returns."""
    connection.execute("BEGIN IMMEDIATE")
    for table, _key, rows in tables:
        connection.executemany(
            f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows
        )
    connection.execute("COMMIT")
