"""What a list adds up to, in words: villages of a list of people, statuses, groups of base figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import FIGURES, Group, ListKind
from ektp_desk.domain.lists.values.statuses import in_order
from ektp_desk.gui.lists.load.preview.columns.found import UNKNOWN_CELLS
from ektp_desk.gui.lists.load.preview.meanings import GROUPS
from ektp_desk.gui.lists.load.preview.tallies.statuses import status_words
from ektp_desk.words import _
from ektp_desk.words.numbers import count


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `figures` as many as the tally has, None where unknown; `odd` wants to be looked at."""

    name: str
    under: str
    figures: tuple[int | None, ...]
    note: str = ""
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """`title` and `short` (on its key's button) say what is counted; groups of figures have L, P and both."""

    title: str
    short: str
    lines: Sequence[Line]


def tally_of(kind: ListKind, mapping: Mapping, counts: ListCounts, *, name: Callable[[str], str]) -> Tally:
    """Add up a list as its kind wants; `name` names a village by its code."""
    if kind is ListKind.DKB:
        return Tally(_("Angka dasar"), _("Angka"), _groups(mapping, counts))
    if kind is ListKind.STATUS:
        lines = [
            Line(*status_words(status), (counts.by_siak_status[status],), odd=not status)
            for status in sorted(counts.by_siak_status, key=in_order)
        ]
        return Tally(_("Status, menurut urutan proses"), _("Status"), lines)
    return Tally(_("Penduduk tiap desa"), _("Desa"), _villages(counts, name))


def _villages(counts: ListCounts, name: Callable[[str], str]) -> list[Line]:
    return [
        Line(name(code) if code else _("Desa tidak dikenal"), code, (people,), odd=not code)
        for code, people in counts.by_village.most_common()
    ]


def _groups(mapping: Mapping, counts: ListCounts) -> list[Line]:
    sums, unknown = counts.regions.sums(), _unknown_cells(mapping, counts)
    return [
        Line(_(GROUPS[group]), "", tuple(sums[group]), _note(unknown.get(group, 0)), odd=None in sums[group])
        for group in Group
        if group in sums
    ]


def _note(unknown: int) -> str:
    return _("{n} sel tidak diketahui").format(n=count(unknown)) if unknown else _("semua terbaca")


def _unknown_cells(mapping: Mapping, counts: ListCounts) -> dict[Group, int]:
    """Count the cells of each group that hold no figure; a column is known by its sheet and title."""
    groups = {
        (sheet.sheet, column.title): FIGURES[column.meaning][0]
        for sheet in mapping.sheets
        for column in sheet.columns
        if column.meaning in FIGURES
    }
    found: dict[Group, int] = {}
    for problem in counts.problems:
        group = groups.get((problem.sheet, problem.column))
        if group is not None and problem.code in UNKNOWN_CELLS:
            found[group] = found.get(group, 0) + 1
    return found
