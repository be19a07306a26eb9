"""A home round by keys: asked for at the counter, put in order, served, ended, told another day."""

from __future__ import annotations

import pytest

from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.commands import end_ticket
from ektp_desk.usecases.queue.queries import ticket_by_number, waiting_tickets
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import equation
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World
from tests.offices import DAY, VILLAGE, proved

pytestmark = pytest.mark.gui


def ask(page: QueuePage, dusun: str, rt: str) -> None:
    page.press("Ctrl+H")
    page.type("Ibu Contoh")
    page.press("Tab", "Tab")
    page.type(dusun)
    page.press("Tab")
    page.type(rt)
    page.press("Enter")


def stops(page: QueuePage) -> list[str]:
    rows = page.view.homes.table.rows
    return [rows.cell(at, 0).text for at in range(rows.rowCount())]


def test_a_home_gets_a_number_and_stands_in_its_own_list(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    ask(page, "Dua", "3")
    assert page.told[-1] == "Nomor A002 diberikan, didatangi di rumah"
    assert page.numbers() == ["A001"]
    assert "Daftar rumah: 1" in page.menu()
    page.press("Ctrl+Shift+H")
    assert stops(page) == ["A002"]
    assert page.view.homes.card.number.text() == "A002"
    page.press("Esc")
    assert page.focus() is page.view.search


def test_another_visit_opens_clean(world: World) -> None:
    page = QueuePage(world)
    ask(page, "Dua", "3")
    page.type("orpa")
    page.press("Ctrl+Shift+H", "Ctrl+H")
    page.type("Nenek Contoh")

    def open_another(session: Session) -> None:
        for ticket in waiting_tickets(session, visit_of(world)):
            end_ticket(session, ticket.id, Outcome.OUT_OF_TIME)
        close_visit(session, visit_of(world), proof=proved(session, visit_of(world)))
        other = plan_visit(session, VILLAGE, day=DAY, lists=())
        open_desk(session, other, letter="A")

    world.tell(open_another)
    world.take_visit()
    page.presenter.shown(Go("queue"))
    world.settle()

    assert page.asked() == []
    assert not page.view.homes.isVisible()
    assert (page.view.search.text(), page.focus()) == ("", page.view.search)


def test_a_home_that_nobody_would_find_is_refused_and_what_was_typed_stays(world: World) -> None:
    page = QueuePage(world)
    page.press("Ctrl+H", "Tab", "Tab", "Tab")
    page.type("3")
    page.press("Enter")
    assert page.box("home_dusun").has_error()
    assert page.box("home_rt").text() == "3"


def test_the_page_opens_at_the_first_on_the_road_not_at_the_first_that_was_written_down(world: World) -> None:
    page = QueuePage(world)
    for dusun in ("Tiga", "Dua"):
        ask(page, dusun, "1")
    page.press("Ctrl+Shift+H")
    assert page.view.homes.card.number.text() == "A002"


def test_the_page_opens_at_the_home_that_was_begun(world: World) -> None:
    page = QueuePage(world)
    for dusun in ("Tiga", "Dua"):
        ask(page, dusun, "1")
    page.press("Ctrl+Shift+H", "Down", "Enter", "Ctrl+Shift+H", "Ctrl+Shift+H")
    assert page.view.homes.card.number.text() == "A001"
    assert page.view.homes.card.blue.word() == "Lanjutkan"


def test_n_and_t_change_the_order_and_the_choice_goes_along(world: World) -> None:
    page = QueuePage(world)
    for dusun in ("Satu", "Tiga", "Dua"):
        ask(page, dusun, "1")
    page.press("Ctrl+Shift+H")
    assert stops(page) == ["A003", "A001", "A002"]
    page.press("Down", "Down", "Ctrl+Up")
    assert stops(page) == ["A003", "A002", "A001"]
    page.press("Ctrl+Up", "Ctrl+Up", "Ctrl+Down")
    assert stops(page) == ["A003", "A002", "A001"]
    assert page.view.homes.card.number.text() == "A002"
    page.press("Ctrl+Z", "1")
    assert stops(page) == ["A002", "A003", "A001"]


def test_c_leads_to_the_round_on_paper_when_there_is_a_home_to_go_to(world: World) -> None:
    page = QueuePage(world)
    page.press("Ctrl+Shift+H", "Ctrl+P")
    assert page.went == []
    page.press("Esc")
    ask(page, "Satu", "1")
    page.press("Ctrl+Shift+H", "Ctrl+P")
    assert page.went == [Go("reports", paper=Wanted(PaperKind.HOMES, visit_of(world)))]


def test_enter_serves_at_home_and_goes_to_the_recording(world: World) -> None:
    page = QueuePage(world)
    ask(page, "Dua", "3")
    page.press("Ctrl+Shift+H", "Enter")
    assert page.went == [Go("recording", ticket=f"{visit_of(world)}:A001")]
    assert page.view.homes.card.blue.word() == "Lanjutkan"


def test_a_home_is_ended_or_told_another_day_where_it_stands(world: World) -> None:
    page = QueuePage(world)
    ask(page, "Dua", "3")
    ask(page, "Dua", "4")
    page.press("Ctrl+Shift+H", "F9", "t", "Enter", "j", "o", "Enter")
    visit = visit_of(world)
    counted = world.tell(lambda session: equation(session, visit))
    assert (counted.not_served, counted.rescheduled, counted.unclear) == (1, 1, 0)
    assert page.focus().objectName() == "home_new"


def test_while_the_desk_has_somebody_no_home_is_served(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Enter")
    ask(page, "Dua", "3")
    page.press("Ctrl+Shift+H", "Enter")
    visit = visit_of(world)
    assert world.tell(lambda session: ticket_by_number(session, visit, "A002")).served_at is None


def test_a_homes_number_is_found_by_search(world: World) -> None:
    page = QueuePage(world)
    ask(page, "Dua", "3")
    page.look_for("a001")
    assert page.focus().objectName() == "homes_table"


def test_whom_the_team_did_not_meet_is_sought_further(world: World) -> None:
    page = QueuePage(world)
    ask(page, "Dua", "3")
    ticket = f"{visit_of(world)}:A001"
    world.tell(lambda session: identify_walk_in(session, ticket, WalkIn("Yohanis Tamonob", "L")))
    page.press("Ctrl+Shift+H", "F9", "T", "Enter", "Esc", "Ctrl+Tab")
    assert "Belum bertemu: Ibu Contoh" in page.view.finished.shown()

    page.press("Ctrl+Tab")
    assert page.view.person.shown() == ("Ibu Contoh", "dicari · A001")
    assert page.view.workspace.tabs.tabText(2) == "Belum datang 0"
    assert (page.sees("person_home_again"), page.sees("person_number")) == (True, False)
    page.type("contoh")
    assert page.found() == ["Ibu Contoh"]
    page.press("Ctrl+H")
    assert page.box("home_contact").text() == "Ibu Contoh"
    page.press("Enter", "Esc")
    assert page.view.workspace.to_come.rows.rowCount() == 0


def test_whom_nobody_seeks_any_more_is_settled_by_a_key(world: World) -> None:
    page = QueuePage(world)
    ask(page, "Dua", "3")
    ticket = f"{visit_of(world)}:A001"
    world.tell(lambda session: identify_walk_in(session, ticket, WalkIn("Yohanis Tamonob", "L")))
    page.press("Ctrl+Shift+H", "F9", "T", "Enter", "Esc", "Ctrl+Tab", "Ctrl+Tab")
    assert (page.sees("person_settled"), page.sees("person_absent")) == (True, False)
    page.press("F9")
    assert "Di rumah itu dilayani Yohanis Tamonob, A001." in page.panel_words()
    page.press("Enter")
    assert page.told[-1] == "Ibu Contoh: tidak dicari lagi"
    assert page.view.workspace.to_come.rows.rowCount() == 0
    page.press("Ctrl+Tab", "Ctrl+Tab")
    assert "Tidak dicari lagi: Ibu Contoh" in page.view.finished.shown()
    assert "Belum bertemu" not in page.view.finished.shown()

    page.press("Ctrl+Tab", "Ctrl+Z", "1")
    assert page.view.person.shown() == ("Ibu Contoh", "dicari · A001")
    page.press("Ctrl+Tab", "Ctrl+Tab")
    assert "Belum bertemu: Ibu Contoh" in page.view.finished.shown()
    assert "Tidak dicari lagi" not in page.view.finished.shown()


def test_who_waits_here_and_who_at_home_is_said_so_that_the_equation_agrees(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    assert "rumah" not in page.foot()
    ask(page, "Dua", "3")
    assert page.view.workspace.tabs.tabText(0) == "Menunggu 3"
    assert "1 di rumah: Ctrl+Shift+H" in page.foot()
    assert " + 3 menunggu" in page.view.workspace.equation.text()
