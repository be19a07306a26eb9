"""Every test of the parts sees them dressed, at the body size it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ektp_desk.gui.kit.style import dress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Dress the application at a body of 15 px."""
    dress(qapp)
