"""The file of refused rows comes from a stranger's titles: nothing in it runs."""

from __future__ import annotations

import csv
from pathlib import Path

from ektp_desk.domain.lists.counts import PROBLEMS_KEPT, PROBLEMS_TOLD, ListCounts
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.rows import Checked, Problem, Severity
from ektp_desk.usecases.lists.commands import import_list, save_refused
from tests.offices import DAY, TestOffice
from tests.sheets.making import make_csv


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


def test_what_was_too_much_to_list_is_said_in_the_file(office: TestOffice, tmp_path: Path) -> None:
    one = Problem("Lembar", 2, "NIK", "nik.damaged", Severity.REFUSED)

    assert save_refused(office.session, tmp_path / "ditolak.csv", [one], unlisted=1234) == 1

    with (tmp_path / "ditolak.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)] == [
            "lembar",
            "Lembar",
            "dan 1.234 temuan lagi yang tidak dicantumkan",
        ]


def test_warnings_crowd_out_no_refusal_and_all_are_counted() -> None:
    def told(row: int, severity: Severity) -> Checked:
        return Checked(None, (Problem("S", row, "NIK", "nik.damaged", severity),))

    counts = ListCounts(problems_kept=3)
    for row in range(10):
        counts.add(told(row, Severity.WARNING))
    for row in range(10, 15):
        counts.add(told(row, Severity.REFUSED))

    assert [problem.row for problem in counts.problems] == [0, 1, 2, 10, 11, 12]
    assert (counts.problems_unlisted, counts.problems_found) == (9, 15)
    assert counts.document(Mapping())["problems_unlisted"] == 9
    assert "problems_unlisted" not in ListCounts().document(Mapping())


def test_a_command_lists_every_finding(office: TestOffice, tmp_path: Path) -> None:
    path = make_csv(tmp_path / "a.csv", [["NIK", "NAMA"], *[["1", "Yos"]] * (PROBLEMS_KEPT + 1)])

    def dry(kept: int) -> ListCounts:
        asked = import_list(
            office.session, [path], "belum-rekam", name="", as_of=DAY, dry_run=True, problems_kept=kept
        )  # fmt: skip
        return asked.counts

    whole, cut = dry(PROBLEMS_TOLD), dry(PROBLEMS_KEPT)

    assert (whole.refused, whole.problems_unlisted) == (PROBLEMS_KEPT + 1, 0)
    refused = [problem for problem in cut.problems if problem.severity is Severity.REFUSED]
    assert (cut.refused, len(refused)) == (PROBLEMS_KEPT + 1, PROBLEMS_KEPT)
