"""Somebody of another regency: recorded and served, and counted apart from the visit's targets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import REFUSE, SERVE, Policy
from ektp_desk.domain.paper.figures import BySex
from ektp_desk.domain.paper.names import Part
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import Arrangement, VisitKind
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.lists.queries import targets_in
from ektp_desk.usecases.people.commands import correct
from ektp_desk.usecases.people.queries import search, targets_of
from ektp_desk.usecases.places import is_outside, places_outside, village_name, village_named
from ektp_desk.usecases.queue.commands import call_next, end_ticket, end_tickets, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, finish, identify_walk_in, set_all_complete
from ektp_desk.usecases.reports.targets import school_list, school_report
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.absences.queries import target_standing
from ektp_desk.usecases.visits.commands import plan_visit
from ektp_desk.usecases.visits.queries import equation, progress, rows_expected, targets
from ektp_desk.words.visit_summary import visit_summary
from tests.offices import DAY, VILLAGE, WORDS, TestOffice
from tests.paper.days import person, record, school_visit, village_visit


def record_from(office: TestOffice, visit: str, place: str) -> None:
    session = office.session
    give_numbers(session, visit, letter="A")
    ticket = call_next(session, visit, desk="A")
    assert ticket is not None
    serve(session, ticket, desk="A")
    said = WalkIn("Dorkas Contoh", "P", birth="1990-01-02", village=village_named(session, place))
    identify_walk_in(session, ticket, said)
    recording = begin(session, ticket, desk="A")
    set_all_complete(session, recording)
    finish(session, recording)


def test_who_lives_elsewhere_is_served_and_no_target(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    record(office, visit, "YULI CONTOH")
    for place in ("Kota Kupang", "Maluku", "Noebesi"):
        record_from(office, visit, place)

    report = visit_report(office.session, visit)
    assert report.recorded_outside == BySex(0, 2)
    assert report.equation.served == 4
    assert (targets(office.session, visit).all, report.targets_recorded) == (5, 1)
    assert "Luar kabupaten" in [each.term for each in report.definitions]
    assert "Di antaranya 2 penduduk luar kabupaten." in visit_summary(report)


def test_only_where_the_rule_lets_them_be_refused_somebody_is_no_resident(
    office: TestOffice, tmp_path: Path
) -> None:
    visit, session = village_visit(office, tmp_path), office.session
    alone, first, second = give_numbers(session, visit, letter="A", count=3)
    with pytest.raises(EktpError, match=r"outcome\.outsiders_served"):
        end_ticket(session, alone, Outcome.NOT_RESIDENT)
    with pytest.raises(EktpError, match=r"outcome\.outsiders_served"):
        end_tickets(session, [first, second], Outcome.NOT_RESIDENT)
    assert equation(session, visit).unclear == 3

    set_policy(session, Policy.OUTSIDERS, REFUSE)
    end_ticket(session, alone, Outcome.NOT_RESIDENT)
    assert (equation(session, visit).unclear, equation(session, visit).not_served) == (2, 1)

    set_policy(session, Policy.OUTSIDERS, SERVE)
    assert equation(session, visit).not_served == 1, "what was said stays"


def test_a_report_without_anybody_from_elsewhere_does_not_speak_of_them(
    office: TestOffice, tmp_path: Path
) -> None:
    visit = village_visit(office, tmp_path)
    record(office, visit, "YULI CONTOH")

    report = visit_report(office.session, visit)
    assert report.recorded_outside == BySex()
    assert "Luar kabupaten" not in [each.term for each in report.definitions]


def test_a_place_outside_is_the_other_regencies_and_provinces(office: TestOffice) -> None:
    session = office.session
    codes = {place.code for place in places_outside(session)}
    assert {"53.71", "53.01", "81"} <= codes
    assert not {"53", "53.02"} & codes
    assert village_name(session, "53.71") == "Kota Kupang, luar kabupaten"
    assert village_name(session, "53.02.32.2003") == "Noebesi"
    assert not any(is_outside(session, code) for code in ("", "53.02.32.2003", "x"))


def test_a_pupil_of_another_regency_is_on_the_schools_list_and_no_target(
    office: TestOffice, tmp_path: Path
) -> None:
    visit, session = school_visit(office, tmp_path), office.session
    adi = person(office, visit, "ADI CONTOH")
    correct(session, adi, "village", value="Kota Kupang", ground="KK", passphrase=WORDS)

    assert (targets(session, visit).all, progress(session)[visit].targets) == (4, 4)
    assert adi not in {one.id for one in targets_of(session, visit)}
    assert not target_standing(session, visit, adi).expected
    assert sum(len(rows) for rows in rows_expected(session, visit).values()) == 5, (
        "found by name all the same"
    )
    listed = school_list(session, visit)
    rows = {row.cells[Part.NAME]: row.cells[Part.NOTE] for group in listed.groups for row in group.rows}
    assert (len(rows), rows["ADI CONTOH"]) == (5, "luar\N{NO-BREAK SPACE}kabupaten")
    assert ("Luar kabupaten, bukan sasaran", "1") in listed.totals
    assert school_report(session, visit).total.pupils.total == 4

    (ticket,) = give_numbers(session, visit, letter="A", person=adi)
    serve(session, ticket, desk="A")
    recording = begin(session, ticket, desk="A")
    set_all_complete(session, recording)
    finish(session, recording)
    report = visit_report(session, visit)
    assert (report.equation.served, report.targets_recorded, report.recorded_outside.total) == (1, 0, 1)


def test_who_is_listed_elsewhere_is_a_target_once_they_say_that_they_live_here(
    office: TestOffice, tmp_path: Path
) -> None:
    path, session = tmp_path / "siswa.csv", office.session
    path.write_text(
        "NIK;NAMA_LGKP;JENIS_KLM;TMPT_LHR;TGL_LHR;KODE_DESA\n"
        "5302325203929001;ORPA CONTOH;PEREMPUAN;SOE;12-03-1992;5302322003\n"
        "5302321203929002;AGUS CONTOH;LAKI-LAKI;SOE;12-03-1992;5371011001\n",
        encoding="utf-8",
    )
    listed = import_list(session, [path], "belum-rekam", name="Siswa", as_of=date(2019, 4, 1)).list_id
    plan = Arrangement(VisitKind.SCHOOL, "SMA Contoh", "7.30", "12.00")
    visit = plan_visit(session, VILLAGE, day=DAY, lists=(listed,), arranged=plan)

    def counted() -> tuple[int, int, int]:
        planned, all_ = progress(session)[visit].targets, targets(session, visit).all
        return all_, planned, targets_in(session, "", [listed])

    assert counted() == (1, 1, 1)
    (agus,) = [hit.person.id for hit in search(session, "agus")]
    correct(session, agus, "village", value="Noebesi", ground="KK", passphrase=WORDS)
    assert counted() == (2, 2, 2)
    correct(session, agus, "village", value="81", ground="KK", passphrase=WORDS)
    assert counted() == (1, 1, 1)
