"""Two desks at one laptop, by keys: each has its number, and nobody loses sight of where they are."""

from __future__ import annotations

import pytest

from ektp_desk.settings import Folders
from ektp_desk.usecases.visits.commands import assign_letters
from tests.gui.desks import Waits, open_desk
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World
from tests.offices import WORDS

pytestmark = pytest.mark.gui


def other(page: QueuePage) -> str:
    """What Ctrl+M does, as the menu says it."""
    return next(words for words in page.menu() if words.startswith(("Meja kedua", "Ke ")))


def heading(page: QueuePage) -> str:
    return page.view.counter.desk.text()


def test_a_second_desk_is_opened_and_a_key_goes_to_and_fro(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    page.press("Enter")
    assert other(page) == "Meja kedua…"
    page.press("Ctrl+M", "Enter")
    assert page.told[-1] == "Meja B dibuka. Sekarang di meja B"
    assert (heading(page), other(page)) == ("Meja B bebas · berikutnya", "Ke A: A001")
    page.press("Enter")
    assert page.called() == "A002"
    page.press("Ctrl+M")
    assert (page.called(), heading(page)) == ("A001", "Meja A memanggil")
    assert other(page) == "Ke B: A002"
    page.press("Ctrl+M", "Ins")
    assert page.told[-1] == "Nomor B001 diberikan"
    assert page.states() == {
        "A001": "dipanggil · A",
        "A002": "dipanggil · B",
        "A003": "menunggu",
        "B001": "menunggu",
    }


def test_a_letter_that_is_taken_is_refused_beside_the_field(world: World) -> None:
    page = QueuePage(world)
    page.press("Ctrl+M")
    page.type("a")
    page.press("Enter")
    assert page.box("desk_letter").has_error()
    page.press("Esc")
    assert other(page) == "Meja kedua…"


def test_each_desk_acts_on_its_own_number(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    page.press("Enter", "Ctrl+M", "Enter", "Enter", "F8")
    assert page.states()["A001"] == "dipanggil · A"
    assert page.states()["A002"] == "dilewati"


def test_an_act_that_is_told_elsewhere_offers_no_key_that_does_nothing_there(
    qtbot: Waits, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F8")
        workplace = page.window.workplace
        assert workplace is not None
        toast = workplace.shell.toast
        assert toast._word.isVisible()
        page.press("F3")
        workplace.work.tell(
            lambda: "A137 dilewati", undoable=True
        )  # as its answer comes when somebody has gone on
        assert (toast.text(), toast._word.isVisible()) == ("A137 dilewati", False)


def test_the_window_stays_at_the_desk_that_was_chosen(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ctrl+M", "Return", "Ins", "F3", "F2", "Ins")
        workplace = page.window.workplace
        assert workplace is not None
        assert workplace.work.desk == "B"
        assert workplace.shell.toast.text() == "Nomor B002 diberikan"
        page.press("Ctrl+M")
        assert workplace.work.desk == "A"


def test_a_third_desk_is_opened_by_its_own_key_and_another_goes_round(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Ctrl+Shift+M")
    assert not page.asked()  # Ctrl+M opens the second, and says so
    page.press("Ctrl+M", "Enter", "Ctrl+Shift+M", "Enter")
    assert page.told[-1] == "Meja C dibuka. Sekarang di meja C"
    assert "Meja lagi…" in page.menu()
    seen = []
    for _desk in range(3):
        page.press("Ctrl+M")
        seen.append(heading(page))
    assert seen == [f"Meja {desk} bebas · berikutnya" for desk in "ABC"]
    page.press("Ins")
    assert page.told[-1] == "Nomor C001 diberikan"


def test_another_letter_is_typed_over_the_one_that_is_proposed(world: World) -> None:
    page = QueuePage(world)
    page.press("Ctrl+M")
    page.type("d")
    page.press("Enter")
    assert page.told[-1] == "Meja D dibuka. Sekarang di meja D"


def test_a_letter_of_another_laptop_is_opened_by_a_supervisors_passphrase(world: World) -> None:
    visit = visit_of(world)
    world.tell(lambda session: assign_letters(session, visit, {"A": session.device, "B": "another"}))
    world.take_roles("operator", "queue")
    page = QueuePage(world)
    page.press("Ctrl+M")
    assert page.box("desk_letter").text() == "C"  # nobody's
    page.type("b")
    page.press("Enter")
    assert page.panel().accessibleName() == "Huruf B bukan untuk laptop ini"
    page.type("Siapa")
    page.press("Enter")
    assert page.box("allowed_by").has_error()
    page.box("allowed_by").set_text("Maria T.")
    page.press("Enter")
    assert page.box("allowed_passphrase").has_error()
    page.box("allowed_passphrase").set_text(WORDS)
    page.press("Enter")

    assert page.told[-1] == "Meja B dibuka. Sekarang di meja B"


def test_a_second_desk_is_this_laptops_letter_and_says_whose_the_others_are(world: World) -> None:
    visit = visit_of(world)
    world.tell(lambda session: assign_letters(session, visit, {"B": "another", "D": session.device}))
    page = QueuePage(world)
    page.press("Ctrl+M")
    assert page.box("desk_letter").text() == "D"
    assert "Huruf laptop lain: B laptop –" in page.panel_words()
    page.press("Enter")
    assert page.told[-1] == "Meja D dibuka. Sekarang di meja D"


def test_a_supervisor_who_is_signed_in_allows_a_letter_by_their_passphrase_alone(world: World) -> None:
    visit = visit_of(world)
    world.tell(lambda session: assign_letters(session, visit, {"B": "another"}))
    page = QueuePage(world)
    page.press("Ctrl+M")
    page.type("b")
    page.press("Enter")
    assert "Nama supervisor" not in page.panel_words()
    page.press("Enter")
    assert page.box("allowed_passphrase").has_error()
    page.type(WORDS)
    page.press("Enter")
    assert page.told[-1] == "Meja B dibuka. Sekarang di meja B"
