"""The screens behind the sign-in come piece by piece, and none is forgotten."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = [pytest.mark.gui, pytest.mark.journey]
PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication
app = QApplication([])
from ektp_desk.gui.shell.loading import ScreenLoading
owner = QObject()
loading = ScreenLoading(owner, after=0)
turns = 0
while loading.left:
    before = set(sys.modules)
    QCoreApplication.processEvents()
    turns += 1
import ektp_desk.gui.shell.loading as it
before = set(sys.modules)
import ektp_desk.gui.shell.workplace
print(turns >= len(it._PIECES), len(set(sys.modules) - before))
"""


def test_every_piece_has_a_turn_of_its_own_and_nothing_is_left_for_the_first_key() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0"]
