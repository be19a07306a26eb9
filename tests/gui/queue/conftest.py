"""An office whose visit is open at desk A, for every story of the queue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from tests.gui.queue.stage import open_day
from tests.gui.worlds import World, open_world


@pytest.fixture
def world(qtbot: QtBot, folders: Folders, qapp: object) -> Iterator[World]:
    """The world with its desk open."""
    dress(qapp)  # type: ignore[arg-type]  # the fixture's type is pytest-qt's own
    with open_world(qtbot, folders) as made:
        made.tell(open_day)
        made.take_visit()
        yield made
