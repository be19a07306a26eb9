"""Visits of every kind, and days that move: who is expected, what a closed day that goes on still tells."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import VisitClosed
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import Arrangement, VisitKind, VisitState, hour_of
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.lists.queries import targets_in
from ektp_desk.usecases.people.commands import say_same
from ektp_desk.usecases.people.queries import search, targets_of
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.commands import (
    change_plan,
    close_visit,
    confirm_day,
    open_desk,
    plan_visit,
    postpone_visit,
    reopen_visit,
)
from ektp_desk.usecases.visits.queries import progress, the_visit, visit_name, visit_place
from ektp_desk.usecases.visits.today import today
from ektp_desk.usecases.withdrawal import withdraw
from tests.offices import DAY, VILLAGE, WORDS, TestOffice, proved

TITLES = "NIK;NAMA_LGKP;JENIS_KLM;TMPT_LHR;TGL_LHR;KODE_KECAMATAN;KODE_DESA;KETERANGAN\n"
ROW = '="530232520392900{serial}";{name};PEREMPUAN;SOE;12-03-1992;32;{desa};BLM_RKM_KTP\n'
SCHOOL = Arrangement(
    VisitKind.SCHOOL,
    "SMA Contoh",
    "7.30",
    "12:00",
    (" Maria  T. ", "", "Noh, S.Kom"),
    DAY + timedelta(days=15),
)
WEEK = timedelta(days=7)


def listed(office: TestOffice, folder: Path, name: str, *people: tuple[int, str, str]) -> str:
    """Import a list of people: the last digit of a NIK, a name, the village's last four digits."""
    path = folder / f"{name}.csv"
    rows = (ROW.format(serial=serial, name=who, desa=desa) for serial, who, desa in people)
    path.write_text(TITLES + "".join(rows), encoding="utf-8")
    return import_list(office.session, [path], "belum-rekam", name=name, as_of=date(2019, 4, 1)).list_id


@pytest.fixture
def two_lists(office: TestOffice, tmp_path: Path) -> tuple[str, str]:
    """Two classes: one pupil stands in both, one lives in another desa."""
    first = listed(office, tmp_path, "XII-A", (1, "ORPA CONTOH", "2003"), (2, "WELMI CONTOH", "2002"))
    second = listed(office, tmp_path, "XII-B", (2, "WELMI CONTOH", "2002"), (3, "YULI CONTOH", "2003"))
    return first, second


def refused(act: object) -> str:
    assert callable(act)
    with pytest.raises(EktpError) as told:
        act()
    return told.value.code


def counted(office: TestOffice, visit: str) -> set[int]:
    """Count the targets wherever they are counted."""
    session = office.session
    targets = targets_of(session, visit)
    return {progress(session)[visit].targets, visit_report(session, visit).targets, len(targets)}


def test_a_school_expects_everybody_in_its_lists_once(office: TestOffice, two_lists: tuple[str, str]) -> None:
    session = office.session
    at_school = plan_visit(session, "", day=DAY, lists=two_lists, arranged=SCHOOL)
    at_desa = plan_visit(session, VILLAGE, day=DAY, lists=two_lists)

    assert counted(office, at_school) == {3}
    assert counted(office, at_desa) == {2}
    assert targets_in(session, "", two_lists) == 3

    confirm_day(session)
    open_desk(session, at_school, letter="A")
    day = today(session).day
    assert day is not None
    assert (day.targets.all, day.place) == (3, "SMA Contoh")


def test_who_is_one_in_two_lists_of_a_school_is_expected_once(
    office: TestOffice, two_lists: tuple[str, str]
) -> None:
    session = office.session
    visit = plan_visit(session, VILLAGE, day=DAY, lists=two_lists, arranged=SCHOOL)
    (orpa,), (yuli,) = search(session, "orpa"), search(session, "yuli")
    say_same(session, orpa.person.id, yuli.person.id)

    assert progress(session)[visit].targets == visit_report(session, visit).targets == 2


def test_a_plan_keeps_how_the_visit_is_arranged(office: TestOffice) -> None:
    session = office.session
    school = the_visit(session, plan_visit(session, VILLAGE, day=DAY, lists=(), arranged=SCHOOL))
    counter = Arrangement(VisitKind.OFFICE)
    loket = the_visit(session, plan_visit(session, "", day=DAY, lists=(), arranged=counter))
    desa = the_visit(session, plan_visit(session, VILLAGE, day=DAY, lists=()))

    assert (school.place, school.opening_hour, school.closing_hour) == ("SMA Contoh", "07.30", "12.00")
    assert (school.team_names, school.polling_day) == (("Maria T.", "Noh, S.Kom"), "2019-04-17")
    assert [visit_name(session, one) for one in (school, loket, desa)] == [
        "SMA Contoh · Sekolah",
        "Loket kantor · Kantor",
        "Desa Noebesi",
    ]
    assert visit_place(session, school) == "SMA Contoh, Kecamatan Nunbena"
    assert (desa.closing_hour, desa.team_names, desa.of_village) == (session.office.closing_hour, (), True)


@pytest.mark.parametrize(
    ("arranged", "code"),
    [
        (Arrangement(VisitKind.SCHOOL, "  "), "visit.needs_place"),
        (Arrangement(opening_hour="pagi"), "visit.hour_unreadable"),
        (Arrangement(opening_hour="24.00"), "visit.hour_unreadable"),
        (Arrangement(opening_hour="08.00", closing_hour="07.59"), "visit.hours_turned"),
        (Arrangement(polling_day=DAY - timedelta(days=1)), "visit.polling_past"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(office: TestOffice, arranged: Arrangement, code: str) -> None:
    session = office.session
    assert refused(lambda: plan_visit(session, VILLAGE, day=DAY, lists=(), arranged=arranged)) == code
    assert refused(lambda: plan_visit(session, "", day=DAY, lists=())) == "place.bad_code"


@pytest.mark.parametrize(
    ("said", "hour"), [("7", "07.00"), ("07:30", "07.30"), (" 16.00 ", "16.00"), ("", "")]
)
def test_an_hour_is_read_as_people_write_it(said: str, hour: str) -> None:
    assert hour_of(said) == hour


def test_a_wrong_plan_is_changed_before_its_day(office: TestOffice, two_lists: tuple[str, str]) -> None:
    session = office.session
    visit = plan_visit(session, VILLAGE, day=DAY, lists=two_lists[:1])
    change_plan(session, visit, "", day=DAY, lists=two_lists, arranged=SCHOOL)

    assert (the_visit(session, visit).place, progress(session)[visit].targets) == ("SMA Contoh", 3)

    confirm_day(session)
    open_desk(session, visit, letter="A")
    assert (
        refused(lambda: change_plan(session, visit, "", day=DAY, lists=(), arranged=SCHOOL)) == "visit.begun"
    )


def test_a_postponed_visit_has_another_day_and_tells_its_first(office: TestOffice) -> None:
    session = office.session
    visit = plan_visit(session, VILLAGE, day=DAY, lists=())
    assert refused(lambda: postpone_visit(session, visit, day=DAY, reason="banjir")) == "visit.day_not_ahead"
    assert refused(lambda: postpone_visit(session, visit, day=DAY + WEEK, reason=" ")) == "visit.needs_reason"

    postpone_visit(session, visit, day=DAY + WEEK, reason="banjir")
    postpone_visit(session, visit, day=DAY + 2 * WEEK, reason="jalan putus")
    assert days(the_visit(session, visit)) == ("2019-04-16", "2019-04-02")

    life = session.store.life(Entity.VISIT, visit)
    withdraw(session, Entity.VISIT, visit, life.all[-1].link)
    assert days(the_visit(session, visit)) == ("2019-04-09", "2019-04-02")

    change_plan(session, visit, VILLAGE, day=DAY + WEEK, lists=(), arranged=Arrangement(place="Balai desa"))
    assert days(the_visit(session, visit)) == ("2019-04-09", "2019-04-02"), "the same day: still postponed"
    change_plan(session, visit, VILLAGE, day=DAY, lists=(), arranged=Arrangement())
    assert days(the_visit(session, visit)) == ("2019-04-02", ""), "a newer plan names another day"

    confirm_day(session)
    open_desk(session, visit, letter="A")
    assert refused(lambda: postpone_visit(session, visit, day=DAY + WEEK, reason="banjir")) == "visit.begun"


def days(visit: Visit) -> tuple[str, str]:
    return visit.day, visit.postponed_from


def test_a_closed_day_goes_on_and_is_signed_anew(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (first,) = give_numbers(session, visit, letter="A")
    end_ticket(session, first, Outcome.LEFT)
    assert refused(lambda: reopen(office, visit)) == "visit.not_closed"
    close_visit(session, visit, proof=proved(session, visit))
    assert refused(lambda: give_numbers(session, visit, letter="A")) == "visit.not_open"
    assert refused(lambda: reopen(office, visit, reason=" ")) == "visit.needs_reason"
    assert refused(lambda: reopen(office, visit, passphrase="bukan ini sandinya")) == "signin.wrong"

    reopen(office, visit)
    found = the_visit(session, visit)
    assert (found.state, found.closed_at, found.supervisor) == (VisitState.OPEN, None, "")
    assert (found.reopened, found.reopened_why) == (1, "satu orang kembali")

    (second,) = give_numbers(session, visit, letter="A")
    end_ticket(session, second, Outcome.ANSWERED)
    assert close_visit(session, visit, proof=proved(session, visit)).numbered == 2
    found = the_visit(session, visit)
    assert (found.state, found.supervisor, found.reopened) == (VisitState.CLOSED, "Maria T.", 1)
    signed = [e.body for e in session.store.life(Entity.VISIT, visit).all if isinstance(e.body, VisitClosed)]
    assert [body.equation["numbered"] for body in signed] == [1, 2], "what it had closed with stays told"


def test_a_day_is_not_reopened_beside_an_open_one(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    close_visit(session, visit, proof=proved(session, visit))
    other = plan_visit(session, VILLAGE, day=DAY, lists=())
    open_desk(session, other, letter="A")

    assert refused(lambda: reopen(office, visit)) == "visit.other_open"


def reopen(
    office: TestOffice, visit: str, *, reason: str = "satu orang kembali", passphrase: str = WORDS
) -> None:
    reopen_visit(office.session, visit, reason=reason, passphrase=passphrase)
