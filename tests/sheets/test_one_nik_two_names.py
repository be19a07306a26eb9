"""One NIK with two wholly different names is told: in one list, and against the register and the desks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.nearness.names import share_nothing
from ektp_desk.usecases.lists.commands import Imported, import_list
from ektp_desk.usecases.lists.findings import gather
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from tests.offices import DAY, TestOffice
from tests.sheets.layouts import nik_of
from tests.sheets.making import SIAK_TITLES, Cells, make_csv, make_xlsx, person


def load(office: TestOffice, *files: Path, kind: str = "belum-rekam", dry_run: bool = False) -> Imported:
    return import_list(office.session, files, kind, name="", as_of=DAY, dry_run=dry_run)


def called(number: int, name: str) -> Cells:
    return person(number, NAMA_LGKP=name)


def told(done: Imported) -> list[tuple[str, int, str, str, str]]:
    return [(p.sheet, p.row, p.column, p.code, p.severity.value) for p in done.counts.problems]


def test_two_names_under_one_nik_of_a_list_are_told(office: TestOffice, tmp_path: Path) -> None:
    rows = [
        SIAK_TITLES,
        called(1, "MARIA TEFA"),
        called(2, "YOSEF BENU"),
        called(1, "PETRUS NABUASA"),
        called(2, "Yosep Benu, S.Pd"),
        called(1, "Tefa Maria"),
    ]
    path = make_csv(tmp_path / "a.csv", rows)

    dry, done = load(office, path, dry_run=True), load(office, path)

    assert told(dry) == told(done) == [("", 4, "NIK", "nik.other_name", "warning")]
    assert (done.counts.accepted, done.counts.warned, done.counts.residents) == (5, 1, 2)
    warned = "SELECT row, warnings FROM register WHERE warnings <> ''"
    assert office.connection.execute(warned).fetchall() == [(4, "nik.other_name")]
    assert "nik.other_name" in [one.code for one in gather(done)]


def test_a_name_that_the_register_has_otherwise_is_told(office: TestOffice, tmp_path: Path) -> None:
    known = [SIAK_TITLES, called(1, "MARIA TEFA"), called(2, "YOSEF BENU")]
    load(office, make_csv(tmp_path / "a.csv", known))
    rows = [SIAK_TITLES, called(1, "PETRUS NABUASA"), called(2, "Y. BENU"), called(3, "DOMI SAE")]

    one = load(office, make_csv(tmp_path / "b.csv", rows), dry_run=True)
    two = load(office, make_csv(tmp_path / "c.csv", [SIAK_TITLES, called(4, "A B")]),
               make_xlsx(tmp_path / "d.xlsx", {"S": rows}))  # fmt: skip

    assert told(one) == [("", 2, "NIK", "nik.other_name_before", "warning")]
    assert told(two) == [("d.xlsx › S", 2, "NIK", "nik.other_name_before", "warning")]


def test_who_was_met_at_a_desk_under_another_name_is_told(office: TestOffice, tmp_path: Path) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=1)
    ticket = call_next(office.session, visit, desk="A")
    assert ticket is not None
    serve(office.session, ticket, desk="A")
    identify_walk_in(office.session, ticket, WalkIn("MARIA TEFA", "P", nik=nik_of(1)))

    rows = [SIAK_TITLES, person(1, NIK=nik_of(1), NAMA_LGKP="PETRUS SAE")]
    done = load(office, make_csv(tmp_path / "a.csv", rows))

    assert "nik.other_name_before" in [one[3] for one in told(done)]


def test_a_list_without_names_contradicts_none(office: TestOffice, tmp_path: Path) -> None:
    load(office, make_csv(tmp_path / "a.csv", [SIAK_TITLES, called(1, "MARIA TEFA")]))
    rows = [["NIK", "STATUS"], [person(1)[0], "PRR"]]

    assert told(load(office, make_csv(tmp_path / "b.csv", rows), kind="status")) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("MARIA TEFA", "PETRUS NABUASA", True), ("MARIA", "YOSEF", True), ("MARIA TEFA", "Tefa", False),
        ("MARIA TEFA", "MARYA BENU", False), ("M. TEFA", "MARIA", False), ("DRS. YOSEF", "DRS. PETRUS", True),
        ("ANI", "ANA", True), ("MARIATEFA", "MARIA TEFA", False), ("", "YOSEF", False),
        ("李小龙", "YOSEF", False),
    ],
)  # fmt: skip
def test_names_are_wholly_different_when_no_part_agrees(one: str, other: str, apart: bool) -> None:
    assert share_nothing(one, other) is apart
