"""Pages of which one is seen: only that one asks for room; the others lay themselves out when they come."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from ektp_desk.gui.look.redressing import redress_late


class Pages(QStackedWidget):
    """A stack that never holds a window open for a page nobody sees.

    With `waits`, a hidden page takes another look only when it comes to the front.
    """

    def __init__(self, *, waits: bool = False) -> None:
        super().__init__()
        self.waits = waits
        self.currentChanged.connect(self.updateGeometry)
        self.currentChanged.connect(self._dress)

    def _dress(self) -> None:
        if (page := self.currentWidget()) is not None:
            redress_late(page)

    def minimumSizeHint(self) -> QSize:
        """Give the room of the page that is shown."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else QSize()
