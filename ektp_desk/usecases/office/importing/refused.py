"""Saving which rows of a list were refused, for whoever mends the file: places and codes, nobody's values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.usecases.session import Session
from ektp_desk.words import _, officially
from ektp_desk.words.numbers import count


@officially
def save_refused(session: Session, path: Path, problems: Iterable[Problem], *, unlisted: int = 0) -> int:
    """Write sheet, row, column and code of each refusal as CSV; give the number of rows written.

    `unlisted` findings were too many to be kept: the last line says so.

    Raises `file.cannot_write`.
    """
    refused = [problem for problem in problems if problem.severity is Severity.REFUSED]
    titles = (_("lembar"), _("baris"), _("kolom"), _("kode"))
    rows: list[tuple[str | int, ...]] = [(p.sheet, p.row, p.column, p.code) for p in refused]
    if unlisted:
        more = _("dan {n} temuan lagi yang tidak dicantumkan").format(n=count(unlisted))
        rows.append((more, "", "", ""))
    session.lists.write_table(path, titles, rows)
    return len({(problem.sheet, problem.row) for problem in refused})
