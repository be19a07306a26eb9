"""What follows a recording by keys alone: the day to come again, and what is taken home."""

from __future__ import annotations

import pytest

from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.admin.queries import events_held as held_events
from ektp_desk.usecases.people.queries import the_person
from ektp_desk.usecases.reports.slip import slip
from tests.gui.recording.page import RecordingPage
from tests.gui.recording.test_recording import ticket_of
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def events_held(world: World) -> int:
    return world.tell(lambda session: held_events(session.store))


def test_a_reason_and_the_day_to_come_again_are_one_act(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1")
    before = events_held(called)
    page.press("Ctrl+F9", "H", "O", "Enter")

    ticket = ticket_of(called, "A004").id
    ended = called.tell(lambda session: slip(session, ticket))
    assert ticket_of(called, "A004").outcome is Outcome.CANNOT_TODAY
    assert ended.next[0] == "Hari yang disepakati: Rabu, 3 April 2019. Bawa kertas ini."
    # One transaction: the recording that was open is dropped by it too.
    assert events_held(called) == before + 2
    (gone,) = page.went  # where they are asked for a telephone
    assert called.tell(lambda session: the_person(session, gone.person)).name.startswith("Yuliana")


def test_the_last_ones_slip_stands_in_the_bar_while_the_next_one_is_recorded(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter")
    assert not page.button("foot_slip").isVisible()
    page.press("=", "=", "Ctrl+Enter", "Enter")

    assert page.read("number") == "A005"
    assert page.button("foot_slip").isVisible()
    assert page.button("foot_slip").accessibleName() == "Bukti A004 (Ctrl+P)"
