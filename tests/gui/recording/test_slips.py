"""A slip of the hand costs no typing, and a long name hides no number."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics

from ektp_desk.gui.kit import Elided
from ektp_desk.gui.kit.style import dress
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.gui


def test_a_digit_pressed_by_mistake_gives_the_exception_back_with_two_keys(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "2", "Tab").type("Ibu Contoh").press(
        "Enter"
    )
    before = page.steps()

    page.press("3")
    assert page.steps() != before
    page.press("Alt+3", "Enter")
    assert page.steps() == before


def test_after_an_exception_its_own_row_is_at_hand(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter")
    before = page.steps()
    page.press("Alt+4", "1", "Tab").type("Ibu Contoh").press("Enter")
    assert page.steps() != before

    page.press("Space")  # turns the row at hand
    assert page.steps() == before


_LONG = "Yohanes Baptista Maria Fransiskus Xaverius Tefnai Nenobais Teflopo"


@pytest.mark.parametrize(("base", "width", "height"), [(15, 1366, 698), (15, 1024, 560), (20, 1360, 690)])
def test_a_long_name_stands_whole_in_two_lines_beside_the_whole_nik(
    qapp: QApplication, called: World, base: int, width: int, height: int
) -> None:
    dress(qapp, base)
    page = RecordingPage(called).open(width=width, height=height)
    page.press("Enter", "Ctrl+N").type(_LONG).press("Tab", "L").type("5302320101159999").press("Tab")
    page.type("01-01-2015").press("Enter")  # and a warning below: too young

    name, nik = (page.shell.findChild(Elided, which) for which in ("person_name", "person_nik"))
    assert isinstance(name, Elided)
    assert isinstance(nik, Elided)
    called.qtbot.waitUntil(lambda: name.text().replace("\n", " ") == _LONG)
    assert name.text().count("\n") <= 1
    assert nik.text() == nik.full_text()
    card = page.view.work.who
    names = ("person_name", "person_nik", "person_line", "person_caution")
    parts = [part for part in card.findChildren(Elided) if part.objectName() in names]
    assert all(part.isVisible() for part in parts)

    def is_whole(part: Elided) -> bool:
        high = QFontMetrics(part.font()).height() * (part.text().count("\n") + 1)
        return part.height() >= high and card.rect().contains(
            QRect(part.mapTo(card, QPoint(0, 0)), part.size())
        )

    # Nothing is cut at the card's edge, and no line lies over another, once the layout has followed.
    called.qtbot.waitUntil(lambda: all(map(is_whole, parts)))
    lines = sorted((p.mapTo(card, QPoint(0, 0)).y(), p.height()) for p in parts if p is not nik)
    assert all(top + high <= below for (top, high), (below, _h) in pairwise(lines))
    dress(qapp)
