"""Why a target did not come, said on F4 by keys alone, one person after another."""

from __future__ import annotations

import pytest

from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.absences.queries import target_standing
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.gui.people.page import PeoplePage
from tests.gui.worlds import World
from tests.offices import DAY, VILLAGE
from tests.people.lists_of_people import keep_list, row

pytestmark = pytest.mark.gui


@pytest.fixture
def page(world: World) -> PeoplePage:
    """F4 during a visit that expects Nona and Daud."""

    def act(session: Session) -> None:
        rows = (row(21, "nona", "NONA KASE"), row(22, "daud", "DAUD NUBAN", sex="L"))
        visit = plan_visit(session, VILLAGE, day=DAY, lists=(keep_list(session, *rows),))
        confirm_day(session)
        open_desk(session, visit, letter="A")

    world.tell(act)
    world.take_visit()
    return PeoplePage(world)


def said(world: World, person: str) -> tuple[str, str]:
    visit = world.work.visit
    assert visit is not None
    now = world.tell(lambda session: target_standing(session, visit.id, person))
    return now.reason, now.said_by


def test_who_said_it_is_typed_once_and_then_a_digit_is_enough(world: World, page: PeoplePage) -> None:
    page.type("nona").press("Down", "Return")
    assert page.text("shown_standing") == "Sasaran, belum datang"
    page.press("F9")
    assert page.focus() == "absence_said_by"
    page.press("Alt+2")
    assert page.sees("absence")
    assert said(world, "nona") == ("", "")
    page.type("kepala dusun").press("Return", "2")

    assert said(world, "nona") == (AbsenceReason.DIED, "kepala dusun")
    assert page.text("shown_standing") == "Tidak datang: meninggal (kepala dusun)"
    assert page.line()[0] == "Alasan tidak datang"

    page.press("Esc", "Esc").type("daud").press("Down", "Return", "F9", "1")
    assert said(world, "daud") == (AbsenceReason.MOVED, "kepala dusun")
    page.press("F9", "0")
    assert said(world, "daud") == ("", "")
    assert page.text("shown_standing") == "Sasaran, belum datang"


def test_who_is_no_target_is_not_asked_about(page: PeoplePage) -> None:
    page.type("marthen").press("Down", "Return", "F9")
    assert not page.sees("absence")
    assert not page.sees("explain_absence")
