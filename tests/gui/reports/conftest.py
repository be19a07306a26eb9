"""The sample office with F6 in front, and the folder that its papers are saved in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui.reports.page import PaperPrinters, ReportsPage
from tests.gui.worlds import World


@pytest.fixture(autouse=True)
def _begins_at_once(forked_child: None) -> None:
    """Wait for no process to load: each story here draws or reads."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where papers are saved; it is made by the first."""
    return tmp_path / "dokumen"


@pytest.fixture
def page(sample: World, folder: Path) -> ReportsPage:
    """F6 with the open visit's report, and no printer."""
    return ReportsPage(sample, printers=PaperPrinters(folder, ()), folder=folder)
