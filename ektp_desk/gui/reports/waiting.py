"""Says what takes so long, once it has taken so long that somebody would ask."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ektp_desk.gui.reports.view import ReportsView

_SLOW_MS = 600


class Waiting(QObject):
    """Shows the progress card when the latest question is not answered in 600 ms."""

    def __init__(self, view: ReportsView) -> None:
        super().__init__(view)
        self._view, self._title, self._latest = view, "", 0
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(lambda: view.show_progress(self._title))

    def begin(self, title: str) -> int:
        """A question was asked; give its number."""
        self._title = title
        self._latest += 1
        self._slow.start()
        return self._latest

    def end(self, number: int) -> None:
        """It was answered; only the latest one's answer ends the waiting."""
        if number == self._latest:
            self._slow.stop()
            self._view.progress.hide()
