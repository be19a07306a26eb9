"""Papers as stories: who stands on which, what is counted, and that names are never made unseen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import BySex
from ektp_desk.domain.paper.names import NameList, Part
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.people.commands import say_same
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.reports.served import served_report
from ektp_desk.usecases.reports.targets import school_list, school_report, village_list
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.commands import count_sent_home, plan_visit
from tests.offices import DAY, VILLAGE, TestOffice
from tests.paper.days import POLLING, end, identified, person, record, school_visit, village_visit


def column(names: NameList, part: Part) -> list[str]:
    return [row.cells[part] for group in names.groups for row in group.rows]


def refused(act: object) -> EktpError:
    assert callable(act)
    with pytest.raises(EktpError) as told:
        act()
    return told.value


def test_a_head_of_desas_list_goes_by_dusun_rw_rt_and_name(office: TestOffice, tmp_path: Path) -> None:
    names = village_list(office.session, village_visit(office, tmp_path))

    assert [group.heading for group in names.groups] == ["Dusun I", "Dusun II"]
    assert column(names, Part.NAME) == [
        "MELKI CONTOH",
        "YULI CONTOH",
        "AGUS CONTOH",
        "BETI CONTOH",
        "ORPA CONTOH",
    ]
    assert [group.sexes for group in names.groups] == [BySex(2, 1), BySex(0, 2)]
    assert column(names, Part.NIK)[0] == "530232120302****"
    assert dict(names.totals)["Jumlah"] == "5"
    assert names.origin.source == "Maret per 1 April 2019"


def test_whoever_was_recorded_already_is_marked_on_it(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    record(office, visit, "YULI CONTOH")

    names = village_list(office.session, visit)

    assert column(names, Part.NOTE)[1] == "direkam\N{NO-BREAK SPACE}02-04-2019"
    assert dict(names.totals)["Sudah direkam"] == "1"


def test_two_who_are_one_stand_on_it_once(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    one, other = person(office, visit, "YULI CONTOH"), person(office, visit, "BETI CONTOH")
    record(office, visit, "BETI CONTOH")
    say_same(office.session, one, other, ground="KK")

    names = village_list(office.session, visit)

    assert names.count == 4
    assert dict(names.totals)["Sudah direkam"] == "1"


def test_a_list_without_dusun_has_no_heading(office: TestOffice, tmp_path: Path) -> None:
    visit = school_visit(office, tmp_path)

    assert [group.heading for group in village_list(office.session, visit).groups] == [""]


def test_a_schools_list_goes_by_rombel_and_marks_ages(office: TestOffice, tmp_path: Path) -> None:
    names = school_list(office.session, school_visit(office, tmp_path))

    assert [group.heading for group in names.groups] == ["Rombel XI IPS 1", "Rombel XII IPA 1"]
    marks = dict(zip(column(names, Part.NAME), column(names, Part.AGE), strict=True))
    assert marks == {
        "DINA CONTOH": "belum 16",
        "ERNA CONTOH": "17+",
        "ADI CONTOH": "17+",
        "BELA CONTOH": "16+, 17 saat memilih",
        "CARLO CONTOH": "16+",
    }
    assert dict(names.totals)["Berumur 16 tahun ke atas"] == "4"
    assert dict(names.totals)["Berumur 17 pada 17 April 2019"] == "3"


def test_a_school_is_counted_by_rombel(office: TestOffice, tmp_path: Path) -> None:
    visit = school_visit(office, tmp_path)
    record(office, visit, "BELA CONTOH")
    end(office, visit, "ERNA CONTOH", Outcome.NO_DOCUMENTS)

    report = school_report(office.session, visit)

    ips, ipa = report.classes
    assert (ipa.rombel, ipa.pupils, ipa.sixteen, ipa.recorded) == (
        "XII IPA 1",
        BySex(2, 1),
        BySex(2, 1),
        BySex(0, 1),
    )
    assert (ipa.seventeen, ipa.absent, ipa.earlier) == (BySex(1, 1), BySex(2, 0), BySex())
    assert (ips.pupils, ips.sixteen, ips.recorded, ips.absent) == (BySex(0, 2), BySex(0, 1), BySex(), BySex())
    assert report.total.pupils == BySex(2, 3)
    assert report.polling_day == POLLING
    assert "kunjungan belum ditutup; angkanya masih berubah" in report.missing


def test_who_passed_under_16_is_none_of_the_16_who_were_recorded(office: TestOffice, tmp_path: Path) -> None:
    visit = school_visit(office, tmp_path)
    record(office, visit, "BELA CONTOH")
    record(office, visit, "DINA CONTOH", young=True)

    total = school_report(office.session, visit).total

    assert (total.recorded.total, total.recorded_of_sixteen, total.sixteen.total) == (2, 1, 4)
    assert total.younger == BySex(0, 1)


def test_a_desa_has_no_school_report(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)

    assert refused(lambda: school_report(office.session, visit)).code == "report.not_a_school"


def test_the_yield_tells_who_came_and_whose_card_waits(office: TestOffice, tmp_path: Path) -> None:
    visit = school_visit(office, tmp_path)
    record(office, visit, "BELA CONTOH")
    record(office, visit, "ADI CONTOH")
    identified(office, visit, "DINA CONTOH")

    report = visit_report(office.session, visit)

    assert (report.targets, report.targets_came, report.targets_recorded) == (5, 3, 2)
    assert report.held_under_17 == BySex(0, 1)


def test_a_begun_recording_is_named_as_missing(office: TestOffice, tmp_path: Path) -> None:
    from ektp_desk.usecases.recording.commands import begin

    visit = village_visit(office, tmp_path)
    begin(office.session, identified(office, visit, "ORPA CONTOH"), desk="A")

    assert visit_report(office.session, visit).missing == ("1 rekaman yang dimulai dan belum selesai.",)


def test_a_period_sums_its_visits_and_names_what_is_not_in_it(office: TestOffice, tmp_path: Path) -> None:
    session = office.session
    visit = village_visit(office, tmp_path)
    record(office, visit, "YULI CONTOH")
    end(office, visit, "ORPA CONTOH", Outcome.NO_DOCUMENTS)
    give_numbers(session, visit, letter="A", count=2)
    count_sent_home(session, visit, 3)
    plan_visit(session, VILLAGE, day=DAY + timedelta(days=3), lists=())

    report = served_report(session, DAY, DAY + timedelta(days=7))

    (line,) = report.visits
    assert (line.place, line.equation.arrived, line.recorded, line.closed) == ("Desa Noebesi", 7, 1, False)
    assert report.total == line.equation
    assert (report.unclear, report.recorded) == (BySex(0, 0, 2), 1)
    assert report.by_group[next(iter(report.by_group))] == BySex(0, 1)
    assert report.missing == (
        "1 kunjungan yang direncanakan tetapi tidak dibuka di laptop ini",
        "1 kunjungan belum ditutup; angkanya masih berubah",
    )
    assert served_report(session, DAY + timedelta(days=1), DAY + timedelta(days=2)).visits == ()


def test_a_period_is_narrowed_to_a_region(office: TestOffice, tmp_path: Path) -> None:
    village_visit(office, tmp_path)

    assert len(served_report(office.session, DAY, DAY, region="53.02.32").visits) == 1
    assert served_report(office.session, DAY, DAY, region="53.02.01").visits == ()
    turned = refused(lambda: served_report(office.session, DAY, DAY - timedelta(days=1)))
    assert turned.code == "period.turned"
