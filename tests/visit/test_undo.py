"""Undoing the last act at the queue: by name, whole, one's own, and only while nothing came after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Outcome, Priority, Purpose, TicketState
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
from ektp_desk.usecases.queue.undo import began_too_soon, last_act, not_yet, undo
from ektp_desk.usecases.recording.commands import WalkIn, begin, finish, identify_walk_in, set_all_complete
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import equation
from ektp_desk.words.acts.undone import undo_word
from tests.offices import TestOffice, office_in

SAID = WalkIn("Orang Contoh", "P", birth="1990-01-01")


@pytest.fixture
def office(folders: Folders) -> Iterator[TestOffice]:
    with office_in(folders) as made:
        yield made


def offered(session: Session) -> str:
    act = last_act(session)
    return undo_word(act.kind, act.numbers) if act else ""


def take_back(session: Session) -> None:
    act = last_act(session)
    assert act is not None
    undo(session, act)


ACTS: dict[str, Callable[[Session, str], object]] = {
    "A001 dipanggil": lambda session, ticket: call(session, ticket, desk="A"),
    "A001 dilewati": lambda session, ticket: skip(session, ticket, desk="A"),
    "A001 mulai dilayani": lambda session, ticket: serve(session, ticket, desk="A"),
    "A001 ditunda": lambda session, ticket: put_back(session, ticket, desk="A"),
    "A001 didahulukan": lambda session, ticket: prioritise(session, [ticket], Priority.FAR),
    "keperluan A001": lambda session, ticket: set_purpose(session, ticket, Purpose.QUESTION),
    "A001 dikenali": lambda session, ticket: identify_walk_in(session, ticket, SAID),
    "hasil A001": lambda session, ticket: end_ticket(session, ticket, Outcome.LEFT),
    "A001 dibatalkan": void_ticket,
    "hitungan pulang tanpa nomor": lambda session, ticket: count_sent_home(session, ticket.partition(":")[0]),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_offered_by_name_and_leaves_no_row_behind(office: TestOffice, name: str) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    before = dump_views(office.connection)
    office.clock.wait(5)
    ACTS[name](session, ticket)
    assert offered(session) == name
    assert dump_views(office.connection) != before

    take_back(session)

    assert dump_views(office.connection) == before
    assert offered(session) == "A001 diberikan"
    rebuild(office.store)
    assert dump_views(office.connection) == before


def test_a_number_that_was_given_is_voided(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A")
    give_numbers(session, visit, letter="A", count=3)
    assert offered(session) == "3 nomor diberikan"

    take_back(session)

    counted = equation(session, visit)
    assert (counted.numbered, counted.voided) == (1, 3)


def test_numbers_of_one_act_stay_when_one_of_them_was_called(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=3)
    act = last_act(session)
    assert act is not None
    call_next(session, visit, desk="A")
    with pytest.raises(EktpError) as refused:
        undo(session, act)

    assert refused.value.code == "undo.nothing"
    assert equation(session, visit).voided == 0


def test_an_ending_comes_back_with_the_recording_that_it_dropped(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, SAID)
    recording = begin(session, ticket, desk="A")
    office.clock.wait(60)
    end_ticket(session, ticket, Outcome.CANNOT_TODAY)
    assert open_recording(session, ticket) is None

    take_back(session)

    assert the_ticket(session, ticket).state is TicketState.SERVING
    found = open_recording(session, ticket)
    assert found is not None
    assert found.id == recording


def test_a_finished_recording_is_not_offered(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, SAID)
    recording = begin(session, ticket, desk="A")
    set_all_complete(session, recording)
    finish(session, recording)

    assert offered(session) == ""


def test_nothing_is_offered_after_ten_minutes_or_to_somebody_else(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A")
    other = replace(session, user=structs.replace(session.user, id="somebody else"))
    assert offered(other) == ""
    office.clock.wait(10 * 60)
    assert offered(session) == "A001 diberikan"
    office.clock.wait(1)
    assert offered(session) == ""


def test_acts_are_undone_one_after_another(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A")
    for name in ("A001 dipanggil", "A001 dilewati", "A001 didahulukan"):
        office.clock.wait(1)
        ACTS[name](session, f"{visit}:A001")
    offers = []
    while (now := offered(session)) != "A001 diberikan":
        offers.append(now)
        take_back(session)

    assert offers == ["A001 didahulukan", "A001 dilewati", "A001 dipanggil"]


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
    with pytest.raises(EktpError) as refused:
        not_yet(session, ticket)
    assert refused.value.code == "undo.rested_on"
