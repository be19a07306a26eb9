"""What was found in each column of a list: how many rows were refused or marked for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.gui.lists.load.preview.columns.layouts import Layout

ABOUT = {  # warnings found in the NIK that speak of another column
    "nik.birth_differs": Meaning.BIRTH_DATE,
    "nik.sex_differs": Meaning.SEX,
    "nik.region_differs": Meaning.VILLAGE_CODE,
}
VILLAGES = (Meaning.VILLAGE_CODE, Meaning.VILLAGE_NAME)
UNKNOWN_CELLS = ("cell.error", "figure.missing", "figure.unreadable")


class FoundInColumns:
    """Rows with a finding, by layout and column; a row with two findings of a column counts once."""

    def __init__(self, layouts: Iterable[Layout], problems: Iterable[Problem]) -> None:
        of = {sheet.sheet: layout.key for layout in layouts for sheet in layout.sheets}
        self._rows: dict[tuple[str, str, Severity], set[tuple[str, int]]] = defaultdict(set)
        self._about: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
        self._unknown: dict[tuple[str, str], int] = defaultdict(int)
        for problem in problems:
            layout, place = of.get(problem.sheet, ""), (problem.sheet, problem.row)
            if problem.code in ABOUT:
                self._about[layout, problem.code].add(place)
            else:
                self._rows[layout, problem.column, problem.severity].add(place)
                self._unknown[layout, problem.column] += problem.code in UNKNOWN_CELLS

    def number(self, layout: str, title: str, severity: Severity) -> int:
        """Give how many rows a column refused or marked."""
        return len(self._rows.get((layout, title, severity), ()))

    def unknown(self, layout: str, title: str) -> int:
        """Give how many of a column's cells hold nothing that can be read."""
        return self._unknown.get((layout, title), 0)

    def differing(self, layout: str, meaning: Meaning) -> int:
        """Give how many rows say something else here than their NIK does."""
        same = Meaning.VILLAGE_CODE if meaning in VILLAGES else meaning
        codes = [code for code, about in ABOUT.items() if about is same]
        return sum(len(self._about.get((layout, code), ())) for code in codes)
