"""Pages of which one is seen, and parts made when first wanted.

Only the page that is seen asks for room; the others lay themselves out when they come.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from ektp_desk.gui.look.redressing import redress_late


def fit(widget: QWidget, small: bool) -> None:  # noqa: FBT001  hands a signal's value on
    """Tell `widget`, and everything in it that has a small form, which form to take."""
    for part in (widget, *widget.findChildren(QWidget)):
        # A protocol's isinstance looks through the class each time: 40 ms over a window's widgets.
        if (set_small := getattr(part, "set_small", None)) is not None:
            set_small(small)


def fit_late(page: QWidget) -> None:
    """Give a page that was built after the window last took its form that form; without a window, nothing."""
    above = page.parentWidget()
    while above is not None and not hasattr(above, "is_small"):
        above = above.parentWidget()
    if above is not None:
        fit(page, above.is_small())


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


class Late:
    """Mixed into a widget that stands empty until somebody calls `furnish`; who fills it calls it first.

    Most days nobody opens most of a screen's cards and panels.
    """

    _bare = True

    def furnish(self) -> None:
        """See that everything stands on it."""
        if self._bare:
            self._bare = False
            self.furnish_now()
            if isinstance(self, QWidget):
                fit_late(self)

    def furnish_now(self) -> None:
        """Make what stands on it; called once."""
