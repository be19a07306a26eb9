"""Reads the regions of one sheet with their base figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ektp_desk.domain.lists.layout.labels import labels_in
from ektp_desk.domain.lists.layout.person_rows import is_header_again, is_total
from ektp_desk.domain.lists.layout.region_rows import RegionChecks, is_region_row, region_said
from ektp_desk.domain.lists.mapping import SheetColumns
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.rows import Checked, Finding, Problem, RegionRow, Severity
from ektp_desk.domain.lists.values.regions import Regions
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.sheets.guess_columns import cells_by_meaning
from ektp_desk.sheets.read import SheetRow

Found = tuple[SheetRow, RegionRow | None, list[Finding]]
_AHEAD = 1_000  # rows of a sheet that are looked at first: a regency has some hundred regions
_LONGEST = 120  # letters of what is kept of a cell meanwhile


class FigureChecks:
    """Checks the region rows of a file's sheets; a region counts once in all of them."""

    def __init__(self, regency: RegionCode, gazetteer: Gazetteer) -> None:
        self._checks = RegionChecks(Regions(regency, gazetteer))

    def sheet(self, rows: Iterable[SheetRow], columns: SheetColumns) -> Iterator[Found]:
        """Headings tell the district of the regions beneath."""
        pick = cells_by_meaning(columns)
        regions = self._checks.regions
        stream = iter(rows)
        ahead = list(map(_cut, islice(stream, _AHEAD)))
        beneath = [row for row in ahead if row.number > columns.header_row]
        figures = [cells for row in beneath if is_region_row(cells := pick(row.cells), row.cells)]
        regions.begin(region_said(cells)[1] for cells in figures)
        regions.enter(columns.sheet)
        for row in chain(ahead, stream):
            if row.number <= columns.header_row:
                said = labels_in(row.cells) or {}
                regions.enter(str(said.get(Meaning.DISTRICT_NAME, "")))
                continue
            cells = pick(row.cells)
            if is_region_row(cells, row.cells):
                found, told = self._checks.check(cells, sheet=row.sheet, number=row.number)
                yield row, found, told
            elif not is_total(row.cells) and not is_header_again(cells):
                self._checks.pass_by(row.cells)

    def at_end(self) -> Iterator[Checked]:
        """Tell which regions say something else than the regions within them."""
        for row in self._checks.differing():
            problem = Problem(row.sheet, row.number, "", "figure.below_differs", Severity.WARNING)
            yield Checked(None, (problem,), is_row=False)


def _cut(row: SheetRow) -> SheetRow:
    cells = [cell[:_LONGEST] if isinstance(cell, str) else cell for cell in row.cells]
    return SheetRow(row.sheet, row.number, cells)
