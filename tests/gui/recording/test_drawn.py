"""What is drawn of a body says no more than was said of it."""

from __future__ import annotations

import pytest

from ektp_desk.domain.recordings import Modality
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.drawn import Counted
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui
_FIGURE = 42


def test_no_finger_is_drawn_as_missing_that_nobody_named(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "3")
    counted = page.view.work.board.rows[Modality.FINGERS].findChild(Counted)
    assert isinstance(counted, Counted)
    called.qtbot.waitUntil(lambda: counted.width() > px(_FIGURE))  # both hands

    page.press("Alt+3", "2", "Tab").type("Ibu Contoh").press("Enter")  # nine of ten: which, was not asked

    assert page.steps()[2].startswith("Sidik jari: dikecualikan")
    called.qtbot.waitUntil(lambda: counted.width() == px(_FIGURE))  # the figure alone
    assert page.read("why_fingers") == "jari tidak lengkap"
