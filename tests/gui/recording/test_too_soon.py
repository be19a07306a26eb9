"""Layani was pressed before anybody stood there: one printed key goes back, and nothing was counted."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.queries import events_held as held_events
from ektp_desk.usecases.queue.commands import call, put_back, serve
from ektp_desk.usecases.queue.queries import ticket_by_number
from ektp_desk.usecases.session import Session
from tests.gui.desks import open_desk
from tests.gui.recording.page import RecordingPage
from tests.gui.recording.test_recording import ticket_of
from tests.gui.walks.walk import Walk
from tests.gui.worlds import World

pytestmark = pytest.mark.gui
BACK = "not_yet"


def events_held(world: World) -> int:
    return world.tell(lambda session: held_events(session.store))


@pytest.mark.journey
def test_two_hasty_enters_cost_one_key(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        walk = Walk(page)
        page.sign_in()
        number = walk.called()

        walk.press("Enter")
        assert walk.at() == ("recording", "who")
        walk.press("Ctrl+Z")

        assert (page.place, walk.called()) == ("queue", number)
        assert walk.toast() == f"Dibatalkan: {number} tidak jadi dilayani"
        assert walk.is_printed("P")  # the number is called, and may be called again
        walk.press("Enter")
        assert walk.at() == ("recording", "who")  # whoever comes now is served by the same key


def test_the_number_is_called_as_before_and_nothing_was_counted(called: World, page: RecordingPage) -> None:
    before = ticket_of(called, "A004")
    page.press("Enter")
    assert page.button(BACK).isVisible()
    page.press("Ctrl+z")

    assert page.went == [Go("queue", ticket=before.id)]
    after = ticket_of(called, "A004")
    assert after == before
    assert (after.state, after.put_backs, after.served_at) == (TicketState.CALLED, 0, None)


def test_what_was_typed_is_taken_back_first(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("yu")
    assert not page.button(BACK).isEnabled()  # its key is the typing's as long as there is some
    page.press("Ctrl+z")
    assert ticket_of(called, "A004").state is TicketState.SERVING
    assert page.button(BACK).isEnabled()
    page.press("Ctrl+z")

    assert ticket_of(called, "A004").state is TicketState.CALLED


def test_once_a_person_was_chosen_nothing_is_taken_back(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter")
    held = events_held(called)
    page.press("Ctrl+z", "G")  # looking for another person: the steps' own are still there

    assert not page.button(BACK).isVisible()
    page.press("Ctrl+z")
    assert events_held(called) == held
    assert ticket_of(called, "A004").state is TicketState.SERVING
    page.press("Esc", "6", "Esc")
    assert page.went == [Go("queue", ticket=ticket_of(called, "A004").id)]
    assert ticket_of(called, "A004").state is TicketState.SERVING


def test_somebody_who_was_chosen_earlier_keeps_what_was_said(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1", "F8")
    page.open().type("a4").press("Enter")

    assert page.read("person_name") == "Yuliana Tamonob Contoh"
    assert not page.button(BACK).isVisible()


def test_a_number_taken_without_a_call_waits_again(called: World, page: RecordingPage) -> None:
    page.press("F8").open().type("a6").press("Enter")
    assert page.read("number") == "A006"
    page.press("Ctrl+z")

    assert ticket_of(called, "A006").state is TicketState.WAITING


def test_esc_goes_to_the_queue_and_writes_nothing(called: World, page: RecordingPage) -> None:
    page.press("Enter")
    held = events_held(called)
    page.press("Esc")

    assert events_held(called) == held
    assert page.went == [Go("queue", ticket=ticket_of(called, "A004").id)]


def test_a_new_person_being_written_down_keeps_the_key_for_the_typing(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter", "Ctrl+n").type("Melki").press("Ctrl+z")

    assert page.focus_name() == "walk_in_name"
    assert ticket_of(called, "A004").state is TicketState.SERVING


def test_it_is_only_the_last_serving_that_is_taken_back(called: World, page: RecordingPage) -> None:
    visit = called.work.visit
    assert visit is not None

    def again(session: Session) -> None:
        ticket = ticket_by_number(session, visit.id, "A004").id
        for act in (serve, put_back, call):
            act(session, ticket, desk="A")

    called.tell(again)
    before = ticket_of(called, "A004")
    page.open().press("Enter", "Ctrl+z")

    assert ticket_of(called, "A004") == before
    assert (before.state, before.put_backs) == (TicketState.CALLED, 1)
