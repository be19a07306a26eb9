"""A morning at the queue, by keys alone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.tickets import Outcome, Purpose
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.queries import ticket_by_number
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visits.commands import close_visit
from ektp_desk.usecases.visits.queries import equation, the_visit
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World
from tests.offices import proved

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.gui


def _outcome(world: World, number: str) -> Outcome | None:
    visit = visit_of(world)
    return world.tell(lambda session: ticket_by_number(session, visit, number)).outcome


def test_the_first_number_is_one_key_away_on_an_empty_queue(world: World) -> None:
    page = QueuePage(world)
    page.press("Ins")
    assert page.numbers() == ["A001"]
    assert page.told == ["Nomor A001 diberikan"]
    assert page.focus() is page.view.search


def test_enter_calls_the_next_and_enter_again_serves_and_opens_the_recording(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    assert page.blue() == "Panggil berikutnya"
    page.press("Enter")
    assert (page.called(), page.blue()) == ("A001", "Layani")
    page.press("Keypad Enter")
    assert page.went == [Go("recording", ticket=f"{visit_of(world)}:A001")]
    assert page.blue() == "Lanjutkan perekaman"


def test_what_the_lists_choose_while_they_are_filled_is_shown_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(world, 2)
    shown, show = list[Ticket | None](), QueueView.show_chosen

    def counted(view: QueueView, held: Ticket | None) -> None:
        shown.append(held)
        show(view, held)

    monkeypatch.setattr(QueueView, "show_chosen", counted)
    QueuePage(world)
    assert len(shown) == 3  # when it is made, when it is read, and who is to come


def test_somebody_who_left_is_ended_with_two_keys_after_s(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Enter", "F9", "p", "Enter")
    assert _outcome(world, "A001") is Outcome.LEFT
    assert page.numbers() == ["A002"]
    assert page.focus() is page.view.search
    assert page.blue() == "Panggil berikutnya"


def test_a_card_is_handed_over_by_enter_alone(world: World) -> None:
    give(world, 1, Purpose.FETCH_CARD)
    page = QueuePage(world)
    page.press("Enter", "Enter")
    assert (page.blue(), page.button("queue_end").word()) == ("Kartu diserahkan", "Hasil lain…")
    page.press("Enter")
    assert _outcome(world, "A001") is Outcome.CARD_HANDED_OVER
    assert page.told[-1] == "A001: kartu diserahkan"
    assert page.blue() == "Panggil berikutnya"


def test_a_name_is_asked_for_only_where_the_next_screen_takes_it(world: World) -> None:
    give(world, 1)
    give(world, 1, Purpose.FETCH_CARD)
    page = QueuePage(world)
    page.press("Enter")
    assert page.view.counter.who.full_text() == "Belum dikenali: tanyakan namanya"
    page.press("F9", "p", "Enter", "Enter", "Enter")
    assert (page.blue(), page.view.counter.who.full_text()) == ("Kartu diserahkan", "Belum dikenali")


def test_a_card_that_is_not_there_has_another_ending_and_undoing_gives_the_person_back(world: World) -> None:
    give(world, 1, Purpose.FETCH_CARD)
    page = QueuePage(world)
    page.press("Enter", "Enter", "Enter", "Ctrl+Z", "1")
    assert (page.called(), page.blue()) == ("A001", "Kartu diserahkan")
    page.press("F9", "r", "Enter")
    assert _outcome(world, "A001") is Outcome.REFERRED


def test_a_question_is_answered_by_enter_alone(world: World) -> None:
    give(world, 1, Purpose.QUESTION)
    page = QueuePage(world)
    page.press("Enter", "Enter")
    assert page.blue() == "Pertanyaan dijawab"
    page.press("Enter")
    assert _outcome(world, "A001") is Outcome.ANSWERED


def test_who_missed_the_call_waits_again_and_the_row_stays_in_its_place(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    page.press("Down", "Enter", "Ctrl+R", "F8")
    assert page.numbers() == ["A001", "A002", "A003"]
    assert page.states()["A001"] == "dilewati"
    assert page.chosen() == "A002"
    assert page.told == ["A001 dilewati: dipanggil lagi sesudah yang lain"]
    assert page.call() == ("Panggil A002", "Terpilih: A002 belum dikenali", True)
    page.press("Enter")
    assert page.called() == "A002"


def test_c_calls_the_chosen_row_and_rests_while_the_desk_has_somebody(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    page.press("Down", "Down", "Ctrl+Return")
    assert page.called() == "A003"
    assert page.call() == ("Panggil A003", "A003 di meja A", False)
    page.press("Up", "Ctrl+Return")
    assert page.called() == "A003"
    assert page.call() == ("Panggil A002", "A003 belum selesai", False)
    assert (page.why, page.refused) == (["A003 belum selesai"], [])


def test_esc_leaves_the_ending_without_writing_and_the_screen_keys_rest_meanwhile(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Enter", "F9", "n", "Esc")
    assert page.numbers() == ["A001", "A002"]
    assert page.states()["A001"] == "dipanggil · A"
    assert page.focus() is page.view.search


def test_a_lorry_of_people_gets_its_numbers_in_one_act(world: World) -> None:
    page = QueuePage(world)
    page.press("Ctrl+Ins")
    page.type("250")
    page.press("Enter")
    assert page.box("many_count").has_error()
    page.focus().selectAll()  # type: ignore[attr-defined]  # a line edit
    page.type("24")
    page.press("Enter")
    assert len(page.numbers()) == 24
    assert page.told == ["24 nomor diberikan: A001 s.d. A024"]
    assert page.focus() is page.view.search


def test_plus_and_minus_count_who_went_home_without_a_number(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Alt++", "Alt+=", "Alt+-", "Alt+-", "Alt+-", "Alt++")
    visit = visit_of(world)
    assert world.tell(lambda session: equation(session, visit)).sent_home == 1
    assert page.refused == []


def test_plus_and_minus_are_printed_where_they_count(world: World) -> None:
    page = QueuePage(world)
    names = [page.button(side).accessibleName() for side in ("sent_home_minus", "sent_home_plus")]
    assert names == ["Pulang tanpa nomor: kurangi satu (Alt+-)", "Pulang tanpa nomor: tambah satu (Alt++)"]


def test_a_typed_or_scanned_number_chooses_its_row(world: World) -> None:
    give(world, 5)
    page = QueuePage(world)
    page.look_for("a4")
    assert (page.chosen(), page.view.search.text()) == ("A004", "")
    page.look_for("A 003")
    assert page.chosen() == "A003"
    page.look_for("EKTP1:A002")
    assert page.chosen() == "A002"
    assert page.focus() is page.view.search
    page.look_for("tamonop")
    assert (page.sees("found_none"), page.refused) == (True, [])
    page.press("Esc")
    page.type("5")
    assert page.found() == ["A005"]


def test_a_name_is_found_as_it_may_be_typed_and_the_likest_says_so(world: World) -> None:
    give(world, 4)
    visit = visit_of(world)
    for number, name, nik in (("A002", "Yuliana Obe", "5302325203029901"), ("A003", "Yuliana O'Besi", "")):
        world.tell(partial(identify_walk_in, ticket=f"{visit}:{number}", said=WalkIn(name, "P", nik)))
    page = QueuePage(world)
    page.look_for("besi yul")
    assert page.chosen() == "A003"
    page.type("juliana obe")
    assert page.found()[0] == "Yuliana Obe · mirip"
    page.press("Esc")

    page.look_for("yulyana obessi")
    assert page.chosen() == "A003"
    page.look_for("5302 3252 0302 9901")
    assert (page.chosen(), page.refused) == ("A002", [])
    page.look_for("5302 3252 0302 9902")
    assert (page.sees("found_none"), page.refused) == (True, [])


def test_letters_create_nothing_and_esc_takes_them_away(world: World) -> None:
    """Typed without looking, a name once made five numbers."""
    give(world, 1)
    page = QueuePage(world)
    page.type("nona kase")
    assert (page.numbers(), page.told, page.view.search.text()) == (["A001"], [], "nona kase")
    page.press("Esc")
    assert (page.view.search.text(), page.chosen()) == ("", "A001")


def test_after_a_start_the_desk_goes_on_with_whom_it_served(world: World) -> None:
    give(world, 2)
    QueuePage(world).press("Enter", "Enter")
    again = QueuePage(world)
    assert (again.called(), again.blue()) == ("A001", "Lanjutkan perekaman")
    again.press("F8")
    assert again.states()["A001"] == "ditunda"


def test_minutes_grow_without_the_store_and_move_no_row(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Down")
    world.clock.wait(61 * 60)  # type: ignore[attr-defined]  # the world's clock is set by hand
    page.presenter.show_time()
    assert page.view.workspace.figures._oldest.text() == "61"
    assert page.chosen() == "A002"


def test_the_equation_counts_everybody_without_an_outcome_as_waiting(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    page.press("Enter", "F9", "d", "Enter", "Enter")
    assert page.view.workspace.equation.text() == (
        "3 datang = 0 dilayani + 2 menunggu + 1 tidak penuh + 0 pulang tanpa nomor"
    )


def test_without_an_open_visit_the_screen_says_where_to_go(world: World) -> None:
    world.work.visit = None
    page = QueuePage(world)
    assert page.focus().objectName() == "queue_plan"
    page.press("Enter")
    assert page.went == [Go("visits")]


def test_after_closing_the_queue_says_who_closed_the_day_and_offers_its_report(world: World) -> None:
    visit = visit_of(world)
    world.tell(lambda session: close_visit(session, visit, proof=proved(session, visit)))
    at = world.tell(lambda session: the_visit(session, visit)).closed_at
    assert at is not None
    world.work.visit = None
    page = QueuePage(world)
    words = "\n".join(each.text() for each in page.view.findChildren(QLabel) if each.isVisible())
    assert f"Hari ditutup {at:%H.%M}" in words
    assert "Ditandatangani Maria T. Hasilnya" in words
    page.press("Enter")
    assert page.went == [Go("reports", paper=Wanted(PaperKind.VISIT, visit))]


def test_a_day_closed_yesterday_is_not_told_today(world: World) -> None:
    visit = visit_of(world)
    world.tell(lambda session: close_visit(session, visit, proof=proved(session, visit)))
    world.work.visit = None
    assert isinstance(world.clock, DayClock)
    world.clock.wait(timedelta(days=1).total_seconds())
    page = QueuePage(world)
    assert page.focus().objectName() == "queue_plan"


def test_when_all_have_an_outcome_a_key_goes_to_closing(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Enter", "F9", "x", "Enter")
    give(world, 1)
    page.presenter.read_anew()
    world.settle()
    page.press("Enter", "F9", "w", "Enter")
    assert page.button("queue_close_day").isVisible()
    page.press("Ctrl+T")
    assert page.went == [Go("closing")]
