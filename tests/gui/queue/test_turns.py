"""Priority, purpose, coming back and undoing at the queue, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from ektp_desk.domain.tickets import Purpose
from ektp_desk.usecases.queue.queries import ticket_by_number
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def test_d_and_a_digit_put_the_chosen_number_first(world: World) -> None:
    give(world, 4)
    page = QueuePage(world)
    page.press("Down", "Down", "Ctrl+Up", "1")
    assert page.told[-1] == "A003 didahulukan: lansia"
    assert page.states()["A003"] == "didahulukan"
    assert page.numbers() == ["A001", "A002", "A003", "A004"]
    page.press("Enter")
    assert page.called() == "A003"


def test_d_and_zero_take_it_back(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Down", "Ctrl+Up", "5", "Ctrl+Up", "0")
    assert page.told[-1] == "A002 tidak lagi didahulukan"
    assert page.states()["A002"] == "menunggu"


def test_the_card_about_a_number_is_left_by_esc_and_writes_nothing(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Ctrl+Up")
    assert page.focus().objectName() == "about_elderly"
    page.press("Down", "Esc")
    assert page.states() == {"A001": "menunggu"}
    assert page.focus() is page.view.search


def test_a_purpose_is_one_key_more_at_giving_and_two_later(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Alt+2", "Ins", "Alt+3", "Ins")
    assert page.told == ["Nomor A002 diberikan: ambil kartu", "Nomor A003 diberikan: bertanya"]
    page.press("Ctrl+Up", "Alt+3")
    asked = [ticket_by_number_of(world, number) for number in ("A001", "A002", "A003")]
    assert asked == [Purpose.QUESTION, Purpose.FETCH_CARD, Purpose.QUESTION]


def ticket_by_number_of(world: World, number: str) -> Purpose:
    visit = visit_of(world)
    return world.tell(lambda session: ticket_by_number(session, visit, number)).purpose


def test_one_key_puts_somebody_first_who_missed_the_call_and_is_back(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    page.press("Enter", "F8", "Enter", "F8")
    assert page.view.counter.change.word() == "A001 kembali, dahulukan"
    page.press("Ctrl+Up")
    assert page.states()["A001"] == "kembali lagi"
    page.press("Enter")
    assert page.called() == "A001"


def test_who_is_at_the_desk_may_have_come_for_something_else(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Enter")
    assert page.view.counter.change.word() == "Ubah A001…"
    page.press("Ctrl+Up", "1", "Alt+2")
    assert ticket_by_number_of(world, "A001") is Purpose.FETCH_CARD
    assert page.states()["A001"] == "dipanggil · A"
    page.press("Enter")
    assert page.blue() == "Kartu diserahkan"


def test_what_cannot_be_changed_of_a_number_says_why_on_its_card(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Down", "Ctrl+Up", "0")
    assert page.button("about_none").accessibleDescription() == "Belum didahulukan"
    assert page.button("about_record").accessibleDescription() == "Keperluannya sudah itu"
    page.press("Esc", "Up", "Enter", "Ctrl+Up", "1")
    assert page.button("about_elderly").accessibleDescription() == "Sudah dipanggil ke meja"
    assert page.states() == {"A001": "dipanggil · A", "A002": "menunggu"}


def test_ctrl_z_lists_the_acts_and_a_digit_undoes_its_row_alone(world: World) -> None:
    page = QueuePage(world)
    page.press("Ins", "Ins", "Ins", "Enter", "F9", "p", "Enter", "Down", "Ctrl+Up", "5", "Ctrl+Z")
    assert page.acts() == [
        "1 · A003 didahulukan: dari jauh · kembali ke gilirannya",
        "2 · Hasil A001: pergi sebelum dilayani · kembali dipanggil di meja A",
        "A003 diberikan · sesudahnya: A003 didahulukan",
        "3 · A002 diberikan · nomornya batal, tidak dihitung",
        "A001 diberikan · sesudahnya: A001 dipanggil",
    ]
    page.press("2")
    assert (page.told[-1], page.asked()) == ("Dibatalkan: A001 belum ada hasilnya", [])
    assert page.states() == {"A001": "dipanggil · A", "A002": "menunggu", "A003": "didahulukan"}
    page.press("Ctrl+Z")
    assert [row[:18] for row in page.acts()] == [
        "1 · A003 didahuluk",
        "2 · A001 dipanggil",
        "A003 diberikan · s",
        "3 · A002 diberikan",
        "A001 diberikan · s",
    ]


def test_an_act_on_which_others_rest_says_so_when_it_is_asked_for(world: World) -> None:
    page = QueuePage(world)
    page.press("Ins", "Enter", "Ctrl+Z", "Down", "Enter")
    assert page.asked() == ["undoing"]
    assert "Sesudahnya sudah ada langkah lain" in page.panel_words()
    page.press("Up", "Enter")
    assert page.told[-1] == "Dibatalkan: A001 tidak jadi dipanggil"
    page.press("Ctrl+Z", "1")
    assert page.told[-1] == "Dibatalkan: A001 tidak jadi diberikan, tidak dihitung"
    assert page.numbers() == []


def test_who_comes_back_while_the_desk_has_another_is_called_next(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Enter", "F8", "Enter", "Ctrl+Z", "2")
    assert page.told[-1] == "Dibatalkan: A001 tidak jadi dilewati, dipanggil berikutnya"
    assert (page.called(), page.states()["A001"]) == ("A002", "kembali lagi")


def test_two_quick_presses_of_a_digit_undo_one_act(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Enter", "Ctrl+Z")
    rows = page.panel()
    for _press in range(2):
        QTest.keyClicks(rows.focusWidget() or rows, "1")
    world.settle()
    assert (page.told[-1], page.refused) == ("Dibatalkan: A001 tidak jadi dipanggil", [])
    assert page.states() == {"A001": "menunggu"}


def test_with_nothing_to_undo_ctrl_z_says_so(world: World) -> None:
    page = QueuePage(world)
    page.press("Ctrl+Z")
    assert (page.asked(), page.why, page.refused) == ([], ["Belum ada yang dapat dibatalkan"], [])


def test_several_who_go_first_say_in_which_order(world: World) -> None:
    give(world, 5)
    page = QueuePage(world)
    page.press("Enter", "F8", "End", "Ctrl+Up", "1")
    assert page.states()["A005"] == "didahulukan"
    page.press("Up", "Ctrl+Up", "2", "Home", "Ctrl+Up")
    assert {number: page.states()[number] for number in ("A001", "A004", "A005")} == {
        "A001": "kembali lagi, ke-1",
        "A004": "didahulukan, ke-3",
        "A005": "didahulukan, ke-2",
    }
    called = []
    for _turn in range(3):
        page.press("Enter")
        called.append(page.called())
        page.press("F9", "p", "Enter")
    assert called == ["A001", "A005", "A004"]


def test_what_d_does_for_a_missed_call_is_said_while_the_desk_has_somebody_too(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Enter", "F8", "Enter")
    assert page.call()[1] == "A001 sudah kembali? Ctrl+↑ mendahulukannya"
    assert page.call()[2] is False
