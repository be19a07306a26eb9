"""Importing a list: one pass counts it, and keeps it unless only a look was wanted."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ListImported
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.lists.counts import PROBLEMS_KEPT, ListCounts
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.usecases.office.importing.files import FileReadings, Placed, Wanted, shown_name
from ektp_desk.usecases.office.importing.people import Counted, Persons, counted
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts

_STEP = 500


@dataclass(frozen=True, slots=True, repr=False)
class Imported:
    """What an import found; `list_id` is empty after a dry run.

    `loaded_before` names the standing lists that one of the files was loaded into already.
    """

    list_id: str
    mapping: Mapping
    counts: ListCounts
    document: dict[str, Any]
    loaded_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What the person who imports says of the list."""

    kind: str
    name: str
    as_of: date
    source: str


def lists(session: Session) -> list[ListFacts]:
    """Give the imported lists, newest first."""
    return session.store.ask("lists", ListFacts)


def import_list(
    session: Session,
    files: Sequence[Path],
    kind: str,
    *,
    name: str,
    as_of: date,
    source: str = "",
    dry_run: bool = False,
    mapping: Mapping | None = None,
    problems_kept: int = PROBLEMS_KEPT,
    stop: Callable[[], bool] = lambda: False,
    step: Callable[[int], None] = lambda _rows: None,
) -> Imported:
    """Read files as one list; keep it unless `dry_run`. Nothing is stored when it is stopped or refused.

    A list of which no row was accepted is not kept either: `list_id` is empty then. `mapping` is a
    person's correction; with several files its sheets are named "FILE › SHEET". The counts go on where more
    than `problems_kept` refusals or warnings are found, which are not listed. `step` hears the
    number of rows read so far, and goes on counting while rows are stored. Raises `import.cancelled`
    and what reading raises.
    """
    said = _Said(kind, name or shown_name(files[0].stem), as_of, source)
    readings, counts = (
        FileReadings(session, Wanted(files, kind, mapping, stop)),
        ListCounts(problems_kept=problems_kept),
    )
    with session.store.ledger() as ledger, closing(_stepping(readings, step)) as stream:
        found = counted(ledger, stream, counts)
        passed = _loading(counts, stop, step)
        list_id = "" if dry_run else _keep(session, found, readings, counts, said, passed)
        for _row in found:
            pass
    document = {"files": readings.names, "kind": kind, "list": said.name, "as_of": as_of.isoformat()}
    document |= {"dry_run": dry_run} | counts.document(readings.mapping, ListKind(kind))
    before = _loaded_before(session, readings.digests, list_id)
    return Imported(list_id, readings.mapping, counts, document, before)


def _stepping(rows: Iterable[Placed], step: Callable[[int], None]) -> Generator[Placed]:
    for count, row in enumerate(rows, start=1):
        if not count % _STEP:
            step(count)
        yield row


def _loading(
    counts: ListCounts, stop: Callable[[], bool], step: Callable[[int], None]
) -> Callable[[int], None]:
    """Give what hears how many rows are stored: until the last of them it can all be undone."""

    def passed(rows: int) -> None:
        if stop():
            raise EktpError("import.cancelled")
        step(counts.rows_read + rows)

    return passed


def _keep(
    session: Session,
    found: Iterator[Counted],
    readings: FileReadings,
    counts: ListCounts,
    said: _Said,
    passed: Callable[[int], None],
) -> str:
    """Keep the list unless none of its rows is accepted; give its id, or nothing."""
    rows = Persons(session).rows(found)
    first = next(rows, None)
    if first is None:
        return ""
    list_id = session.new_id()

    def act(rows_file: str, rows: int) -> Act:
        body = ListImported(
            kind=said.kind,
            name=said.name,
            as_of=said.as_of.isoformat(),
            source=said.source,
            files=tuple(readings.digests),
            rows_file=rows_file,
            rows=rows,
            counts={"accepted": counts.accepted, "warned": counts.warned, "refused": counts.refused},
            mapping=readings.mapping.titles(),
        )
        return Act(Entity.LIST, list_id, body)

    session.check_roles(act("", 0))
    kept = chain([first], rows)
    session.store.keep_list(act, kept, by=session.user.id, at=session.clock(), passed=passed)
    return list_id


def _loaded_before(session: Session, digests: Sequence[str], list_id: str) -> tuple[str, ...]:
    params = {"digests": json.dumps(digests), "list": list_id}
    return tuple(str(name) for name in session.values("lists_of_files", **params))
