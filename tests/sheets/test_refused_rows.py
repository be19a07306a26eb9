"""The file of refused rows comes from a stranger's titles: nothing in it runs."""

from __future__ import annotations

import csv
from pathlib import Path

from ektp_desk.domain.lists.rows import Problem, Severity
from ektp_desk.usecases.office.importing.refused import save_refused
from tests.offices import TestOffice


def test_a_title_that_a_spreadsheet_would_run_is_written_as_text(office: TestOffice, tmp_path: Path) -> None:
    titles = ["=1+1", "  @SUM(A1)", "\uff1dHYPERLINK()", "NIK"]
    problems = [
        Problem("Lembar", n, title, "nik.damaged", Severity.REFUSED) for n, title in enumerate(titles)
    ]
    told = Problem("Lembar", 9, "NIK", "nik.serial_0000", Severity.WARNING)

    assert save_refused(office.session, tmp_path / "ditolak.csv", [*problems, told]) == 4

    with (tmp_path / "ditolak.csv").open(encoding="utf-8-sig", newline="") as file:
        saved = [row[2] for row in csv.reader(file)][1:]
    assert saved == ["'=1+1", "'  @SUM(A1)", "'\uff1dHYPERLINK()", "NIK"]
