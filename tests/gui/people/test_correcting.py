"""Somebody's number that ended wrongly, put right from their line on F4."""

from __future__ import annotations

import pytest

from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.usecases.queue.queries import the_ticket
from ektp_desk.usecases.recording.commands import identify
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.gui.people.page import PeoplePage
from tests.gui.worlds import World
from tests.offices import DAY, VILLAGE

pytestmark = pytest.mark.gui


def test_whose_number_ended_wrongly_has_it_put_right_and_who_has_none_is_offered_nothing(
    world: World,
) -> None:
    def marthen_left(session: Session) -> str:
        visit = plan_visit(session, VILLAGE, day=DAY, lists=())
        confirm_day(session)
        open_desk(session, visit, letter="A")
        (ticket,) = give_numbers(session, visit, letter="A")
        identify(session, ticket, "marthen")
        end_ticket(session, ticket, Outcome.LEFT)
        return ticket

    ticket = world.tell(marthen_left)
    world.take_visit()
    page = PeoplePage(world)
    page.type("yuliana").press("Down", "Return")
    assert not page.sees("correct_number")
    page.press("Esc", "Esc").type("marthen").press("Down", "Return")
    assert page.sees("correct_number")

    page.press("Ctrl+B", "1").type("yuliana tamonob").press("Return", "Return")

    assert not page.sees("correcting")
    assert world.tell(lambda session: the_ticket(session, ticket)).person == "yuliana"
    assert not page.sees("correct_number"), "it is nobody's of this line any more"
