"""A list's columns in words: what each becomes, and how its check went."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.mapping import Column as FileColumn
from ektp_desk.domain.lists.mapping import Mapping, SheetColumns
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.rows import RecordStatus, Severity
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.words import N_, _
from ektp_desk.words.numbers import count

MEANINGS: dict[Meaning, tuple[str, str]] = {
    Meaning.NIK: (N_("NIK"), N_("teks, 16 angka")),
    Meaning.NAME: (N_("Nama"), N_("seperti di daftar")),
    Meaning.SEX: (N_("L/P"), N_("menurut daftar")),
    Meaning.BIRTH_PLACE: (N_("Tempat lahir"), N_("seperti di daftar")),
    Meaning.BIRTH_DATE: (N_("Tanggal lahir"), N_("hari dahulu")),
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
    Meaning.STATUS_CODE: (N_("Status SIAK"), N_("tidak disimpan")),
}
"""What a column becomes, and how it is read."""

_ABOUT = {  # warnings found in the NIK that speak of another column
    "nik.birth_differs": Meaning.BIRTH_DATE,
    "nik.sex_differs": Meaning.SEX,
    "nik.region_differs": Meaning.VILLAGE_CODE,
}
_VILLAGES = (Meaning.VILLAGE_CODE, Meaning.VILLAGE_NAME)


@dataclass(frozen=True, slots=True, repr=False)
class ColumnShown:
    """One column of the preview: what it becomes, a masked example, its check, what to know besides."""

    key: str
    title: str
    sheet: str
    becomes: str
    how: str
    sample: str
    check: str
    shape: Shape | None
    besides: str = ""

    @property
    def taken(self) -> bool:
        """Whether the column is read at all."""
        return bool(self.becomes)


@dataclass(slots=True)
class _Found:
    """Rows with a finding, by the column it stands in and by severity."""

    rows: dict[tuple[str, str, Severity], set[int]] = field(default_factory=lambda: defaultdict(set))
    about: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))

    def number(self, sheet: str, title: str, severity: Severity) -> int:
        return len(self.rows.get((sheet, title, severity), ()))


def columns_shown(mapping: Mapping, counts: ListCounts) -> list[ColumnShown]:
    """Word every column of every sheet that is read; those not taken stand last."""
    found = _found(counts)
    several = len(mapping.sheets) > 1
    shown = [
        _shown(sheet, column, counts, found, several=several)
        for sheet in mapping.sheets
        for column in sheet.columns
    ]
    return sorted(shown, key=lambda column: not column.taken)


def _found(counts: ListCounts) -> _Found:
    found = _Found()
    for problem in counts.problems:
        if problem.code in _ABOUT:
            found.about[problem.sheet, problem.code].add(problem.row)
        else:
            found.rows[problem.sheet, problem.column, problem.severity].add(problem.row)
    return found


def _shown(
    sheet: SheetColumns, column: FileColumn, counts: ListCounts, found: _Found, *, several: bool
) -> ColumnShown:
    key = f"{sheet.sheet}:{column.index}"
    named = sheet.sheet if several else ""
    if column.meaning is Meaning.IGNORED:
        reason = _("tidak perlu untuk perekaman")
        return ColumnShown(key, column.title, named, "", "", _("tidak dibaca"), reason, None)
    word, how = MEANINGS[column.meaning]
    check, shape = _check(sheet, column, counts, found)
    sample = next((value for value in column.samples if value), "–")
    besides = ""
    if column.meaning is Meaning.NIK and counts.duplicates:
        besides = _("{n} NIK berulang").format(n=count(counts.duplicates))
    return ColumnShown(key, column.title, named, _(word), _(how), sample, check, shape, besides)


def _check(
    sheet: SheetColumns, column: FileColumn, counts: ListCounts, found: _Found
) -> tuple[str, Shape | None]:
    refused = found.number(sheet.sheet, column.title, Severity.REFUSED)
    if refused:
        return _("{n} ditolak").format(n=count(refused)), Shape.WRONG
    if differing := _differing(sheet.sheet, column.meaning, found):
        return _("{n} beda dengan NIK").format(n=count(differing)), Shape.LOOK
    warned = found.number(sheet.sheet, column.title, Severity.WARNING)
    if warned:
        return _("{n} diberi tanda").format(n=count(warned)), Shape.LOOK
    return _went_well(column.meaning, counts)


def _differing(sheet: str, meaning: Meaning, found: _Found) -> int:
    same = Meaning.VILLAGE_CODE if meaning in _VILLAGES else meaning
    codes = [code for code, about in _ABOUT.items() if about is same]
    return sum(len(found.about.get((sheet, code), ())) for code in codes)


def _went_well(meaning: Meaning, counts: ListCounts) -> tuple[str, Shape | None]:
    if meaning is Meaning.NIK:
        return _("semua baik"), Shape.FINISHED
    if meaning is Meaning.SEX:
        men, women = count(counts.by_sex["L"]), count(counts.by_sex["P"])
        return _("L {men} · P {women}").format(men=men, women=women), Shape.FINISHED
    if meaning in _VILLAGES:
        known = sum(1 for village in counts.by_village if village)
        return _("{n} desa dikenal").format(n=count(known)), Shape.FINISHED
    if meaning is Meaning.RECORD_STATUS:
        return _statuses(counts), Shape.FINISHED
    if meaning in (Meaning.NAME, Meaning.BIRTH_DATE):
        return _("semua terisi"), Shape.FINISHED
    if meaning in (Meaning.DISABILITY, Meaning.STATUS_CODE):
        return _("dibaca, tidak disimpan"), None
    return _("disimpan apa adanya"), None


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
