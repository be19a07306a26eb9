"""Several who wait are marked where they stand, and get one outcome or are skipped in one act."""

from __future__ import annotations

import pytest

from ektp_desk.usecases.queue.commands import NewGroup, give_numbers
from ektp_desk.usecases.visits.queries import equation
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def test_marked_numbers_get_one_outcome_and_the_called_one_stays(world: World) -> None:
    give(world, 5)
    page = QueuePage(world)
    page.press("Enter", "Down", "Space", "Down", "Down", "Space")
    assert (page.marked(), page.sees("marked_card"), page.sees("called_card")) == ("2", True, True)
    assert page.button("queue_end_marked").word() == "Satu hasil…"
    page.press("F9", "1", "Enter")
    assert page.told[-1] == "2 nomor: pergi sebelum dilayani"
    assert page.states() == {"A001": "dipanggil · A", "A003": "menunggu", "A005": "menunggu"}
    assert (page.sees("marked_card"), page.called()) == (False, "A001")
    page.press("F9", "P", "Enter")
    assert page.told[-1] == "A001: pergi sebelum dilayani"


def test_marks_are_dropped_by_esc_and_no_key_of_a_name_marks(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    page.press("Ctrl+A")
    assert page.marked() == "3"
    page.press("Esc")
    assert not page.sees("marked_card")
    page.type("nona kase")
    page.press("Esc", "Space")
    assert page.marked() == "1"


def test_all_who_wait_are_skipped_by_two_keys_and_come_back_by_two(world: World) -> None:
    give(world, 2)
    visit = visit_of(world)
    lorry = NewGroup("Dusun Dua")
    world.tell(lambda session: give_numbers(session, visit, letter="A", count=3, group=lorry))
    page = QueuePage(world)
    page.press("Ctrl+A")
    assert page.marked() == "5", "of a folded group everybody"
    page.press("End", "Right")
    assert page.ticks() == ["x"] * 6, "unfolded, with the group's line"
    page.press("Down", "Space")
    assert (page.marked(), page.ticks()) == ("4", ["x", "x", "-", "", "x", "x"])
    page.press("Right")
    assert (page.marked(), page.ticks()) == ("4", ["x", "x", "-"]), "folded, each keeps their mark"
    page.press("Right", "Down", "Space")
    assert (page.marked(), page.ticks()) == ("5", ["x"] * 6)
    page.press("F9", "X", "Enter")
    assert page.told[-1] == "5 nomor: batal"
    assert world.tell(lambda session: equation(session, visit)).voided == 5
    page.press("Ctrl+Z", "1")
    assert page.told[-1] == "Dibatalkan: 5 nomor tidak jadi dibatalkan"
    page.press("Ctrl+A", "F8")
    assert page.told[-1] == "5 nomor dilewati: dipanggil lagi sesudah yang lain"
    assert not page.sees("marked_card")
    assert set(page.states().values()) >= {"dilewati"}
    page.press("Ctrl+Z", "1")
    assert page.told[-1] == "Dibatalkan: 5 nomor tidak jadi dilewati"
    assert world.tell(lambda session: equation(session, visit)).unclear == 5
