"""The sample office, for every screen's tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import Look, choose_look
from ektp_desk.settings import Folders
from tests.cli.forking import fork_child
from tests.gui.worlds import World, open_world


@pytest.fixture(autouse=True)
def _usual_look() -> None:
    """No test begins in the look that another one ended in."""
    choose_look(Look())


@pytest.fixture
def forked_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what computes beside the desk begin at once: `tests/desk/test_child.py` tells how it starts."""
    if hasattr(os, "fork"):
        forked = SimpleNamespace(**vars(subprocess) | {"Popen": fork_child})
        monkeypatch.setattr("ektp_desk.desk.child.subprocess", forked)


@pytest.fixture
def sample(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """The sample office in the middle of its day."""
    dress(qapp)
    with open_world(qtbot, folders, sample=True) as made:
        yield made
