"""The end of a day, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.recordings import Verdict
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.look.style import dress
from ektp_desk.usecases.queue.calling import call_next, serve
from ektp_desk.usecases.queue.ending import end_ticket
from ektp_desk.usecases.queue.numbers import give_numbers
from ektp_desk.usecases.record.reviewing import exceptions_of
from ektp_desk.usecases.visit.closing import reopen_visit
from ektp_desk.usecases.visit.planning import confirm_day, count_sent_home, open_desk, plan_visit, the_visit
from tests.gui.closing.page import ClosingPage
from tests.gui.worlds import World, open_world
from tests.offices import DAY, VILLAGE, WORDS
from tests.visit.test_reviewing import record

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ektp_desk.settings import Folders
    from ektp_desk.usecases.session import Session

pytestmark = pytest.mark.gui


@pytest.fixture
def world(qtbot: QtBot, folders: Folders, qapp: object) -> Iterator[World]:
    """Give a day on which one person was served, two still wait and one went home without a number."""
    dress(qapp)  # type: ignore[arg-type]  # the fixture's type is pytest-qt's own
    with open_world(qtbot, folders) as made:
        made.tell(_live)
        made.take_visit()
        yield made


def _live(session: Session) -> None:
    visit = plan_visit(session, VILLAGE, day=DAY, lists=())
    confirm_day(session)
    open_desk(session, visit, letter="A")
    give_numbers(session, visit, letter="A", count=3)
    ticket = call_next(session, visit, desk="A")
    assert ticket is not None
    serve(session, ticket, desk="A")
    end_ticket(session, ticket, Outcome.ANSWERED)
    count_sent_home(session, visit)


def _state(world: World, visit: str) -> VisitState:
    return world.tell(lambda session: the_visit(session, visit)).state


def test_unclear_tickets_are_ended_here_and_then_the_day_is_signed(world: World) -> None:
    assert world.work.visit is not None
    visit = world.work.visit.id
    page = ClosingPage(world)
    assert page.focus() is page.view.table
    page.press("Enter", "W", "Enter")
    page.press("S", "P", "Enter")
    assert page.focus().objectName() == "closing_passphrase"
    page.type(WORDS)
    page.press("Ctrl+Enter")
    assert _state(world, visit) is VisitState.CLOSED
    assert page.says() == "1 orang terlayani hari ini. Terima kasih."
    page.press("Enter")
    assert page.went == [("reports", Wanted(PaperKind.VISIT, visit))]


def test_the_day_is_not_signed_while_a_ticket_is_unclear(world: World) -> None:
    page = ClosingPage(world)
    page.press("Ctrl+Enter")
    assert page.refused == ["visit.unclear_tickets"]
    assert page.focus() is page.view.table


def test_nobody_signs_without_the_passphrase_and_the_keypad_signs_too(world: World) -> None:
    assert world.work.visit is not None
    visit = world.work.visit.id
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    blue = page.view.bar.blue.mapTo(page.view, QPoint())
    page.type("Ferdinan Contoh")
    page.press("Ctrl+Enter")
    assert page.lacks() == "Kata sandi tidak cocok"
    assert page.view.bar.blue.mapTo(page.view, QPoint()) == blue
    assert _state(world, visit) is VisitState.OPEN
    assert isinstance(world.clock, DayClock)
    world.clock.wait(60)
    page.type(WORDS)
    assert page.lacks() == ""
    page.press_keypad_enter_with_ctrl()
    assert _state(world, visit) is VisitState.CLOSED
    signed = world.tell(lambda session: the_visit(session, visit))
    assert (signed.supervisor, signed.proved) == (world.work.session.user.name, 1)
    assert page.view.bar.passphrase.text() == "", "no passphrase stays in a box"


def test_the_picture_speaks_the_whole_equation(world: World) -> None:
    page = ClosingPage(world)
    assert page.view.flow.accessibleDescription() == (
        "4 datang = 3 bernomor + 1 pulang tanpa nomor; 3 = 1 dilayani + 0 sebagian + 0 tidak dilayani"
        " + 0 pergi + 0 dijadwal ulang + 0 nomor hilang + 2 belum jelas"
    )


def test_the_summary_is_copied_from_the_list_and_from_the_name_field(world: World) -> None:
    page = ClosingPage(world)
    page.press("Alt+C")
    assert "Datang 4 = bernomor 3 + pulang tanpa nomor 1." in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter", "Alt+C")
    assert "Datang 4" in QGuiApplication.clipboard().text()


def test_esc_goes_back_and_writes_nothing(world: World) -> None:
    page = ClosingPage(world)
    page.press("Enter", "W", "Esc")
    assert page.went == []
    page.press("Esc")
    assert page.went == [("today", None)]
    assert len(page.view.table.rows._rows) == 2


def test_without_an_open_visit_there_is_a_way_on(world: World) -> None:
    world.work.visit = None
    page = ClosingPage(world)
    page.press("Enter")
    assert page.went == [("lists", None)]


def _with_exceptions(world: World) -> str:
    """Give every number an outcome, two of them a recording with an exception."""
    assert world.work.visit is not None
    visit = world.work.visit.id
    for name in ("Orpa Contoh", "Welmi Contoh"):
        world.tell(partial(record, visit=visit, name=name, excepted=True))
    return visit


def _at_the_review(world: World) -> tuple[ClosingPage, str]:
    """Come to two exceptions, with the passphrase entered."""
    visit = _with_exceptions(world)
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    assert page.focus().objectName() == "closing_passphrase"
    page.type(WORDS)
    page.press("Enter")
    assert page.focus().objectName() == "exceptions"
    return page, visit


def _verdicts(world: World, visit: str) -> list[tuple[Verdict | None, str]]:
    found = world.tell(lambda session: exceptions_of(session, visit))
    return [(one.verdict, one.note) for one in found]


def test_exceptions_are_read_one_by_one_and_the_passphrase_is_asked_once(world: World) -> None:
    page, visit = _at_the_review(world)
    blue = page.view.bar.blue.mapTo(page.view, QPoint())
    page.press("Ctrl+Enter")
    assert page.refused == ["visit.unreviewed"]
    page.press("U")
    assert page.focus().objectName() == "review_note"
    page.type("foto gelap")
    page.press("Enter")
    assert _verdicts(world, visit) == [(Verdict.REPEAT, "foto gelap"), (None, "")]
    assert page.view.bar.blue.word() == "Terima A005"
    page.press("T")
    assert _verdicts(world, visit) == [(Verdict.REPEAT, "foto gelap"), (Verdict.ACCEPTED, "")]
    assert page.view.bar.blue.mapTo(page.view, QPoint()) == blue, "the blue button stands still"
    assert not page.view.bar.asks_passphrase()
    page.press("Ctrl+Enter")
    assert _state(world, visit) is VisitState.CLOSED


def test_no_enter_accepts_an_exception(world: World) -> None:
    page, visit = _at_the_review(world)
    page.press("Enter", "Enter", "Enter")
    assert _verdicts(world, visit) == [(None, "")] * 2
    page.press("Shift+T")
    assert _verdicts(world, visit) == [(Verdict.ACCEPTED, "")] * 2


def test_nobody_reviews_without_the_passphrase(world: World) -> None:
    visit = _with_exceptions(world)
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    page.type("bukan ini")
    page.press("Enter")
    assert page.lacks() == "Kata sandi tidak cocok"
    page.view.exceptions.table.setFocus()
    page.press("T", "Shift+T", "U")
    assert _verdicts(world, visit) == [(None, "")] * 2


def test_what_was_reviewed_is_looked_at_again_and_changed_before_the_signature(world: World) -> None:
    page, visit = _at_the_review(world)
    page.press("U", "Esc")
    assert page.focus().objectName() == "exceptions"
    page.press("Shift+T", "Alt+P", "Home", "U", "Enter")
    assert _verdicts(world, visit) == [(Verdict.REPEAT, ""), (Verdict.ACCEPTED, "")]
    page.press("Esc")
    assert page.went == []
    page.press("Ctrl+Enter")
    assert _state(world, visit) is VisitState.CLOSED


def test_whoever_comes_back_to_the_screen_is_asked_for_the_passphrase_again(world: World) -> None:
    page, _visit = _at_the_review(world)
    page.press("Shift+T")
    page.presenter.shown(None)
    world.settle()
    assert page.view.bar.asks_passphrase()


def test_the_head_keeps_its_height_when_the_day_is_signed(world: World) -> None:
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    before = page.view.question.height()
    page.type(WORDS)
    page.press("Ctrl+Enter")
    assert (page.says().partition(" ")[0], page.view.question.height()) == ("1", before)
    page.press("Alt+C")
    assert "Tidak dilayani karena: waktu habis 2." in QGuiApplication.clipboard().text()


def test_a_day_that_goes_on_says_so_until_its_second_signature(world: World) -> None:
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    page.type(WORDS)
    page.press("Ctrl+Enter")
    visit = page.presenter._visit
    world.tell(lambda s: reopen_visit(s, visit, reason="satu orang kembali", passphrase=WORDS))
    page.presenter.read_anew()
    world.settle()
    told = page.view.question._help.full_text()
    assert told.startswith("Dibuka kembali: satu orang kembali")
    page.press("Alt+C")
    assert "Sempat ditutup, lalu dibuka kembali." in QGuiApplication.clipboard().text()
