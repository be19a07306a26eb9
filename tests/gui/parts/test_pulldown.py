"""A list that opens below its box: whole rows, whole words, and a key only where it does something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ektp_desk.gui.kit import Pulldown
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import tokens

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = [
    pytest.mark.gui,
    # What the offscreen platform says of every window that lies over another.
    pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True),
]

VILLAGES = [(str(at), f"Desa ke-{at}") for at in range(40)]


class _Form(QWidget):
    """A box that stands `down` the screen, from 0 to 1, with its list open."""

    def __init__(self, qtbot: QtBot, villages: list[tuple[str, str]], *, down: float) -> None:
        super().__init__()
        self.box = Pulldown("Wilayah", villages, key="W")
        QVBoxLayout(self).addWidget(self.box)
        qtbot.addWidget(self)
        self.resize(240, 80)
        room = QApplication.primaryScreen().availableGeometry()
        self.move(20, round((room.height() - 80) * down))
        self.show()
        self.box.showPopup()
        qtbot.waitUntil(self.box.view().isVisible)


def shades(box: Pulldown) -> set[str]:
    """The colours that are drawn where the key is printed."""
    drawn = box.grab(box.rect().adjusted(130, 8, -32, -8)).toImage()
    points = ((at, row) for at in range(drawn.width()) for row in range(drawn.height()))
    return {drawn.pixelColor(*point).name() for point in points}


@pytest.mark.parametrize("base", [15, 17, 20])
@pytest.mark.parametrize("down", [0, 0.4, 0.5, 0.6, 1])
def test_a_list_of_villages_shows_whole_rows_wherever_its_box_stands(
    qtbot: QtBot, qapp: QApplication, base: int, down: float
) -> None:
    dress(qapp, base)
    form = _Form(qtbot, VILLAGES, down=down)
    box, view = form.box, form.box.view()
    rows, rest = divmod(view.viewport().height(), view.sizeHintForRow(0))
    assert (rest, 3 < rows <= 12) == (0, True)
    opens, stands = view.window().geometry(), box.rect()
    below = opens.top() > box.mapToGlobal(stands.bottomLeft()).y()
    assert below or opens.bottom() < box.mapToGlobal(stands.topLeft()).y()
    box.hidePopup()
    box.choose("39")
    box.showPopup()
    last = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(last)


def test_a_list_is_as_wide_as_its_words_and_as_high_as_its_rows(qtbot: QtBot) -> None:
    long = "Desa Oenlasi, Kecamatan Amanatun Selatan, bersama dusun-dusun di seberang kali"
    form = _Form(qtbot, [("a", "Noebesi"), ("b", long)], down=0)
    view = form.box.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    assert view.viewport().height() == 2 * view.sizeHintForRow(0)


def test_a_box_that_offers_nothing_prints_its_key_pale(qtbot: QtBot) -> None:
    rests, acts = Pulldown("Wilayah", key="W"), Pulldown("Wilayah", key="W")
    for each in (rests, acts):
        qtbot.addWidget(each)
        each.resize(200, 40)
    rests.setEnabled(False)
    cap = QColor(tokens().keycap).name()
    assert (cap in shades(acts), cap in shades(rests)) == (True, False)
    assert QColor(tokens().off_ink).name() in shades(rests)  # still read, as on a button that rests


def test_its_label_is_heard_where_a_screen_reader_looks_for_it(qtbot: QtBot) -> None:
    """On Linux Qt names it by what is chosen, and its label by a relation."""
    holder = QWidget()
    qtbot.addWidget(holder)
    pulldown = Pulldown("Sumber", [("office", "Dinas"), ("desa", "Desa")])
    lay_out(QVBoxLayout(holder), pulldown)
    holder.show()
    related = QAccessible.queryAccessibleInterface(pulldown).relations(QAccessible.RelationFlag.Label)
    assert [part.text(QAccessible.Text.Name) for part, _flag in related] == ["Sumber"]
