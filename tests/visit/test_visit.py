"""A visit from the plan to the signature: what is refused, what is counted."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.queue.commands import (
    call,
    call_next,
    end_ticket,
    give_numbers,
    serve,
    skip,
    void_ticket,
)
from ektp_desk.usecases.queue.queries import at_desk, open_recording, the_ticket
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify_walk_in,
    let_pass,
    set_all_complete,
    set_modality,
    write_note,
)
from ektp_desk.usecases.recording.queries import steps_of
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.commands import (
    close_visit,
    confirm_day,
    count_sent_home,
    open_desk,
    plan_visit,
)
from ektp_desk.usecases.visits.queries import equation, the_visit
from tests.offices import DAY, VILLAGE, WORDS, TestOffice, proved


def refusal(act: object) -> str:
    with pytest.raises(EktpError) as told:
        act()  # type: ignore[operator]  # a lambda
    return told.value.code


def test_everybody_who_came_stands_in_one_term(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    tickets = give_numbers(session, visit, letter="A", count=6)
    office.record_one(visit)
    end_ticket(session, tickets[1], Outcome.ANSWERED)
    end_ticket(session, tickets[2], Outcome.LEFT)
    end_ticket(session, tickets[3], Outcome.NO_DOCUMENTS)
    end_ticket(session, tickets[4], Outcome.RESCHEDULED, on="2019-04-11")
    void_ticket(session, tickets[5], text="dobel")
    count_sent_home(session, visit, 8)

    counted = equation(session, visit)

    assert (counted.arrived, counted.numbered, counted.sent_home) == (13, 5, 8)
    assert (counted.served, counted.left, counted.not_served, counted.rescheduled) == (2, 1, 1, 1)
    assert (counted.unclear, counted.voided) == (0, 1)
    assert counted.holds
    assert refusal(lambda: count_sent_home(session, visit, -9)) == "visit.tally_below_zero"
    count_sent_home(session, visit, -8)
    assert equation(session, visit).arrived == 5


def test_a_visit_is_not_closed_while_a_ticket_is_unclear(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    proof = proved(session, visit)

    assert refusal(lambda: close_visit(session, visit, proof=proof)) == "visit.unclear_tickets"

    end_ticket(session, ticket, Outcome.LEFT)
    close_visit(session, visit, proof=proof)
    assert refusal(lambda: give_numbers(session, visit, letter="A")) == "visit.not_open"


def test_a_desk_opens_only_after_somebody_confirmed_the_day(office: TestOffice) -> None:
    session = office.session
    visit = plan_visit(session, VILLAGE, day=DAY, lists=())

    assert refusal(lambda: open_desk(session, visit, letter="A")) == "clock.not_confirmed"
    confirm_day(session)
    open_desk(session, visit, letter="A")
    assert refusal(lambda: open_desk(session, visit, letter="A")) == "desk.letter_taken"
    assert refusal(lambda: open_desk(session, visit, letter="I")) == "desk.bad_letter"


def test_a_village_of_another_regency_is_no_place_to_visit(office: TestOffice) -> None:
    assert refusal(lambda: plan_visit(office.session, "53.01.04.2001", day=DAY, lists=())) == (
        "place.unknown"
    )


def test_a_laptop_may_have_several_desks_and_has_one_open_visit(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    other = plan_visit(session, "53.02.32.2002", day=DAY, lists=())

    assert refusal(lambda: open_desk(session, visit, letter="A")) == "desk.letter_taken"
    open_desk(session, visit, letter="B")
    assert the_visit(session, visit).own_desks == "A B"
    assert refusal(lambda: open_desk(session, other, letter="A")) == "visit.other_open"
    close_visit(session, visit, proof=proved(session, visit))
    open_desk(session, other, letter="A")


def test_a_plan_names_a_desa_a_day_ahead_and_lists_that_are_here(office: TestOffice) -> None:
    session = office.session

    def plan(village: str, day: date, *lists: str) -> str:
        return refusal(lambda: plan_visit(session, village, day=day, lists=lists))

    assert plan("53.02.32", DAY) == "place.not_a_village"
    assert plan(VILLAGE, DAY - timedelta(days=1)) == "visit.day_past"
    assert plan(VILLAGE, DAY, "nowhere") == "list.unknown"


@pytest.mark.parametrize(
    ("on", "code"), [("", "needs_date"), ("soon", "unreadable"), ("2019-04-02", "day_not_ahead")]
)
def test_a_new_day_lies_ahead(office: TestOffice, on: str, code: str) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")

    assert refusal(lambda: end_ticket(session, ticket, Outcome.RESCHEDULED, on=on)).endswith(code)


def test_who_only_reads_may_not_write(office: TestOffice) -> None:
    visit = office.open_visit()
    head = replace(office.session, user=User("u", "Kepala Contoh", "head"))

    assert refusal(lambda: give_numbers(head, visit, letter="A")) == "role.not_allowed"
    assert equation(head, visit).numbered == 0


def test_numbers_go_on_where_they_stopped(office: TestOffice) -> None:
    visit = office.open_visit()

    first = give_numbers(office.session, visit, letter="A", count=2)
    more = give_numbers(office.session, visit, letter="A")

    assert [ticket.partition(":")[2] for ticket in first + more] == ["A001", "A002", "A003"]


def test_who_missed_the_call_waits_behind_the_others(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=2)

    missed = call_next(session, visit, desk="A")
    assert missed is not None
    skip(session, missed, desk="A")
    office.clock.wait(60)

    then = call_next(session, visit, desk="A")
    assert then is not None
    assert then.endswith("A002")
    end_ticket(session, then, Outcome.LEFT)
    assert call_next(session, visit, desk="A") == missed


def test_a_desk_has_one_ticket_in_hand(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    first, second = give_numbers(session, visit, letter="A", count=2)
    call(session, first, desk="A")

    assert refusal(lambda: call_next(session, visit, desk="A")) == "desk.busy"
    assert refusal(lambda: serve(session, second, desk="A")) == "desk.busy"
    serve(session, first, desk="A")
    assert refusal(lambda: serve(session, first, desk="B")) == "ticket.elsewhere"


def test_a_recording_closes_only_when_really_complete(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    assert refusal(lambda: begin(session, ticket, desk="A")) == "ticket.not_identified"
    identify_walk_in(session, ticket, WalkIn("Orpa Contoh", "P", birth="1999-05-06"))
    recording = begin(session, ticket, desk="A")

    def say(modality: Modality, *taken: object) -> None:
        set_modality(session, recording, modality, Taken(*taken))  # type: ignore[arg-type]  # by place

    say(Modality.PHOTO, ModalityState.ATTESTED, 1)
    assert refusal(lambda: finish(session, recording)) == "recording.incomplete"
    assert refusal(lambda: say(Modality.FINGERS, ModalityState.ATTESTED, 9)) == "modality.count"
    assert refusal(lambda: say(Modality.FINGERS, ModalityState.EXCEPTED, 9)) == "modality.needs_reason"
    for fingers in ((1, 2), (11,), (0,)):
        too_many = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Noh L.", fingers=fingers)
        said = partial(set_modality, session, recording, Modality.FINGERS, too_many)
        assert refusal(said) == "modality.fingers"
    eye = Taken(ModalityState.EXCEPTED, 1, "mata sakit", "Noh L.", fingers=(1,))
    refused = refusal(lambda: set_modality(session, recording, Modality.IRISES, eye))
    assert refused == "modality.fingers"
    for there_anyway in (" maria  t.", "ORPA CONTOH"):
        taken = (ModalityState.EXCEPTED, 9, "jari luka", there_anyway)
        assert refusal(partial(say, Modality.FINGERS, *taken)) == "modality.second_is_self"
    say(Modality.FINGERS, ModalityState.EXCEPTED, 9, "jari luka", "Noh L.")
    set_all_complete(session, recording)
    counts = {modality.value: taken.count for modality, taken in steps_of(session, recording).items()}
    assert counts == {"photo": 1, "signature": 1, "fingers": 9, "irises": 2, "match": 1}
    finish(session, recording)

    assert the_ticket(session, ticket).outcome is Outcome.RECORDED
    assert refusal(lambda: write_note(session, recording, "x")) == "recording.ended"


def test_who_is_born_today_has_come_and_who_is_born_tomorrow_has_not(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")

    unborn = WalkIn("Anak Contoh", "L", birth="2019-04-03")
    assert refusal(lambda: identify_walk_in(session, ticket, unborn)) == "date.future"
    identify_walk_in(session, ticket, replace(unborn, birth="2019-04-02"))


def test_under_16_waits_for_a_supervisors_word(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, WalkIn("Anak Contoh", "L", birth="2003-04-03"))  # 15, sixteen tomorrow
    recording = begin(session, ticket, desk="A")
    set_all_complete(session, recording)

    assert refusal(lambda: finish(session, recording)) == "recording.under_16"
    passing = partial(let_pass, session, recording, "Maria T.", reason="akta: lahir 2002", passphrase=WORDS)
    assert refusal(lambda: passing(passphrase="bukan ini")) == "signin.wrong"
    assert refusal(lambda: let_pass(session, recording, "Ferdinan", reason="x", passphrase=WORDS)) == (
        "recording.no_supervisor"
    )
    assert refusal(lambda: passing(reason=" ")) == "recording.no_supervisor"
    other = dataclasses.replace(passing(), recording="another")
    assert refusal(lambda: finish(session, recording, passed=other)) == "recording.under_16"
    finish(session, recording, passed=passing())


def test_nobody_is_sent_home_as_under_16_who_is_16_by_their_birth_date(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    grown, child, unknown, nobody = give_numbers(session, visit, letter="A", count=4)
    for ticket, birth in ((grown, "2003-04-02"), (child, "2003-04-03"), (unknown, "")):
        identify_walk_in(session, ticket, WalkIn("Daud Contoh", "L", birth=birth))

    assert refusal(lambda: end_ticket(session, grown, Outcome.UNDER_16)) == "outcome.not_under_16"
    for ticket in (child, unknown, nobody):
        end_ticket(session, ticket, Outcome.UNDER_16)


def test_a_ticket_ended_in_mid_recording_drops_the_recording(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, WalkIn("Daud Contoh", "L"))
    begin(session, ticket, desk="A")

    assert refusal(lambda: end_ticket(session, ticket, Outcome.RECORDED)) == "outcome.only_by_recording"
    assert refusal(lambda: end_ticket(session, ticket, Outcome.OTHER)) == "outcome.needs_text"
    end_ticket(session, ticket, Outcome.POWER_OR_NETWORK)

    assert open_recording(session, ticket) is None
    assert refusal(lambda: end_ticket(session, ticket, Outcome.LEFT)) == "ticket.ended"


def test_work_goes_on_with_the_same_steps_after_a_start(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, WalkIn("Marten Contoh", "L"))
    recording = begin(session, ticket, desk="A")
    set_modality(session, recording, Modality.IRISES, Taken(ModalityState.ATTESTED, 2))

    again = office.sign_in_again()

    held = at_desk(again, visit, "A")
    assert held is not None
    assert held.id == ticket
    assert begin(again, ticket, desk="A") == recording
    assert set(steps_of(again, recording)) == {Modality.IRISES}
