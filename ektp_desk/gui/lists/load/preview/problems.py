"""What was wrong or odd in a list, gathered by its code: how many rows, which, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.words import N_, _
from ektp_desk.words.errors.lists import LISTS
from ektp_desk.words.numbers import count

_ROWS_NAMED = 8
_OF_MANY = {  # where the sentence of one field would speak to whoever types
    "nik.not_16_digits": N_("NIK bukan 16 angka. Baris ini tidak diambil; periksa KK."),
    "date.unreadable": N_("Tanggal lahir tidak terbaca. Baris ini tidak diambil; periksa KK."),
    "date.future": N_("Tanggal lahir belum terjadi. Baris ini tidak diambil; periksa tahunnya."),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """All rows with one finding."""

    code: str
    severity: Severity
    title: str
    text: str


def gather(problems: Iterable[Problem], *, whole: bool) -> list[Gathered]:
    """Gather findings by code, refusals first, then those of most rows.

    Without `whole` there were too many to list, so the counts are said to be at least so many.
    """
    places: dict[tuple[Severity, str], dict[tuple[str, int], None]] = defaultdict(dict)
    for problem in problems:
        places[problem.severity, problem.code][problem.sheet, problem.row] = None
    order = sorted(places, key=lambda key: (key[0] is not Severity.REFUSED, -len(places[key]), key[1]))
    return [_gathered(severity, code, list(places[severity, code]), whole=whole) for severity, code in order]


def _gathered(severity: Severity, code: str, places: list[tuple[str, int]], *, whole: bool) -> Gathered:
    number = count(len(places))
    if severity is Severity.REFUSED:
        title = _("{n} baris ditolak") if whole else _("lebih dari {n} baris ditolak")
    else:
        title = _("{n} baris diberi tanda") if whole else _("lebih dari {n} baris diberi tanda")
    text = f"{_rows(places)} {_sentence(code)}".strip()
    return Gathered(code, severity, title.format(n=number), text)


def _rows(places: list[tuple[str, int]]) -> str:
    sheets = {sheet for sheet, _row in places}
    named = [f"{sheet} {row}" if len(sheets) > 1 else str(row) for sheet, row in places[:_ROWS_NAMED]]
    rest = len(places) - len(named)
    if rest:
        return _("Baris {rows} dan {n} lagi:").format(rows=", ".join(named), n=count(rest))
    return _("Baris {rows}:").format(rows=", ".join(named))


def _sentence(code: str) -> str:
    """Give the finding's sentence; one that needs a row's own facts says nothing of many rows."""
    text = _OF_MANY.get(code) or LISTS.get(code, "")
    return "" if "{" in text else _(text) if text else ""
