"""What may be done to a doubled number before its ruling and after it, and what is said in its place."""

from __future__ import annotations

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.tickets import Outcome, TicketId
from ektp_desk.seal.keys import UserSigner
from ektp_desk.usecases.doubles.commands import keep_number, place_events, say_one_paper
from ektp_desk.usecases.doubles.queries import doubled
from ektp_desk.usecases.people.commands import take_back
from ektp_desk.usecases.people.decisions import count_to_settle, settlements
from ektp_desk.usecases.people.timeline import Done, person_line
from ektp_desk.usecases.queue.commands import call, end_ticket, serve, void_ticket
from ektp_desk.usecases.queue.queries import (
    the_ticket,
)
from ektp_desk.usecases.recording.commands import WalkIn, begin, finish, identify_walk_in, set_all_complete
from ektp_desk.usecases.visits.commands import Proof, close_visit
from ektp_desk.usecases.withdrawal import withdraw
from tests.store.several.doubling import (
    ORPA,
    YULIANA,
    agree,
    attend,
    give_b,
    one_doubled,
    people,
    rule,
)
from tests.store.several.laptops import events_in, exchange, founded, laptops, session_at


def test_one_paper_that_two_laptops_wrote_down_is_said_to_be_one_and_parted_again() -> None:
    with laptops(2) as (one, two):
        person = attend(one, ORPA)
        attend(two, YULIANA, Outcome.LEFT)
        exchange(one, two)
        say_one_paper(session_at(one), one_doubled(one))

        assert doubled(session_at(one)) == []
        assert sum(len(tickets) for tickets in people(one).values()) == 1
        assert count_to_settle(session_at(one)) == 2  # whose it is, and how it ended: as of any number
        assert person
        (said,) = settlements(session_at(one))
        take_back(session_at(one), said)
        assert len(one_doubled(one).papers) == 2
        two.receive(events_in(one))
        agree(one, two)


def test_a_ruling_stands_among_what_was_decided_and_is_final() -> None:
    with laptops(2) as (one, two):
        attend(one, ORPA)
        attend(two, YULIANA)
        exchange(one, two)
        assert count_to_settle(session_at(one)) == 1
        moved = rule(one, ORPA)

        assert count_to_settle(session_at(one)) == 0
        (said,) = settlements(session_at(one))
        assert (said.number, said.moved) == ("B001", (str(TicketId.parse(moved).number),))  # type: ignore[union-attr]  # of a number
        with pytest.raises(EktpError) as refused:
            take_back(session_at(one), said)
        assert refused.value.code == "undo.final"


def test_a_recording_in_the_middle_of_which_the_other_is_heard_of_stays_its_laptops() -> None:
    with laptops(2) as (one, two):
        ticket = give_b(two)
        attend(one, ORPA)
        session = session_at(two)
        serve(session, ticket, desk="B")
        identify_walk_in(session, ticket, WalkIn(YULIANA, "P", birth="1990-01-01"))
        recording = begin(session, ticket, desk="B")
        exchange(one, two)
        set_all_complete(session, recording)
        finish(session, recording)

        assert one_doubled(two).loose == ()
        moved = rule(two, ORPA)
        assert the_ticket(session, moved).recording == recording
        assert the_ticket(session, moved).outcome is Outcome.RECORDED
        assert the_ticket(session, ticket).outcome is Outcome.ANSWERED
        one.receive(events_in(two))
        agree(one, two)


def test_nothing_is_done_to_a_doubled_number_and_no_day_is_signed_before_the_ruling() -> None:
    with laptops(2) as (one, two):
        for store in (one, two):
            give_b(store)
        exchange(one, two)
        session, found = session_at(one), one_doubled(one)
        for paper in found.papers:
            for act in (
                lambda ticket: call(session, ticket, desk="A"),
                lambda ticket: end_ticket(session, ticket, Outcome.ANSWERED),
                lambda ticket: identify_walk_in(session, ticket, WalkIn(ORPA, "P", birth="1990-01-01")),
                lambda ticket: void_ticket(session, ticket),
            ):
                with pytest.raises(EktpError) as refused:
                    act(paper.ticket.id)
                assert refused.value.code == "number.doubled"
        proof = Proof(session.user.id, founded().visit, UserSigner(session.user.id, None))
        with pytest.raises(EktpError) as unsigned:
            close_visit(session, founded().visit, proof=proof)
        assert (unsigned.value.code, unsigned.value.facts["count"]) == ("visit.doubled_numbers", 1)


def test_who_rules_for_the_other_laptops_paper_goes_on_with_that_one() -> None:
    with laptops(2) as (one, two):
        attend(one, ORPA)
        ticket = give_b(two)
        exchange(one, two)
        found = one_doubled(one)
        theirs = next(p for p in found.papers if not p.ticket.name)
        (moved,) = keep_number(session_at(one), found, theirs.giving)

        call(session_at(one), ticket, desk="A")
        end_ticket(session_at(one), ticket, Outcome.LEFT)

        assert the_ticket(session_at(one), ticket).outcome is Outcome.LEFT
        assert the_ticket(session_at(one), moved).outcome is Outcome.ANSWERED
        assert doubled(session_at(one)) == []
        two.receive(events_in(one))
        agree(one, two)


def test_what_was_said_of_the_other_paper_is_not_taken_back_under_the_number() -> None:
    with laptops(2) as (one, two):
        attend(one, ORPA)
        attend(two, YULIANA, Outcome.LEFT)
        exchange(one, two)
        moved = rule(one, ORPA)
        session, ticket = session_at(one), f"{founded().visit}:B001"
        events = one.life(Entity.TICKET, ticket).all
        ends = {e.body.outcome: e.link for e in events if isinstance(e.body, b.TicketEnded)}

        with pytest.raises(EktpError) as refused:
            withdraw(session, Entity.TICKET, ticket, ends["left"])
        assert refused.value.code == "undo.rested_on"
        withdraw(session, Entity.TICKET, ticket, ends["answered"])
        withdraw(session, Entity.TICKET, moved, ends["left"])

        assert the_ticket(session, ticket).outcome is None
        assert the_ticket(session, moved).outcome is None
        end_ticket(session, moved, Outcome.REFUSED)
        assert the_ticket(session, moved).outcome is Outcome.REFUSED
        two.receive(events_in(one))
        agree(one, two)


def test_a_question_that_is_no_longer_that_is_not_answered() -> None:
    with laptops(3) as (one, two, third):
        for store, name in ((one, ORPA), (two, YULIANA), (third, "AGNES CONTOH")):
            attend(store, name)
        exchange(one, two)
        asked = one_doubled(one)
        one.receive(events_in(third))

        for act in (keep_number, place_events):
            with pytest.raises(EktpError) as refused:
                act(session_at(one), asked, asked.papers[0].giving)
            assert refused.value.code == "settle.changed"
        with pytest.raises(EktpError) as refused:
            say_one_paper(session_at(one), asked)
        assert refused.value.code == "settle.changed"


@pytest.mark.parametrize("ruled", [False, True])
def test_a_persons_line_tells_of_their_own_paper_alone(*, ruled: bool) -> None:
    with laptops(2) as (one, two):
        persons = {ORPA: attend(one, ORPA), YULIANA: attend(two, YULIANA, Outcome.LEFT)}
        exchange(one, two)
        session = session_at(one)
        if ruled:
            rule(one, YULIANA)

        for name, outcome in ((ORPA, "answered"), (YULIANA, "left")):
            line = [one for one in person_line(session, persons[name]).entries if isinstance(one, Done)]
            told = [done.body.outcome for done in line if isinstance(done.body, b.TicketEnded)]
            assert told == [outcome]
            assert len([done for done in line if done.kind == "ticket_given"]) == 1
            if ruled:
                ended = next(done for done in line if isinstance(done.body, b.TicketEnded))
                withdraw(session, ended.entity, ended.entity_id, ended.event)
                assert the_ticket(session, ended.entity_id).outcome is None
