"""Undoing acts at the queue: each on its own, one's own, while nothing rests on it; never an undoing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Outcome, Priority, Purpose, TicketState, Turn
from ektp_desk.settings import Folders
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.admin.queries import events_held
from ektp_desk.usecases.queue.commands import (
    call,
    call_next,
    end_ticket,
    give_numbers,
    prioritise,
    put_back,
    serve,
    set_purpose,
    skip,
    void_ticket,
)
from ektp_desk.usecases.queue.queries import open_recording, the_ticket
from ektp_desk.usecases.queue.undo import RecentAct, began_too_soon, not_yet, recent_acts, undo
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify,
    identify_walk_in,
)
from ektp_desk.usecases.recording.taking_back import acts_to_take_back, undo_or_reopen
from ektp_desk.usecases.reports.slip import note_slip
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, count_sent_home
from ektp_desk.usecases.visits.queries import equation
from ektp_desk.words.acts.undone import act_word
from tests.offices import TestOffice, office_in, proved

SAID = WalkIn("Orang Contoh", "P", birth="1990-01-01")


@pytest.fixture
def office(folders: Folders) -> Iterator[TestOffice]:
    with office_in(folders) as made:
        yield made


def listed(session: Session) -> list[str]:
    """What can be undone, the latest first."""
    return [name_of(act) for act in recent_acts(session) if act.why is None]


def name_of(act: RecentAct) -> str:
    return act_word(act.kind, act.numbers, act.said)


def find(session: Session, name: str) -> RecentAct:
    return next(act for act in recent_acts(session) if name_of(act) == name)


def take_back(session: Session, name: str = "") -> RecentAct:
    """Undo the act of this name, or the latest."""
    return undo(session, find(session, name or listed(session)[0]))


def refused(session: Session, act: RecentAct) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(EktpError) as error:
        undo(session, act)
    return error.value.code, error.value.facts


ACTS: dict[str, Callable[[Session, str], object]] = {
    "A001 dipanggil": lambda session, ticket: call(session, ticket, desk="A"),
    "A001 dilewati": lambda session, ticket: skip(session, ticket, desk="A"),
    "A001 mulai dilayani": lambda session, ticket: serve(session, ticket, desk="A"),
    "A001 ditunda": lambda session, ticket: put_back(session, ticket, desk="A"),
    "A001 didahulukan: dari jauh": lambda session, ticket: prioritise(session, [ticket], Priority.FAR),
    "keperluan A001: bertanya": lambda session, ticket: set_purpose(session, ticket, Purpose.QUESTION),
    "A001 dikenali": lambda session, ticket: identify_walk_in(session, ticket, SAID),
    "hasil A001: pergi sebelum dilayani": lambda session, ticket: end_ticket(session, ticket, Outcome.LEFT),
    "A001 dibatalkan": void_ticket,
    "hitungan pulang tanpa nomor": lambda session, ticket: count_sent_home(session, ticket.partition(":")[0]),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_listed_by_name_and_leaves_no_row_behind(office: TestOffice, name: str) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    before = dump_views(office.connection)
    office.clock.wait(5)
    ACTS[name](session, ticket)
    assert listed(session)[0] == name
    assert dump_views(office.connection) != before

    take_back(session)

    assert dump_views(office.connection) == before
    assert listed(session) == ["A001 diberikan"]
    rebuild(office.store)
    assert dump_views(office.connection) == before


def test_a_number_that_was_given_is_voided_and_not_given_again(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A")
    give_numbers(session, visit, letter="A", count=3)
    act = recent_acts(session)[0]
    assert listed(session) == ["3 nomor diberikan", "A001 diberikan"]

    undo(session, act)

    counted = equation(session, visit)
    assert (counted.numbered, counted.voided) == (1, 3)
    assert listed(session) == ["A001 diberikan"], "an undoing is an act of the list"
    assert refused(session, act) == ("undo.nothing", {})


def test_numbers_of_one_act_stay_when_one_of_them_was_called(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=3)
    call_next(session, visit, desk="A")
    call, given = recent_acts(session)

    assert (given.why is not None, given.returned) == (True, ())
    assert refused(session, given) == ("undo.rested_on", {"kind": "ticket_called", "number": "A001"})
    assert equation(session, visit).voided == 0
    undo(session, call)
    assert listed(session) == ["3 nomor diberikan"]


def test_the_third_last_act_is_undone_and_what_came_after_stays(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    one, two, three = give_numbers(session, visit, letter="A", count=3)
    office.clock.wait(1)
    end_ticket(session, one, Outcome.LEFT)
    set_purpose(session, two, Purpose.QUESTION)
    prioritise(session, [three], Priority.FAR)
    act = recent_acts(session)[2]

    undo(session, act)

    assert the_ticket(session, one).state is TicketState.WAITING
    assert the_ticket(session, two).purpose is Purpose.QUESTION
    assert the_ticket(session, three).priority == Priority.FAR
    assert listed(session) == ["A003 didahulukan: dari jauh", "keperluan A002: bertanya"]
    assert refused(session, act) == ("undo.nothing", {}), "it was done again"


def test_what_rests_on_an_act_is_named(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    prioritise(session, [ticket], Priority.FAR)
    office.clock.wait(1)
    end_ticket(session, ticket, Outcome.LEFT)
    act = find(session, "A001 didahulukan: dari jauh")

    assert refused(session, act) == ("undo.rested_on", {"kind": "ticket_ended", "number": "A001"})
    assert listed(session) == ["hasil A001: pergi sebelum dilayani"]


def test_of_several_put_first_those_come_back_of_whom_nothing_was_said_since(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    tickets = give_numbers(session, visit, letter="A", count=3)
    office.clock.wait(1)
    prioritise(session, tickets, Priority.FAR)
    call_next(session, visit, desk="A")

    done = take_back(session, "3 nomor didahulukan: dari jauh")

    assert (done.stays, [one.number for one in done.returned]) == (("A001",), ["A002", "A003"])
    assert [bool(the_ticket(session, ticket).priority) for ticket in tickets] == [True, False, False]


def test_an_ending_comes_back_with_the_recording_that_it_dropped(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, SAID)
    recording = begin(session, ticket, desk="A")
    office.clock.wait(60)
    end_ticket(session, ticket, Outcome.CANNOT_TODAY)
    assert open_recording(session, ticket) is None

    (back,) = take_back(session).returned

    assert (back.state, back.desk, back.recording) == (TicketState.SERVING, "A", True)
    assert the_ticket(session, ticket).state is TicketState.SERVING
    found = open_recording(session, ticket)
    assert found is not None
    assert found.id == recording


def test_who_comes_back_to_a_desk_that_is_busy_is_called_next(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    one, two, _three = give_numbers(session, visit, letter="A", count=3)
    call_next(session, visit, desk="A")
    skip(session, one, desk="A")
    office.clock.wait(1)
    call_next(session, visit, desk="A")

    (back,) = take_back(session, "A001 dilewati").returned

    assert back.is_next
    assert (the_ticket(session, one).state, the_ticket(session, one).turn) == (TicketState.WAITING, Turn.BACK)
    assert the_ticket(session, two).state is TicketState.CALLED
    assert not {"A001 ditunda", "A001 datang kembali"} & set(listed(session)), (
        "an undoing is an act of the list"
    )
    end_ticket(session, two, Outcome.LEFT)
    assert call_next(session, visit, desk="A") == one


def test_a_finished_recording_is_opened_again_by_who_finished_it_and_once(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=2)
    ticket = office.record_one(visit)
    (other,) = (act for act in recent_acts(session) if name_of(act) == "hasil A001: direkam")
    assert refused(session, other)[0] == "undo.final", "it is no event to withdraw"

    act = acts_to_take_back(session, desk="A")[0]
    assert (name_of(act), act.why, act.returned[0].recording) == ("hasil A001: direkam", None, True)
    undo_or_reopen(session, act, desk="A")

    found = open_recording(session, ticket)
    assert found is not None
    assert (the_ticket(session, ticket).state, equation(session, visit).served) == (TicketState.SERVING, 0)
    assert "hasil A001: direkam" not in map(name_of, acts_to_take_back(session, desk="A"))
    assert refused(session, act)[0] == "undo.final"
    finish(session, found.id)
    assert equation(session, visit).served == 1
    names = [name_of(each) for each in acts_to_take_back(session, desk="A")]
    assert names.count("hasil A001: direkam") == 1
    with pytest.raises(EktpError, match=r"undo\.final"):
        undo_or_reopen(session, act, desk="A")
    assert equation(session, visit).served == 1, "what ended it later was taken back by the former act"


def test_a_finished_recording_stays_once_its_slip_is_out_or_the_desk_has_another(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=2)
    office.record_one(visit)
    call_next(session, visit, desk="A")
    act = acts_to_take_back(session, desk="A")[1]
    assert (act.why, act.returned[0].is_next) == (None, True)

    note_slip(session, visit, desk="A", number="A001")

    act = acts_to_take_back(session, desk="A")[1]
    assert (name_of(act), act.why and act.why.code) == ("hasil A001: direkam", "undo.final")
    with pytest.raises(EktpError, match=r"undo\.final"):
        undo_or_reopen(session, act, desk="A")


def test_whom_a_number_is_for_stays_while_they_are_recorded(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    identify_walk_in(session, ticket, SAID)
    serve(session, ticket, desk="A")
    begin(session, ticket, desk="A")

    assert listed(session) == []
    assert find(session, "A001 dikenali").why is not None


def test_who_was_met_stays_while_another_number_is_theirs(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    one, two = give_numbers(session, visit, letter="A", count=2)
    person = identify_walk_in(session, one, SAID)
    office.clock.wait(1)
    identify(session, two, person)

    assert listed(session) == ["A002 dikenali"]
    take_back(session)
    take_back(session, "A001 dikenali")
    assert the_ticket(session, one).person is None


def test_nothing_is_listed_after_ten_minutes_or_of_somebody_else(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A")
    other = replace(session, user=structs.replace(session.user, id="somebody else"))
    assert recent_acts(other) == []
    office.clock.wait(10 * 60)
    (act,) = recent_acts(session)
    office.clock.wait(1)
    assert recent_acts(session) == []
    assert refused(session, act) == ("undo.nothing", {})


def test_after_the_signature_nothing_is_undone(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    office.clock.wait(1)
    end_ticket(session, ticket, Outcome.LEFT)
    close_visit(session, visit, proof=proved(session, visit))

    assert listed(session) == []
    assert refused(session, find(session, "hasil A001: pergi sebelum dilayani"))[0] == "visit.closed"


def test_in_whatever_order_acts_are_undone_the_rows_are_those_of_before(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    tickets = give_numbers(session, visit, letter="A", count=8)
    before, chance = dump_views(office.connection), random.Random(8)
    several = list(ACTS.values())[4:10]
    for _round in range(4):
        office.clock.wait(11 * 60)
        for ticket, act in zip(tickets, chance.sample(several, len(several)), strict=False):
            act(session, ticket)
        prioritise(session, tickets[6:], Priority.CHILD)
        names = chance.sample(listed(session), len(several) + 1)
        for name in names:
            take_back(session, name)
            assert equation(session, visit).holds
        assert recent_acts(session) == []
        assert dump_views(office.connection) == before
        rebuild(office.store)
        assert dump_views(office.connection) == before


def test_a_serving_is_taken_back_however_late_and_only_once(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    call(session, ticket, desk="A")
    before = dump_views(office.connection)
    office.clock.wait(5)
    serve(session, ticket, desk="A")
    office.clock.wait(30 * 60)
    assert began_too_soon(session, ticket, open_recording(session, ticket))

    not_yet(session, ticket)
    assert dump_views(office.connection) == before
    held = events_held(session.store)
    not_yet(session, ticket)
    assert events_held(session.store) == held
    rebuild(office.store)
    assert dump_views(office.connection) == before


@pytest.mark.parametrize("known_before", [True, False])
def test_a_serving_stays_once_somebody_is_recorded(office: TestOffice, *, known_before: bool) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    if known_before:
        identify_walk_in(session, ticket, SAID)
    serve(session, ticket, desk="A")
    if not known_before:
        identify_walk_in(session, ticket, SAID)
    begin(session, ticket, desk="A")

    assert not began_too_soon(session, ticket, open_recording(session, ticket))
    with pytest.raises(EktpError) as told:
        not_yet(session, ticket)
    assert told.value.code == "undo.rested_on"
