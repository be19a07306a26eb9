"""Which rows of a list are persons, and which are titles, totals, numbers of columns or the header again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeGuard

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, is_empty, text_of
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.lists.layout.titles import meaning_of
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.people import Sex

_TOTAL = re.compile(r"(?:sub[ -]?total|grand total|total|jumlah|jml)\b.*", re.IGNORECASE | re.DOTALL)
_NIK_LIKE = 8  # digits: a damaged or shortened NIK has as many, a serial or a count does not
_ROUNDED = re.compile(r"\W*[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+\W*", re.IGNORECASE)  # 5,3E+15 has only four
_PERSONAL = frozenset(
    {
        Meaning.NIK,
        Meaning.SEX,
        Meaning.BIRTH_DATE,
        Meaning.BIRTH_PLACE,
        Meaning.KK_NUMBER,
        Meaning.ADDRESS,
    }
)
_SERIAL = re.compile(r"[0-9]{1,6}\.?")


def is_person(cells: Mapping[Meaning, Cell], row: Sequence[Cell]) -> bool:
    """Whether this row is somebody, so that it must be accepted or refused and never skipped.

    `cells` are the mapped cells, `row` all of them.
    """
    nik = cells.get(Meaning.NIK)
    if isinstance(nik, str) and (sum(map(str.isdigit, nik)) >= _NIK_LIKE or _ROUNDED.fullmatch(nik)):
        return True
    if _is_number(nik) and abs(nik) >= 10**_NIK_LIKE:
        return True
    name = cells.get(Meaning.NAME)
    if is_empty(name) or _is_number(name) or is_header_again(cells):
        return False
    if is_total(row) or _numbers_columns(row):
        return False
    said = {meaning for meaning, cell in cells.items() if not is_empty(cell)} - {Meaning.NAME}
    # One word beside a name may be a signature's; a serial before it, or two words, are a list's.
    return bool(said & _PERSONAL) or len(said) >= 2 or _is_numbered(row, text_of(name))


def is_surely_person(cells: Mapping[Meaning, Cell]) -> bool:
    """Whether a name stands beside a sex and a birth date: no label of a family or village is so complete."""
    if not any(map(str.isalpha, text_of(cells.get(Meaning.NAME)))):
        return False
    if Sex.parse(text_of(cells.get(Meaning.SEX))) is None:
        return False
    try:
        parse_date(cells.get(Meaning.BIRTH_DATE), today=date.max)
    except EktpError:
        return False
    return True


def _numbers_columns(row: Sequence[Cell]) -> bool:
    """Whether "1", "2", "3" or "(1)", "(2)", "(3)" stand beneath the titles; a CSV has them as texts."""
    texts = [text_of(cell).strip("().") for cell in row if not is_empty(cell)]
    return len(texts) >= 3 and texts == [
        str(int(texts[0]) + at) if texts[0].isdecimal() else "" for at in range(len(texts))
    ]


def _is_numbered(row: Sequence[Cell], name: str) -> bool:
    """Whether a list counted this name, of whom it says nothing more."""
    first = next((text_of(cell) for cell in row if not is_empty(cell)), "")
    return bool(_SERIAL.fullmatch(first)) and any(map(str.isalpha, name))


def is_total(row: Sequence[Cell]) -> bool:
    """Whether the row's first words are a sum's."""
    words = next((text_of(cell) for cell in row if isinstance(cell, str) and text_of(cell)), "")
    return bool(_TOTAL.fullmatch(words))


def is_header_again(cells: Mapping[Meaning, Cell]) -> bool:
    """Whether the header is repeated here, as printed lists do on each page."""
    same = sum(
        isinstance(cell, str) and meaning_of(cell) is not None and meaning_of(cell) is not Meaning.IGNORED
        for cell in cells.values()
    )
    return same >= 2 and same * 2 >= sum(not is_empty(cell) for cell in cells.values())


def _is_number(cell: Cell) -> TypeGuard[float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
