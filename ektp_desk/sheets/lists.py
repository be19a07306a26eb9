"""Reads a list of people: one pass that serves a dry run, which counts, and a load, which keeps the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, groupby, islice
from pathlib import Path

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.check import Office, Place, check_row
from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.domicile import Domiciles
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.lists.person_rows import is_person
from ektp_desk.domain.lists.rows import Checked, Finding, Problem
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.sheets.guess_columns import HEADER_WITHIN, cells_by_meaning, guess_columns
from ektp_desk.sheets.read import DEFAULT_LIMITS, Limits, SheetRow, SheetRows, never, open_sheets


class ListReading:
    """The person rows of one file, once, in order; `counts` and `mapping` are whole when all have passed."""

    def __init__(
        self, rows: SheetRows, kind: ListKind, *, office: Office, digest: str, corrected: Mapping | None
    ) -> None:
        self._rows = rows
        self._kind = kind
        self._office = office
        self._corrected = corrected
        self.digest = digest
        self.counts = ListCounts()
        self.mapping = Mapping()

    def __iter__(self) -> Iterator[Checked]:
        """Give each person row as it was checked.

        Raises `import.not_a_list` at the end when no sheet names people, `import.no_people`
        when none of them holds a person, and what reading raises.
        """
        for sheet, rows in groupby(self._rows, key=lambda row: row.sheet):
            yield from self._sheet(sheet, rows)
        left_out = self.mapping.left_out + tuple(self._rows.left_out)
        self.mapping = msgspec.structs.replace(self.mapping, left_out=left_out)
        if not self.mapping.sheets:
            raise EktpError("import.not_a_list")
        if not self.counts.rows_read:
            raise EktpError("import.no_people")

    def _sheet(self, sheet: str, rows: Iterator[SheetRow]) -> Iterator[Checked]:
        first = list(islice(rows, HEADER_WITHIN))
        columns = self._corrected.of(sheet) if self._corrected else guess_columns(first, self._kind)
        if columns is None:
            self.mapping = msgspec.structs.replace(self.mapping, left_out=(*self.mapping.left_out, sheet))
            return
        self.mapping = msgspec.structs.replace(self.mapping, sheets=(*self.mapping.sheets, columns))
        pick = cells_by_meaning(columns)
        titles = {column.meaning: column.title for column in columns.columns}
        for row in chain(first, rows):
            if row.number <= columns.header_row:
                continue
            cells = pick(row.cells)
            if is_person(cells, row.cells):
                found, told = check_row(cells, self._office, at=Place(sheet, row.number))
                problems = tuple(_placed(finding, row, titles) for finding in told)
                yield self.counts.add(Checked(found, problems))


@contextmanager
def read_list(
    path: Path,
    kind: str,
    *,
    today: date,
    regency: RegionCode,
    gazetteer: Gazetteer,
    mapping: Mapping | None = None,
    stop: Callable[[], bool] = never,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[ListReading]:
    """Open a file as a list of one kind; `mapping` takes the place of guessing when a person corrected it.

    `today` is the day no birth date may lie after. Raises `import.unknown_kind`,
    `import.cannot_open` and what reading raises.
    """
    if kind not in set(ListKind):
        raise EktpError("import.unknown_kind")
    office = Office(today, Domiciles(regency, gazetteer))
    digest = digest_of(path)
    with open_sheets(path, limits=limits, stop=stop) as rows:
        yield ListReading(rows, ListKind(kind), office=office, digest=digest, corrected=mapping)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, hex; raises `import.cannot_open`."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EktpError("import.cannot_open") from error


def _placed(finding: Finding, row: SheetRow, titles: dict[Meaning, str]) -> Problem:
    title = titles.get(finding.meaning, "")
    return Problem(row.sheet, row.number, title, finding.code, finding.severity)
