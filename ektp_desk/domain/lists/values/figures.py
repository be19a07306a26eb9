"""A base figure in a cell: a whole number, or unknown; never a zero that nobody wrote."""

from __future__ import annotations

import re

from ektp_desk.domain.lists.cells import Cell, CellError, is_empty, text_of

_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_PLAIN = re.compile(r"[0-9]{1,12}")
_MOST = 10**12


def read_figure(cell: Cell) -> tuple[int | None, str]:
    """Read a figure: `1204`, `1204.0` as a number, `1.204` as text; else None and the finding's code."""
    if isinstance(cell, CellError):
        return None, "cell.error"
    if is_empty(cell):
        return None, "figure.missing"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        whole = 0 <= cell < _MOST and float(cell).is_integer()
        return (int(cell), "") if whole else (None, "figure.unreadable")
    text = text_of(cell).replace(" ", "")
    if _PLAIN.fullmatch(text):
        return int(text), ""
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"[.,]", "", text)), ""
    return None, "figure.unreadable"
