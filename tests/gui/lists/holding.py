"""Holds a reading still, so that a test can look at it while it is under way."""

from __future__ import annotations

import pytest

from ektp_desk.usecases.lists import preview
from tests.gui.lists.held_import import held


def hold_at_first_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an import stand still after its first 500 rows until it is told to stop."""
    monkeypatch.setattr(preview, "import_list", held)
