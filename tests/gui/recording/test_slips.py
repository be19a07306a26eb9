"""A slip of the hand costs no typing, and a long name hides no number."""

from __future__ import annotations

import pytest

from ektp_desk.gui.parts import Elided
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def test_a_digit_pressed_by_mistake_gives_the_exception_back_with_two_keys(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "J", "Tab", "2").type("Ibu Contoh").press("Enter")
    before = page.steps()

    page.press("3")
    assert page.steps() != before
    page.press("J", "Enter")
    assert page.steps() == before


def test_after_an_exception_its_own_row_is_at_hand(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter")
    before = page.steps()
    page.press("M", "Tab", "1").type("Ibu Contoh").press("Enter")
    assert page.steps() != before

    page.press("Space")  # turns the row at hand
    assert page.steps() == before


def test_a_long_name_gives_way_to_the_whole_nik(called: World, page: RecordingPage) -> None:
    page.press("Enter", "Ctrl+N").type("Yohanes Baptista Maria Fransiskus Xaverius Tefnai Nenobais Teflopo")
    page.press("Tab", "1").type("5302320101909999").press("Enter")

    name, nik = (page.shell.findChild(Elided, which) for which in ("person_name", "person_nik"))
    assert isinstance(name, Elided)
    assert isinstance(nik, Elided)
    assert name.text() != name.full_text()
    assert nik.text() == nik.full_text()
