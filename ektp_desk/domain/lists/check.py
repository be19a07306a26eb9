"""Checks one person row of a by-name list: what it says, what is odd, what refuses it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError, is_empty, text_of
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.lists.domicile import Domicile, Domiciles
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.rows import Finding, RecordStatus, Row, Severity
from ektp_desk.domain.people import Nik, Sex

_DONE = re.compile(r"(?:SDH|SUDAH)[ _]", re.IGNORECASE)
_NOT_DONE = re.compile(r"(?:BLM|BELUM)[ _]", re.IGNORECASE)
_FIGURES = frozenset(Meaning) - {Meaning.NIK, Meaning.NAME, Meaning.IGNORED}
_KEPT_AS_SAID = (
    (Meaning.BIRTH_PLACE, "birth_place"),
    (Meaning.RT, "rt"),
    (Meaning.RW, "rw"),
    (Meaning.DUSUN, "dusun"),
    (Meaning.ADDRESS, "address"),
    (Meaning.WKTP_CLASS, "wktp_class"),
    (Meaning.STATUS_CODE, "siak_status"),
)


class Place(NamedTuple):
    """Where a row stands: the sheet, and the row that a spreadsheet shows (CSV: the line)."""

    sheet: str
    row: int


class Office(NamedTuple):
    """What a check needs to know about whoever reads the list."""

    today: date
    domiciles: Domiciles


def check_row(
    cells: Mapping[Meaning, Cell], office: Office, *, at: Place
) -> tuple[Row | None, list[Finding]]:
    """Read a person's row; None with a REFUSED finding when it cannot be taken.

    Every finding is told, also those of a refused row. Values are never replaced:
    what cannot be read stays empty and is told.
    """
    told: list[Finding] = []
    nik, name = _nik(cells, told), _name(cells, told)
    birth, sex = _birth(cells, office.today, told), _sex(cells, told)
    domicile = office.domiciles.find(cells)
    if domicile.finding:
        told.append(Finding(domicile.column, domicile.finding, Severity.WARNING))
    _tell_cell_errors(cells, told)
    if nik:
        odd = nik.warnings(sex=sex, birth=birth, domicile=domicile.district)
        told.extend(Finding(Meaning.NIK, code, Severity.WARNING) for code in odd)
    kk_number = _kk_number(cells, told)
    if nik is None or (told and any(finding.severity is Severity.REFUSED for finding in told)):
        return None, told
    return _row(cells, _Read(nik, name, sex, birth, domicile, kk_number), told, at=at), told


class _Read(NamedTuple):
    nik: Nik
    name: str
    sex: Sex | None
    birth: date | None
    domicile: Domicile
    kk_number: str

    def __repr__(self) -> str:
        """Show nobody."""
        return "_Read"


def _row(cells: Mapping[Meaning, Cell], read: _Read, told: list[Finding], *, at: Place) -> Row:
    said = {field: text_of(cells[meaning]) for meaning, field in _KEPT_AS_SAID if cells.get(meaning)}
    status = text_of(cells.get(Meaning.RECORD_STATUS))
    return Row(
        sheet=at.sheet,
        number=at.row,
        nik=read.nik.digits,
        name=read.name,
        sex=read.sex.value if read.sex else "",
        birth_date=read.birth.isoformat() if read.birth else "",
        village=read.domicile.village,
        district=read.domicile.district,
        kk_number=read.kk_number,
        record_status=_status(status) if status else RecordStatus.UNKNOWN,
        problems=tuple(finding.code for finding in told) if told else (),
        **said,
    )


def parse_nik(cell: Cell) -> Nik:
    """Read a NIK from a cell, damage first.

    Raises `nik.missing`, `nik.damaged`, `nik.not_16_digits` or `cell.error`.
    """
    if isinstance(cell, CellError):
        raise EktpError("cell.error")
    if is_empty(cell):
        raise EktpError("nik.missing")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Nik.from_number(cell)
    return Nik.parse(cell if isinstance(cell, str) else text_of(cell))


def _nik(cells: Mapping[Meaning, Cell], told: list[Finding]) -> Nik | None:
    try:
        return parse_nik(cells.get(Meaning.NIK))
    except EktpError as refusal:
        told.append(Finding(Meaning.NIK, refusal.code, Severity.REFUSED))
        return None


def _name(cells: Mapping[Meaning, Cell], told: list[Finding]) -> str:
    cell = cells.get(Meaning.NAME)
    name = text_of(cell)
    if not any(map(str.isalpha, name)):
        code = "cell.error" if isinstance(cell, CellError) else "name.missing"
        told.append(Finding(Meaning.NAME, code, Severity.REFUSED))
    return name


def _birth(cells: Mapping[Meaning, Cell], today: date, told: list[Finding]) -> date | None:
    cell = cells.get(Meaning.BIRTH_DATE)
    if isinstance(cell, CellError):
        return None  # told with the other error cells
    if is_empty(cell):
        told.append(Finding(Meaning.BIRTH_DATE, "date.missing", Severity.WARNING))
        return None
    try:
        return parse_date(cell, today=today)
    except EktpError as refusal:
        told.append(Finding(Meaning.BIRTH_DATE, refusal.code, Severity.REFUSED))
        return None


def _sex(cells: Mapping[Meaning, Cell], told: list[Finding]) -> Sex | None:
    cell = cells.get(Meaning.SEX)
    if isinstance(cell, CellError):
        return None
    sex = _sex_of(text_of(cell))
    if sex is None:
        code = "sex.missing" if is_empty(cell) else "sex.unreadable"
        told.append(Finding(Meaning.SEX, code, Severity.WARNING))
    return sex


_sex_of = lru_cache(maxsize=256)(Sex.parse)


def _kk_number(cells: Mapping[Meaning, Cell], told: list[Finding]) -> str:
    cell = cells.get(Meaning.KK_NUMBER)
    if is_empty(cell) or isinstance(cell, CellError):
        return ""
    try:
        return parse_nik(cell).digits  # sixteen digits, damaged in the same ways
    except EktpError:
        told.append(Finding(Meaning.KK_NUMBER, "kk.unreadable", Severity.WARNING))
        return ""


def _tell_cell_errors(cells: Mapping[Meaning, Cell], told: list[Finding]) -> None:
    if CellError not in set(map(type, cells.values())):
        return
    for meaning, cell in cells.items():
        if isinstance(cell, CellError) and meaning in _FIGURES:
            told.append(Finding(meaning, "cell.error", Severity.WARNING))


@lru_cache(maxsize=256)
def _status(text: str) -> RecordStatus:
    if _NOT_DONE.match(text):
        return RecordStatus.NOT_RECORDED
    return RecordStatus.RECORDED if _DONE.match(text) else RecordStatus.UNKNOWN
