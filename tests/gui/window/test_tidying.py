"""Memory is looked through while nobody presses a key, and never in the middle of an act."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer, QTimerEvent
from pytestqt.qtbot import QtBot

from ektp_desk.gui.app import Tidying, collect_from_now

pytestmark = pytest.mark.gui


@pytest.fixture
def looked(qtbot: QtBot) -> Iterator[list[int]]:
    """The generations that were looked through since, with memory set as in the running desk."""
    found: list[int] = []

    def hear(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            found.append(info["generation"])

    before = gc.get_threshold()
    gc.collect()
    collect_from_now()
    gc.collect()  # Python looks at a quarter more than it held at its last look: that is next to nothing now
    gc.callbacks.append(hear)
    yield found
    gc.callbacks.remove(hear)
    gc.set_threshold(*before)
    gc.unfreeze()


class _Ring:
    def __init__(self) -> None:
        self.itself = self


def make_much() -> list[_Ring]:
    """Make what Python by itself would look through whole more than once."""
    kept = [_Ring() for _each in range(200_000)]
    del kept[::2]
    return kept


def rest(tidying: Tidying) -> None:
    """Let the pause be over."""
    (pause,) = tidying.findChildren(QTimer)
    assert pause.isActive()
    QCoreApplication.sendEvent(pause, QTimerEvent(pause.timerId()))


def test_an_act_that_makes_much_is_not_held_by_a_whole_look(looked: list[int]) -> None:
    kept = make_much()
    assert len(kept) == 100_000
    assert 0 in looked
    assert 2 not in looked


def test_the_whole_look_comes_with_the_rest(looked: list[int]) -> None:
    parent = QObject()
    tidying = Tidying(parent)
    tidying.touched()
    kept = make_much()
    assert 2 not in looked
    rest(tidying)
    assert looked.count(2) == 1
    assert kept

    tidying.touched()
    rest(tidying)
    assert looked.count(2) == 1  # nothing was made since: nothing is due
