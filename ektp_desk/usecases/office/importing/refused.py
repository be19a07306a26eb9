"""Saving which rows of a list were refused, for whoever mends the file: places and codes, nobody's values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.usecases.session import Session
from ektp_desk.words import _


def save_refused(session: Session, path: Path, problems: Iterable[Problem]) -> int:
    """Write sheet, row, column and code of each refusal as CSV; give the number of rows refused.

    Raises `file.cannot_write`.
    """
    refused = [problem for problem in problems if problem.severity is Severity.REFUSED]
    titles = (_("lembar"), _("baris"), _("kolom"), _("kode"))
    session.lists.write_table(path, titles, [(p.sheet, p.row, p.column, p.code) for p in refused])
    return len({(problem.sheet, problem.row) for problem in refused})
