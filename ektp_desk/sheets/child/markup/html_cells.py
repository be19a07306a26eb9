"""Collects what stands in one HTML cell and tells its value; where the cell lies is not known here."""

from __future__ import annotations

import math
import re

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError
from ektp_desk.sheets.child.markup.html_tokens import Attributes
from ektp_desk.sheets.child.sending import LONGEST_CELL

_ERRORS = frozenset(("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"))
_SPACES = re.compile(r"[ \t\r\n\f]+")  # a no-break space is a letter
_NUMBER_LIKE = re.compile(r"[-+(]?[\d.,'\s]{1,40}(?:[Ee][-+]?\d{1,4})?\s?[%)]?")
_DATE_LIKE = re.compile(r"\d{1,4}[.,]\d{1,2}[.,]\d{2,4}")


class Lines:
    """Text as it comes, with its line breaks; runs of white space become one space."""

    def __init__(self, row: int) -> None:
        self.row = row  # for the refusal alone
        self._done: list[str] = []
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        """Take more text; raises `import.cell_too_long`."""
        short = _SPACES.sub(" ", text)
        self._lengthen(len(short))
        self._parts.append(short)

    def break_line(self, *, soft: bool = False) -> None:
        """End the line; a soft break (a paragraph's edge) ends none that is empty."""
        line = _SPACES.sub(" ", "".join(self._parts)).strip(" ")
        self._parts = []
        if line or not soft:
            self._done.append(line)
            self._lengthen(1)

    def take(self) -> list[str]:
        """The lines, without empty ones at the end."""
        self.break_line(soft=True)
        lines, self._done, self._length = self._done, [], 0
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def _lengthen(self, more: int) -> None:
        self._length += more
        if self._length > LONGEST_CELL:
            raise EktpError("import.cell_too_long", row=self.row)


def value_of(text: str, attributes: Attributes) -> Cell:
    """A number or an error where Excel or LibreOffice marks one, else the text.

    `x:num` is Excel's mark, `sdval` LibreOffice's. A date is marked as a number too,
    but shown as a date: then what is shown holds.
    """
    if "x:err" in attributes or text in _ERRORS:
        return error_of(attributes.get("x:err") or text)
    if "x:str" in attributes:
        return text or None
    marked = attributes.get("x:num", attributes.get("sdval", ""))
    number = number_of(text if marked is None else marked) if marked != "" and _shows_number(text) else None
    return (text or None) if number is None else number


def error_of(text: str) -> CellError:
    """The failure that the text names, or one without a name."""
    return CellError(text) if text in _ERRORS else CellError()


def number_of(text: str) -> float | None:
    """Read a number as a program writes it; None for anything else, also what is not finite."""
    if "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _shows_number(text: str) -> bool:
    return bool(_NUMBER_LIKE.fullmatch(text)) and not _DATE_LIKE.fullmatch(text)
