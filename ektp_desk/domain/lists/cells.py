"""A cell of a list as a reader hands it on, and the text in it; which file it came from is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.people import clean_text


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula's failure where a value belongs (`#REF!`): known to be unknown, never a zero."""

    what: str = "#"


Cell = str | float | bool | date | CellError | None  # None is an empty cell; whole numbers may be int


def text_of(cell: Cell) -> str:
    """Without padding; empty for nothing, an error or a truth value."""
    if isinstance(cell, str):
        return clean_text(cell)
    if cell is None or isinstance(cell, bool | CellError):
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if float(cell).is_integer() else repr(cell)


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in the cell; an error is something."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
