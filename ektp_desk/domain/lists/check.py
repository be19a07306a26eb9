"""Checks one person row of a by-name list: what it says, what is odd, what refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError, is_empty, text_of
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.lists.domicile import COLUMNS as REGION_COLUMNS
from ektp_desk.domain.lists.domicile import Domicile, Domiciles
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.lists.rows import Finding, RecordStatus, Row, Severity
from ektp_desk.domain.lists.values.gone import read_gone
from ektp_desk.domain.lists.values.marital import Marital
from ektp_desk.domain.lists.values.niks import parse_kk, parse_nik, starred_nik, was_number
from ektp_desk.domain.lists.values.rt_rw import is_day
from ektp_desk.domain.lists.values.statuses import read_status, said_recorded
from ektp_desk.domain.people import Nik, Sex

_ELSEWHERE = (Meaning.NIK, Meaning.NAME, Meaning.IGNORED)  # their error cells are told by their own reading
_SAY_WHO_IS_GONE = (
    Meaning.POPULATION_STATUS,
    Meaning.RECORD_STATUS,
    Meaning.WKTP_CLASS,
    Meaning.STATUS_CODE,
    Meaning.MARITAL,
)
_SMALL_NUMBERS = (Meaning.RT, Meaning.RW)
_KEPT_AS_SAID = (
    (Meaning.BIRTH_PLACE, "birth_place"),
    (Meaning.RT, "rt"),
    (Meaning.RW, "rw"),
    (Meaning.DUSUN, "dusun"),
    (Meaning.ADDRESS, "address"),
    (Meaning.WKTP_CLASS, "wktp_class"),
    (Meaning.NISN, "nisn"),
    (Meaning.ROMBEL, "rombel"),
    (Meaning.TPS, "tps"),
)

Cells = Mapping[Meaning, Cell]
Told = list[Finding]


class RowPlace(NamedTuple):
    """Where a row stands: the sheet, and the row that a spreadsheet shows (CSV: the line)."""

    sheet: str
    row: int


class ReadingOffice(NamedTuple):
    """What a check needs to know about whoever reads the list."""

    today: date
    domiciles: Domiciles


class Rules(NamedTuple):
    """What one kind of list must say of a person."""

    nik_needed: bool = True  # a school may not know it
    name_needed: bool = True
    starred: bool = False  # who gave the list may have hidden the NIK's end
    whole: bool = True  # a person's columns that the layout lacks are missed in each row
    status_needed: bool = False


RULES = {
    ListKind.DAPODIK: Rules(nik_needed=False),
    ListKind.DPT: Rules(starred=True, whole=False),
    ListKind.STATUS: Rules(name_needed=False, whole=False, status_needed=True),
}
_STRICT = Rules()


def check_row(
    cells: Cells, office: ReadingOffice, *, at: RowPlace, rules: Rules = _STRICT
) -> tuple[Row | None, list[Finding]]:
    """Read a person's row; None with a REFUSED finding when it cannot be taken.

    Every finding is told, also those of a refused row. Values are never replaced:
    what cannot be read stays empty and is told.
    """
    told: Told = []
    number, name = _nik(cells, rules, told), _name(cells, rules, told)
    birth, sex = _birth(cells, office.today, rules, told), _sex(cells, rules, told)
    domicile = _domicile(cells, office.domiciles, rules, told)
    _tell_cell_errors(cells, told)
    _tell_days(cells, told)
    _tell_who_is_gone(cells, told)
    if isinstance(number, Nik):
        for code in number.warnings(sex=sex, birth=birth, domicile=domicile.district):
            told.append(Finding(Meaning.NIK, code, Severity.WARNING))
    coded = _Coded(_kk_number(cells, told), _marital(cells, told), _siak_status(cells, rules, told))
    if number is None or (told and any(finding.severity is Severity.REFUSED for finding in told)):
        return None, told
    nik = number.digits if isinstance(number, Nik) else number
    return _row(cells, _ReadRow(nik, name, sex, birth, domicile, coded), told, at=at), told


class _Coded(NamedTuple):
    kk_number: str
    marital: str
    siak_status: str

    def __repr__(self) -> str:
        return "_Coded"  # shows nobody


class _ReadRow(NamedTuple):
    nik: str
    name: str
    sex: Sex | None
    birth: date | None
    domicile: Domicile
    coded: _Coded

    def __repr__(self) -> str:
        return "_ReadRow"  # shows nobody


def _row(cells: Cells, read: _ReadRow, told: Told, *, at: RowPlace) -> Row:
    kept = ((field, cells.get(meaning), meaning) for meaning, field in _KEPT_AS_SAID)
    said = {
        field: text_of(cell)
        for field, cell, meaning in kept
        if cell and not (meaning in _SMALL_NUMBERS and is_day(cell))
    }
    status = text_of(cells.get(Meaning.RECORD_STATUS))
    return Row(
        sheet=at.sheet,
        number=at.row,
        nik=read.nik,
        name=read.name,
        sex=read.sex.value if read.sex else "",
        birth_date=read.birth.isoformat() if read.birth else "",
        village=read.domicile.village,
        district=read.domicile.district,
        kk_number=read.coded.kk_number,
        record_status=said_recorded(status) if status else RecordStatus.UNKNOWN,
        siak_status=read.coded.siak_status,
        marital=read.coded.marital,
        problems=tuple(dict.fromkeys(finding.code for finding in told)) if told else (),
        **said,
    )


def _warn(told: Told, meaning: Meaning, code: str) -> None:
    told.append(Finding(meaning, code, Severity.WARNING))


def _nik(cells: Cells, rules: Rules, told: Told) -> Nik | str | None:
    """Read the NIK; a starred one as its text, a missing one as empty where the kind allows it."""
    cell = cells.get(Meaning.NIK)
    try:
        nik = parse_nik(cell)
    except EktpError as refusal:
        if rules.starred and (starred := starred_nik(cell)):
            _warn(told, Meaning.NIK, "nik.starred")
            return starred
        if not rules.nik_needed and refusal.code == "nik.missing":
            _warn(told, Meaning.NIK, "nik.not_given")
            return ""
        told.append(Finding(Meaning.NIK, refusal.code, Severity.REFUSED))
        return None
    if cell != nik.digits and was_number(cell):
        _warn(told, Meaning.NIK, "nik.was_number")
    return nik


def _name(cells: Cells, rules: Rules, told: Told) -> str:
    cell = cells.get(Meaning.NAME)
    name = text_of(cell)
    if not any(map(str.isalpha, name)) and (rules.name_needed or not is_empty(cell)):
        code = "cell.error" if isinstance(cell, CellError) else "name.missing"
        told.append(Finding(Meaning.NAME, code, Severity.REFUSED))
    return name


def _birth(cells: Cells, today: date, rules: Rules, told: Told) -> date | None:
    cell = cells.get(Meaning.BIRTH_DATE)
    if isinstance(cell, CellError):
        return None  # told with the other error cells
    if is_empty(cell):
        if rules.whole or Meaning.BIRTH_DATE in cells:
            _warn(told, Meaning.BIRTH_DATE, "date.missing")
        return None
    try:
        return parse_date(cell, today=today)
    except EktpError as refusal:
        told.append(Finding(Meaning.BIRTH_DATE, refusal.code, Severity.REFUSED))
        return None


def _sex(cells: Cells, rules: Rules, told: Told) -> Sex | None:
    cell = cells.get(Meaning.SEX)
    if isinstance(cell, CellError):
        return None
    sex = _sex_of(text_of(cell))
    if sex is None and (rules.whole or Meaning.SEX in cells):
        _warn(told, Meaning.SEX, "sex.missing" if is_empty(cell) else "sex.unreadable")
    return sex


_sex_of = lru_cache(maxsize=256)(Sex.parse)


def _domicile(cells: Cells, domiciles: Domiciles, rules: Rules, told: Told) -> Domicile:
    domicile = domiciles.find(cells)
    if domicile.finding and (rules.whole or any(meaning in cells for meaning in REGION_COLUMNS)):
        _warn(told, domicile.column, domicile.finding)
    return domicile


def _kk_number(cells: Cells, told: Told) -> str:
    cell = cells.get(Meaning.KK_NUMBER)
    if is_empty(cell) or isinstance(cell, CellError):
        return ""
    try:
        return parse_kk(cell)
    except EktpError:
        _warn(told, Meaning.KK_NUMBER, "kk.unreadable")
        return ""


def _marital(cells: Cells, told: Told) -> str:
    text = text_of(cells.get(Meaning.MARITAL))
    if not text:
        return ""
    marital = _marital_of(text)
    if marital is None:
        _warn(told, Meaning.MARITAL, "marital.number" if text.isdigit() else "marital.unreadable")
    return marital.value if marital else ""


_marital_of = lru_cache(maxsize=256)(Marital.parse)


def _siak_status(cells: Cells, rules: Rules, told: Told) -> str:
    text = text_of(cells.get(Meaning.STATUS_CODE))
    if not text:
        if rules.status_needed and not isinstance(cells.get(Meaning.STATUS_CODE), CellError):
            _warn(told, Meaning.STATUS_CODE, "status.missing")
        return ""
    status = read_status(text)
    if status is None:
        _warn(told, Meaning.STATUS_CODE, "status.unknown")
    return status.value if status else text


def _tell_who_is_gone(cells: Cells, told: Told) -> None:
    """Refuse whoever the list itself says is no more to be asked for, in whichever column of statuses."""
    for meaning in _SAY_WHO_IS_GONE:
        cell = cells.get(meaning)
        if not cell or isinstance(cell, CellError):
            continue
        text = cell if isinstance(cell, str) else text_of(cell)
        if code := read_gone(text, numbered=meaning is Meaning.POPULATION_STATUS):
            severity = Severity.WARNING if code == "person.away" else Severity.REFUSED
            told.append(Finding(meaning, code, severity))
            return


def _tell_days(cells: Cells, told: Told) -> None:
    for meaning in (*_SMALL_NUMBERS, Meaning.RT_RW):
        if is_day(cells.get(meaning)):
            _warn(told, meaning, "rt.day")


def _tell_cell_errors(cells: Cells, told: Told) -> None:
    if CellError not in set(map(type, cells.values())):
        return
    for meaning, cell in cells.items():
        if isinstance(cell, CellError) and meaning not in _ELSEWHERE:
            _warn(told, meaning, "cell.error")
