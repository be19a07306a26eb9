"""Five hundred numbers: no act and no repaint holds the window's thread for a tenth of a second."""

from __future__ import annotations

from time import thread_time

import pytest
from PySide6.QtCore import QAbstractEventDispatcher

from ektp_desk.usecases.queue.commands import NewGroup, give_numbers
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World

pytestmark = pytest.mark.gui
LONGEST = 0.1  # seconds


class Probe:
    """Measures each turn of the event loop by the processor time of the window's own thread.

    What others do with the machine meanwhile is not counted, and neither is waiting.
    """

    def __init__(self) -> None:
        self.longest, self._since = 0.0, thread_time()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._begin)
        dispatcher.aboutToBlock.connect(self._end)

    def _begin(self) -> None:
        self._since = thread_time()

    def _end(self) -> None:
        self.longest = max(self.longest, thread_time() - self._since)
        self._since = thread_time()


@pytest.mark.parametrize("folded", [True, False])
def test_no_turn_of_the_loop_is_long_with_five_hundred_numbers(world: World, *, folded: bool) -> None:
    visit = visit_of(world)
    for count in (200, 100):
        give(world, count)
    for _n in range(2):
        together = NewGroup("Desa Contoh", at_once=True) if folded else None
        world.tell(lambda s, g=together: give_numbers(s, visit, letter="A", count=100, group=g))  # type: ignore[misc]  # bound in the loop
    page = QueuePage(world)
    page.view.grab()
    probe = Probe()
    held = {}
    for key in (
        "Enter",
        "p",
        "l",
        "n",
        "Down",
        "d",
        "1",
        "Ctrl+Z",
        "End",
        "g",
        "Home",
        "c",
        "s",
        "p",
        "Enter",
    ):
        began = thread_time()
        page.press(key)
        held[key] = thread_time() - began
        page.view.grab()
    began = thread_time()
    page.view.repaint()
    painted = thread_time() - began
    assert probe.longest < LONGEST, (probe.longest, held)
    assert painted < LONGEST


def test_a_minute_that_passes_is_quickly_shown(world: World) -> None:
    for count in (200, 200, 100):
        give(world, count)
    page = QueuePage(world)
    page.view.grab()
    began = thread_time()
    page.view.show_time(world.work.session.now)
    assert thread_time() - began < LONGEST
