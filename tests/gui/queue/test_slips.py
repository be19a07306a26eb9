"""The key that prints the slip of who ended last is told below the list, or in its place when it is empty."""

from __future__ import annotations

import pytest

from ektp_desk.gui.kit import ActButton
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def end_one(page: QueuePage) -> None:
    """Call the next number, and say that they left."""
    page.press("Enter", "F9", "p", "Enter")


def told(page: QueuePage) -> str:
    """Read the line below the list."""
    return page.view.workspace.foot.keys()


def test_below_the_list_stands_whose_slip_the_key_prints(world: World) -> None:
    give(world, 3)
    page = QueuePage(world)
    assert "Ctrl+P" not in told(page)
    end_one(page)
    assert "Ctrl+P bukti A001" in told(page)


def test_when_the_list_is_empty_a_button_stands_in_its_place(world: World) -> None:
    give(world, 1)
    page, asked = QueuePage(world), []
    world.work.slip_asked.connect(lambda: asked.append(True))
    end_one(page)
    button = page.view.findChild(ActButton, "queue_slip")
    assert button is not None
    assert (button.isVisible(), button.isEnabled(), button.word()) == (True, True, "Cetak bukti A001")
    button.click()
    assert asked == [True]
