"""Waiting for the window outside pytest, in the words of pytest-qt."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget


class Patience:
    """What `tests.gui.desks` needs of a qtbot."""

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802  pytest-qt's name
        """Nothing to keep: the caller closes it."""

    def waitUntil(self, holds: Callable[[], bool], *, timeout: int = 15_000) -> None:  # noqa: N802
        """Turn the event loop until it holds; milliseconds."""
        end = monotonic() + timeout / 1000
        while not holds():
            if monotonic() > end:
                raise TimeoutError
            # A loop that rests: one that spins keeps the store's thread from its turn.
            loop = QEventLoop()
            QTimer.singleShot(5, loop.quit)
            loop.exec()
