"""Which rows of a list are persons, and which are titles, totals, numbers of columns or the header again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from ektp_desk.domain.lists.cells import Cell, is_empty, text_of
from ektp_desk.domain.lists.layout.titles import meaning_of
from ektp_desk.domain.lists.meanings import Meaning

_TOTAL = re.compile(r"(?:sub[ -]?total|grand total|total|jumlah|jml)\b.*", re.IGNORECASE | re.DOTALL)
_NIK_LIKE = 8  # digits: a damaged or shortened NIK has as many, a serial or a count does not
_PERSONAL = (
    Meaning.NIK,
    Meaning.SEX,
    Meaning.BIRTH_DATE,
    Meaning.BIRTH_PLACE,
    Meaning.KK_NUMBER,
    Meaning.ADDRESS,
)


def is_person(cells: Mapping[Meaning, Cell], row: Sequence[Cell]) -> bool:
    """Whether this row is somebody, so that it must be accepted or refused and never skipped.

    `cells` are the mapped cells, `row` all of them.
    """
    nik = cells.get(Meaning.NIK)
    if isinstance(nik, str) and len(nik) >= _NIK_LIKE and sum(map(str.isdigit, nik)) >= _NIK_LIKE:
        return True
    if _is_number(nik) and abs(nik) >= 10**_NIK_LIKE:
        return True
    name = cells.get(Meaning.NAME)
    if is_empty(name) or _is_number(name) or is_header_again(cells):
        return False
    return any(not is_empty(cells.get(meaning)) for meaning in _PERSONAL) and not is_total(row)


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
