"""A paper comes to a desk that never gave it: typed or scanned, its holder is served all the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.queries import ticket_by_number
from ektp_desk.usecases.shapes import Ticket
from tests.gui.desks import DeskPage, Waits, open_desk
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def ticket(world: World, number: str) -> Ticket:
    visit = visit_of(world)
    return world.tell(lambda session: ticket_by_number(session, visit, number))


def looked_for(world: World, number: str) -> QueuePage:
    page = QueuePage(world)
    page.look_for(number)
    world.settle()
    return page


def test_a_number_off_a_printed_sheet_is_given_and_served_by_one_key(world: World) -> None:
    give(world, 1)
    page = looked_for(world, "a42")
    assert page.panel().accessibleName() == "A042 belum dibagikan di laptop ini"
    page.press("Enter")
    assert page.went == [Go("recording", ticket=f"{visit_of(world)}:A042")]
    assert (ticket(world, "A042").given, ticket(world, "A042").desk) == (True, "A")
    page.press("Ins")
    assert page.told[-1] == "Nomor A043 diberikan"


def test_it_may_wait_instead(world: World) -> None:
    page = looked_for(world, "A042")
    page.press("Ins")
    assert page.states() == {"A042": "menunggu"}
    assert page.told == ["Nomor A042 diberikan"]


def test_another_laptops_number_is_served_without_being_given(world: World) -> None:
    page = looked_for(world, "EKTP1:B007")
    assert not page.button("unseen_wait").isVisible()
    page.press("Ins")
    assert page.asked() == ["unseen"]
    page.press("Enter")
    assert not ticket(world, "B007").given
    assert page.states() == {"B007": "di meja A"}


def test_while_the_desk_has_somebody_the_number_can_only_wait(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Enter")
    page.look_for("A042")
    world.settle()
    assert not page.button("unseen_serve").isEnabled()
    page.press("Enter")
    assert page.states() == {"A001": "dipanggil · A", "A042": "menunggu"}


def test_while_the_desk_has_somebody_another_laptops_number_is_looked_for_again_later(world: World) -> None:
    give(world, 1)
    page = QueuePage(world)
    page.press("Enter")
    page.look_for("B012")
    world.settle()
    serve, wait = page.button("unseen_serve"), page.button("unseen_wait")
    assert (serve.isEnabled(), wait.isVisible()) == (False, False)
    about = page.panel().findChild(QLabel, "unseen_about")
    assert about is not None
    assert about.text() == (
        "A001 masih di meja ini. Sesudah itu cari lagi: nomor ini tetap menunggu di laptop pembaginya."
    )
    page.press("Ins", "Esc")
    assert page.states() == {"A001": "dipanggil · A"}


def test_esc_takes_nothing_in(world: World) -> None:
    page = looked_for(world, "A042")
    page.press("Esc")
    assert page.view.workspace.equation.text().startswith("0 datang")


def scan(page: DeskPage, text: str) -> None:
    """Type as a scanner does: all at once, Enter at the end."""
    for key in text:
        QTest.keyClicks(QApplication.focusWidget() or page.window, key)
    QTest.keyClick(QApplication.focusWidget() or page.window, Qt.Key.Key_Return)
    page.settle()


def test_a_scan_is_caught_wherever_no_text_is_written(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        before = page.labels()["called_number"]
        scan(page, "EKTP1:A140")
        assert page.labels()["called_number"] == before
        assert page.focus() == "queue_search"
        queue = page.window.place("queue")
        assert queue is not None
        assert queue.view.table.selected_row().ticket.number == "A140"  # type: ignore[attr-defined]  # the queue's view

        page.press("F1")
        scan(page, "EKTP1:A999")

        assert page.place == "queue"
        assert page.focus() == "unseen_wait"


def test_keys_of_a_person_still_act_one_by_one(qtbot: Waits, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F1", "E", "H")
        assert page.place == "closing"
