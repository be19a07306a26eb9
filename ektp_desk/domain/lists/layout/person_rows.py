"""Which rows of a list are persons, and which are titles, totals, signatures or the header again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TypeGuard

from ektp_desk.domain.lists.cells import Cell, CellError, is_empty, text_of
from ektp_desk.domain.lists.layout.footers import closes, is_dated, is_staff_number, parts
from ektp_desk.domain.lists.layout.titles import meaning_of
from ektp_desk.domain.lists.layout.vouching import says_birth, says_sex, says_somebody, vouches
from ektp_desk.domain.lists.meanings import Meaning

_TOTAL = re.compile(
    r"(?:sub[ -]?total|sub[ -]?jumlah|grand total|total|jumlah|jml|jlh)\b.*", re.IGNORECASE | re.DOTALL
)
_NIK_LIKE = 8  # digits: a damaged or shortened NIK has as many, a serial or a count does not
_DIGITS_FOR_A_LETTER = 4  # 53O2… has a letter for a digit; a letter's number or a telephone's has words
_WHOLE_NIK = re.compile(r"\W*(?:[0-9]\W*){16}")
_WHOLE_RUN = re.compile(r"[0-9]{12,}")
_ROUNDED = re.compile(r"\W*[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+\W*", re.IGNORECASE)  # 5,3E+15 has only four
_SERIAL = re.compile(r"[0-9]{1,6}\.?")


class Sort(Enum):
    """What a row beneath a header is; whether NAME_ALONE is somebody, the rows around it tell."""

    PERSON = "person"
    NAME_ALONE = "name alone"
    CLOSING = "closing"  # signed, dated, noted upon
    NOBODY = "nobody"


def sort_of(cells: Mapping[Meaning, Cell], row: Sequence[Cell], *, closed: bool = False) -> Sort:
    """Tell what a row is: a person's must be accepted or refused and never skipped.

    `cells` are the mapped cells, `row` all of them; `closed` says that the rows above have signed
    the list or noted upon it, so that names and numbers alone are a signature's and a note's.
    """
    if _is_whole(cells) or is_surely_person(cells):
        return Sort.PERSON
    name = text_of(cells.get(Meaning.NAME))
    if is_header_again(cells) or is_total(row) or _numbers_columns(row):
        return Sort.NOBODY
    if name and closes(name):
        return Sort.CLOSING
    if name and parts(name):
        return Sort.NOBODY
    if _is_like_a_nik(cells.get(Meaning.NIK)) and not has_staff_number(row):
        return Sort.PERSON
    if any(map(str.isalpha, name)) or isinstance(cells.get(Meaning.NAME), CellError):
        return _of_a_name(cells, row, closed=closed)
    if says_somebody(cells):
        return Sort.PERSON
    return Sort.CLOSING if any(map(closes, _texts(row))) else Sort.NOBODY


def is_person(cells: Mapping[Meaning, Cell], row: Sequence[Cell]) -> bool:
    """Whether this row is somebody, whatever stands around it."""
    return sort_of(cells, row) is Sort.PERSON


def is_surely_person(cells: Mapping[Meaning, Cell]) -> bool:
    """Whether a name stands beside a sex and a birth date: no label of a family or village is so complete."""
    if not any(map(str.isalpha, text_of(cells.get(Meaning.NAME)))):
        return False
    return says_sex(cells.get(Meaning.SEX)) and says_birth(cells.get(Meaning.BIRTH_DATE))


def _is_whole(cells: Mapping[Meaning, Cell]) -> bool:
    """Whether a whole NIK stands beside a sex or a birth date: somebody, were the name "Desa" or "Saksi"."""
    if not _WHOLE_NIK.fullmatch(text_of(cells.get(Meaning.NIK))):
        return False
    return says_sex(cells.get(Meaning.SEX)) or says_birth(cells.get(Meaning.BIRTH_DATE))


def has_staff_number(row: Sequence[Cell]) -> bool:
    """Whether somebody who signed is named by the number that the state's servants have."""
    return any(map(is_staff_number, _texts(row)))


def _of_a_name(cells: Mapping[Meaning, Cell], row: Sequence[Cell], *, closed: bool) -> Sort:
    """Sort a row that has a name and no NIK."""
    if any(vouches(meaning, cell) for meaning, cell in cells.items()):
        return Sort.PERSON
    if closed:
        return Sort.NOBODY
    if _is_numbered(row) or sum(map(_tells, row)) >= 2:  # the name is one of them
        return Sort.PERSON
    return Sort.NAME_ALONE


def _tells(cell: Cell) -> bool:
    """Whether words, a day or a formula's failure stand here; a number alone is a count's."""
    return isinstance(cell, CellError | date) or (isinstance(cell, str) and any(map(str.isalpha, cell)))


def _is_like_a_nik(cell: Cell) -> bool:
    """Whether a NIK stands here, or what damage left of one; no day, no telephone, no letter's number."""
    if isinstance(cell, CellError):
        return True
    if _is_number(cell):
        return bool(abs(cell) >= 10**_NIK_LIKE)
    if not isinstance(cell, str):
        return False
    text = text_of(cell)
    digits = sum(map(str.isdigit, text))
    if closes(text) or parts(text) or is_dated(text):
        return False
    if digits < _NIK_LIKE:
        return bool(_ROUNDED.fullmatch(text))
    return digits >= _DIGITS_FOR_A_LETTER * sum(map(str.isalpha, text)) or bool(_WHOLE_RUN.search(text))


def _numbers_columns(row: Sequence[Cell]) -> bool:
    """Whether "1", "2", "3" or "(1)", "(2)", "(3)" stand beneath the titles; a CSV has them as texts."""
    texts = [text_of(cell).strip("().") for cell in row if not is_empty(cell)]
    return len(texts) >= 3 and texts == [
        str(int(texts[0]) + at) if texts[0].isdecimal() else "" for at in range(len(texts))
    ]


def _is_numbered(row: Sequence[Cell]) -> bool:
    """Whether a list counted this name, of whom it says nothing more."""
    return bool(_SERIAL.fullmatch(next(iter(_texts(row)), "")))


def _texts(row: Sequence[Cell]) -> list[str]:
    return [text for cell in row if (text := text_of(cell))]


def is_total(row: Sequence[Cell]) -> bool:
    """Whether the row's first words are a sum's."""
    words = next((text_of(cell) for cell in row if isinstance(cell, str) and text_of(cell)), "")
    return bool(_TOTAL.fullmatch(words))


def is_header_again(cells: Mapping[Meaning, Cell]) -> bool:
    """Whether the header is repeated here, as printed lists do on each page."""
    titles = {meaning: meaning_of(cell) for meaning, cell in cells.items() if isinstance(cell, str)}
    same = [meaning for meaning, found in titles.items() if found not in (None, Meaning.IGNORED)]
    if len(same) < 2 or not any(titles[meaning] is meaning for meaning in same):
        return False  # labels of a family stand beneath other columns
    filled = [cell for cell in cells.values() if not is_empty(cell)]
    return len(same) * 2 >= len(filled) and not any(map(_is_label_or_number, filled))


def _is_label_or_number(cell: Cell) -> bool:
    """Whether a label or a family's number stands here, so that what is beside it is no title."""
    text = text_of(cell)
    return text.endswith(":") or bool(_WHOLE_RUN.search(text))


def _is_number(cell: Cell) -> TypeGuard[float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
