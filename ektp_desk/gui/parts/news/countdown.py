"""Counts a waiting time down, second by second, for whoever tells it in words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_SECOND = 1000


class Countdown(QObject):
    """`ticked` gives the seconds that are left, the first at once; `ended` comes when none is."""

    ticked = Signal(int)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = 0
        # A coarse one may come early, and who tries again at once would have to wait anew.
        self._tick = QTimer(self, interval=_SECOND, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_second)

    def start(self, seconds: int) -> None:
        """Begin anew; nothing to wait for ends at once."""
        self._left = seconds
        self._tick.stop()
        if seconds > 0:
            self._tick.start()
            self.ticked.emit(seconds)
        else:
            self.ended.emit()

    def stop(self) -> None:
        """Forget it, and tell nobody."""
        self._left = 0
        self._tick.stop()

    def left(self) -> int:
        """Give the seconds that are left."""
        return self._left

    def _on_second(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.ticked.emit(self._left)
        else:
            self._tick.stop()
            self.ended.emit()
