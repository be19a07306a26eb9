"""The sample office, for every screen's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import Look, choose_look
from ektp_desk.settings import Folders
from tests.gui.worlds import World, open_world


@pytest.fixture(autouse=True)
def _usual_look() -> None:
    """No test begins in the look that another one ended in."""
    choose_look(Look())


@pytest.fixture
def sample(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """The sample office in the middle of its day."""
    dress(qapp)
    with open_world(qtbot, folders, sample=True) as made:
        yield made
