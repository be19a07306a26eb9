"""Writes which rows of a list were refused, for whoever mends the file: places and codes, nobody's values."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.words import _

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_refused(path: Path, problems: Iterable[Problem]) -> int:
    """Write sheet, row, column and code of each refusal as CSV; give the number of rows refused.

    Raises `file.cannot_write`.
    """
    refused = [problem for problem in problems if problem.severity is Severity.REFUSED]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow((_("lembar"), _("baris"), _("kolom"), _("kode")))
            writer.writerows((_plain(p.sheet), p.row, _plain(p.column), p.code) for p in refused)
    except OSError as error:
        raise EktpError("file.cannot_write") from error
    return len({(problem.sheet, problem.row) for problem in refused})


def _plain(text: str) -> str:
    # A title comes from a stranger's file and must not run as a formula in a spreadsheet.
    return f"'{text}" if text.startswith(_FORMULA) else text
