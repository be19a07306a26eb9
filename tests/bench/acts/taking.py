"""Taking in another laptop's runs: what an office's writing thread does between two keys.

The floor puts the same events and rows in by `executemany`, with one commit a run. It checks nothing, no
link, no signature, nobody's rights; and it knows the rows that ours folds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ektp_desk.desk.exchange.taking import take_run
from ektp_desk.domain.journal.arrived import RUN_EVENTS, Arrived, Run
from ektp_desk.domain.journal.folds import FOLDS
from ektp_desk.store.opening import STORE
from ektp_desk.store.receiving import all_events
from tests.bench.bare import store as bare
from tests.bench.measuring import Row, alternate, row, timed
from tests.bench.office import BenchOffice
from tests.bench.regency import Size, grown

LIMIT = 2.0
_WARM_UP = 4
_FIELD = Size(1_500, 1_500)  # some days of a laptop: 80 runs
_KEYS = {table: key for fold in FOLDS.values() for table, key in fold.tables.items()}
_Table = tuple[str, str, list[tuple[Any, ...]]]  # its name and key, and rows


def measure(office: BenchOffice, folder: Path, *, size: Size = _FIELD) -> Row:
    """Take in what a laptop wrote, run by run; write what each left into a twin by bare SQLCipher."""
    laptop = grown(office, folder.parent / f"field-{size}", size)
    ours, twin = office.copied(folder / "ours"), office.copied(folder / "twin")
    ours.anchor.unlink()  # a folder from elsewhere: what comes is another journal's
    with laptop.signed_in() as (desk, _session):
        events = list(all_events(desk.held_store().connection))
    connection = bare.connect(twin.folders.data / STORE, twin.key)
    with ours.signed_in() as (desk, _session):
        store = desk.held_store()
        known = {link for (link,) in store.connection.execute("SELECT link FROM events")}
        waiting = runs([one for one in events if one.link not in known])
        coming, taken = iter(waiting), list[list[_Table]]()

        def take_next() -> float:
            run = next(coming)
            took = timed(lambda: take_run(store, run))
            taken.append(_left_by(store.connection, run))
            return took

        def write_the_same() -> float:
            return timed(lambda: _write(connection, taken[-1]))

        found = alternate(take_next, write_the_same, count=len(waiting) - _WARM_UP, warm_up=_WARM_UP)
    connection.close()
    return row("take_in_run", f"{RUN_EVENTS}", found, limit=LIMIT)


def runs(events: Iterable[Arrived]) -> list[Run]:
    """Cut as a laptop seals them: of whole transactions, so that each ends signed."""
    found, run, unsigned = list[Run](), list[Arrived](), list[Arrived]()
    for one in events:
        unsigned.append(one)
        if one.signature is not None:
            if len(run) + len(unsigned) > RUN_EVENTS:
                found.append(run)
                run = []
            run, unsigned = run + unsigned, []
    return [*found, run]


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
