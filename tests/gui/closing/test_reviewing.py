"""A day's exceptions are read by a supervisor before its signature, by keys alone."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtGui import QGuiApplication

from ektp_desk.domain.recordings import Verdict
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.recording.queries import exceptions_of
from tests.gui.closing.page import ClosingPage, state
from tests.gui.worlds import World
from tests.offices import WORDS
from tests.visit.test_reviewing import record

pytestmark = pytest.mark.gui


def _with_exceptions(world: World) -> str:
    """Every number has an outcome, two of them a recording with an exception."""
    assert world.work.visit is not None
    visit = world.work.visit.id
    for name in ("Orpa Contoh", "Welmi Contoh"):
        world.tell(partial(record, visit=visit, name=name, excepted=True))
    return visit


def at_the_review(world: World) -> tuple[ClosingPage, str]:
    """Come to two exceptions, with the passphrase entered."""
    visit = _with_exceptions(world)
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    assert page.at() == "closing_passphrase"
    page.type(WORDS)
    page.press("Enter")
    assert page.at() == "exceptions"
    return page, visit


def _verdicts(world: World, visit: str) -> list[tuple[Verdict | None, str]]:
    found = world.tell(lambda session: exceptions_of(session, visit))
    return [(one.verdict, one.note) for one in found]


def test_exceptions_are_read_one_by_one_and_the_passphrase_is_asked_once(world: World) -> None:
    page, visit = at_the_review(world)
    blue = page.blue_place()
    page.press("Ctrl+Enter")
    assert page.refused == ["visit.unreviewed"]
    page.press("U")
    assert page.at() == "review_note"
    page.type("foto gelap")
    page.press("Enter")
    assert _verdicts(world, visit) == [(Verdict.REPEAT, "foto gelap"), (None, "")]
    assert page.blue() == "Terima A005"
    page.press("T")
    assert _verdicts(world, visit) == [(Verdict.REPEAT, "foto gelap"), (Verdict.ACCEPTED, "")]
    assert page.blue_place() == blue, "the blue button stands still"
    assert not page.sees("closing_passphrase")
    page.press("Ctrl+Enter")
    assert state(world, visit) is VisitState.CLOSED


def test_a_supervisor_reads_which_finger_was_not_taken(world: World) -> None:
    page, _visit = at_the_review(world)

    assert page.exception(0)[2:4] == ["Sidik jari 9", "jari luka: telunjuk kiri (Noh L.)"]


def test_no_enter_accepts_an_exception(world: World) -> None:
    page, visit = at_the_review(world)
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
    page, visit = at_the_review(world)
    page.press("U", "Esc")
    assert page.at() == "exceptions"
    page.press("Shift+T", "Alt+P")
    page.press("Shift+T")
    assert page.why == ["Semua sudah ditinjau"]
    page.press("Home", "U", "Enter")
    assert _verdicts(world, visit) == [(Verdict.REPEAT, ""), (Verdict.ACCEPTED, "")]
    page.press("Esc")
    assert page.went == []
    page.press("Ctrl+Enter")
    assert state(world, visit) is VisitState.CLOSED


def test_the_summary_is_copied_also_while_no_button_says_so(world: World) -> None:
    page, _visit = at_the_review(world)
    QGuiApplication.clipboard().clear()
    assert not page.sees("closing_copy")
    page.press("U", "Alt+C")
    assert "Datang 6 = bernomor 5" in QGuiApplication.clipboard().text()


def test_whoever_comes_back_to_the_screen_is_asked_for_the_passphrase_again(world: World) -> None:
    page, _visit = at_the_review(world)
    page.press("Shift+T")
    page.comes_again()
    assert page.sees("closing_passphrase")
