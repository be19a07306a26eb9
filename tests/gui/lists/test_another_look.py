"""Another look in the middle of the work on visits and lists: what was typed, chosen and opened stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QCheckBox

from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI
from ektp_desk.gui.work import Go
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.visits.commands import close_visit, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import visits
from tests.gui.lists.page import ListsPage, targets
from tests.gui.worlds import World
from tests.offices import DAY, VILLAGE, WORDS, proved

pytestmark = pytest.mark.gui


def change_look(qapp: QApplication, world: World, page: ListsPage) -> None:
    """Take the other theme and larger letters, as F11 and Ctrl++ do."""
    turn_look(qapp, page, base=18)
    world.settle()


def turn_look(qapp: QApplication, page: ListsPage, *, base: int) -> None:
    """The same while work is under way."""
    before = page.presenter.view
    dress(qapp, base, theme=MATAHARI)
    page.room.renew()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # of the old view
    QApplication.processEvents()
    assert page.presenter.view is not before


def test_the_chosen_visit_and_the_letter_of_its_desk(
    qapp: QApplication, page: ListsPage, world: World
) -> None:
    page.plan("nunbena")
    page.plan("noebesi")
    page.press("Home", "Down", "H", "H")
    chosen = page.row_at_hand("visits")
    change_look(qapp, world, page)

    assert (page.at(), page.row_at_hand("visits")) == ("visits", chosen)
    assert page.sees("Buka meja C")
    page.press("H", "Enter")
    assert {visit.desks for visit in world.tell(visits)} == {"", "D"}


def test_the_list_at_hand_with_its_story(
    qapp: QApplication, page: ListsPage, world: World, clean: Path
) -> None:
    page.load(clean)
    page.press("Enter")
    page.plan("noebesi")
    page.press("D")
    change_look(qapp, world, page)

    assert page.at() == "lists"
    assert page.sees("Cabut daftar…")
    assert page.sees("07.30 · dimuat oleh")
    assert not page.sees("Tunda…")


def test_a_withdrawal_half_written(qapp: QApplication, page: ListsPage, world: World, clean: Path) -> None:
    page.load(clean)
    page.press("Enter", "C")
    page.type("salah keca")
    change_look(qapp, world, page)

    assert page.at() == "withdraw_reason"
    assert page.sees("Rekaman dan nomor antrean tetap.")
    page.type("matan")
    page.press("Enter")
    assert world.tell(lists)[0].withdrawn_why == "salah kecamatan"


def test_another_day_half_written(qapp: QApplication, page: ListsPage, world: World) -> None:
    page.plan("noebesi")
    page.press("T")
    page.type("9-4-2019")
    page.press("Tab")
    page.type("jalan")
    change_look(qapp, world, page)

    assert page.at() == "postpone_reason"
    page.type(" putus")
    page.press("Enter")
    (visit,) = world.tell(visits)
    assert (visit.day, visit.postponed_from) == ("2019-04-09", "2019-04-02")


def test_an_opening_again_with_its_passphrase(qapp: QApplication, page: ListsPage, world: World) -> None:
    visit = world.tell(lambda session: plan_visit(session, VILLAGE, day=DAY, lists=()))
    world.tell(lambda session: open_desk(session, visit, letter="A"))
    world.tell(lambda session: close_visit(session, visit, proof=proved(session, visit)))
    page.presenter.shown(Go("visits"))
    world.settle()
    page.press("B")
    page.type("dua orang")
    page.press("Tab")
    page.type(WORDS[:4])
    change_look(qapp, world, page)

    page.type(WORDS[4:])
    page.press("Enter")
    assert world.tell(visits)[0].state is VisitState.OPEN


def test_a_plan_half_made(qapp: QApplication, page: ListsPage, world: World, clean: Path) -> None:
    page.load(clean)
    page.press("Enter", "N", "Alt+2")
    page.type("SMA Contoh")
    page.go_to("plan_team")
    page.type("Maria T.")
    page.go_to("plan_list_0")
    page.press("Space")
    change_look(qapp, world, page)

    assert (page.where(), page.at()) == ("plan", "plan_list_0")
    tick = page.shell.findChild(QCheckBox, "plan_list_0")
    assert tick is not None
    assert tick.isChecked()
    assert page.sees("sasaran dari 1 daftar")
    assert page.sees("Nama sekolah")
    page.press("Ctrl+Enter")
    (visit,) = world.tell(visits)
    assert (visit.kind, visit.place, visit.team_names) == ("sekolah", "SMA Contoh", ("Maria T.",))
    assert targets(world) == [40]


def test_the_desa_that_fit_what_is_typed_lie_open_again(
    qapp: QApplication, page: ListsPage, world: World
) -> None:
    page.press("N")
    page.type("noeb")
    change_look(qapp, world, page)

    assert (page.where(), page.at()) == ("plan, choices", "plan_desa")
    page.type("esi")
    page.press("Enter", "Ctrl+Enter")
    assert [visit.village for visit in world.tell(visits)] == [VILLAGE]


def test_a_file_that_is_being_looked_at(
    qapp: QApplication, page: ListsPage, world: World, clean: Path
) -> None:
    page.load(clean)
    change_look(qapp, world, page)

    assert page.where() == "preview"
    page.press("Ctrl+Enter")
    assert [kept.rows for kept in world.tell(lists)] == [40]
