"""What is drawn of a body says no more than was said of it."""

from __future__ import annotations

import pytest

from ektp_desk.domain.recordings import Modality
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.drawn import Counted
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def test_no_finger_is_drawn_as_missing_that_nobody_named(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "3")
    counted = page.view.work.board.rows[Modality.FINGERS].findChild(Counted)
    assert isinstance(counted, Counted)
    assert _spread(counted) > px(5)  # ten fingers: thumbs are shorter

    page.press("J", "2", "Tab").type("Ibu Contoh").press("Enter")  # nine of ten: which, was not asked

    assert page.steps()[2].startswith("Sidik jari: dikecualikan")
    assert _spread(counted) <= px(4)  # equal fingers, but for their round tips


def _spread(counted: Counted) -> int:
    """By how many px the tops differ of what is drawn right of the figure."""
    image = counted.grab().toImage()
    least = image.pixelColor(image.width() - 1, 0).lightness() - 70
    whole = range(image.height())
    tops = {
        next(y for y in whole if image.pixelColor(x, y).lightness() < least)
        for x in range(px(54), image.width())
        if any(image.pixelColor(x, y).lightness() < least for y in whole)
    }
    return max(tops) - min(tops)
