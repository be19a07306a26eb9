"""Base figures of many regions added up; a sum in which one figure is unknown is unknown."""

from __future__ import annotations

from typing import Any

from ektp_desk.domain.lists.meanings import BaseFigure
from ektp_desk.domain.lists.rows import Figure, RegionRow


class RegionFigures:
    """Sums by level of region: a district's figure is what its villages add up to already."""

    def __init__(self) -> None:
        self._sums: dict[int, dict[BaseFigure, Figure]] = {}  # by the code's number of dots
        self._counts: dict[int, int] = {}

    def add(self, row: RegionRow) -> None:
        level = row.region.count(".")
        self._counts[level] = self._counts.get(level, 0) + 1
        sums = self._sums.setdefault(level, {})
        for group, figure in row.figures.items():
            before = sums.get(group, Figure(0, 0, 0))
            sums[group] = Figure(*(_plus(a, b) for a, b in zip(before, figure, strict=True)))

    @property
    def villages(self) -> int:
        """Those that have figures."""
        return self._counts.get(3, 0)

    def sums(self) -> dict[BaseFigure, Figure]:
        """Add up the smallest regions there are."""
        return self._sums[max(self._sums)] if self._sums else {}

    def document(self) -> dict[str, Any]:
        """The part of the import's JSON: null stands for unknown."""
        sums = self.sums()
        figures = {
            group.value: {"L": sums[group].male, "P": sums[group].female, "jumlah": sums[group].total}
            for group in BaseFigure
            if group in sums
        }
        return {"villages": self.villages, "figures": figures}


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
