"""The lists of F4 name a person as the head beside them does, in every list and after each act."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from tests.gui.people.page import PeoplePage

pytestmark = pytest.mark.gui

SMALL = QSize(1020, 517)


def shown_of(page: PeoplePage) -> tuple[str, str, str, str, str]:
    """Name, sex, year of birth, village and NIK as the head shows them."""
    sex, birth, *place = page.text("shown_line").split(" · ")
    nik = page.text("shown_nik").removeprefix("NIK ")
    return page.text("shown_name"), sex, birth.split(" ")[0][-4:], place[-1].split(", ")[-1], nik


@pytest.mark.parametrize("text", ["orpa", "contoh", "5302325203029011"])
def test_row_and_head_agree_in_every_field_that_both_show(page: PeoplePage, text: str) -> None:
    page.type(text)
    name, about = page.rows()[0].split(" | ")[0].split(", ", 1)
    page.press("Down")

    seen = shown_of(page)
    facts = [part for part in about.split(" · ") if not part.startswith("juga ")]
    assert (name, *facts) == seen
    assert seen == ("Orpa Contoh", "P", "1989", "Noebesi", "530232520302****")


def test_those_alike_are_named_as_their_heads_name_them_also_after_a_correction(page: PeoplePage) -> None:
    page.type("orpa").press("Down", "3")
    at = next(at for at, words in enumerate(page.rows()) if "ORPAH CONTO" in words)
    while page.view.people.table.currentIndex().row() < at:
        page.press("Down")
    assert page.rows()[at].startswith("ORPAH CONTO, nama mirip: Orpa Contoh")
    assert page.text("shown_name") == "ORPAH CONTO"

    page.correct_by_keys("Orpa Conto B.")

    assert page.text("shown_name") == "Orpa Conto B."
    assert page.rows()[at].startswith("Orpa Conto B., nama mirip: Orpa Contoh")


def test_two_who_were_joined_stay_where_they_stand_and_say_so(page: PeoplePage) -> None:
    page.type("marthen").press("Down", "3")
    place = next(at for at, words in enumerate(page.rows()) if "YULIANNA" in words)
    while page.view.people.table.currentIndex().row() < place:
        page.press("Down")
    page.press("G", "Ctrl+Return")

    assert "sudah satu orang" in page.rows()[place]
    assert page.view.people.table.currentIndex().row() == place
    page.press("P")
    assert "sudah satu orang" not in page.rows()[place]


def test_each_pair_says_in_one_line_who_the_other_is_and_why(page: PeoplePage) -> None:
    page.type("marthen").press("Down", "3")

    assert "ORPAH CONTO, nama mirip: Orpa Contoh" in " / ".join(page.rows())
    assert page.view.people.table.isColumnHidden(1)
    page.press("1")
    page.press("/").type("yuliana")
    assert page.view.people.table.isColumnHidden(1)  # nobody there was recorded: nothing to say


def test_what_was_typed_stands_in_the_box_only_where_it_counts(page: PeoplePage) -> None:
    page.type("orpa").press("Down", "3")
    assert page.view.people.text() == ""

    page.press("1")
    assert page.view.people.text() == "orpa"
    assert page.rows()[0].startswith("Orpa Contoh")


def test_the_search_says_which_key_leads_into_its_rows(page: PeoplePage) -> None:
    page.type("orpa")
    hint = page.view.people._hint
    assert hint.full_text() == "↓ ke daftar"

    page.press("Down")
    assert hint.full_text() == "Enter ke riwayat"
    page.press("Return")
    assert hint.full_text() == ""
