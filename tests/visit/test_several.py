"""One outcome for many, or many skipped, in one act: each an event of its own, and undone as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import TicketEnded, TicketReturned
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.roles import Role
from ektp_desk.domain.tickets import FOR_SEVERAL, GROUP_OF, Outcome, TicketGroup, TicketState, Turn
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.queries import events_held
from ektp_desk.usecases.queue.commands import call_next, end_tickets, give_numbers, skip_tickets, void_tickets
from ektp_desk.usecases.queue.queries import the_ticket, waiting_tickets
from ektp_desk.usecases.queue.undo import recent_acts, undo
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import equation
from tests.offices import TestOffice, office_in


@pytest.fixture
def office(folders: Folders) -> Iterator[TestOffice]:
    with office_in(folders) as made:
        yield made


def refusal(session: Session, tickets: list[str], outcome: Outcome) -> str:
    with pytest.raises(EktpError) as refused:
        end_tickets(session, tickets, outcome, text="x", on="2019-04-11")
    return refused.value.code


def test_thirty_five_are_ended_by_one_act_and_come_back_by_one(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    tickets = give_numbers(session, visit, letter="A", count=36)
    call_next(session, visit, desk="A")
    before, rest = events_held(session.store), tickets[1:]
    end_tickets(session, rest, Outcome.OUT_OF_TIME, text="  hujan ")

    assert events_held(session.store) == before + 35
    said = [session.store.events(Entity.TICKET, ticket)[-1].body for ticket in rest]
    assert all(isinstance(body, TicketEnded) for body in said)
    assert {(body.outcome, body.text) for body in said if isinstance(body, TicketEnded)} == {
        ("out_of_time", "hujan")
    }
    counted = equation(session, visit)
    assert (counted.not_served, counted.unclear, counted.holds) == (35, 1, True)

    act = recent_acts(session)[0]
    assert len(act.numbers) == 35
    undo(session, act)
    assert equation(session, visit).unclear == 36
    assert the_ticket(session, tickets[0]).state is TicketState.CALLED


def test_no_outcome_that_serves_is_given_to_several_and_lost_is_a_supervisors(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    tickets = give_numbers(session, visit, letter="A", count=3)
    serving = [outcome for outcome in Outcome if outcome not in FOR_SEVERAL]
    assert {GROUP_OF[outcome] for outcome in serving} == {TicketGroup.SERVED, TicketGroup.PARTLY}
    operator = replace(session, user=structs.replace(session.user, roles=Role.OPERATOR.value))
    before = events_held(session.store)

    assert {refusal(session, tickets, outcome) for outcome in serving} == {"outcome.not_for_several"}
    assert refusal(operator, tickets, Outcome.LOST) == "outcome.lost_by_supervisor"
    assert events_held(session.store) == before

    end_tickets(session, tickets, Outcome.LOST)
    assert equation(session, visit).lost == 3


def test_one_who_has_an_outcome_already_holds_up_all(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    tickets = give_numbers(session, visit, letter="A", count=3)
    end_tickets(session, tickets[1:2], Outcome.LEFT)

    assert refusal(session, tickets, Outcome.LEFT) == "ticket.ended"
    assert equation(session, visit).unclear == 2


def test_many_are_voided_in_one_act_and_come_back_but_for_whom_something_was_said_since(
    office: TestOffice,
) -> None:
    session, visit = office.session, office.open_visit()
    tickets = give_numbers(session, visit, letter="A", count=3)
    void_tickets(session, tickets)
    assert (equation(session, visit).voided, waiting_tickets(session, visit)) == (3, [])
    session.write(NewEvent(Entity.TICKET, tickets[1], TicketReturned(), visit))  # as another laptop may

    act = recent_acts(session)[1]
    assert (act.kind, act.stays) == ("ticket_voided", ("A002",))
    undo(session, act)

    assert [ticket.number for ticket in waiting_tickets(session, visit)] == ["A001", "A003"]
    assert equation(session, visit).voided == 1


def test_many_are_skipped_in_one_act_but_for_whom_another_desk_has(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    tickets = give_numbers(session, visit, letter="A", count=5)
    call_next(session, visit, desk="B")
    call_next(session, visit, desk="A")

    assert skip_tickets(session, tickets[:4], desk="A") == 3

    turns = {ticket.number: ticket.turn for ticket in waiting_tickets(session, visit)}
    assert [number for number, turn in turns.items() if turn is Turn.MISSED] == ["A002", "A003", "A004"]
    assert call_next(session, visit, desk="A") == tickets[4]
    act = recent_acts(session)[1]
    assert (act.kind, act.numbers) == ("ticket_skipped", ("A002", "A003", "A004"))
    undo(session, act)
    turns = {ticket.number: ticket.turn for ticket in waiting_tickets(session, visit)}
    assert turns["A003"] is turns["A004"] is Turn.USUAL
    assert turns["A002"] is Turn.BACK, "its desk has another in hand by now"
