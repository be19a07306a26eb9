"""Two laptops open one letter and give one number twice: two people, and nobody is lost or counted twice."""

from __future__ import annotations

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.tickets import Outcome, TicketId, TicketState
from ektp_desk.store.store import Store
from ektp_desk.usecases.doubles.commands import keep_number, place_events
from ektp_desk.usecases.doubles.queries import DoubledNumber, doubled
from ektp_desk.usecases.people.decisions import to_settle
from ektp_desk.usecases.queue.commands import call, call_next, end_ticket, give_numbers, serve
from ektp_desk.usecases.queue.queries import (
    find_ticket,
    last_serial,
    the_ticket,
    ticket_by_number,
    tickets_of,
)
from ektp_desk.usecases.recording.commands import WalkIn, begin, finish, identify_walk_in, set_all_complete
from ektp_desk.usecases.visits.queries import equation, times
from tests.store.several.doubling import (
    ORPA,
    YULIANA,
    agree,
    attend,
    give_b,
    giving_of,
    one_doubled,
    people,
    rule,
)
from tests.store.several.laptops import events_in, exchange, founded, laptops, onlooker, say, session_at


def test_two_people_with_one_number_are_two_before_anybody_rules() -> None:
    with laptops(2) as (one, two):
        before = equation(session_at(one), founded().visit)
        attend(one, ORPA)
        attend(two, YULIANA, Outcome.LEFT)
        exchange(one, two)

        counted = equation(session_at(one), founded().visit)
        assert people(one) == {ORPA: [("B001", "answered")], YULIANA: [("B001", "left")]}
        assert (counted.numbered, counted.served, counted.left) == (before.numbered + 2, 1, 1)
        assert counted.holds
        found = one_doubled(two)
        assert found.number == "B001"
        assert {(p.ticket.name, p.laptop.partition("/")[2][:1]) for p in found.papers} != set()
        assert len({p.laptop for p in found.papers}) == 2
        agree(one, two)


def test_a_supervisor_says_who_keeps_the_number_and_the_other_is_entered_with_true_times() -> None:
    with laptops(2) as (one, two):
        attend(one, ORPA)
        attend(two, YULIANA, Outcome.LEFT)
        exchange(one, two)
        before = {t.name: t for t in tickets_of(session_at(one), founded().visit)}
        waited = times(session_at(one), founded().visit)

        moved = rule(one, ORPA)

        number = str(TicketId.parse(moved).number)
        assert people(one) == {ORPA: [("B001", "answered")], YULIANA: [(number, "left")]}
        assert doubled(session_at(one)) == []
        now = the_ticket(session_at(one), moved)
        was = before[YULIANA]
        assert now.was.endswith(":B001")
        for fact in ("given_at", "called_at", "served_at", "ended_at", "calls", "desk", "person", "purpose"):
            assert getattr(now, fact) == getattr(was, fact)
        assert sorted(times(session_at(one), founded().visit), key=repr) == sorted(waited, key=repr)
        two.receive(events_in(one))
        agree(one, two)


@pytest.mark.parametrize("served_first", [True, False])
def test_the_bearer_of_the_other_paper_is_served_under_the_new_number(*, served_first: bool) -> None:
    with laptops(2) as (one, two):
        for store in (one, two):
            give_b(store)
        exchange(one, two)
        found = one_doubled(one)
        session = session_at(one)
        with pytest.raises(EktpError) as refused:
            call(session, found.ticket, desk="A")
        assert refused.value.code == "number.doubled"
        (moved,) = keep_number(session, found, found.papers[int(served_first)].giving)

        with pytest.raises(EktpError) as several:
            ticket_by_number(session, founded().visit, "B001")
        assert several.value.code == "number.parted"
        assert str(TicketId.parse(moved).number) in str(several.value.facts["papers"])
        assert ticket_by_number(session, founded().visit, "B001", sure=True).id == found.ticket
        serve(session, moved, desk="A")
        identify_walk_in(session, moved, WalkIn(ORPA, "P", birth="1990-01-01"))
        recording = begin(session, moved, desk="A")
        set_all_complete(session, recording)
        finish(session, recording)

        assert the_ticket(session, moved).outcome is Outcome.RECORDED
        assert the_ticket(session, found.ticket).state is TicketState.WAITING
        exchange(one, two)
        agree(one, two)


def test_the_other_paper_keeps_its_turn_in_the_queue() -> None:
    with laptops(2) as (one, two):
        for store in (one, two):
            give_b(store)
        exchange(one, two)
        session = session_at(one)
        give_numbers(session, founded().visit, letter="B", count=2)
        found = one_doubled(one)
        (moved,) = keep_number(session, found, found.papers[0].giving)
        called = [call_next(session, founded().visit, desk=desk) for desk in "ABCDEF"]

        assert set(called[3:5]) == {found.ticket, moved}  # after A001 to A003, before B002


def record(store: Store, ticket: str, name: str) -> str:
    session = session_at(store)
    serve(session, ticket, desk="B")
    identify_walk_in(session, ticket, WalkIn(name, "P", birth="1990-01-01"))
    recording = begin(session, ticket, desk="B")
    set_all_complete(session, recording)
    finish(session, recording)
    return recording


def test_a_recording_goes_with_its_paper() -> None:
    with laptops(2) as (one, two):
        own = record(one, give_b(one), ORPA)
        other = record(two, give_b(two), YULIANA)
        exchange(one, two)

        moved = rule(two, ORPA)

        rows = dict(two.connection.execute("SELECT id, ticket FROM recordings").fetchall())
        assert rows == {own: f"{founded().visit}:B001", other: moved}
        session = session_at(two)
        for name in ("served_without_recording", "recording_without_outcome"):
            assert session.values(name, str, visit=founded().visit) == []
        one.receive(events_in(two))
        agree(one, two)


def test_what_the_other_laptop_says_of_its_paper_after_the_ruling_is_asked_again() -> None:
    with laptops(2) as (one, two):
        give_b(one)
        ticket = give_b(two)
        exchange(one, two)
        found = one_doubled(one)
        theirs = next(p.giving for p in found.papers if p.laptop != own_label(one, found))
        (moved,) = keep_number(
            session_at(one), found, next(p.giving for p in found.papers if p.giving != theirs)
        )
        # The other laptop has not heard of the ruling; its person is at the desk.
        say_outcome(two, ticket, Outcome.LEFT)
        one.receive(events_in(two))

        assert the_ticket(session_at(one), ticket).state is TicketState.WAITING
        assert the_ticket(session_at(one), moved).state is TicketState.WAITING
        again = one_doubled(one)
        assert [type(e.body).__name__ for e in again.loose] == ["TicketEnded"]
        place_events(session_at(one), again, theirs)

        assert doubled(session_at(one)) == []
        assert the_ticket(session_at(one), moved).outcome is Outcome.LEFT
        assert the_ticket(session_at(one), ticket).state is TicketState.WAITING
        two.receive(events_in(one))
        agree(one, two)


def own_label(store: Store, found: DoubledNumber) -> str:
    """The label of the paper that this laptop's journal gave."""
    head = store.head
    for paper in found.papers:
        life = store.life(Entity.TICKET, found.ticket)
        header = next(e.header for e in life.all if e.link == paper.giving)
        if header.incarnation == head.incarnation:
            return paper.laptop
    raise AssertionError(found.number)


def say_outcome(store: Store, ticket: str, outcome: Outcome) -> None:
    """End a number although it is doubled here: as a laptop does that is in the middle of it."""
    say(store, Entity.TICKET, ticket, b.TicketEnded(outcome=outcome))


def test_what_ended_under_the_new_number_too_is_a_question_and_not_overwritten() -> None:
    with laptops(2) as (one, two):
        give_b(one)
        ticket = give_b(two)
        exchange(one, two)
        found = one_doubled(one)
        own = own_label(one, found)
        keeps = next(p.giving for p in found.papers if p.laptop == own)
        theirs = next(p.giving for p in found.papers if p.laptop != own)
        (moved,) = keep_number(session_at(one), found, keeps)
        end_ticket(session_at(one), moved, Outcome.ANSWERED)
        say_outcome(two, ticket, Outcome.LEFT)
        one.receive(events_in(two))
        place_events(session_at(one), one_doubled(one), theirs)

        (asked,) = to_settle(session_at(one))
        assert (asked.found.entity_id, asked.found.slot) == (moved, "ticket.outcome")  # type: ignore[union-attr]  # one question
        two.receive(events_in(one))
        agree(one, two)


def test_what_a_third_laptop_said_of_the_number_alone_is_put_with_one_of_them() -> None:
    with laptops(3) as (one, two, third):
        for store in (one, two):
            give_b(store)
        ticket = f"{founded().visit}:B001"
        serve(session_at(third), ticket, desk="C")
        identify_walk_in(session_at(third), ticket, WalkIn(ORPA, "P", birth="1990-01-01"))
        end_ticket(session_at(third), ticket, Outcome.ANSWERED)
        exchange(one, two, third)
        exchange(one, two, third)

        found = one_doubled(one)
        assert len(found.loose) == 3
        with pytest.raises(EktpError) as refused:
            keep_number(session_at(one), found, found.papers[0].giving)
        assert refused.value.code == "settle.changed"
        assert {one.state for one in tickets_of(session_at(one), founded().visit)} == {TicketState.WAITING}
        theirs = found.papers[1].giving
        place_events(session_at(one), found, theirs)
        asked = one_doubled(one)
        assert asked.loose == ()
        (moved,) = keep_number(session_at(one), asked, asked.papers[0].giving)

        assert the_ticket(session_at(one), moved).name == ORPA
        assert the_ticket(session_at(one), moved).outcome is Outcome.ANSWERED
        assert not the_ticket(session_at(one), ticket).person
        exchange(one, two, third)
        agree(one, two, third)


@pytest.mark.parametrize("same", [True, False])
def test_two_who_rule_unseen_make_no_third_person(*, same: bool) -> None:
    with laptops(2) as (one, two), onlooker() as third:
        attend(one, ORPA)
        attend(two, YULIANA, Outcome.LEFT)
        exchange(one, two)
        counted = equation(session_at(one), founded().visit)
        rule(one, ORPA)
        rule(two, ORPA if same else YULIANA)
        exchange(one, two)

        found = people(one)
        assert {name: len(tickets) for name, tickets in found.items()} == {ORPA: 1, YULIANA: 1}
        assert [found[ORPA][0][1], found[YULIANA][0][1]] == ["answered", "left"]
        assert equation(session_at(one), founded().visit) == counted
        assert (find_ticket(session_at(one), f"{founded().visit}:B001") is not None) == same
        assert last_serial(session_at(one), founded().visit, "B") == 1
        for store in (two, one):
            third.receive(events_in(store))
        agree(one, two, third)


@pytest.mark.parametrize(("place", "letter"), [(0, "B"), (1, "Z")])
def test_two_who_placed_the_same_words_otherwise_are_asked_again(place: int, letter: str) -> None:
    with laptops(3) as (one, two, third):
        for store in (one, two):
            give_b(store)
        ticket = f"{founded().visit}:B001"
        serve(session_at(third), ticket, desk="C")
        exchange(one, two, third)
        exchange(one, two, third)
        for store, said in ((one, 0), (two, 1)):
            found = one_doubled(store)
            place_events(session_at(store), found, found.papers[said].giving)
            found = one_doubled(store)
            keep_number(session_at(store), found, found.papers[0].giving)
        exchange(one, two)

        again = one_doubled(one)
        assert len(again.loose) == 1
        place_events(session_at(one), again, again.papers[place].giving)
        assert doubled(session_at(one)) == []
        served = [t.number for t in tickets_of(session_at(one), founded().visit) if t.served_at]
        assert [number[0] for number in served] == [letter]
        two.receive(events_in(one))
        agree(one, two)


def test_three_papers_of_one_number_are_three_people() -> None:
    with laptops(3) as stores:
        names = (ORPA, YULIANA, "AGNES CONTOH")
        for store, name in zip(stores, names, strict=True):
            attend(store, name)
        exchange(*stores)
        exchange(*stores)
        found = one_doubled(stores[0])
        assert len(found.papers) == 3
        moved = keep_number(session_at(stores[0]), found, giving_of(found, YULIANA))

        assert len(set(moved)) == 2
        counted = people(stores[0])
        assert set(counted) == set(names)
        assert counted[YULIANA] == [("B001", "answered")]
        assert all(len(tickets) == 1 for tickets in counted.values())
        exchange(*stores)
        agree(*stores)


def test_a_third_paper_that_arrives_after_the_ruling_is_asked_about() -> None:
    with laptops(3) as (one, two, third):
        attend(one, ORPA)
        attend(two, YULIANA)
        attend(third, "AGNES CONTOH", Outcome.LEFT)
        exchange(one, two)
        first = rule(one, ORPA)
        one.receive(events_in(third))

        found = one_doubled(one)
        moved = keep_number(session_at(one), found, giving_of(found, ORPA))
        assert first in moved
        assert len(moved) == 2
        counted = people(one)
        assert {name: len(tickets) for name, tickets in counted.items()} == {
            ORPA: 1,
            YULIANA: 1,
            "AGNES CONTOH": 1,
        }
        exchange(one, two, third)
        exchange(one, two, third)
        agree(one, two, third)
