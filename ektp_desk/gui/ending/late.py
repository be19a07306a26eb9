"""What is built when it is first wanted: most days nobody opens most of a screen's cards and panels."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ektp_desk.gui.frame.shell import Shell, fit


class Late:
    """Mixed into a widget that stands empty until somebody calls `furnish`; who fills it calls it first."""

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


def fit_late(widget: QWidget) -> None:
    """Tell a widget that was built while its screen stands which form the shell around it has."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Shell):
        above = above.parentWidget()
    if above is not None:
        fit(widget, above.is_small())
