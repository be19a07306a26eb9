"""Population and family numbers in cells: damage first, then what is left after cleaning."""

from __future__ import annotations

import re
from functools import lru_cache

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError, is_empty, text_of
from ektp_desk.domain.people import Nik

_NOTHING = re.compile(
    r"""[\s=\-\u2013\u2014.'"`\u2018\u2019\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]*"""
)  # `=""`, a dash, an apostrophe
_NOBODYS = re.compile(r"([0-9])\1{15}|0+")  # what a form is filled with: two that share it are not one person
_AS_NUMBER = re.compile(r"[0-9]{15}[1-9][.,]0+")
_LENGTH, _SIXTEEN, _TOLD_ONE_BY_ONE = 16, 10**15, 2**53
_STARRED = re.compile(r"[0-9]*\*+[0-9]*")


def parse_nik(cell: Cell) -> Nik:
    """Read a NIK from a cell, damage first; a number that holds all of its digits is taken, see `was_number`.

    Raises `nik.missing`, `nik.damaged`, `nik.not_16_digits` or `cell.error`.
    """
    if isinstance(cell, CellError):
        raise EktpError("cell.error")
    if is_empty(cell) or (isinstance(cell, str) and _NOTHING.fullmatch(cell)):
        raise EktpError("nik.missing")
    if _is_filler(cell):
        raise EktpError("nik.missing")
    if was_number(cell):
        return Nik(text_of(cell)[:_LENGTH])
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Nik.from_number(cell)
    return Nik.parse(cell if isinstance(cell, str) else text_of(cell))


def was_number(cell: Cell) -> bool:
    """Whether this is a number of sixteen digits that no spreadsheet has rounded, or such a one's text.

    A spreadsheet keeps fifteen digits and writes a nought; another program's number may hold all, if it is
    no larger than what a number tells one by one.
    """
    if isinstance(cell, str):
        return bool(_AS_NUMBER.fullmatch(cell.strip())) and int(cell.strip()[:_LENGTH]) <= _TOLD_ONE_BY_ONE
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return False
    return _SIXTEEN <= cell <= _TOLD_ONE_BY_ONE and bool(cell % 10) and float(cell).is_integer()


def _is_filler(cell: Cell) -> bool:
    """Whether one digit was typed over and over, or noughts; a whole NIK passes at once."""
    if isinstance(cell, str) and len(cell) == 16 and cell[0] != cell[-1]:
        return False
    return bool(_NOBODYS.fullmatch(text_of(cell)))


def starred_nik(cell: Cell) -> str:
    """Sixteen signs of which some were hidden (`530205520302****`); empty for any other."""
    text = text_of(cell).replace(" ", "") if isinstance(cell, str) and "*" in cell else ""
    return text if len(text) == 16 and _STARRED.fullmatch(text) else ""


def parse_kk(cell: Cell) -> str:
    """Read a family's number, which spreadsheets damage in the same ways; raises what `parse_nik` does."""
    return _parse_kk(cell) if isinstance(cell, str) else parse_nik(cell).digits


@lru_cache(maxsize=64)  # a family's rows follow one another
def _parse_kk(text: str) -> str:
    return parse_nik(text).digits
