"""Reads the regions of one sheet with their base figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ektp_desk.domain.lists.layout.labels import labels_in
from ektp_desk.domain.lists.layout.person_rows import is_header_again, is_total
from ektp_desk.domain.lists.layout.region_rows import RegionChecks, is_region_row
from ektp_desk.domain.lists.mapping import SheetColumns
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.rows import Finding, RegionRow
from ektp_desk.domain.lists.values.regions import Regions
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.sheets.guess_columns import cells_by_meaning
from ektp_desk.sheets.read import SheetRow

Found = tuple[SheetRow, RegionRow | None, list[Finding]]


class FigureChecks:
    """Checks the region rows of a file's sheets; a region counts once in all of them."""

    def __init__(self, regency: RegionCode, gazetteer: Gazetteer) -> None:
        self._checks = RegionChecks(Regions(regency, gazetteer))

    def sheet(self, rows: Iterable[SheetRow], columns: SheetColumns) -> Iterator[Found]:
        """Headings tell the district of the regions beneath."""
        pick = cells_by_meaning(columns)
        regions = self._checks.regions
        regions.leave()
        regions.enter(columns.sheet)
        for row in rows:
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
