"""A wrongly chosen person is changed for the right one: nothing said of the one is told of the other."""

from __future__ import annotations

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality, ModalityState, RecordingState, Taken
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers, serve
from ektp_desk.usecases.queue.queries import open_recording, the_ticket
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    change_person,
    change_to_walk_in,
    identify,
    identify_walk_in,
    set_modality,
)
from ektp_desk.usecases.recording.queries import steps_of, the_recording
from tests.offices import TestOffice


def two_people(office: TestOffice) -> tuple[str, str, str]:
    """Let Yuliana's recording stand open on a ticket that is really Orpa's."""
    session, visit = office.session, office.open_visit()
    other, ticket = give_numbers(session, visit, letter="A", count=2)
    orpa = identify_walk_in(session, other, WalkIn("Orpa Contoh", "P", birth="1999-05-06"))
    yuliana = identify_walk_in(session, ticket, WalkIn("Yuliana Contoh", "P", birth="1990-01-02"))
    serve(session, ticket, desk="A")
    recording = begin(session, ticket, desk="A")
    set_modality(session, recording, Modality.PHOTO, Taken(ModalityState.ATTESTED, 1))
    assert yuliana != orpa
    return ticket, orpa, recording


def test_the_right_person_begins_with_no_step_of_the_wrong_one(office: TestOffice) -> None:
    ticket, orpa, wrong = two_people(office)

    right = change_person(office.session, ticket, orpa)

    now = the_recording(office.session, right)
    assert (now.person, now.name, now.desk, now.state) == (orpa, "Orpa Contoh", "A", RecordingState.OPEN)
    assert steps_of(office.session, right) == {}
    assert the_recording(office.session, wrong).state is RecordingState.DROPPED
    assert the_ticket(office.session, ticket).person == orpa


def test_naming_the_same_person_again_keeps_the_steps(office: TestOffice) -> None:
    ticket, _orpa, recording = two_people(office)
    person = the_recording(office.session, recording).person

    assert change_person(office.session, ticket, person) == recording
    assert set(steps_of(office.session, recording)) == {Modality.PHOTO}


def test_somebody_of_no_list_takes_the_ticket_over(office: TestOffice) -> None:
    ticket, _orpa, wrong = two_people(office)

    right = change_to_walk_in(office.session, ticket, WalkIn("Daud Contoh", "L"))

    assert the_recording(office.session, right).name == "Daud Contoh"
    assert the_recording(office.session, wrong).state is RecordingState.DROPPED


def test_a_refused_change_leaves_the_open_recording_as_it_was(office: TestOffice) -> None:
    ticket, _orpa, recording = two_people(office)

    with pytest.raises(EktpError, match=r"person\.needs_sex"):
        change_to_walk_in(office.session, ticket, WalkIn("Daud Contoh", ""))
    with pytest.raises(EktpError, match=r"person\.unknown"):
        change_person(office.session, ticket, "nobody")

    held = open_recording(office.session, ticket)
    assert held is not None
    assert held.id == recording
    assert set(steps_of(office.session, recording)) == {Modality.PHOTO}


def test_a_ticket_without_a_recording_begins_one(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    first, second = give_numbers(session, visit, letter="A", count=2)
    orpa = identify_walk_in(session, first, WalkIn("Orpa Contoh", "P"))
    serve(session, second, desk="A")
    identify(session, second, orpa)

    recording = change_person(session, second, orpa)

    assert the_recording(session, recording).ticket == second


def test_an_ended_ticket_keeps_its_person(office: TestOffice) -> None:
    ticket, orpa, _recording = two_people(office)
    end_ticket(office.session, ticket, Outcome.LEFT)

    with pytest.raises(EktpError, match=r"ticket\.ended"):
        change_person(office.session, ticket, orpa)
