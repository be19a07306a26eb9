"""Checks one region's row of base figures: which region, which figures, what is odd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ektp_desk.domain.lists.cells import Cell, is_empty, text_of
from ektp_desk.domain.lists.layout.person_rows import is_total
from ektp_desk.domain.lists.meanings import FIGURES, PARTS, BaseFigure, Meaning
from ektp_desk.domain.lists.rows import Figure, Finding, RegionRow, Severity
from ektp_desk.domain.lists.values.figures import odd_figures, read_figure
from ektp_desk.domain.lists.values.region_figures import RegionFigures
from ektp_desk.domain.lists.values.regions import FoundRegion, Regions

_NAMES = (Meaning.REGION, Meaning.VILLAGE_NAME, Meaning.DISTRICT_NAME)
REGION_COLUMNS = (Meaning.VILLAGE_CODE, *_NAMES)  # the first that is filled
Cells = Mapping[Meaning, Cell]
Told = list[Finding]


class RegionChecks:
    """Reads a workbook's rows in order; a region's second row is refused, or it would count twice."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self._figures = RegionFigures()

    def check(self, cells: Cells, *, sheet: str, number: int) -> tuple[RegionRow | None, Told]:
        """Read one row; None with a REFUSED finding when its region is unknown or stood before."""
        told: Told = []
        column, found = self._find(cells)
        refusal = "region.repeated" if self.regions.is_taken(found.code) else ""
        refusal = refusal if found.code else "region.not_found"
        if found.finding:
            told.append(Finding(column, found.finding, Severity.WARNING))
        if refusal:
            told.append(Finding(column, refusal, Severity.REFUSED))
        figures = {group: _figure(cells, group, told) for group in BaseFigure if _columns(cells, group)}
        if refusal:
            return None, told
        told += odd_figures(figures)
        self.regions.take(found.code)
        row = RegionRow(
            sheet=sheet,
            number=number,
            region=found.code,
            name=self.regions.name_of(found.code),
            figures=figures,
            problems=tuple(dict.fromkeys(finding.code for finding in told)),
            parts=self.regions.parts_of(found.code),
        )
        self._figures.add(row)
        return row, told

    def differing(self) -> list[RegionRow]:
        """The regions whose own figures are not what the regions within them add up to."""
        return self._figures.differing()

    def pass_by(self, row: Sequence[Cell]) -> None:
        """Read a row without figures: it may be a district's heading."""
        texts = [text for cell in row if (text := text_of(cell))]
        if len(texts) <= 2 and texts:
            self.regions.enter(texts[-1])

    def _find(self, cells: Cells) -> tuple[Meaning, FoundRegion]:
        district = text_of(cells.get(Meaning.DISTRICT_NAME))
        if district:
            self.regions.enter(district)
        column, text = region_said(cells)
        if column is Meaning.VILLAGE_NAME:
            return column, self.regions.find_village(text)
        if column is Meaning.VILLAGE_CODE:
            name = next((name for c in _NAMES if (name := text_of(cells.get(c)))), "")
            return column, self.regions.find(f"{text} {name}".strip())
        return column, self.regions.find(text, district=column is Meaning.DISTRICT_NAME)


def region_said(cells: Cells) -> tuple[Meaning, str]:
    """The region as the row writes it, and in which column."""
    column = next((c for c in REGION_COLUMNS if not is_empty(cells.get(c))), Meaning.REGION)
    return column, text_of(cells.get(column))


def is_region_row(cells: Cells, row: Sequence[Cell]) -> bool:
    """Whether figures of a region stand here: no total, no heading, no row that numbers the columns."""
    if all(is_empty(cells.get(column)) for column in REGION_COLUMNS) or is_total(row):
        return False
    figures = [cell for meaning in FIGURES if not is_empty(cell := cells.get(meaning))]
    return bool(figures) and any(map(_may_count, figures)) and not _numbers_columns(row)


def _may_count(cell: Cell) -> bool:
    """Whether this is a figure or what is left of one, not a title."""
    return not isinstance(cell, str) or any(map(str.isdigit, cell)) or cell.startswith("#")


def _numbers_columns(row: Sequence[Cell]) -> bool:
    texts = [text_of(cell).strip("()") for cell in row if not is_empty(cell)]
    return len(texts) > 2 and all(
        text == str(at) for at, text in enumerate(texts, start=int(texts[0] == "1"))
    )


def _columns(cells: Cells, group: BaseFigure) -> list[Meaning]:
    return [m for m, (of, _part) in FIGURES.items() if of is group and m in cells]


def _figure(cells: Cells, group: BaseFigure, told: Told) -> Figure:
    read: list[int | None] = []
    for part in PARTS:
        column = Meaning(f"{group.value}_{part}")
        figure, finding = read_figure(cells[column]) if column in cells else (None, "")
        if finding:
            told.append(Finding(column, finding, Severity.WARNING))
        read.append(figure)
    return Figure(*read)
