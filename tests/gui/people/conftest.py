"""Worlds for the stories of F4."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.look.style import dress
from ektp_desk.settings import Folders
from tests.gui.worlds import World, open_world
from tests.people.lists_of_people import keep_list, row


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """Give an office whose list names Yuliana, once more in a slip, and Marthen."""
    dress(qapp)
    with open_world(qtbot, folders) as made:
        made.tell(
            lambda session: keep_list(
                session,
                row(1, "yuliana", "YULIANA TAMONOB", kk_number="5302320101199001", rt="003", rw="001"),
                row(2, "slip", "TAMONOB YULIANNA", village="53.02.32.2001"),
                row(3, "marthen", "MARTHEN BOIMAU", birth="1975-05-11", sex="L"),
            )
        )
        yield made


@pytest.fixture
def sample(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """Give the sample office in the middle of its day."""
    dress(qapp)
    with open_world(qtbot, folders, sample=True) as made:
        yield made
