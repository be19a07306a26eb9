"""The clock in the morning: what a person answers for, and what waits while it is doubted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from msgspec import structs

from ektp_desk.desk.opening import new_id
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import DayConfirmed, IncarnationOpened, ListImported
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.moments import SETTLING, Pace, jump_minutes
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.roles import Role
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.admin.queries import last_hour
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, identify_walk_in
from ektp_desk.usecases.visits.commands import begin_day, close_visit, confirm_day, count_sent_home
from ektp_desk.usecases.visits.queries import last_kept, left_at_desk
from tests.offices import TestOffice, proved

HOUR = 3600


def said(office: TestOffice) -> list[int]:
    """How far each answer says that the clock had jumped, the first first."""
    events = office.store.events(Entity.DEVICE, office.session.device)
    return [event.body.jump_minutes for event in events if isinstance(event.body, DayConfirmed)]


def test_a_clock_that_runs_on_is_not_asked_about_twice(office: TestOffice) -> None:
    visit = office.open_visit()
    count_sent_home(office.session, visit)
    office.clock.wait(-4 * 60)  # within what two sets of hands may differ

    begin_day(office.session)

    assert said(office) == [0, 0]


def test_a_clock_before_the_last_record_is_refused_until_somebody_is_sure(office: TestOffice) -> None:
    visit = office.open_visit()
    office.clock.wait(9 * HOUR)
    count_sent_home(office.session, visit)
    office.clock.wait(-9 * HOUR)

    with pytest.raises(EktpError) as told:
        begin_day(office.session)
    assert told.value.code == "clock.backwards"
    assert told.value.facts == {"last": "2 April 2019 pukul 16.30"}
    assert said(office) == [0]

    begin_day(office.session, sure=True)
    assert said(office) == [0, -540]


def test_who_was_sure_once_is_not_asked_again(office: TestOffice) -> None:
    visit = office.open_visit()
    office.clock.wait(9 * HOUR)
    count_sent_home(office.session, visit)
    office.clock.wait(-9 * HOUR)
    begin_day(office.session, sure=True)

    office.clock.wait(60)
    begin_day(office.session)

    assert said(office) == [0, -540, 0]


def test_a_journal_begun_under_the_wrong_clock_hides_no_jump(office: TestOffice) -> None:
    """The folder came from elsewhere: its new journal begins by the clock that is to be doubted."""
    visit = office.open_visit()
    count_sent_home(office.session, visit)
    office.anchor.unlink()
    office.clock.wait(-30 * HOUR)
    session = office.sign_in_again()

    with pytest.raises(EktpError) as told:
        begin_day(session)
    assert told.value.code == "clock.backwards"


@pytest.mark.parametrize(
    ("hours", "minutes"), [(0, 0), (-0.05, 0), (-1, -60), (24 * 30, 0), (24 * 32, 24 * 32 * 60)]
)
def test_what_speaks_against_a_clock(office: TestOffice, hours: float, minutes: int) -> None:
    now = office.session.now
    assert jump_minutes(now - timedelta(hours=hours), now) == minutes
    assert jump_minutes(None, now) == 0


def test_a_clock_that_was_set_is_told_from_one_that_runs(office: TestOffice) -> None:
    start = office.session.now
    pace = Pace(start, 100.0)

    assert pace.jumped(start + timedelta(seconds=1), 101.0) == 0
    assert pace.jumped(start + timedelta(seconds=61), 102.0) == 0
    assert pace.jumped(start + timedelta(hours=9), 102.0 + 4 * HOUR) == 299
    assert pace.jumped(start + timedelta(hours=9, seconds=10), 112.0 + 4 * HOUR) == 0
    assert pace.jumped(start, 122.0 + 4 * HOUR) == -540


def keep_a_list(office: TestOffice) -> None:
    """Let an empty list have been imported now."""

    def act(digest: str, rows: int) -> NewEvent:
        said = ListImported("belum-rekam", "Contoh", "2019-04-02", "SIAK", (), digest, rows, {}, {})
        return NewEvent(Entity.LIST, "a" * 32, said)

    office.store.keep_list(act, [], at=office.clock())


def kinds(office: TestOffice, *names: str) -> int:
    found = office.connection.execute("SELECT kind FROM events").fetchall()
    return sum(kind in names for (kind,) in found)


def next_days(office: TestOffice, *days: int) -> None:
    """Open the desk after so many days each."""
    for count in days:
        office.clock.wait(count * 24 * HOUR)
        begin_day(office.session)


def test_a_list_expires_when_the_day_has_begun(office: TestOffice) -> None:
    keep_a_list(office)
    next_days(office, *[30] * 12)
    assert kinds(office, "list_due") == 0

    next_days(office, 6)
    assert (kinds(office, "list_due"), kinds(office, "list_expired")) == (1, 0)

    next_days(office, *[1] * SETTLING)
    assert (kinds(office, "list_due"), kinds(office, "list_expired")) == (1, 1)


def test_no_adb_has_to_be_there_for_what_expires(office: TestOffice) -> None:
    visit = office.open_visit()
    set_policy(office.session, Policy.PERSON_DAYS, "90")
    give_numbers(office.session, visit, letter="A")
    office.record_one(visit)
    close_visit(office.session, visit, proof=proved(office.session, visit))
    office.session = replace(
        office.session, user=structs.replace(office.session.user, roles=Role.OPERATOR.value)
    )

    next_days(office, 30, 30, 31, *[1] * SETTLING)

    assert kinds(office, "body_expired") > 0


def test_how_far_the_work_got(office: TestOffice) -> None:
    visit = office.open_visit()
    before = last_kept(office.session)
    assert before is not None

    give_numbers(office.session, visit, letter="A")
    ticket = call_next(office.session, visit, desk="A")
    assert ticket is not None
    serve(office.session, ticket, desk="A")
    assert left_at_desk(office.session) == []
    identify_walk_in(office.session, ticket, WalkIn("Yuliana Contoh", "P", birth="1990-01-02"))
    begin(office.session, ticket, desk="A")

    assert left_at_desk(office.session) == ["A001"]
    after = last_kept(office.session)
    assert after is not None
    assert after.number > before.number
    assert after.at == office.session.now


def test_the_last_hour_is_that_since_somebody_last_answered_for_the_clock(office: TestOffice) -> None:
    """The query reads only what came since; counted here from every header."""
    for back in (0, -3, 5, -400):
        office.clock.wait(back * HOUR)
        office.open_visit() if not back else confirm_day(office.session)
        office.store.begin_incarnation(
            new_id(),
            NewEvent(
                Entity.DEVICE, office.session.device, IncarnationOpened(label=f"01/{back}", reason="restored")
            ),
            at=office.clock(),
        )
        rows = office.connection.execute("SELECT kind, header FROM events ORDER BY journal, seq").fetchall()
        kinds_in_order = [kind for kind, _ in rows]
        since = len(rows) - kinds_in_order[::-1].index("day_confirmed") - 1
        hours = [json.loads(header)["at"] for _, header in rows[since:]]

        assert last_hour(office.store, office.session.device) == datetime.fromisoformat(max(hours))
