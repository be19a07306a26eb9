"""What is asked of those who send, and what wakes them."""

from __future__ import annotations

from threading import Condition


class LineControl:
    """`turn` counts what was asked: who read it before acting misses nothing that comes meanwhile."""

    def __init__(self) -> None:
        self._changed = Condition()
        self.turn, self.is_ended, self.is_paused = 0, False, False

    @property
    def is_going(self) -> bool:
        return not (self.is_ended or self.is_paused)

    def wake(self) -> None:
        with self._changed:
            self.turn += 1
            self._changed.notify_all()

    def pause(self, *, is_paused: bool) -> None:
        self.is_paused = is_paused
        self.wake()

    def end(self) -> None:
        self.is_ended = True
        self.wake()

    def wait(self, seconds: float | None, turn: int) -> bool:
        """Rest so long, None for ever; true where something was asked since `turn`."""
        with self._changed:
            return self._changed.wait_for(lambda: self.turn != turn, seconds)
