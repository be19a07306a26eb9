"""What was set in px when it was built grows and shrinks with the letters, and ends where it began."""

from __future__ import annotations

from itertools import pairwise

import pytest
import shiboken6
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLayoutItem,
    QLineEdit,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.redressing import rescale

pytestmark = pytest.mark.gui
SIZES = (4, 7, 8, 11, 13, 22)


@pytest.fixture
def drawn(qapp: QApplication, qtbot: QtBot) -> QWidget:
    """Build a widget that has one of everything that is set in px, as at a body of 15."""
    made, edit = QWidget(), QLineEdit()
    qtbot.addWidget(made)
    row, grid = QHBoxLayout(made), QGridLayout()
    row.setContentsMargins(*SIZES[:4])
    row.setSpacing(SIZES[2])
    row.addItem(QSpacerItem(SIZES[3], SIZES[1]))
    edit.setFixedSize(SIZES[5], SIZES[4])
    edit.setTextMargins(*SIZES[1:5])
    row.addWidget(edit)
    grid.setHorizontalSpacing(SIZES[1])
    grid.setRowMinimumHeight(0, SIZES[4])
    row.addLayout(grid)
    return made


def sizes(made: QWidget) -> list[int]:
    (edit,) = made.findChildren(QLineEdit)
    row = made.layout()
    assert isinstance(row, QHBoxLayout)
    margins, text = row.contentsMargins(), edit.textMargins()
    spacer, grid = row.itemAt(0), row.itemAt(2)
    assert spacer is not None
    assert grid is not None
    inner = grid.layout()
    assert isinstance(inner, QGridLayout)
    return [
        *(margins.left(), margins.top(), margins.right(), margins.bottom()),
        *(row.spacing(), spacer.sizeHint().width(), spacer.sizeHint().height()),
        *(edit.width(), edit.height(), edit.maximumWidth(), edit.minimumHeight()),
        *(text.left(), text.top(), text.right(), text.bottom()),
        *(inner.horizontalSpacing(), inner.rowMinimumHeight(0)),
    ]


def test_steps_up_come_to_what_one_step_gives_and_steps_down_to_the_beginning(drawn: QWidget) -> None:
    before = sizes(drawn)
    steps = [15, 16, 17, 18, 19, 20]
    for at, to in pairwise(steps):
        rescale([drawn, *drawn.findChildren(QWidget)], at, to)
    assert sizes(drawn) == [round(size * 20 / 15) for size in before]
    for at, to in pairwise(steps[::-1]):
        rescale([drawn, *drawn.findChildren(QWidget)], at, to)
    assert sizes(drawn) == before


def test_what_was_set_anew_meanwhile_is_taken_as_it_is(drawn: QWidget) -> None:
    (edit,) = drawn.findChildren(QLineEdit)
    rescale([edit], 15, 20)
    edit.setFixedSize(40, 40)
    rescale([edit], 20, 15)
    assert (edit.minimumWidth(), edit.minimumHeight()) == (30, 30)


def test_a_gap_taken_from_the_layout_outside_still_comes_from_there(qapp: QApplication, qtbot: QtBot) -> None:
    """Scaled as its own it grew twice, and stayed when the outer one was set anew."""
    made, own, follower, innermost = QWidget(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
    qtbot.addWidget(made)
    outer = QVBoxLayout(made)
    outer.setSpacing(9)
    own.setSpacing(6)
    follower.addLayout(innermost)
    for inner in (own, follower):
        outer.addLayout(inner)
    rescale([made], 15, 20)
    assert [one.spacing() for one in (outer, own, follower, innermost)] == [12, 8, 12, 12]
    outer.setSpacing(5)
    assert [one.spacing() for one in (outer, own, follower, innermost)] == [5, 8, 5, 5]


def test_a_width_without_a_limit_stays_without_one(drawn: QWidget) -> None:
    free = drawn.maximumWidth()
    rescale([drawn], 15, 20)
    assert drawn.maximumWidth() == free


def test_no_layout_item_outlives_its_widget(drawn: QWidget) -> None:
    """One that did was taken, now and then, for whatever Qt laid at its address next: the window fell."""
    known = set(map(id, _items_known()))
    rescale([drawn, *drawn.findChildren(QWidget)], 15, 16)
    (edit,) = drawn.findChildren(QLineEdit)
    edit.setParent(None)
    assert [item for item in _items_known() if id(item) not in known and isinstance(item, QWidgetItem)] == []


def _items_known() -> list[object]:
    """What Python knows of things that lie in layouts."""
    return [each for each in shiboken6.getAllValidWrappers() if isinstance(each, QLayoutItem)]
