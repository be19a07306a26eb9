"""What a column may become, in the order of what its values look like, and what each choice entails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.layout.likeness import by_likeness, left_with, likeness
from ektp_desk.domain.lists.mapping import Column, Layout, Mapping, layouts_of
from ektp_desk.domain.lists.meanings import FIGURES, PARTS, Group, ListKind, Meaning
from ektp_desk.domain.lists.rows import Problem, RecordStatus, Severity
from ektp_desk.domain.places import letters
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.words import N_, NP_, _
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


GROUPS = {
    Group.WAJIB_KTP: N_("Wajib KTP"),
    Group.SUDAH_REKAM: N_("Sudah rekam"),
    Group.BELUM_REKAM: N_("Belum rekam"),
    Group.SUDAH_CETAK: N_("Sudah cetak"),
    Group.BELUM_CETAK: N_("Belum cetak"),
}

MEANINGS: dict[Meaning, tuple[str, str]] = {
    Meaning.NIK: (N_("NIK"), N_("teks, 16 angka")),
    Meaning.NAME: (N_("Nama"), N_("seperti di daftar")),
    Meaning.SEX: (NP_("sex", "L/P"), N_("menurut daftar")),
    Meaning.BIRTH_PLACE: (N_("Tempat lahir"), N_("seperti di daftar")),
    Meaning.BIRTH_DATE: (N_("Tanggal lahir"), N_("hh-bb-tttt")),
    Meaning.KK_NUMBER: (N_("Nomor KK"), N_("teks, 16 angka")),
    Meaning.ADDRESS: (N_("Alamat"), N_("seperti di daftar")),
    Meaning.RT: (N_("RT"), N_("seperti di daftar")),
    Meaning.RW: (N_("RW"), N_("seperti di daftar")),
    Meaning.DUSUN: (N_("Dusun"), N_("seperti di daftar")),
    Meaning.PROVINCE_CODE: (N_("Provinsi"), N_("kode wilayah")),
    Meaning.REGENCY_CODE: (N_("Kabupaten"), N_("kode wilayah")),
    Meaning.DISTRICT_CODE: (N_("Kecamatan"), N_("kode wilayah")),
    Meaning.VILLAGE_CODE: (N_("Desa"), N_("kode wilayah")),
    Meaning.DISTRICT_NAME: (N_("Kecamatan"), N_("menurut nama")),
    Meaning.VILLAGE_NAME: (N_("Desa"), N_("menurut nama")),
    Meaning.WKTP_CLASS: (N_("Kelas wajib KTP"), N_("seperti di daftar")),
    Meaning.RECORD_STATUS: (N_("Status rekam"), N_("BLM / SDH")),
    Meaning.DISABILITY: (N_("Disabilitas"), N_("tidak disimpan")),
    Meaning.STATUS_CODE: (N_("Status SIAK"), N_("seperti terakhir terlihat")),
    Meaning.RT_RW: (N_("RT dan RW"), N_("dipisah pada garis miring")),
    Meaning.MARITAL: (N_("Status kawin"), N_("menurut kata, bukan nomor")),
    Meaning.NISN: (N_("NISN"), N_("seperti di daftar")),
    Meaning.ROMBEL: (N_("Rombongan belajar"), N_("seperti di daftar")),
    Meaning.TPS: (N_("TPS"), N_("seperti di daftar")),
    Meaning.REGION: (N_("Wilayah"), N_("kode atau nama")),
} | {
    Meaning(f"{group.value}_{part}"): (f"{word} {sign}", N_("angka; kosong bukan nol"))
    for group, word in GROUPS.items()
    for part, sign in zip(PARTS, ("L", "P", "L+P"), strict=True)
}
"""What a column becomes, and how it is read."""

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
    return [meaning for meaning in MEANINGS if meaning not in FIGURES and meaning is not Meaning.REGION]


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
        """Tells the column from all others of the list."""
        return f"{self.layout}:{self.place}"

    @property
    def taken(self) -> bool:
        """Whether the column is read at all."""
        return self.meaning is not Meaning.IGNORED

    @property
    def becomes(self) -> str:
        return _(MEANINGS[self.meaning][0]) if self.taken else _("tidak diambil")

    @property
    def how(self) -> str:
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


@dataclass(frozen=True, slots=True)
class Choice:
    """One meaning in words: `how` says how it is read, or which column it is taken from."""

    meaning: Meaning
    word: str
    how: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All that a column may become; `at_hand` is what Enter takes before anything is typed."""

    offered: Sequence[Choice]
    at_hand: Meaning

    def matching(self, text: str) -> list[Choice]:
        """Those with the typed letters, the ones that begin so first."""
        key = letters(text)
        fit = [choice for choice in self.offered if key in letters(choice.word)]
        return sorted(fit, key=lambda choice: not letters(choice.word).startswith(key))


def choices_for(column: ColumnShown, columns: Sequence[ColumnShown], kind: ListKind) -> Choices:
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
    return Choices([_choice(meaning, column, holders) for meaning in order], at_hand)


def _choice(meaning: Meaning, column: ColumnShown, holders: dict[Meaning, ColumnShown]) -> Choice:
    if meaning is Meaning.IGNORED:
        word, how = _("tidak diambil"), _("kolom ini tidak dibaca")
    else:
        word, how = _(MEANINGS[meaning][0]), _(MEANINGS[meaning][1])
    if meaning is column.meaning:
        return Choice(meaning, word, _("arti sekarang"))
    holder = holders.get(meaning)
    if holder is None:
        return Choice(meaning, word, how)
    if left_with(column.meaning, holder.samples) is Meaning.IGNORED:
        return Choice(meaning, word, _("{title} lalu tidak diambil").format(title=holder.title))
    return Choice(meaning, word, _("bertukar dengan {title}").format(title=holder.title))
