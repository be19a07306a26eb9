"""Pages of which one is seen: only that one asks for room; the others lay themselves out when they come."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pages(QStackedWidget):
    """A stack that never holds a window open for a page nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Give the room of the page that is shown."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else QSize()
