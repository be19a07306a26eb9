"""Through a whole day the window's thread waits for nothing, and an act costs the same however many came."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from tests.gui.held.day import walk
from tests.gui.held.village import Crowd, live, open_village
from tests.gui.watch import Watch, watching

pytestmark = [pytest.mark.gui, pytest.mark.journey, pytest.mark.timeout(300)]  # two days, each call looked at


def lived(qtbot: QtBot, root: Path, crowd: Crowd) -> tuple[list[str], Watch]:
    """What held the window's thread until the day was over, and what its acts cost."""
    root.mkdir()
    folders = Folders(root / "data", root / "state")
    live(folders, crowd)
    with watching() as watch, open_village(qtbot, folders) as page:
        watch.held.clear()  # nobody presses a key yet
        walk(page, watch)
        held = list(watch.held)  # a window that closes waits for what it promised
    return held, watch


def test_no_act_waits_on_the_windows_thread_nor_costs_more_on_a_crowded_day(
    qtbot: QtBot, tmp_path: Path
) -> None:
    held, calm = lived(qtbot, tmp_path / "calm", Crowd(residents=900, numbers=24, served=6))
    also, crowded = lived(qtbot, tmp_path / "crowded", Crowd(residents=1800, numbers=72, served=18))
    assert held == also == []
    assert sum(calm.cost.values(), Counter()).keys() == {"jobs", "statements", "fsyncs"}
    assert calm.cost == crowded.cost
