"""Who may undo what: the author or a supervisor, the latest things first, and never what is final."""

from __future__ import annotations

import pytest

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity, Event, NewEvent
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers
from ektp_desk.usecases.visits.commands import close_visit
from ektp_desk.usecases.visits.queries import equation
from tests.journal.acting import PERSON, as_user, correct, name_shown, refusal
from tests.offices import TestOffice, proved

WHO = [
    ("author", "operator", "operator", ""),
    ("author", "queue", "operator", "role.not_allowed"),  # the role was taken away since
    ("other", "operator", "operator", "undo.not_yours"),
    ("other", "supervisor", "operator", ""),
    ("other", "adb", "operator", ""),
    ("other", "head", "operator", "role.not_allowed"),
    ("other", "queue", "operator", "role.not_allowed"),
    ("other", "queue supervisor", "supervisor", ""),
    ("other", "", "operator", "role.not_allowed"),
    ("other", "astronaut", "operator", "role.not_allowed"),
]


@pytest.mark.parametrize(("who", "roles", "authors", "code"), WHO)
def test_its_author_or_a_supervisor_undoes_it(
    office: TestOffice, who: str, roles: str, authors: str, code: str
) -> None:
    event = correct(as_user(office, "author", authors), "name", "Orang Contoh")

    assert refusal(as_user(office, who, roles), event.link) == code
    assert name_shown(office.session) == (None if not code else "Orang Contoh")


def test_what_is_unknown_here_is_not_undone(office: TestOffice) -> None:
    event = correct(office.session, "name", "Orang Contoh")

    assert refusal(office.session, "ab" * 32) == "undo.unknown"
    assert refusal(office.session, event.link, entity_id="orang-2") == "undo.unknown"
    assert refusal(office.session, event.link, Entity.TICKET) == "undo.unknown"


def test_a_later_releases_event_is_not_undone(office: TestOffice) -> None:
    event = correct(office.session, "name", "Orang Contoh")
    _say_later(office, event)

    assert refusal(office.session, event.link) == "undo.unknown"


def test_what_a_later_releases_act_rests_on_is_not_undone_here(office: TestOffice) -> None:
    """Whether that act itself may be undone, only the later release knows."""
    first = correct(office.session, "name", "Orang Contoh")
    second = correct(office.session, "nik", "")
    office.session.write(NewEvent(Entity.PERSON, PERSON, b.Withdrawn(event=second.link)))
    _say_later(office, second)

    assert refusal(office.session, first.link) == "undo.rested_on"


def _say_later(office: TestOffice, event: Event) -> None:
    office.connection.execute(
        "UPDATE events SET header = "
        "CAST(replace(CAST(header AS TEXT), 'claim_corrected', 'claim_dreamt') AS BLOB) WHERE link = ?",
        (bytes.fromhex(event.link),),
    )


def test_final_events_are_not_undone(office: TestOffice) -> None:
    office.open_visit()
    finals = {"office_founded", "user_added", "desk_opened", "day_confirmed", "incarnation_opened"}
    tried = set()
    for link, entity, entity_id, kind in office.connection.execute(
        "SELECT link, entity, entity_id, kind FROM events"
    ).fetchall():
        if kind in finals:
            assert refusal(office.session, link.hex(), Entity(entity), entity_id) == "undo.final"
            tried.add(kind)
    assert tried == finals


def test_an_undoing_is_not_undone(office: TestOffice) -> None:
    event = correct(office.session, "name", "Orang Contoh")
    assert refusal(office.session, event.link) == ""
    undoing = office.session.store.events(Entity.PERSON, PERSON)[-1]

    assert refusal(office.session, undoing.link) == "undo.final"
    assert refusal(office.session, event.link) == "undo.done"


def test_what_others_rest_on_is_undone_from_the_latest_back(office: TestOffice) -> None:
    first = correct(office.session, "name", "Orang Contoh")
    second = correct(office.session, "nik", "5302055202909001")
    third = correct(office.session, "name", "Contoh Orang")

    assert refusal(office.session, first.link) == "undo.rested_on"
    assert refusal(office.session, second.link) == "undo.rested_on"
    assert refusal(office.session, third.link) == ""
    assert name_shown(office.session) == "Orang Contoh"
    assert refusal(office.session, first.link) == "undo.rested_on"
    assert refusal(office.session, second.link) == ""
    assert refusal(office.session, first.link) == ""
    assert name_shown(office.session) is None
    assert refusal(office.session, first.link) == "undo.done"


def test_after_an_undoing_a_new_act_stands_and_can_be_undone_too(office: TestOffice) -> None:
    first = correct(office.session, "name", "Orang Contoh")
    assert refusal(office.session, first.link) == ""
    again = correct(office.session, "name", "Orang Contoh")

    assert name_shown(office.session) == "Orang Contoh"
    assert refusal(office.session, first.link) == "undo.done"
    assert refusal(office.session, again.link) == ""
    assert name_shown(office.session) is None


def test_an_act_after_an_undoing_rests_on_what_stood_before_it(office: TestOffice) -> None:
    first = correct(office.session, "name", "Orang Contoh")
    second = correct(office.session, "nik", "5302055202909001")
    assert refusal(office.session, second.link) == ""
    correct(office.session, "kk_number", "")  # its author saw the undoing alone, and by it all before

    assert refusal(office.session, first.link) == "undo.rested_on"
    assert refusal(office.session, second.link) == "undo.done"


def test_an_outcome_can_be_undone_until_the_visit_is_signed(office: TestOffice) -> None:
    visit = office.open_visit()
    first, second = give_numbers(office.session, visit, letter="A", count=2)
    for ticket in (first, second):
        call_next(office.session, visit, desk="A")
        end_ticket(office.session, ticket, Outcome.LEFT)
    ended = {t: office.session.store.events(Entity.TICKET, t)[-1].link for t in (first, second)}
    assert refusal(office.session, ended[first], Entity.TICKET, first) == ""
    end_ticket(office.session, first, Outcome.LEFT)

    close_visit(office.session, visit, proof=proved(office.session, visit))

    assert refusal(office.session, ended[second], Entity.TICKET, second) == "visit.closed"
    assert equation(office.session, visit).unclear == 0


def test_an_outcome_by_a_finished_recording_is_as_final_as_that(office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=1)
    ticket = office.record_one(visit)

    ended = office.session.store.events(Entity.TICKET, ticket)[-1]

    assert refusal(office.session, ended.link, Entity.TICKET, ticket) == "undo.final"
