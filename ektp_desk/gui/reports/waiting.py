"""Says what takes so long, once it has taken so long that somebody would ask; Esc gives it up."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ektp_desk.gui.reports.view import ReportsView

_SLOW_MS = 600


class Waiting(QObject):
    """Shows the progress card when the latest work is not done in 600 ms; `stopped` gives its number."""

    stopped = Signal(int)

    def __init__(self, view: ReportsView) -> None:
        super().__init__(view)
        self._view, self._title, self._latest = view, "", 0
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(lambda: view.show_progress(self._title))
        view.stop_asked.connect(self._on_stop)

    def begin(self, title: str) -> int:
        """Something was begun; give its number."""
        self._title = title
        self._latest += 1
        self._slow.start()
        return self._latest

    def step(self, done: int, whole: int) -> None:
        """Show how far it is."""
        self._view.progress.step(done, whole)

    def is_latest(self, number: int) -> bool:
        """Whether nothing was begun since, and nobody gave it up."""
        return number == self._latest

    def end(self, number: int) -> None:
        """It is done; only the latest one's end ends the waiting."""
        if number == self._latest:
            self._slow.stop()
            self._view.progress.hide()

    def _on_stop(self) -> None:
        number = self._latest
        self._latest += 1  # whatever it brings comes too late
        self._slow.stop()
        self._view.progress.hide()
        self.stopped.emit(number)
