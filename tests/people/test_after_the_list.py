"""Who was recorded stays known when the list that named them is withdrawn."""

from __future__ import annotations

from ektp_desk.usecases.office.standing import withdraw_list
from ektp_desk.usecases.people.finding import the_person
from ektp_desk.usecases.queue.calling import call_next, serve
from ektp_desk.usecases.queue.numbers import give_numbers
from ektp_desk.usecases.record.identifying import identify
from ektp_desk.usecases.record.recording import begin, finish, set_all_complete
from tests.offices import TestOffice
from tests.people.lists_of_people import keep_list, row


def test_a_recorded_person_of_a_withdrawn_list_has_the_name_read_at_the_desk(office: TestOffice) -> None:
    listed = keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB"))
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A")
    ticket = call_next(office.session, visit, desk="A")
    assert ticket is not None
    serve(office.session, ticket, desk="A")
    identify(office.session, ticket, "yuliana")
    recording = begin(office.session, ticket, desk="A")
    set_all_complete(office.session, recording)
    finish(office.session, recording)

    withdraw_list(office.session, listed, reason="salah desa")

    assert the_person(office.session, "yuliana").name == "YULIANA TAMONOB"
