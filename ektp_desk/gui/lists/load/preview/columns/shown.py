"""A list's columns in words: what each becomes, an example, and how its values fared."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.mapping import Column, Mapping
from ektp_desk.domain.lists.meanings import FIGURES, Meaning
from ektp_desk.domain.lists.rows import RecordStatus, Severity
from ektp_desk.gui.lists.load.preview.columns.found import VILLAGES, FoundInColumns
from ektp_desk.gui.lists.load.preview.columns.layouts import Layout, layouts_of
from ektp_desk.gui.lists.load.preview.meanings import MEANINGS
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.sexes import counted_sexes

_FILLED = (Meaning.NAME, Meaning.BIRTH_DATE, Meaning.REGION)


@dataclass(frozen=True, slots=True, repr=False)
class ColumnShown:
    """One column of a layout: what it becomes, a masked example, its check, what to know besides.

    `place` counts the layout's columns from 0; `of` names the layout where there are several.
    """

    layout: str
    place: int
    title: str
    of: str
    meaning: Meaning
    samples: tuple[str, ...]
    check: str
    shape: Shape | None
    besides: str = ""

    @property
    def key(self) -> str:
        """Name the column among all of the list."""
        return f"{self.layout}:{self.place}"

    @property
    def taken(self) -> bool:
        """Whether the column is read at all."""
        return self.meaning is not Meaning.IGNORED

    @property
    def becomes(self) -> str:
        """Say what the column becomes."""
        return _(MEANINGS[self.meaning][0]) if self.taken else _("tidak diambil")

    @property
    def how(self) -> str:
        """Say how it is read."""
        return _(MEANINGS[self.meaning][1]) if self.taken else ""


def columns_shown(mapping: Mapping, counts: ListCounts) -> list[ColumnShown]:
    """Word every column of every layout that is read; those not taken stand last."""
    layouts = layouts_of(mapping)
    found = FoundInColumns(layouts, counts.problems)
    shown = [
        _shown(layout, place, _Checks(counts, found), of=_named(layout) if len(layouts) > 1 else "")
        for layout in layouts
        for place in range(len(layout.sheets[0].columns))
    ]
    return sorted(shown, key=lambda column: not column.taken)


def _named(layout: Layout) -> str:
    first = layout.sheets[0].sheet
    if len(layout.sheets) == 1:
        return first
    return _("{sheet} dan {n} lembar lagi").format(sheet=first, n=count(len(layout.sheets) - 1))


@dataclass(frozen=True, slots=True)
class _Checks:
    counts: ListCounts
    found: FoundInColumns


def _shown(layout: Layout, place: int, checks: _Checks, *, of: str) -> ColumnShown:
    column = layout.column(place)
    if column.meaning is Meaning.IGNORED:
        check, shape, besides = _("tidak diperlukan"), None, ""
    else:
        check, shape = _check(layout.key, column, checks)
        repeated = _repeated(column, checks.counts)
        if repeated and shape is Shape.FINISHED:  # no green disc above people who are here already
            check, shape, repeated = repeated, Shape.LOOK, ""
        besides = repeated
    return ColumnShown(
        layout.key, place, column.title, of, column.meaning, column.samples, check, shape, besides
    )


def _repeated(column: Column, counts: ListCounts) -> str:
    if column.meaning is Meaning.NIK and counts.duplicates:
        return _("{n} NIK berulang").format(n=count(counts.duplicates))
    return ""


def _check(layout: str, column: Column, checks: _Checks) -> tuple[str, Shape | None]:
    found, title, more = checks.found, column.title, "+" if checks.counts.problems_unlisted else ""
    if refused := found.number(layout, title, Severity.REFUSED):
        return _("{n} ditolak").format(n=count(refused) + more), Shape.WRONG
    if differing := found.differing(layout, column.meaning):
        return _("{n} beda dengan NIK").format(n=count(differing) + more), Shape.LOOK
    if column.meaning in FIGURES and (unknown := found.unknown(layout, title)):
        return _("{n} tidak diketahui").format(n=count(unknown) + more), Shape.LOOK
    if warned := found.number(layout, title, Severity.WARNING):
        return _("{n} diberi tanda").format(n=count(warned) + more), Shape.LOOK
    if more and column.meaning in (Meaning.NIK, *FIGURES, *_FILLED):
        return _("temuan terlalu banyak"), Shape.LOOK  # what is not listed may be this column's
    return _went_well(column.meaning, checks.counts) if checks.counts.accepted else ("–", None)


def _went_well(meaning: Meaning, counts: ListCounts) -> tuple[str, Shape | None]:
    if meaning is Meaning.NIK:
        return _("semua baik"), Shape.FINISHED
    if meaning in FIGURES:
        return _("semua terbaca"), Shape.FINISHED
    if meaning in _FILLED:
        return _("semua terisi"), Shape.FINISHED
    if meaning is Meaning.DISABILITY:
        return _("dibaca, tidak disimpan"), None
    counted = _counted(meaning, counts)
    return (counted, Shape.FINISHED) if counted else (_("disimpan apa adanya"), None)


def _counted(meaning: Meaning, counts: ListCounts) -> str:
    """Say what a column's values add up to; empty where nothing is counted by it."""
    if meaning is Meaning.SEX:
        return " · ".join(counted_sexes(counts.by_sex["L"], counts.by_sex["P"]))
    if meaning in VILLAGES:
        known = sum(1 for village in counts.by_village if village)
        return _("{n} desa dikenal").format(n=count(known)) if known else ""
    if meaning is Meaning.STATUS_CODE:
        known = sum(1 for status in counts.by_siak_status if status)
        return _("{n} macam status").format(n=count(known)) if known else ""
    return _statuses(counts) if meaning is Meaning.RECORD_STATUS else ""


def _statuses(counts: ListCounts) -> str:
    words = {
        RecordStatus.NOT_RECORDED: _("belum rekam"),
        RecordStatus.RECORDED: _("sudah rekam"),
        RecordStatus.UNKNOWN: _("tanpa keterangan"),
    }
    parts = [
        f"{count(counts.by_status[s.value])} {word}" for s, word in words.items() if counts.by_status[s.value]
    ]
    return " · ".join(parts)
