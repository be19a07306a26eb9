"""How wide a choice of a few answers is, and how it is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ektp_desk.gui.kit import Choice, Option

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

OPTIONS = [Option("yes", "sudah"), Option("excepted", "dikecualikan"), Option("no", "belum")]


def test_choosing_moves_nothing(qtbot: QtBot) -> None:
    choice = Choice("Foto", OPTIONS)
    qtbot.addWidget(choice)
    segments = choice.findChildren(QRadioButton)
    before = [segment.sizeHint() for segment in segments]
    choice.choose("yes")
    assert [segment.sizeHint() for segment in segments] == before


def test_a_choice_that_is_spread_ends_where_its_neighbours_end(qtbot: QtBot) -> None:
    window, edit, choice = QWidget(), QLineEdit(), Choice("Foto", OPTIONS)
    choice.spread()
    column = QVBoxLayout(window)
    for part in (edit, choice):
        column.addWidget(part)
    window.resize(640, 120)
    qtbot.addWidget(window)
    window.show()
    assert choice.geometry().right() == edit.geometry().right()
    last = choice.findChildren(QRadioButton)[-1]
    assert last.geometry().right() == choice.rect().right()


def test_each_answer_is_heard_with_its_question(qtbot: QtBot) -> None:
    choice = Choice("Foto", OPTIONS)
    qtbot.addWidget(choice)
    heard = [segment.accessibleName() for segment in choice.findChildren(QRadioButton)]
    assert heard == ["Foto: sudah", "Foto: dikecualikan", "Foto: belum"]
