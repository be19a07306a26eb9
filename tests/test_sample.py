"""The sample office: looks like a working day, holds every outcome, and nobody real."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat

import pytest

from ektp_desk import settings
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.making import make_sample, sample_clock
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.sought import still_sought
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import VisitState
from ektp_desk.settings import Folders
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.queue.facts import read_queue
from ektp_desk.usecases.queue.queries import home_round, waiting_tickets
from ektp_desk.usecases.reports.queries import named_tickets, recordings_left_open
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.queries import equation, the_visit, times, visits
from tests.offices import CHEAP


def test_a_sample_is_a_working_day(folders: Folders) -> None:
    made = make_sample(folders, cost=CHEAP)
    with Desk(folders, clock=sample_clock(made)) as desk:
        session = desk.sign_in(desk.slots.users[0].user.id, made.passphrase)
        today, planned = visits(session)
        facts = visit_report(session, today.id)
        rows = lists(session)
        assert desk.store is not None
        niks = [nik for (nik,) in desk.store.connection.execute("SELECT nik FROM register")]
        counted = equation(session, today.id)
        left_open = recordings_left_open(session, today.id)

    assert (today.state, planned.state) == (VisitState.OPEN, VisitState.PLANNED)
    assert today.day == session.today.isoformat()
    assert planned.day == (session.today + timedelta(days=2)).isoformat()
    assert (counted.numbered, counted.sent_home) == (143, 8)
    assert counted.voided == 2
    assert facts.outcomes[Outcome.RECORDED].total == 90
    assert counted.served > counted.numbered // 2
    assert left_open == ["A135"], "one recording was put back: its person fetches a paper"
    files = len(list(folders.objects.glob("*.age")))
    assert files == 2 * 3 + 1, "photo and signature of the last three, and a photo of who was put back"
    assert set(facts.outcomes) == set(Outcome)
    assert counted.unclear > 0
    assert len(rows) == 1
    assert len(niks) >= 2_000
    assert Counter(niks).most_common(1)[0][1] == 1
    assert all(nik[12] == "9" for nik in niks)


def test_a_sample_shows_a_lorry_two_homes_and_who_goes_first(folders: Folders) -> None:
    made = make_sample(folders, cost=CHEAP)
    with Desk(folders, clock=sample_clock(made)) as desk:
        session = desk.sign_in(desk.slots.users[0].user.id, made.passphrase)
        visit = visits(session)[0].id
        (truck,) = read_queue(session, the_visit(session, visit), "A").groups
        waiting = waiting_tickets(session, visit)
        homes = home_round(session, visit)
        given = times(session, visit)
        facts = visit_report(session, visit)
        tickets = named_tickets(session, visit)

    assert (truck.name, truck.together, truck.count) == ("Truk Oelbubuk", True, 24)
    assert truck.ended < truck.count
    assert sum(one.together for one in facts.intervals) == 24
    assert sorted(each.priority for each in waiting if each.priority) == ["elderly", "pregnant"]
    (left,) = homes
    assert (left.dusun, left.contact, left.cannot) == ("Fatumnasi", "Bapak Melki Contoh", "duduk lama")
    (gone,) = [each for each in given if each.home and each.ended_at]
    assert gone.outcome_group == "served"
    (met,) = [each for each in tickets if each.sought and each.name]
    title, first, *_rest = met.sought.split()
    assert title in {"Mama", "Bapak"}
    assert met.name.startswith(first.upper())
    assert still_sought(tickets) == []


def test_a_sample_that_is_made_until_after_midnight_stands_on_its_day(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = datetime(2026, 12, 31, 15, 59, 50, tzinfo=UTC)  # ten seconds to midnight there
    done = begun + timedelta(seconds=20)
    readings = chain([begun], repeat(done))
    monkeypatch.setattr(settings, "machine_now", lambda: next(readings))

    made = make_sample(folders, cost=CHEAP)

    assert sample_clock(made)().local.isoformat() == "2026-12-31T16:52:00+08:00"


def test_a_sample_is_made_once(folders: Folders) -> None:
    make_sample(folders, cost=CHEAP)

    with pytest.raises(EktpError) as told:
        make_sample(folders, cost=CHEAP)
    assert told.value.code == "office.exists"
