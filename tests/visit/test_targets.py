"""Who is expected: a person whom two lists name counts once, also when only `same` says that they are one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.lists.queries import (
    people_by_list_in,
    people_by_village,
    targets_in,
    villages_of_list,
)
from ektp_desk.usecases.people.commands import say_not_same, say_same
from ektp_desk.usecases.queue.commands import give_numbers, serve
from ektp_desk.usecases.recording.commands import begin, finish, identify, set_all_complete
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import progress
from ektp_desk.usecases.visits.today import today
from tests.offices import DAY, VILLAGE, TestOffice

TITLES = "NIK;NAMA_LGKP;JENIS_KLM;TMPT_LHR;TGL_LHR;KODE_KECAMATAN;KODE_DESA;KETERANGAN\n"
ROW = '="530232520392900{serial}";{name};PEREMPUAN;SOE;12-03-1992;32;2003;BLM_RKM_KTP\n'


def listed(office: TestOffice, folder: Path, name: str, *people: tuple[int, str]) -> str:
    """Import a list of people, each with the last digit of a NIK."""
    path = folder / f"{name}.csv"
    rows = (ROW.format(serial=serial, name=who) for serial, who in people)
    path.write_text(TITLES + "".join(rows), encoding="utf-8")
    return import_list(office.session, [path], "belum-rekam", name=name, as_of=date(2019, 4, 1)).list_id


def person(office: TestOffice, name: str) -> str:
    (found,) = (id_ for id_, far in office.session.store.find_people(name, limit=9).items() if not far)
    return found


def counts(office: TestOffice, *lists: str) -> dict[str, object]:
    """What the plan and the planned visit count."""
    session = office.session
    visit = plan_visit(session, VILLAGE, day=DAY, lists=lists)
    return {
        "desa": list(people_by_village(session).values()),
        "each list": people_by_list_in(session, VILLAGE),
        "of a list": [villages_of_list(session, one)[0][1] for one in lists],
        "plan": targets_in(session, VILLAGE, lists),
        "visit": progress(session)[visit].targets,
    }


def test_one_on_two_lists_with_two_nik_is_one_target(office: TestOffice, tmp_path: Path) -> None:
    first = listed(office, tmp_path, "belum", (1, "ORPA CONTOH"), (2, "WELMI CONTOH"))
    second = listed(office, tmp_path, "susulan", (3, "ORPHA CONTOH"), (2, "WELMI CONTOH"))
    before = counts(office, first, second)
    say_same(office.session, person(office, "orpa"), person(office, "orpha"))

    assert before["desa"] == [before["plan"]] == [before["visit"]] == [3]
    assert counts(office, first, second) == {
        "desa": [2], "each list": {first: 2, second: 2}, "of a list": [2, 2], "plan": 2, "visit": 2
    }  # fmt: skip

    say_not_same(office.session, person(office, "orpa"), person(office, "orpha"))
    assert counts(office, first, second) == before


def test_one_named_twice_in_a_list_is_one_target(office: TestOffice, tmp_path: Path) -> None:
    only = listed(office, tmp_path, "belum", (1, "ORPA CONTOH"), (3, "ORPHA CONTOH"), (4, "WELMI CONTOH"))
    say_same(office.session, person(office, "orpa"), person(office, "orpha"))

    assert counts(office, only) == {
        "desa": [2], "each list": {only: 2}, "of a list": [2], "plan": 2, "visit": 2
    }  # fmt: skip


def test_three_screens_count_one_day_alike(office: TestOffice, tmp_path: Path) -> None:
    names = ("ORPA CONTOH", "ORPHA CONTOH", "WELMI CONTOH", "YULI CONTOH", "NONA CONTOH")
    only = listed(office, tmp_path, "belum", *enumerate(names, start=1))
    session = office.session
    visit = plan_visit(session, VILLAGE, day=DAY, lists=(only,))
    plan_visit(session, VILLAGE, day=DAY + timedelta(days=7), lists=(only,))  # nobody of it is recorded
    confirm_day(session)
    open_desk(session, visit, letter="A")
    say_same(session, person(office, "orpa"), person(office, "orpha"))
    for who in ("orpha", "welmi", "welmi"):  # one of two who are one; one recorded twice
        record_listed(office, visit, person(office, who))
    for walk_in in ("Dorkas Contoh", "Marsel Contoh", "Yulianus Contoh"):
        give_numbers(session, visit, letter="A")
        office.record_one(visit, walk_in)
    say_same(session, person(office, "dorkas"), person(office, "nona"))

    shown, day, report = progress(session), today(session).day, visit_report(session, visit)
    assert day is not None
    assert sorted((one.targets, one.recorded, one.outside, one.left) for one in shown.values()) == [
        (4, 0, 0, 4), (4, 3, 2, 1)
    ]  # fmt: skip
    figures = {
        "F10": (shown[visit].targets, shown[visit].recorded, shown[visit].left),
        "F1": (day.targets.all, day.targets.recorded, day.targets.to_come),
        "paper": (report.targets, report.targets_recorded, report.targets - report.targets_recorded),
    }
    assert set(figures.values()) == {(4, 3, 1)}, figures


def record_listed(office: TestOffice, visit: str, who: str) -> None:
    """Record one of the list."""
    (ticket,) = give_numbers(office.session, visit, letter="A")
    serve(office.session, ticket, desk="A")
    identify(office.session, ticket, who)
    recording = begin(office.session, ticket, desk="A")
    set_all_complete(office.session, recording)
    finish(office.session, recording)
