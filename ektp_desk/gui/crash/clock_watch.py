"""Watches the laptop's clock while the window runs: a clock that was set is told from one that runs."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ektp_desk.domain.moments import Moment, Pace

_EVERY = 5_000  # ms


def counted_seconds() -> float:
    """Give seconds that nobody can set; they count on while the laptop sleeps, where the system can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class ClockWatch(QObject):
    """Says `jumped` with minutes, negative when the clock was set back."""

    jumped = Signal(int)

    def __init__(
        self,
        clock: Callable[[], Moment],
        *,
        ticks: Callable[[], float] = counted_seconds,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._ticks = clock, ticks
        self._pace = Pace(clock().utc, ticks())
        self._tick = QTimer(self, interval=_EVERY)
        self._tick.timeout.connect(self.look)
        self._tick.start()

    def look(self) -> None:
        """Hold one clock against the other."""
        if minutes := self._pace.jumped(self._clock().utc, self._ticks()):
            self.jumped.emit(minutes)
