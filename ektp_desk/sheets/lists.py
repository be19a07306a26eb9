"""Reads a list: one pass that serves a dry run, which counts, and a load, which keeps the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby, islice
from pathlib import Path

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.check import ReadingOffice
from ektp_desk.domain.lists.domicile import Domiciles
from ektp_desk.domain.lists.mapping import Mapping as Columns
from ektp_desk.domain.lists.mapping import SheetColumns
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.lists.rows import Checked, Finding, Problem, Severity
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.sheets.guess_columns import HEADER_WITHIN, guess_columns
from ektp_desk.sheets.kinds.people import PeopleChecks
from ektp_desk.sheets.kinds.regions import FigureChecks
from ektp_desk.sheets.passed_by import kind_instead, people_lost, told_of_sheet
from ektp_desk.sheets.read import DEFAULT_LIMITS, Limits, SheetRow, SheetRows, never, open_sheets


@dataclass(frozen=True, slots=True)
class Understanding:
    """How columns are told: by a person's correction of this file or of an earlier one, else guessed."""

    kind: ListKind
    corrected: Columns | None = None  # by the sheet's name
    remembered: Mapping[str, tuple[Meaning, ...]] = field(default_factory=dict)  # by the layout

    def columns(self, sheet: str, first: list[SheetRow]) -> SheetColumns | None:
        """Understand one sheet; None when it is no list of the kind."""
        if self.corrected:
            return self.corrected.of(sheet)
        try:
            found = guess_columns(first, self.kind)
        except EktpError:  # `import.wrong_kind`: other sheets of the file may be of this one
            return None
        meanings = self.remembered.get(found.layout) if found else None
        return found.with_meanings(meanings) if found and meanings else found


class ListReading:
    """The rows of one file that count, once, in order; `mapping` is whole when all have passed."""

    def __init__(
        self,
        path: Path,
        rows: SheetRows,
        checks: PeopleChecks | FigureChecks,
        how: Understanding,
        *,
        digest: str,
    ) -> None:
        self._path = path
        self._rows = rows
        self._checks = checks
        self._how = how
        self._instead: ListKind | None = None  # what a sheet that is left out looks like
        self.digest = digest
        self.mapping = Columns()

    def __iter__(self) -> Iterator[Checked]:
        """Each person's or region's row as it was checked.

        Raises `import.changed` at the end when the file is no longer the one of the digest,
        `import.not_a_list` or `import.wrong_kind` when no sheet is a list of the kind,
        `import.no_people` when none of them holds a row, and what reading raises.
        """
        counted = False
        for sheet_no, (sheet, rows) in enumerate(groupby(self._rows, key=lambda row: row.sheet)):
            for checked in self._sheet(sheet, rows, sheet_no):
                counted |= checked.is_row
                yield checked
        if isinstance(self._checks, FigureChecks):
            yield from self._checks.at_end()
        if digest_of(self._path) != self.digest:
            raise EktpError("import.changed")
        left_out = self.mapping.left_out + tuple(self._rows.left_out)
        self.mapping = msgspec.structs.replace(self.mapping, left_out=left_out)
        if not self.mapping.sheets and self._instead:
            raise EktpError("import.wrong_kind", looks_like=self._instead.value)
        if not self.mapping.sheets:
            raise EktpError("import.not_a_list")
        if not counted:
            raise EktpError("import.no_people")

    def _sheet(self, sheet: str, rows: Iterator[SheetRow], sheet_no: int) -> Iterator[Checked]:
        first = list(islice(rows, HEADER_WITHIN))
        columns = self._how.columns(sheet, first)
        if columns is None:
            yield from self._passed_by(first, rows, sheet_no)
            return
        self.mapping = msgspec.structs.replace(self.mapping, sheets=(*self.mapping.sheets, columns))
        titles = {column.meaning: column.title for column in columns.columns}
        nik_title = titles.get(Meaning.NIK, "")
        for row, found, told in self._checks.sheet(chain(first, rows), columns):
            problems = tuple(_placed(finding, row, titles) for finding in told) if told else ()
            is_row = found is not None or any(problem.severity is Severity.REFUSED for problem in problems)
            yield Checked(found, problems, sheet_no, is_row, nik_title=nik_title)

    def _passed_by(self, first: list[SheetRow], rows: Iterator[SheetRow], sheet_no: int) -> Iterator[Checked]:
        """Read no list from a sheet of another kind, but say so; and say whom a lost header takes along."""
        left_out = (*self.mapping.left_out, first[0].sheet)
        self.mapping = msgspec.structs.replace(self.mapping, left_out=left_out)
        instead = kind_instead(first, self._how.kind)
        self._instead = self._instead or instead
        if instead:
            yield told_of_sheet(first[0], sheet_no)
        elif self._how.kind is not ListKind.DKB:
            yield from people_lost(chain(first, rows), sheet_no)


@contextmanager
def read_list(
    path: Path,
    kind: str,
    *,
    today: date,
    regency: RegionCode,
    gazetteer: Gazetteer,
    mapping: Columns | None = None,
    remembered: Mapping[str, tuple[Meaning, ...]] | None = None,
    village: str = "",
    stop: Callable[[], bool] = never,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[ListReading]:
    """Open a file as a list of one kind; `mapping` takes the place of guessing when a person corrected it.

    `remembered` holds earlier corrections of this kind by layout. `village`: where those live of whom the
    file does not say it, dotted. `today` is the day no birth
    date may lie after. Raises `import.unknown_kind`, `import.cannot_open` and what reading raises.
    """
    if kind not in set(ListKind):
        raise EktpError("import.unknown_kind")
    how = Understanding(ListKind(kind), mapping, remembered or {})
    checks: PeopleChecks | FigureChecks
    if how.kind is ListKind.DKB:
        checks = FigureChecks(regency, gazetteer)
    else:
        checks = PeopleChecks(how.kind, ReadingOffice(today, Domiciles(regency, gazetteer, village)))
    digest = digest_of(path)
    with open_sheets(path, limits=limits, stop=stop) as rows:
        yield ListReading(path, rows, checks, how, digest=digest)


def digest_of(path: Path) -> str:
    """SHA-256 as hex; raises `import.cannot_open`, and `import.no_file` for what would never end."""
    try:
        if not path.is_dir() and path.exists() and not path.is_file():
            raise EktpError("import.no_file")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EktpError("import.cannot_open") from error


def _placed(finding: Finding, row: SheetRow, titles: dict[Meaning, str]) -> Problem:
    title = finding.place or titles.get(finding.meaning, "")
    return Problem(row.sheet, row.number, title, finding.code, finding.severity)
