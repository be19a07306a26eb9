"""Who is called before whom: priority, coming back, and what came back into line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Outcome, Priority, Purpose
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import (
    call,
    call_next,
    come_back,
    end_ticket,
    give_numbers,
    prioritise,
    serve_person,
    set_purpose,
    skip,
)
from ektp_desk.usecases.queue.queries import in_turn, last_serial, the_ticket, waiting_tickets
from ektp_desk.usecases.session import Session
from tests.offices import TestOffice, office_in
from tests.paper.days import record, village_visit


@pytest.fixture
def office(folders: Folders) -> Iterator[TestOffice]:
    with office_in(folders) as made:
        yield made


def queue(session: Session, visit: str) -> list[str]:
    """Call and end everybody, and give the numbers in the order in which they were called."""
    order = []
    while ticket := call_next(session, visit, desk="A"):
        order.append(ticket.rpartition(":")[2])
        end_ticket(session, ticket, Outcome.LEFT)
    return order


def test_who_is_put_first_is_called_first_in_the_order_they_were_put(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    _one, two, _three, four = give_numbers(session, visit, letter="A", count=4)
    prioritise(session, [four], Priority.ELDERLY)
    prioritise(session, [two], Priority.PREGNANT)

    assert queue(session, visit) == ["A004", "A002", "A001", "A003"]


def test_taking_priority_back_gives_the_old_place_again(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    _one, two, _three = give_numbers(session, visit, letter="A", count=3)
    prioritise(session, [two], Priority.FAR)
    prioritise(session, [two], None)

    assert queue(session, visit) == ["A001", "A002", "A003"]


def test_who_is_put_first_and_misses_the_call_waits_behind_until_they_are_back(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    _one, two, _three = give_numbers(session, visit, letter="A", count=3)
    prioritise(session, [two], Priority.ELDERLY)
    assert call_next(session, visit, desk="A") == two
    skip(session, two, desk="A")
    assert the_ticket(session, two).priority == "elderly"
    assert call_next(session, visit, desk="A") != two
    come_back(session, two)

    assert in_turn(waiting_tickets(session, visit))[0].id == two


def test_taking_priority_back_does_not_forgive_a_missed_call(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    one, _two = give_numbers(session, visit, letter="A", count=2)
    prioritise(session, [one], Priority.ELDERLY)
    call(session, one, desk="A")
    skip(session, one, desk="A")
    prioritise(session, [one], None)

    assert queue(session, visit) == ["A002", "A001"]


def test_who_missed_nothing_cannot_come_back(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (one,) = give_numbers(session, visit, letter="A")
    with pytest.raises(EktpError) as refused:
        come_back(session, one)

    assert refused.value.code == "ticket.not_missed"


def test_a_purpose_is_corrected_and_the_same_again_writes_nothing(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (one,) = give_numbers(session, visit, letter="A")
    set_purpose(session, one, Purpose.FETCH_CARD)
    held = office.store.head.seq
    set_purpose(session, one, Purpose.FETCH_CARD)

    assert the_ticket(session, one).purpose is Purpose.FETCH_CARD
    assert office.store.head.seq == held


def test_who_was_recorded_gets_no_number_for_another_recording(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    session = office.session
    person = the_ticket(session, record(office, visit, "YULI CONTOH")).person or ""
    with pytest.raises(EktpError, match=r"person\.recorded"):
        give_numbers(session, visit, letter="A", person=person)
    with pytest.raises(EktpError, match=r"person\.recorded"):
        serve_person(session, visit, person, letter="A", purpose=Purpose.RECORD)
    assert last_serial(session, visit, "A") == 1, "no number was used up"
    for other in (Purpose.FETCH_CARD, Purpose.QUESTION):
        (given,) = give_numbers(session, visit, letter="A", purpose=other, person=person)
        assert the_ticket(session, given).person == person
