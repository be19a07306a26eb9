"""How each column of a list was understood and checked, what else it may become, and what that entails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.layout.likeness import by_likeness, left_with, likeness
from ektp_desk.domain.lists.mapping import Layout, Mapping, SheetColumn, layouts_of
from ektp_desk.domain.lists.meanings import FIGURES, ListKind, Meaning
from ektp_desk.domain.lists.rows import Problem, RecordStatus, Severity
from ektp_desk.domain.places import letters
from ektp_desk.words import _
from ektp_desk.words.lists import MEANINGS, meaning_words
from ektp_desk.words.numbers import count
from ektp_desk.words.sexes import counted_sexes

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
        """How many rows a column refused or marked."""
        return len(self._rows.get((layout, title, severity), ()))

    def unknown(self, layout: str, title: str) -> int:
        """How many of a column's cells hold nothing that can be read."""
        return self._unknown.get((layout, title), 0)

    def differing(self, layout: str, meaning: Meaning) -> int:
        """How many rows say something else here than their NIK does."""
        same = Meaning.VILLAGE_CODE if meaning in VILLAGES else meaning
        codes = [code for code, about in ABOUT.items() if about is same]
        return sum(len(self._about.get((layout, code), ())) for code in codes)


_OF_REGIONS = (
    Meaning.REGION,
    Meaning.VILLAGE_CODE,
    Meaning.VILLAGE_NAME,
    Meaning.DISTRICT_NAME,
    *FIGURES,
)


def meanings_of(kind: ListKind) -> list[Meaning]:
    """What a person may say that a column of such a list means, without "not taken"."""
    if kind is ListKind.DKB:
        return list(_OF_REGIONS)
    return [meaning for meaning in MEANINGS if meaning not in (*FIGURES, Meaning.REGION)]


_FILLED = (Meaning.NAME, Meaning.BIRTH_DATE, Meaning.REGION)


class ColumnState(Enum):
    """How a column's values went through the checks."""

    WELL = auto()
    NOTED = auto()  # somebody shall look at it
    REFUSED = auto()
    UNCHECKED = auto()


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
    state: ColumnState
    besides: str = ""

    @property
    def key(self) -> str:
        """Tells the column from all others of the list."""
        return f"{self.layout}:{self.place}"

    @property
    def taken(self) -> bool:
        """Whether the column is read at all."""
        return self.meaning is not Meaning.IGNORED

    @property
    def becomes(self) -> str:
        return meaning_words(self.meaning)[0]

    @property
    def how(self) -> str:
        return meaning_words(self.meaning)[1] if self.taken else ""


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
        check, state, besides = _("tidak diperlukan"), ColumnState.UNCHECKED, ""
    else:
        check, state = _check(layout.key, column, checks)
        repeated = _repeated(column, checks.counts)
        if repeated and state is ColumnState.WELL:  # no green disc above people who are here already
            check, state, repeated = repeated, ColumnState.NOTED, ""
        besides = repeated
    return ColumnShown(
        layout.key, place, column.title, of, column.meaning, column.samples, check, state, besides
    )


def _repeated(column: SheetColumn, counts: ListCounts) -> str:
    if column.meaning is Meaning.NIK and counts.duplicates:
        return _("{n} NIK berulang").format(n=count(counts.duplicates))
    return ""


def _check(layout: str, column: SheetColumn, checks: _Checks) -> tuple[str, ColumnState]:
    found, title, more = checks.found, column.title, "+" if checks.counts.problems_unlisted else ""
    if refused := found.number(layout, title, Severity.REFUSED):
        return _("{n} ditolak").format(n=count(refused) + more), ColumnState.REFUSED
    if differing := found.differing(layout, column.meaning):
        return _("{n} beda dengan NIK").format(n=count(differing) + more), ColumnState.NOTED
    if column.meaning in FIGURES and (unknown := found.unknown(layout, title)):
        return _("{n} tidak diketahui").format(n=count(unknown) + more), ColumnState.NOTED
    if warned := found.number(layout, title, Severity.WARNING):
        return _("{n} diberi tanda").format(n=count(warned) + more), ColumnState.NOTED
    if more and column.meaning in (Meaning.NIK, *FIGURES, *_FILLED):
        return _("temuan terlalu banyak"), ColumnState.NOTED  # what is not listed may be this column's
    return (
        _went_well(column.meaning, checks.counts) if checks.counts.accepted else ("–", ColumnState.UNCHECKED)
    )


def _went_well(meaning: Meaning, counts: ListCounts) -> tuple[str, ColumnState]:
    if meaning is Meaning.NIK:
        return _("semua baik"), ColumnState.WELL
    if meaning in FIGURES:
        return _("semua terbaca"), ColumnState.WELL
    if meaning in _FILLED:
        return _("semua terisi"), ColumnState.WELL
    if meaning is Meaning.DISABILITY:
        return _("dibaca, tidak disimpan"), ColumnState.UNCHECKED
    counted = _counted(meaning, counts)
    return (counted, ColumnState.WELL) if counted else (_("disimpan apa adanya"), ColumnState.UNCHECKED)


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


@dataclass(frozen=True, slots=True)
class MeaningChoice:
    """One meaning in words: `how` says how it is read, or which column it is taken from."""

    meaning: Meaning
    word: str
    how: str


@dataclass(frozen=True, slots=True)
class MeaningChoices:
    """All that a column may become; `at_hand` is what Enter takes before anything is typed."""

    offered: Sequence[MeaningChoice]
    at_hand: Meaning

    def matching(self, text: str) -> list[MeaningChoice]:
        """Those with the typed letters, the ones that begin so first."""
        key = letters(text)
        fit = [choice for choice in self.offered if key in letters(choice.word)]
        return sorted(fit, key=lambda choice: not letters(choice.word).startswith(key))


def choices_for(column: ColumnShown, columns: Sequence[ColumnShown], kind: ListKind) -> MeaningChoices:
    """Word what a column may become. What it is now is at hand, else what its values look like most.

    Of a column that is not taken and looks like nothing, "not taken" is at hand: Enter changes nothing.
    """
    holders = {
        other.meaning: other
        for other in columns
        if other.layout == column.layout and other.taken and other.place != column.place
    }
    order = by_likeness([*meanings_of(kind), Meaning.IGNORED], column.samples, held=holders)
    looks = bool(order) and likeness(order[0], column.samples) > 0
    at_hand = order[0] if looks and not column.taken else column.meaning
    return MeaningChoices([_choice(meaning, column, holders) for meaning in order], at_hand)


def _choice(meaning: Meaning, column: ColumnShown, holders: dict[Meaning, ColumnShown]) -> MeaningChoice:
    word, how = meaning_words(meaning)
    if meaning is column.meaning:
        return MeaningChoice(meaning, word, _("arti sekarang"))
    holder = holders.get(meaning)
    if holder is None:
        return MeaningChoice(meaning, word, how)
    if left_with(column.meaning, holder.samples) is Meaning.IGNORED:
        return MeaningChoice(meaning, word, _("{title} lalu tidak diambil").format(title=holder.title))
    return MeaningChoice(meaning, word, _("bertukar dengan {title}").format(title=holder.title))
