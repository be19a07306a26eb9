"""Base figures: each a whole number or unknown, never a zero that nobody wrote; and which cannot be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ektp_desk.domain.lists.cells import Cell, CellError, is_empty, text_of
from ektp_desk.domain.lists.meanings import PARTS, BaseFigure, Meaning
from ektp_desk.domain.lists.rows import Figure, Finding, Severity

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


_OF_THE_DUE = (
    BaseFigure.SUDAH_REKAM,
    BaseFigure.BELUM_REKAM,
    BaseFigure.SUDAH_CETAK,
    BaseFigure.BELUM_CETAK,
)


def odd_figures(figures: Mapping[BaseFigure, Figure]) -> list[Finding]:
    """Tell what cannot be true of one region's figures: one finding of a kind for each group."""
    sums = [_told(group, "jumlah", "figure.sum_differs") for group in figures if _sum_differs(figures[group])]
    due = figures.get(BaseFigure.WAJIB_KTP)
    if due is None:
        return sums
    more = [finding for group in _OF_THE_DUE if (finding := _more_than(due, group, figures))]
    return [*sums, *more, *([] if sums else _not_the_due(due, figures))]


def _sum_differs(figure: Figure) -> bool:
    male, female, total = figure
    return male is not None and female is not None and total is not None and male + female != total


def _more_than(due: Figure, group: BaseFigure, figures: Mapping[BaseFigure, Figure]) -> Finding | None:
    pairs = zip(PARTS, due, figures.get(group, Figure(None, None, None)), strict=True)
    parts = [part for part, whole, some in pairs if whole is not None and some is not None and some > whole]
    return _told(group, parts[-1], "figure.more_than_due") if parts else None


def _not_the_due(due: Figure, figures: Mapping[BaseFigure, Figure]) -> Iterator[Finding]:
    """Those who were recorded and those who were not are together all who are to be."""
    done, open_ = figures.get(BaseFigure.SUDAH_REKAM), figures.get(BaseFigure.BELUM_REKAM)
    if done is None or open_ is None:
        return
    for part, whole, *two in reversed(list(zip(PARTS, due, done, open_, strict=True))):
        if whole is not None and None not in two and sum(n for n in two if n is not None) != whole:
            yield _told(BaseFigure.WAJIB_KTP, part, "figure.due_differs")
            return


def _told(group: BaseFigure, part: str, code: str) -> Finding:
    return Finding(Meaning(f"{group.value}_{part}"), code, Severity.WARNING)
