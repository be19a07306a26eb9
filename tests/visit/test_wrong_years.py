"""A laptop whose clock shows a wrong year: what is old waits for confirmed days, and comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ExpiryAllowed, ListDue
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.moments import ConfirmedDays, DayAnswer
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.roles import Role
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.lists.commands import bring_back_list, import_list, withdraw_list
from ektp_desk.usecases.lists.queries import lists, story_of
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.visits.commands import begin_day, close_visit, plan_visit
from ektp_desk.usecases.visits.queries import progress
from ektp_desk.words.errors import message
from tests.offices import DAY, VILLAGE, TestOffice, proved
from tests.sheets.making import SIAK_TITLES, make_csv, person

A_DAY = 24 * 3600  # seconds
ROWS = 60
WHOLE, UNLOADED, GONE = (ROWS, 1, 1), (0, 1, 1), (0, 0, 0)


def load(office: TestOffice, folder: Path) -> str:
    path = make_csv(folder / "a.csv", [SIAK_TITLES, *(person(n) for n in range(1, ROWS + 1))])
    list_id = import_list(office.session, [path], "belum-rekam", name="", as_of=DAY).list_id
    begin_day(office.session)
    return list_id


def held(office: TestOffice) -> tuple[int, int, int]:
    """Rows of the register, keys, and row files."""
    (rows,) = office.connection.execute("SELECT count(*) FROM register").fetchone()
    (keys,) = office.connection.execute("SELECT count(*) FROM row_keys").fetchone()
    return rows, keys, len(list(office.folders.lists.iterdir()))


def state(office: TestOffice) -> ListState:
    return lists(office.session)[0].state


def pass_days(office: TestOffice, *days: int) -> None:
    """Open the desk after so many days each."""
    for count in days:
        office.clock.wait(count * A_DAY)
        begin_day(office.session)


def be(office: TestOffice, role: Role) -> None:
    office.session = replace(office.session, user=structs.replace(office.session.user, roles=role.value))


def set_wrong(office: TestOffice, days: int = 800) -> None:
    """Let the clock show another year, and an ADB who reads by halves say that it is right."""
    office.clock.wait(days * A_DAY)
    begin_day(office.session, allow=True)


def set_right(office: TestOffice, days: int) -> None:
    office.clock.wait(-days * A_DAY)
    begin_day(office.session, sure=True)


def test_a_year_that_nobody_of_the_office_allows_takes_no_list(office: TestOffice, tmp_path: Path) -> None:
    load(office, tmp_path)
    be(office, Role.OPERATOR)

    pass_days(office, 800, *[1] * 20)

    assert (state(office), held(office)) == (ListState.STANDING, WHOLE)
    set_right(office, 820)
    assert (state(office), held(office)) == (ListState.STANDING, WHOLE)


def test_an_adb_is_told_what_goes_before_a_far_day_counts(office: TestOffice, tmp_path: Path) -> None:
    load(office, tmp_path)
    office.clock.wait(800 * A_DAY)

    with pytest.raises(EktpError) as told:
        begin_day(office.session)

    assert told.value.code == "clock.far_ahead"
    assert told.value.facts == {"last": "2 April 2019", "lists": 1}
    assert "Bila tanggal ini benar, 1 daftar habis masa simpannya." in message(told.value)
    assert (state(office), held(office)) == (ListState.STANDING, WHOLE)
    with pytest.raises(EktpError, match=r"clock\.far_ahead"):
        begin_day(office.session, sure=True)  # what is said of a clock that went back is another word

    begin_day(office.session, allow=True)

    events = office.store.events(Entity.DEVICE, office.session.device)
    (word,) = [event.body for event in events if isinstance(event.body, ExpiryAllowed)]
    assert (word.last, word.going) == ("2019-04-02", 1)
    assert (state(office), held(office)) == (ListState.DUE, UNLOADED)
    pass_days(office, 1)  # asked once


def test_an_adb_who_loses_nothing_by_a_far_day_is_not_asked(office: TestOffice, tmp_path: Path) -> None:
    load(office, tmp_path)
    pass_days(office, 60)
    assert state(office) is ListState.STANDING


def test_a_wrong_year_set_right_within_a_week_brings_everything_back(
    office: TestOffice, tmp_path: Path
) -> None:
    list_id = load(office, tmp_path)
    visit = plan_visit(office.session, VILLAGE, day=DAY, lists=(list_id,))
    register = office.connection.execute("SELECT * FROM register ORDER BY row").fetchall()
    expected = progress(office.session)[visit].targets
    assert expected

    set_wrong(office)
    pass_days(office, *[1] * 6)
    assert (state(office), held(office)) == (ListState.DUE, UNLOADED)
    assert progress(office.session)[visit].targets == 0
    with pytest.raises(EktpError, match=r"list\.not_standing"):
        plan_visit(office.session, VILLAGE, day=office.session.today, lists=(list_id,))

    set_right(office, 806)

    assert (state(office), held(office)) == (ListState.STANDING, WHOLE)
    assert office.connection.execute("SELECT * FROM register ORDER BY row").fetchall() == register
    assert progress(office.session)[visit].targets == expected
    before = dump_views(office.connection)
    rebuild(office.store)
    assert dump_views(office.connection) == before


def test_a_clerk_sets_it_right_as_well(office: TestOffice, tmp_path: Path) -> None:
    load(office, tmp_path)
    set_wrong(office)
    be(office, Role.QUEUE)
    set_right(office, 800)
    assert (state(office), held(office)) == (ListState.STANDING, WHOLE)


def test_the_rows_are_deleted_after_seven_further_days_and_not_before(
    office: TestOffice, tmp_path: Path
) -> None:
    load(office, tmp_path)
    pass_days(office, *[40] * 9)
    assert state(office) is ListState.STANDING

    pass_days(office, 6)
    for left in (7, 6, 5, 4, 3, 2, 1):
        assert (state(office), held(office)) == (ListState.DUE, UNLOADED)
        assert story_of(office.session, lists(office.session)[0]).days_left == left
        begin_day(office.session)  # the same day again counts for nothing
        pass_days(office, 3)

    assert (state(office), held(office)) == (ListState.EXPIRED, GONE)


def test_a_clock_that_falls_back_to_one_day_at_each_start_deletes_nothing(
    office: TestOffice, tmp_path: Path
) -> None:
    load(office, tmp_path)
    for _start in range(20):
        office.clock.wait(800 * A_DAY)
        begin_day(office.session, allow=True)
        office.clock.wait(-800 * A_DAY)
        begin_day(office.session, sure=True)
    assert (state(office), held(office)) == (ListState.STANDING, WHOLE)


def test_days_before_the_wrong_year_are_no_part_of_the_seven(office: TestOffice, tmp_path: Path) -> None:
    load(office, tmp_path)
    pass_days(office, *[1] * 20)
    set_wrong(office)
    pass_days(office, *[1] * 6)
    assert held(office) == UNLOADED
    pass_days(office, 1)
    assert held(office) == GONE


def test_a_rule_that_was_made_short_by_mistake_leaves_a_week_too(office: TestOffice, tmp_path: Path) -> None:
    list_id = load(office, tmp_path)
    pass_days(office, *[10] * 9)
    set_policy(office.session, Policy.LIST_DAYS, "7")
    pass_days(office, *[1] * 7)
    assert (state(office), held(office)) == (ListState.DUE, UNLOADED)
    with pytest.raises(EktpError) as told:
        bring_back_list(office.session, list_id)  # it would be due again tomorrow
    assert (told.value.code, told.value.facts) == ("list.days_over", {"days": 7})
    assert message(told.value)

    set_policy(office.session, Policy.LIST_DAYS, "365")
    bring_back_list(office.session, list_id)

    assert (state(office), held(office)) == (ListState.STANDING, WHOLE)
    pass_days(office, 1)
    assert state(office) is ListState.STANDING


def test_a_withdrawn_list_that_was_due_is_withdrawn_again(office: TestOffice, tmp_path: Path) -> None:
    list_id = load(office, tmp_path)
    withdraw_list(office.session, list_id, reason="desa lain")
    set_wrong(office)
    assert state(office) is ListState.DUE
    set_right(office, 800)
    assert (state(office), held(office)) == (ListState.WITHDRAWN, UNLOADED)
    bring_back_list(office.session, list_id)
    assert held(office) == WHOLE


def test_what_two_copies_in_a_wrong_year_said_is_undone_at_the_next_start_of_a_right_one(
    office: TestOffice, tmp_path: Path
) -> None:
    list_id = load(office, tmp_path)
    for day in ("2021-06-10", "2021-06-12"):
        office.session.write(NewEvent(Entity.LIST, list_id, ListDue(day=day, kept_days=365)))
    assert (state(office), held(office)) == (ListState.DUE, UNLOADED)
    pass_days(office, 1)
    assert (state(office), held(office)) == (ListState.STANDING, WHOLE)


def test_a_wrong_year_erases_nobody(office: TestOffice) -> None:
    visit = office.open_visit()
    set_policy(office.session, Policy.PERSON_DAYS, "90")
    give_numbers(office.session, visit, letter="A")
    office.record_one(visit)
    close_visit(office.session, visit, proof=proved(office.session, visit))
    office.clock.wait(800 * A_DAY)
    with pytest.raises(EktpError) as told:
        begin_day(office.session)
    assert told.value.code == "clock.far_ahead_people"

    begin_day(office.session, allow=True)
    pass_days(office, *[1] * 6)
    assert named(office) == 1
    set_right(office, 806)
    pass_days(office, *[1] * 20)
    assert named(office) == 1

    pass_days(office, 40, 40, *[1] * 6)
    assert named(office) == 1
    pass_days(office, 1)
    assert named(office) == 0


def named(office: TestOffice) -> int:
    (found,) = office.connection.execute("SELECT count(*) FROM people WHERE name <> ''").fetchone()
    return int(found)


def test_by_which_days_is_counted() -> None:
    def days(*said: int | DayAnswer) -> ConfirmedDays:
        return ConfirmedDays.of(one if isinstance(one, DayAnswer) else DayAnswer(at(one)) for one in said)

    def at(day: int) -> date:
        return DAY + timedelta(days=day)

    assert days().last is days().settled is None
    assert days(0, 45).last == at(45)
    assert (days(0, 46).last, days(0, 46).doubted, days(0, 46, 47).doubted) == (None, True, True)
    assert days(0, DayAnswer(at(46), allowed=True), 47).last == at(47)
    assert days(0, 46, 1).last == at(1)  # somebody set it right
    assert days(DayAnswer(at(0), jump=46 * 24 * 60)).doubted  # the first answer, long after what was written
    assert days(DayAnswer(at(0), jump=40 * 24 * 60)).last == at(0)
    assert days(*range(7)).settled is None
    assert days(*range(8)).settled == at(0)
    assert days(*range(8), 7, 7, 8).settled == at(1)
    assert days(*range(8), 3, 9).settled == at(1)
    assert days(*range(8), 99).settled is None
    assert days(0, 1, 2, 2, 3).since(at(1)) == 2
    assert days(5, 6, 0, 5).since(at(1)) == 1
