"""People said to be one and two at once: who stays with whom is asked, and cut where one says."""

from __future__ import annotations

import pytest

from ektp_desk.usecases.people.commands import say_not_same, say_same
from ektp_desk.usecases.people.queries import cluster_of
from tests.gui.decisions.page import DecisionsPage
from tests.gui.worlds import World
from tests.people.lists_of_people import keep_list, row

pytestmark = pytest.mark.gui


def test_a_person_said_to_be_one_and_two_is_asked_about(torn: World) -> None:
    torn.tell(lambda session: keep_list(session, row(9, "ketiga", "JULIANA TAMONOB")))
    torn.tell(lambda session: say_not_same(session, "yuliana", "ketiga"))
    torn.tell(lambda session: say_same(session, "yuliana", "slip"))
    torn.tell(lambda session: say_same(session, "slip", "ketiga"))
    page = DecisionsPage(torn)
    page.come()
    while page.text("question") != "Satu orang atau dua orang?":
        page.press("N")
    assert len(page.versions()) == 3

    heard = enumerate(page.versions(), 1)
    cut = next(
        str(at) for at, words in heard if words.startswith("Versi") and "Sendiri: JULIANA TAMONOB" in words
    )
    page.press(cut, "Return")

    assert page.text("to_decide") == "2"
    assert torn.tell(lambda session: cluster_of(session, "ketiga")) == ("ketiga",)
    assert set(torn.tell(lambda session: cluster_of(session, "yuliana"))) == {"yuliana", "slip"}


def test_each_cut_says_who_stays_with_whom(torn: World) -> None:
    torn.tell(lambda session: keep_list(session, row(9, "ketiga", "JULIANA TAMONOB")))
    torn.tell(lambda session: keep_list(session, row(10, "keempat", "JULIAN TAMONOB")))
    torn.tell(lambda session: say_not_same(session, "yuliana", "ketiga"))
    torn.tell(lambda session: say_same(session, "yuliana", "slip"))
    torn.tell(lambda session: say_same(session, "slip", "ketiga"))
    torn.tell(lambda session: say_same(session, "slip", "keempat"))  # hangs on the middle of the chain
    page = DecisionsPage(torn)
    page.come()
    while page.text("question") != "Satu orang atau dua orang?":
        page.press("N")

    said = {words.partition(": ")[2] for words in page.versions()}
    assert len(page.versions()) == len(said) == 3
    three = [words for words in said if words.startswith("Sendiri: JULIANA TAMONOB. ")]
    assert len(three) == 1
    for words in said:
        if "Sendiri" not in words:
            continue
        alone = words.partition("Sendiri: ")[2].partition(". ")[0]
        one, other = words.partition("Satu orang ")[2].rpartition(" (")[0].split(", Orang lain ")
        assert sorted((one.count(","), other.count(","))) == [0, 2]
        assert alone in (one, other)
