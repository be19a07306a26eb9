"""The sample office with F6 in front, and the folder that its papers are saved in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.look.style import dress
from ektp_desk.settings import Folders
from tests.gui.reports.page import PaperPrinters, ReportsPage
from tests.gui.worlds import World, open_world


@pytest.fixture
def sample(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """Give the sample office in the middle of its day."""
    dress(qapp)
    with open_world(qtbot, folders, sample=True) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give where papers are saved; it is made by the first."""
    return tmp_path / "dokumen"


@pytest.fixture
def page(sample: World, folder: Path) -> ReportsPage:
    """Give F6 with the open visit's report, and no printer."""
    return ReportsPage(sample, printers=PaperPrinters(folder, ()), folder=folder)
