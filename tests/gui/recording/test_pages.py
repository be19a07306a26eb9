"""F3 without a person: a number is called, typed or lacking; and the screen fits the smallest window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.commands import end_ticket
from ektp_desk.usecases.queue.queries import ticket_by_number, waiting_tickets
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit
from tests.gui.recording.page import RecordingPage
from tests.gui.sight import cut, nameless
from tests.gui.worlds import World
from tests.offices import proved

pytestmark = pytest.mark.gui

SMALLEST = [(15, 1024, 560), (15, 1020, 517), (20, 1360, 690), (15, 1180, 600), (15, 1366, 698)]


def test_a_typed_number_is_served(world: World) -> None:
    page = RecordingPage(world).open()
    assert page.focus_name() == "ticket_number"
    page.type("a5").press("Enter")

    assert page.read("number") == "A005"
    assert page.focus_name() == "who"


def test_an_unknown_number_is_refused_beside_the_field(world: World) -> None:
    page = RecordingPage(world).open()
    page.type("a99").press("Enter")

    assert "Nomor A099 belum dibagikan di laptop ini. Enter lagi: catat dan layani." in page.seen()
    assert page.refused == []


def test_the_next_is_called_by_ctrl_enter(world: World) -> None:
    page = RecordingPage(world).open().press("Ctrl+Enter")

    assert page.read("called_number") == "A004"
    assert page.focus_name() == "serve"


def test_who_does_not_come_is_passed_over(called: World, page: RecordingPage) -> None:
    page.press("Ctrl+R", "F8")

    visit = called.work.visit
    assert visit is not None
    passed = called.tell(lambda session: ticket_by_number(session, visit.id, "A004"))
    assert (passed.calls, passed.skips) == (2, 1)
    assert page.focus_name() == "ticket_number"


def test_without_a_visit_the_screen_leads_to_the_visits(world: World) -> None:
    world.work.visit = None
    page = RecordingPage(world).open().press("Enter")

    assert page.went == [Go("visits")]


def test_after_closing_the_screen_says_so_and_leads_to_the_report(world: World) -> None:
    assert world.work.visit is not None
    visit = world.work.visit.id

    def close(session: Session) -> None:
        for ticket in waiting_tickets(session, visit):
            end_ticket(session, ticket.id, Outcome.OUT_OF_TIME)
        close_visit(session, visit, proof=proved(session, visit))

    world.tell(close)
    world.work.visit = None
    page = RecordingPage(world).open()
    assert "Hari ditutup 08.51" in page.seen()
    page.press("Enter")

    assert page.went == [Go("reports", paper=Wanted(PaperKind.VISIT, visit))]


@pytest.fixture(params=SMALLEST, ids=lambda size: "{1}x{2} at {0} px".format(*size))
def fitted(request: pytest.FixtureRequest, qapp: QApplication, called: World) -> Iterator[RecordingPage]:
    """Open F3 in one of the windows it must fit."""
    base, width, height = request.param
    dress(qapp, base)
    yield RecordingPage(called).open(width=width, height=height)
    dress(qapp)


def test_every_stage_fits_its_window_and_can_be_heard(called: World, fitted: RecordingPage) -> None:
    page = fitted
    stages: tuple[Callable[[], object], ...] = (
        lambda: page,
        lambda: page.press("Enter"),
        lambda: page.type("Orang Contoh Dengan Nama Yang Panjang Sekali Sampai Ke Ujung").press("Ctrl+N"),
        lambda: page.press("P").type("1").press("Tab").type("03-04-2003").press("Enter"),
        lambda: page.press("Del").hurry("Ctrl+a", "Del").press("Enter"),
        lambda: page.press("Alt+3"),
        lambda: page.press("1", "Tab").type("Noh L.").press("Enter"),
        lambda: page.press("=", "=", "Ctrl+Enter"),
        lambda: page.press("Esc", "Ctrl+F9"),
    )
    for stage in stages:
        stage()
        called.qtbot.waitUntil(page.fits)
        assert _outside(page.shell) == []
        assert nameless(_seen(page.shell)) == []
        assert cut(_seen(page.shell)) == []


def _seen(shell: QWidget) -> list[QWidget]:
    return [widget for widget in shell.findChildren(QWidget) if widget.isVisible()]


def _outside(shell: QWidget) -> list[str]:
    return [
        widget.objectName() or type(widget).__name__
        for widget in _seen(shell)
        if (holder := widget.parentWidget()) is not None and not holder.rect().contains(widget.geometry())
    ]


def test_enter_once_more_takes_in_a_number_that_was_not_given_here(world: World) -> None:
    page = RecordingPage(world).open()
    page.type("a99").press("Enter", "Enter")

    assert "A099" in page.seen()
    assert "Belum ada nomor di meja ini" not in page.seen()
