"""The facts of F1: how the day stands, what stands out, and what somebody has to look at."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from ektp_desk.domain.paper.figures import surges
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.people.queries import targets_of
from ektp_desk.usecases.queue.commands import NewGroup, call_next, end_ticket, give_numbers, put_back, serve
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify,
    identify_walk_in,
    set_all_complete,
)
from ektp_desk.usecases.visits.commands import close_visit, confirm_day, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import last_saved
from ektp_desk.usecases.visits.today import Concern, ConcernKind, Day, today
from tests.offices import DAY, VILLAGE, TestOffice, proved
from tests.sheets.making import SIAK_TITLES, make_xlsx, nik, person


def the_day(office: TestOffice) -> Day:
    day = today(office.session).day
    assert day is not None
    return day


def concern(office: TestOffice, kind: ConcernKind) -> Concern | None:
    found = [each for each in the_day(office).concerns if each.kind is kind]
    return found[0] if found else None


def test_without_a_visit_the_next_planned_one_is_named(office: TestOffice) -> None:
    assert today(office.session).planned is None

    visit = plan_visit(office.session, VILLAGE, day=DAY, lists=())

    facts = today(office.session)
    assert facts.day is None
    assert facts.planned is not None
    assert facts.planned.id == visit
    assert facts.planned_place.startswith("Desa Noebesi")


def test_fifteen_numbers_at_once_are_said_with_their_minute_and_are_no_group(office: TestOffice) -> None:
    visit = office.open_visit()
    for hour in (8, 9, 10):
        office.clock.set(time(hour, 10))
        give_numbers(office.session, visit, letter="A", count=3)
    office.clock.set(time(10, 50))
    give_numbers(office.session, visit, letter="A", count=15)
    office.clock.set(time(10, 55))
    give_numbers(office.session, visit, letter="A")

    surge = the_day(office).surge

    assert surge is not None
    assert (surge.batch, surge.count, f"{surge.at:%H.%M}") == (False, 15, "10.50")
    assert the_day(office).intervals[surge.place].arrived == 16


def test_a_group_that_came_all_at_once_is_a_surge_whatever_the_day_was_like(office: TestOffice) -> None:
    visit = office.open_visit()
    for minute in range(0, 60, 15):
        office.clock.set(time(8, minute))
        give_numbers(office.session, visit, letter="A", count=9)
    office.clock.set(time(10, 50))
    give_numbers(office.session, visit, letter="A", count=9)
    assert the_day(office).surge is None
    lorry = NewGroup("Desa Contoh", at_once=True)
    office.clock.set(time(11, 5))
    give_numbers(office.session, visit, letter="A", count=10, group=lorry)

    surge = the_day(office).surge

    assert surge is not None
    assert (surge.batch, surge.count, f"{surge.at:%H.%M}") == (True, 10, "11.05")
    assert [f"{each.start:%H.%M}" for each in surges(the_day(office).intervals)] == ["11.00"]


def test_fifteen_within_half_an_hour_are_no_surge_but_within_a_quarter_they_are(office: TestOffice) -> None:
    visit = office.open_visit()
    for hour in (8, 9, 10):
        office.clock.set(time(hour, 10))
        give_numbers(office.session, visit, letter="A")
    for minute, count in ((40, 8), (50, 8)):
        office.clock.set(time(10, minute))
        give_numbers(office.session, visit, letter="A", count=count)
    assert the_day(office).surge is None
    office.clock.set(time(10, 59))
    give_numbers(office.session, visit, letter="A", count=7)

    surge = the_day(office).surge

    assert surge is not None
    assert (surge.count, f"{surge.at:%H.%M}") == (15, "10.45")


def test_fourteen_at_once_are_no_surge(office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=14)

    assert the_day(office).surge is None


def test_a_wait_is_long_from_the_sixty_first_minute_and_names_who_waits_longest(office: TestOffice) -> None:
    visit = office.open_visit()
    first, _second = give_numbers(office.session, visit, letter="A", count=2)
    office.clock.set(time(8, 30))
    assert concern(office, ConcernKind.LONG_WAITS) is None

    office.clock.set(time(8, 31))

    assert concern(office, ConcernKind.LONG_WAITS) == Concern(ConcernKind.LONG_WAITS, 2, first, ("A001",), 61)


def test_numbers_without_an_outcome_are_told_once_the_closing_hour_has_passed(office: TestOffice) -> None:
    visit = office.open_visit()
    (ticket,) = give_numbers(office.session, visit, letter="A")
    office.clock.set(time(16, 0))
    assert concern(office, ConcernKind.AFTER_HOURS) is None

    office.clock.set(time(16, 12))
    assert concern(office, ConcernKind.AFTER_HOURS) == Concern(ConcernKind.AFTER_HOURS, 1, ticket, minutes=12)

    end_ticket(office.session, ticket, Outcome.LEFT)
    assert the_day(office).concerns == ()


def test_a_nik_recorded_twice_names_both_numbers(office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=2)
    same = "5302325302029001"
    office.record_one(visit, nik=same)
    again = office.record_one(visit, "Yuliana Contoh B", nik=same)

    found = concern(office, ConcernKind.NIK_TWICE)

    assert found == Concern(ConcernKind.NIK_TWICE, 1, again, ("A001", "A002"))
    assert same not in repr(found)


def test_a_recording_counts_as_set_aside_only_after_it_left_the_desk(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A")
    ticket = call_next(session, visit, desk="A")
    assert ticket is not None
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, WalkIn("Orang Contoh A", "L", birth="1990-01-02"))
    begin(session, ticket, desk="A")
    assert concern(office, ConcernKind.SET_ASIDE) is None

    put_back(session, ticket, desk="A")

    assert concern(office, ConcernKind.SET_ASIDE) == Concern(ConcernKind.SET_ASIDE, 1, ticket, ("A001",))


def test_a_day_that_was_never_closed_is_the_first_concern_of_the_next(office: TestOffice) -> None:
    office.open_visit()
    office.clock.wait(26 * 3600)

    assert the_day(office).concerns[0] == Concern(ConcernKind.DAY_LEFT_OPEN, 1)


def test_a_closed_day_is_shown_until_midnight(office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A")
    office.record_one(visit)
    close_visit(office.session, visit, proof=proved(office.session, visit))

    assert the_day(office).closed

    office.clock.wait(24 * 3600)
    assert today(office.session).day is None


def test_what_is_kept_names_the_second_of_the_last_save_and_the_journal_head(office: TestOffice) -> None:
    visit = office.open_visit()
    office.clock.set(time(9, 41, 7))
    give_numbers(office.session, visit, letter="A")
    office.clock.set(time(9, 50))

    kept = today(office.session).kept

    assert (saved := last_saved(office.session)) is not None
    assert f"{saved:%H.%M.%S}" == "09.41.07"
    assert kept.heads == tuple(office.store.heads())
    assert kept.recordings == 0


def test_what_is_kept_counts_the_recordings_of_the_visit_that_is_shown(office: TestOffice) -> None:
    """Former days stand in their own reports; a sum over years tells nobody whether today is safe."""
    for day, recorded in enumerate((2, 1)):
        office.clock.wait(day * 24 * 3600)
        visit = plan_visit(office.session, VILLAGE, day=office.session.today, lists=())
        confirm_day(office.session)
        open_desk(office.session, visit, letter="A")
        give_numbers(office.session, visit, letter="A", count=recorded)
        for _each in range(recorded):
            office.record_one(visit)
        assert today(office.session).kept.recordings == recorded
        close_visit(office.session, visit, proof=proved(office.session, visit))
        assert today(office.session).kept.recordings == recorded  # closed, but still this day's


def test_targets_part_into_recorded_came_and_yet_to_come(office: TestOffice, tmp_path: Path) -> None:
    born = ["01-01-1990", "02-02-1991", "02-04-2002", "03-04-2002"]  # the last is 16 on the day, the third 17
    rows = [
        person(n, TGL_LHR=day, NIK=nik(n, date(int(day[6:]), int(day[3:5]), int(day[:2])), "LP"[n % 2]))
        for n, day in enumerate(born)
    ]
    path = make_xlsx(tmp_path / "daftar.xlsx", {"BELUM": [SIAK_TITLES, *rows]})
    session = office.session
    imported = import_list(session, [path], "belum-rekam", name="Daftar", as_of=DAY, source="SIAK")
    visit = plan_visit(session, VILLAGE, day=DAY, lists=(imported.list_id,))
    confirm_day(session)
    open_desk(session, visit, letter="A")
    first, second = give_numbers(session, visit, letter="A", count=2)
    by_birth = {each.birth: each.id for each in targets_of(session, visit)}
    for ticket, birth in ((first, "1990-01-01"), (second, "1991-02-02")):
        serve(session, ticket, desk="A")
        identify(session, ticket, by_birth[birth])
        recording = begin(session, ticket, desk="A")
        if ticket == first:
            set_all_complete(session, recording)
            finish(session, recording)

    targets = the_day(office).targets

    assert (targets.all, targets.recorded, targets.came_only) == (4, 1, 1)
    assert (targets.to_come, targets.young) == (2, 1)
