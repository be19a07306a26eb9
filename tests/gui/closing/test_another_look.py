"""Another look, or the small form, in the middle of closing a day: nothing that was begun is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ektp_desk.gui.kit.form import panel_over
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI
from tests.gui.closing.page import ClosingPage
from tests.gui.closing.test_reviewing import at_the_review
from tests.gui.worlds import World
from tests.offices import WORDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    yield
    dress(qapp)


def _change_look(qapp: QApplication, world: World, page: ClosingPage, *, small: bool = False) -> None:
    """Take the other theme and larger letters, as F11 and Ctrl++ do, or the form of a small window."""
    before = page.view
    if small:
        dress(qapp, small=True)
    else:
        dress(qapp, 20, theme=MATAHARI)
    page.room.renew()
    world.settle()
    assert page.view is not before


@pytest.mark.parametrize("small", [False, True])
def test_the_chosen_exception_and_the_note_being_typed(
    qapp: QApplication, world: World, *, small: bool
) -> None:
    page, _visit = at_the_review(world)
    page.press("Down", "U")
    page.type("foto ge")
    _change_look(qapp, world, page, small=small)

    assert (page.at(), page.note(), page.blue()) == ("review_note", "foto ge", "Rekam ulang A005")
    page.type("lap")
    page.press("Enter")
    assert page.exception(0)[-1] == "belum ditinjau"
    assert page.exception(1)[-1] == "rekam ulang"


def test_the_number_whose_outcome_is_being_chosen(qapp: QApplication, world: World) -> None:
    page = ClosingPage(world)
    page.press("Down", "Enter", "P")
    _change_look(qapp, world, page)

    panel = panel_over(page.view)
    assert panel is not None
    assert panel.accessibleName() == "Hasil nomor A003"
    assert page.at() == "ending_left"
    page.press("Enter")
    assert (page.unclear(), page.blue()) == (1, "Beri hasil A002…")


def test_the_passphrase_being_typed_and_what_it_proved(qapp: QApplication, world: World) -> None:
    page = ClosingPage(world)
    page.press("Enter", "P", "Enter", "Enter", "P", "Enter")
    page.type(WORDS[:5])
    _change_look(qapp, world, page)

    assert (page.at(), page.passphrase()) == ("closing_passphrase", WORDS[:5])
    page.type(WORDS[5:])
    page.press("Ctrl+Enter")
    assert page.says() == "1 orang terlayani hari ini. Terima kasih."
    _change_look(qapp, world, page, small=True)
    assert (page.blue(), page.says()) == ("Lihat laporan", "1 orang terlayani hari ini. Terima kasih.")
    assert page.at() == "closing_report"
