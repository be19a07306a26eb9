"""A paper goes from desk to desk: a laptop works on numbers that it never saw given, and later both agree."""

from __future__ import annotations

from datetime import time

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.tickets import Number, Outcome, Purpose, TicketId, TicketState
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.queue.commands import (
    call,
    call_next,
    end_ticket,
    give_number,
    give_numbers,
    serve,
    serve_number,
    skip,
)
from ektp_desk.usecases.queue.queries import last_serial, the_ticket
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from ektp_desk.usecases.visits.queries import equation, times
from ektp_desk.usecases.visits.timing import waits
from ektp_desk.usecases.withdrawal import withdraw
from tests.store.several.laptops import events_in, exchange, founded, laptops, onlooker, session_at

PAPER = Number("B", 1)
SAID = WalkIn("Orang Contoh", "P", birth="1990-01-01")


def open_b_and_give(store: Store) -> str:
    """Open desk B at one laptop and give its first number there."""
    session = session_at(store)
    confirm_day(session)
    open_desk(session, founded().visit, letter="B")
    (ticket,) = give_numbers(session, founded().visit, letter="B", purpose=Purpose.FETCH_CARD)
    return ticket


def agree(*stores: Store) -> None:
    for store in stores:
        assert dump_views(store.connection) == dump_views(stores[0].connection)
        rebuild(store)
    assert all(dump_views(store.connection) == dump_views(stores[0].connection) for store in stores)


@pytest.mark.parametrize("served_first", [True, False])
def test_a_paper_is_served_unseen_and_its_giving_arrives_later(*, served_first: bool) -> None:
    with laptops(2) as (giving, serving), onlooker() as third:
        ticket = open_b_and_give(giving)
        session = session_at(serving)
        assert serve_number(session, founded().visit, PAPER, desk="A") == ticket
        unseen = the_ticket(session, ticket)
        assert (unseen.number, unseen.given, unseen.state) == ("B001", False, TicketState.SERVING)
        identify_walk_in(session, ticket, SAID)
        for store in (serving, giving) if served_first else (giving, serving):
            third.receive(events_in(store))
        exchange(giving, serving)

        agree(giving, serving, third)
        both = the_ticket(session, ticket)
        assert (both.given, both.state, both.desk) == (True, TicketState.SERVING, "A")
        assert both.purpose is Purpose.FETCH_CARD
        end_ticket(session, ticket, Outcome.CARD_HANDED_OVER)
        giving.receive(events_in(serving))
        agree(giving, serving)


def test_an_unseen_number_is_called_skipped_ended_and_counted_like_any() -> None:
    with laptops(1) as (store,):
        session, visit = session_at(store), founded().visit
        before = equation(session, visit)
        one, two = (str(TicketId(visit, Number("C", serial))) for serial in (7, 8))
        call(session, one, desk="A")
        skip(session, one, desk="A")
        end_ticket(session, two, Outcome.ANSWERED)

        counted = equation(session, visit)
        assert counted.holds
        assert (counted.numbered, counted.served) == (before.numbered + 2, before.served + 1)
        with pytest.raises(EktpError) as refused:
            end_ticket(session, two, Outcome.ANSWERED)
        assert refused.value.code == "ticket.ended"


def test_undoing_all_that_was_said_of_an_unseen_number_leaves_no_row() -> None:
    with laptops(1) as (store,):
        session, ticket = session_at(store), str(TicketId(founded().visit, PAPER))
        before = dump_views(store.connection)
        call(session, ticket, desk="A")
        (event,) = store.events(Entity.TICKET, ticket)
        withdraw(session, Entity.TICKET, ticket, event.link)

        assert dump_views(store.connection) == before


def test_no_number_is_given_that_somebody_holds_already() -> None:
    with laptops(2) as (giving, serving):
        serve(session_at(serving), str(TicketId(founded().visit, Number("A", 6))), desk="A")
        giving.receive(events_in(serving))

        (ticket,) = give_numbers(session_at(giving), founded().visit, letter="A")

        assert ticket.endswith(":A007")


def test_a_number_of_ones_own_letter_is_given_as_it_is_served() -> None:
    with laptops(1) as (store,):
        session, visit = session_at(store), founded().visit
        ticket = serve_number(session, visit, Number("A", 42), desk="A")

        assert the_ticket(session, ticket).given
        with pytest.raises(EktpError) as again:
            give_number(session, visit, Number("A", 42))
        assert again.value.code == "number.given"
        with pytest.raises(EktpError) as foreign:
            give_number(session, visit, Number("C", 1))
        assert foreign.value.code == "desk.not_open"


def test_a_refused_service_gives_no_number() -> None:
    with laptops(1) as (store,):
        session, visit = session_at(store), founded().visit
        call_next(session, visit, desk="A")
        with pytest.raises(EktpError) as refused:
            serve_number(session, visit, Number("A", 42), desk="A")

        assert refused.value.code == "desk.busy"
        assert last_serial(session, visit, "A") == 3


def test_what_names_no_visit_or_number_is_no_ticket() -> None:
    with laptops(1) as (store,):
        session = session_at(store)
        for ticket, code in (("nowhere:A001", "visit.unknown"), (f"{founded().visit}:x", "ticket.unknown")):
            with pytest.raises(EktpError) as refused:
                call(session, ticket, desk="A")
            assert refused.value.code == code


def test_waits_are_counted_only_from_a_giving_that_is_known() -> None:
    with laptops(1) as (store,):
        session, visit = session_at(store), founded().visit
        serve_number(session, visit, PAPER, desk="A")
        told = times(session, visit)

        assert {each.given for each in told} == {True, False}
        assert waits(told, time(16)).median is None
