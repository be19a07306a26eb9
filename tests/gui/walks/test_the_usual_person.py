"""The act done two hundred times a day, its keystrokes counted as the window hears them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Folders
from tests.gui.desks import open_desk, unrecorded
from tests.gui.walks.hand import DAUD, ORPA, draw_signature, open_desa
from tests.gui.walks.keys import Keystrokes
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
MOST = 5


def test_the_usual_person_takes_five_keys(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    """Counted from the called number until the next number is called and shown.

    Every key press of the hand counts, those too that would do nothing; the NIK, typed or scanned, is one act
    beside them. What the office attests: Enter serves, Enter chooses who was found, `=` marks all five steps
    and then both documents, Ctrl+Enter finishes and calls the next.
    """
    with open_desk(qtbot, folders, sample=False) as page:
        walk = two_numbers_called(page_walk=Walk(page), folder=tmp_path)
        with Keystrokes() as hand:
            walk.press("Enter")
            with hand.reading():
                walk.type(ORPA)
            walk.press("Enter", "=", "=", "Ctrl+Enter")

        assert walk.ended() == {"A001": Outcome.RECORDED}
        assert (walk.at(), walk.called()) == (("recording", "serve"), "A002")
        assert (hand.names, hand.acts) == (["Return", "Return", "Equal", "Equal", "Return"], 1)
        assert len(hand.names) <= MOST


def test_a_scanner_that_ends_with_enter_takes_a_key_off(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    """A scanner types its Enter before the search has answered: it chooses all the same."""
    with open_desk(qtbot, folders, sample=False) as page:
        walk = two_numbers_called(page_walk=Walk(page), folder=tmp_path)
        with Keystrokes() as hand:
            walk.press("Enter")
            with hand.reading():
                scan(walk, DAUD)
            walk.press("=", "=", "Ctrl+Enter")

        assert walk.ended() == {"A001": Outcome.RECORDED}
        assert (hand.names, hand.acts) == (["Return", "Equal", "Equal", "Return"], 1)


def test_where_photo_and_signature_are_taken_here_it_is_two_more_and_a_pen(
    qtbot: QtBot, folders: Folders
) -> None:
    """As above, in the sample office: Space takes the photo, Enter keeps what the pen drew."""
    with open_desk(qtbot, folders) as page:
        walk = Walk(page)
        page.sign_in()
        before, who = walk.ended(), unrecorded(page)
        number = walk.called()
        with Keystrokes() as hand:
            walk.press("Enter")
            with hand.reading():
                walk.type(who.nik)
            walk.press("Enter", "Space")
            draw_signature(walk)
            walk.press("Enter", "=", "=", "Ctrl+Enter")

        assert walk.ended() == before | {number: Outcome.RECORDED}
        assert walk.at() == ("recording", "serve")
        assert hand.names == ["Return", "Return", "Space", "Return", "Equal", "Equal", "Return"]
        assert hand.acts == 1


def two_numbers_called(page_walk: Walk, folder: Path) -> Walk:
    """Open the desa's day, give two numbers, and call the first."""
    open_desa(page_walk, folder)
    page_walk.press("Ins", "Ins", "Enter")
    assert page_walk.called() == "A001"
    return page_walk


def scan(walk: Walk, nik: str) -> None:
    """Type as a scanner does: without a pause, Enter last."""
    held = QApplication.focusWidget()
    assert held is not None
    QTest.keyClicks(held, nik + "\r")
    walk.page.settle()
