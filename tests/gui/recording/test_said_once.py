"""What stands in the way, and the way out, in one word and one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint

from ektp_desk.gui.kit import ActButton, Elided
from ektp_desk.gui.kit.style import dress
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.gui
BLUE = ("finish_next", "walk_in_save", "exception_save", "passing_save")


def test_a_finish_refused_names_the_steps_and_the_way_out_in_the_smallest_window(
    qapp: QApplication, called: World
) -> None:
    dress(qapp, 20)
    page = RecordingPage(called).open(width=1360, height=690)
    page.press("Enter").search("yuliana").press("Enter", "1", "Ctrl+Enter")
    dress(qapp)

    shown = page.shell.findChild(Elided, "steps_lacking")
    assert isinstance(shown, Elided)
    assert shown.text() == "kurang 2, 3, 4, 5: lengkapi, atau kecualikan"


def test_the_blue_button_stays_at_the_left_of_the_bar_whatever_is_asked(
    called: World, page: RecordingPage
) -> None:
    def blue() -> tuple[str, QPoint]:
        buttons = page.shell.findChildren(ActButton)
        (found,) = [each for each in buttons if each.objectName() in BLUE and each.isVisible()]
        return found.objectName(), found.mapTo(page.shell, QPoint(0, 0))

    page.press("Enter")
    places = dict([blue()])
    page.press("Ctrl+N")
    places |= [blue()]
    page.press("Esc").search("orpa").press("Enter", "Alt+3")
    places |= [blue()]
    page.press("Esc", "=", "=", "Ctrl+Enter")
    places |= [blue()]

    assert set(places) == set(BLUE)
    assert len({(at.x(), at.y()) for at in places.values()}) == 1
    assert page.button("end").word() == "Selesai tanpa rekam…"


def test_too_young_is_said_once_and_blames_no_list(called: World, page: RecordingPage) -> None:
    page.press("Enter", "Ctrl+N").type("Melki Contoh").press("Tab", "L", "Tab").type("01-01-2015")
    page.press("Enter", "=", "=", "Ctrl+Enter")

    assert page.focus_name() == "passing_reason"
    assert page.seen().count("16 tahun") == 1
    assert page.read("person_caution") == "Belum 16 tahun. Perlu persetujuan supervisor."
