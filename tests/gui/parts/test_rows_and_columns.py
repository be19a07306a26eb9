"""Rows and columns: who takes the free room, what keeps it, and the widths of a list and its detail."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.kit.cards import Card, in_row, keeping_room, master_detail, stacked
from ektp_desk.gui.kit.tokens import px

pytestmark = pytest.mark.gui


Show = Callable[[QWidget, int, int], None]


@pytest.fixture
def show() -> Iterator[Show]:
    """Shows a widget of this width and height, and keeps it to the end of the test."""
    kept: list[QWidget] = []

    def shown(whole: QWidget, wide: int, high: int) -> None:
        kept.append(whole)
        whole.setFixedSize(wide, high)
        whole.show()

    yield shown
    for whole in kept:
        whole.close()


def test_parts_share_a_row_as_they_say(show: Show) -> None:
    one, two, after = QWidget(), QWidget(), QWidget()
    after.setFixedWidth(50)
    show(in_row((one, 1), (two, 2), 20, after, gap=0), 50 + px(20) + 300, 40)
    assert (one.width(), two.width(), after.x()) == (100, 200, 300 + px(20))


def test_free_room_goes_to_none_or_to_who_grows(show: Show) -> None:
    first, last, grown, rest = QWidget(), QWidget(), QWidget(), QWidget()
    for part in (first, last):
        part.setFixedHeight(30)
    show(stacked(first, None, last), 40, 200)
    assert (first.y(), last.y()) == (0, 170)
    show(stacked(grown, rest, gap=10, margins=(0, 5, 0, 0), grows=grown), 40, 200)
    assert (grown.y(), grown.height(), rest.y()) == (px(5), 200 - px(5) - px(10), 200)


def test_a_column_stands_on_the_widget_that_asks_for_it() -> None:
    card, holder, part = Card(), QWidget(), QWidget()
    stacked(part, on=holder)
    card.stack(holder)
    assert part.parentWidget() is holder
    assert holder.parentWidget() is card


@pytest.mark.parametrize("keep", [True, False])
def test_a_hidden_part_keeps_its_room_while_it_shall(show: Show, *, keep: bool) -> None:
    hidden, below = QWidget(), QWidget()
    hidden.setFixedHeight(30)
    keeping_room(hidden, keep=keep).hide()
    show(stacked(hidden, below, grows=below), 40, 100)
    assert below.y() == (30 if keep else 0)


def test_the_chosen_one_is_as_wide_in_every_room_unless_the_list_is_fixed(show: Show) -> None:
    master, detail = QWidget(), QWidget()
    show(master_detail(master, detail), 1000, 100)
    assert (detail.width(), master.width()) == (px(320), 1000 - px(320) - px(16))
    people, person = QWidget(), QWidget()
    show(master_detail(people, person, master_width=(400, 288)), 1000, 100)
    assert (people.width(), person.x()) == (px(400), px(400) + px(16))
