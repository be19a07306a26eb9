"""People who came together: numbers in one act, called in order, put first or sent to another day as one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Outcome, Priority, TicketState
from ektp_desk.settings import Folders
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.queue.commands import (
    NewGroup,
    call_next,
    call_next_of_group,
    end_ticket,
    give_numbers,
    prioritise,
    reschedule,
)
from ektp_desk.usecases.queue.facts import read_queue
from ektp_desk.usecases.queue.queries import GroupFacts, in_turn, the_ticket, visits_ahead, waiting_tickets
from ektp_desk.usecases.queue.undo import recent_acts, undo
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import plan_visit
from ektp_desk.usecases.visits.queries import equation, the_visit
from tests.offices import DAY, VILLAGE, TestOffice, office_in

LORRY = NewGroup("Desa Contoh", "Kepala dusun", at_once=True)


@pytest.fixture
def office(folders: Folders) -> Iterator[TestOffice]:
    with office_in(folders) as made:
        yield made


def groups(session: Session, visit: str) -> tuple[GroupFacts, ...]:
    return read_queue(session, the_visit(session, visit), "A").groups


def bring(session: Session, visit: str, count: int = 3) -> list[str]:
    """One number to somebody alone, then numbers to a group."""
    give_numbers(session, visit, letter="A")
    return give_numbers(session, visit, letter="A", count=count, group=LORRY)


def test_a_group_knows_its_numbers_its_name_and_who_brought_it(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    bring(session, visit)
    (group,) = groups(session, visit)

    assert (group.name, group.brought_by, group.together) == ("Desa Contoh", "Kepala dusun", True)
    assert (group.letter, group.first, group.last, group.count, group.ended) == ("A", 2, 4, 3, 0)
    assert {t.grp for t in waiting_tickets(session, visit)} == {"", group.id}


def test_its_members_are_called_in_order(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    bring(session, visit)
    (group,) = groups(session, visit)
    order = []
    while ticket := call_next_of_group(session, visit, group.id, desk="A"):
        order.append(ticket[-4:])
        end_ticket(session, ticket, Outcome.ANSWERED)

    assert order == ["A002", "A003", "A004"]
    assert groups(session, visit) == ()


def test_a_desk_with_somebody_in_hand_calls_nobody_of_a_group(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    bring(session, visit)
    call_next(session, visit, desk="A")
    (group,) = groups(session, visit)
    with pytest.raises(EktpError) as refused:
        call_next_of_group(session, visit, group.id, desk="A")
    assert refused.value.code == "desk.busy"


def test_a_whole_group_goes_first_in_one_act_and_back_in_one(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    members = bring(session, visit)
    office.clock.wait(1)
    prioritise(session, members, Priority.FAR)
    act = recent_acts(session)[0]
    assert act.numbers == ("A002", "A003", "A004")
    assert in_turn(waiting_tickets(session, visit))[0].id == members[0]

    undo(session, act)

    assert {t.priority for t in waiting_tickets(session, visit)} == {""}


def test_a_whole_group_is_told_to_come_to_another_visit(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    members = bring(session, visit)
    other = plan_visit(session, VILLAGE, day=DAY + timedelta(days=9), lists=())
    assert [each.id for each in visits_ahead(session)] == [other]
    reschedule(session, members, to_visit=other)

    counted = equation(session, visit)
    assert (counted.rescheduled, counted.unclear) == (3, 1)
    rows = office.connection.execute("SELECT DISTINCT rescheduled_to, to_visit FROM tickets WHERE grp <> ''")
    assert rows.fetchall() == [("2019-04-11", other)]
    act = recent_acts(session)[0]
    undo(session, act)
    assert equation(session, visit).unclear == 4


def test_nobody_is_sent_to_a_day_that_has_begun_or_a_visit_that_is_open(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    members = bring(session, visit)
    for said, code in (
        ({"on": "2019-04-02"}, "outcome.day_not_ahead"),
        ({"to_visit": visit}, "visit.not_planned"),
        ({}, "outcome.needs_date"),
    ):
        with pytest.raises(EktpError) as refused:
            reschedule(session, members, **said)
        assert refused.value.code == code
    assert {the_ticket(session, ticket).state for ticket in members} == {TicketState.WAITING}


def test_undoing_a_group_voids_its_numbers_and_shows_the_group_no_more(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    bring(session, visit)
    act = recent_acts(session)[0]
    undo(session, act)

    assert equation(session, visit).voided == 3
    assert groups(session, visit) == ()
    held = dump_views(office.connection)
    rebuild(office.store)
    assert dump_views(office.connection) == held
