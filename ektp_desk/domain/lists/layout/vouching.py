"""Whether a cell says of somebody what its column is for, so that it vouches for a row without a NIK."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, text_of
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.values.marital import Marital
from ektp_desk.domain.lists.values.statuses import read_status
from ektp_desk.domain.people import Sex

_SHAPES = {
    Meaning.KK_NUMBER: re.compile(r"\W*[0-9]{12,20}\W*"),
    Meaning.NISN: re.compile(r"[0-9]{8,12}"),
    Meaning.RT: re.compile(r"[0-9]{1,3}"),
    Meaning.RW: re.compile(r"[0-9]{1,3}"),
    Meaning.TPS: re.compile(r"[0-9]{1,3}"),
    Meaning.RT_RW: re.compile(r"[0-9]{1,3} ?/ ?[0-9]{1,3}"),
    Meaning.VILLAGE_CODE: re.compile(r"(?:[0-9]{1,4}|[0-9]{10}|[0-9]{2}(?:\.[0-9]{2}){2}\.[0-9]{4})"),
    Meaning.DISTRICT_CODE: re.compile(r"(?:[0-9]{1,2}|[0-9]{6,7}|[0-9]{2}(?:\.[0-9]{2}){2})"),
}
_STATUSES = (Meaning.STATUS_CODE, Meaning.RECORD_STATUS)


def says_sex(cell: Cell) -> bool:
    return Sex.parse(text_of(cell)) is not None


def says_birth(cell: Cell) -> bool:
    """Whether this is a birth date, of any day."""
    try:
        parse_date(cell, today=date.max)
    except EktpError:
        return False
    return True


def vouches(meaning: Meaning, cell: Cell) -> bool:
    """Whether the cell says what its column is for, and no footer's words that strayed beneath it."""
    if meaning is Meaning.SEX:
        return says_sex(cell)
    if meaning is Meaning.BIRTH_DATE:
        return says_birth(cell)
    text = text_of(cell)
    if meaning in _STATUSES:
        return read_status(text) is not None
    if meaning is Meaning.MARITAL:
        return Marital.parse(text) is not None
    return meaning in _SHAPES and bool(_SHAPES[meaning].fullmatch(text))


def says_somebody(cells: Mapping[Meaning, Cell]) -> bool:
    """Whether a row without name and NIK is a person's all the same: by birth date and more, or a status."""
    if Meaning.NAME not in cells:
        text = text_of(cells.get(Meaning.STATUS_CODE))
        return read_status(text) is not None and any(map(str.isalpha, text))
    birth = cells.get(Meaning.BIRTH_DATE)
    if isinstance(birth, int | float) or not says_birth(birth):
        return False
    return any(vouches(m, cell) for m, cell in cells.items() if m is not Meaning.BIRTH_DATE)
