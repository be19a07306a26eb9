"""Importing a list: understood and counted first, kept only when a person (or a command) says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ListImported
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.rows import Checked, Row
from ektp_desk.domain.places import RegionCode
from ektp_desk.usecases.ports import Reading
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, RegisterRow

_BATCH = 500


@dataclass(frozen=True, slots=True, repr=False)
class Imported:
    """What an import found; `list_id` is empty after a dry run."""

    list_id: str
    mapping: Mapping
    counts: ListCounts
    document: dict[str, Any]


@dataclass(slots=True)
class _Told:
    """The document's facts beside the counts."""

    files: list[str]
    kind: str
    name: str
    as_of: date
    dry_run: bool
    known: int = 0  # accepted rows whose NIK stood in the register
    people: dict[str, str] = field(default_factory=dict, repr=False)  # NIK: person id, of this file


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
    stop: Callable[[], bool] = lambda: False,
    step: Callable[[int], None] = lambda _rows: None,
) -> Imported:
    """Read a list file; keep it unless `dry_run`. Nothing is stored when it is stopped or refused.

    A file of which no row was accepted is not kept either: `list_id` is empty then. `step` hears
    the number of person rows read so far. Raises `import.one_file`, `import.cancelled` and what
    reading raises.
    """
    if len(files) != 1:
        raise EktpError("import.one_file")
    told = _Told([path.name for path in files], kind, name or files[0].stem, as_of, dry_run)
    regency = RegionCode.parse(session.office.region)
    with session.lists.read(
        files[0],
        kind,
        today=session.today,
        regency=regency,
        gazetteer=session.gazetteer,
        mapping=mapping,
        stop=stop,
    ) as reading:
        rows = _people(session, _counted(reading, step), told)
        list_id = ""
        first = next(rows, None)
        if dry_run or first is None:
            for _row in rows:
                pass
        else:
            list_id = session.new_id()
            _keep(session, list_id, chain([first], rows), reading, told, source)
        return Imported(list_id, reading.mapping, reading.counts, _document(reading, told))


def _counted(reading: Reading, step: Callable[[int], None]) -> Iterator[Checked]:
    for count, checked in enumerate(reading, start=1):
        if not count % _BATCH:
            step(count)
        yield checked


def _people(session: Session, rows: Iterable[Checked], told: _Told) -> Iterator[RegisterRow]:
    """Give accepted rows as register rows: a NIK known already keeps its person, others get a new one."""
    stream = (checked for checked in rows if checked.row is not None)
    while batch := list(islice(stream, _BATCH)):
        fresh = {c.row.nik for c in batch if c.row and c.row.nik not in told.people}
        known = session.store.known_people(sorted(fresh))
        told.known += sum(1 for c in batch if c.row and not c.repeated and c.row.nik in known)
        for checked in batch:
            if checked.row is not None:
                person = known.get(checked.row.nik) or told.people.get(checked.row.nik) or session.new_id()
                told.people[checked.row.nik] = person
                yield _register_row(checked.row, person)


def _register_row(row: Row, person: str) -> RegisterRow:
    return RegisterRow(
        row=row.number,
        person=person,
        nik=row.nik,
        name=row.name,
        sex=row.sex,
        birth=row.birth_date,
        birth_place=row.birth_place,
        village=row.village,
        rt=row.rt,
        rw=row.rw,
        dusun=row.dusun,
        address=row.address,
        kk_number=row.kk_number,
        wktp_class=row.wktp_class,
        record_status=row.record_status.value,
        warnings=" ".join(row.problems),
    )


def _keep(
    session: Session, list_id: str, rows: Iterable[RegisterRow], reading: Reading, told: _Told, source: str
) -> None:
    def act(digest: str, count: int) -> Act:
        body = ListImported(
            kind=told.kind,
            name=told.name,
            as_of=told.as_of.isoformat(),
            source=source,
            files=(reading.digest,),
            rows_file=digest,
            rows=count,
            counts={"accepted": count, "warned": reading.counts.warned, "refused": reading.counts.refused},
            mapping=reading.mapping.titles(),
        )
        return Act(Entity.LIST, list_id, body)

    session.check_roles(act("", 0))
    session.store.keep_list(act, rows, by=session.user.id, at=session.clock())


def _document(reading: Reading, told: _Told) -> dict[str, Any]:
    counted = reading.counts.document(reading.mapping)
    counted["duplicates"] += told.known
    return {
        "files": told.files,
        "kind": told.kind,
        "list": told.name,
        "as_of": told.as_of.isoformat(),
        "dry_run": told.dry_run,
    } | counted
