"""Where the stories of backups put them."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Where a backup goes: on a stick."""
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb" / "kantor.ektpbackup"
