"""Base figures of many regions added up once; a sum in which one figure is unknown is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ektp_desk.domain.lists.meanings import BaseFigure
from ektp_desk.domain.lists.rows import Figure, RegionRow

Sums = dict[BaseFigure, Figure]


class RegionFigures:
    """Sums of regions within each other: a district's figure is what its villages add up to already.

    Where a list names some of a region's parts and the region's own figure says more, that one counts.
    """

    def __init__(self) -> None:
        self._rows: dict[str, RegionRow] = {}  # by code: no more than there are regions
        self._villages = 0

    def add(self, row: RegionRow) -> None:
        self._rows[row.region] = row
        self._villages += row.region.count(".") == 3

    @property
    def villages(self) -> int:
        """Those that have figures."""
        return self._villages

    def sums(self) -> Sums:
        """Add up what no other region holds."""
        within = self._within()
        return _added(self._sum(code, within) for code in within.get("", ()))

    def differing(self) -> list[RegionRow]:
        """The regions that say something else than the regions within them add up to."""
        within = self._within()
        sums = {code: _added(self._sum(one, within) for one in within[code]) for code in within if code}
        return [row for code, row in self._rows.items() if _differ(row.figures, sums.get(code, {}))]

    def _within(self) -> dict[str, list[str]]:
        """The regions right within each; those within no other beneath the empty code."""
        within: dict[str, list[str]] = {}
        for code in self._rows:
            above = code.rpartition(".")[0]
            while above and above not in self._rows:
                above = above.rpartition(".")[0]
            within.setdefault(above, []).append(code)
        return within

    def _sum(self, code: str, within: dict[str, list[str]]) -> Sums:
        own, parts = self._rows[code], within.get(code, ())
        if not parts:
            return own.figures
        added = _added(self._sum(part, within) for part in parts)
        if len(parts) == own.parts and all(part.rpartition(".")[0] == code for part in parts):
            return own.figures | added
        return own.figures | {
            group: _larger(own.figures[group], figure) if group in own.figures else figure
            for group, figure in added.items()
        }

    def document(self) -> dict[str, Any]:
        """The part of the import's JSON: null stands for unknown."""
        sums = self.sums()
        figures = {
            group.value: {"L": sums[group].male, "P": sums[group].female, "jumlah": sums[group].total}
            for group in BaseFigure
            if group in sums
        }
        return {"villages": self.villages, "figures": figures}


def _added(all_of: Iterable[Sums]) -> Sums:
    added: Sums = {}
    for figures in all_of:
        for group, figure in figures.items():
            before = added.get(group, Figure(0, 0, 0))
            added[group] = Figure(*(_plus(a, b) for a, b in zip(before, figure, strict=True)))
    return added


def _differ(own: Sums, added: Sums) -> bool:
    sizes = [(_size(figure), _size(added[group])) for group, figure in own.items() if group in added]
    return any(None not in pair and pair[0] != pair[1] for pair in sizes)


def _larger(own: Figure, added: Figure) -> Figure:
    if any(a is not None and b is None for a, b in zip(own, added, strict=True)):
        return added  # what is unknown of a part stays so
    whole, part = _size(own), _size(added)
    return own if whole is not None and part is not None and whole > part else added


def _size(figure: Figure) -> int | None:
    return figure.total if figure.total is not None else _plus(figure.male, figure.female)


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
