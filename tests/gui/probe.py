"""How long the window's thread was held: by a key's own handling, and between two rests of the event loop.

Counted in the thread's processor time, so that neighbours on the machine do not count; what the window would
wait for without working (a lock, a file) is caught by `tests/gui`'s rule that it touches no store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import thread_time

from PySide6.QtCore import QAbstractEventDispatcher


@dataclass
class Probe:
    """Stretches of work on this thread, in ms, by what was done when they began."""

    held: dict[str, float] = field(default_factory=dict)
    doing: str = "start"
    _since: float | None = None

    def begin(self) -> None:
        """The loop woke up, or a key is about to be handled."""
        if self._since is None:
            self._since = thread_time()

    def rest(self) -> None:
        """The loop is about to rest."""
        if self._since is None:
            return
        spent = (thread_time() - self._since) * 1000
        self._since = None
        self.held[self.doing] = max(self.held.get(self.doing, 0.0), spent)

    def during(self, name: str, act: Callable[[], object]) -> None:
        """Do something from outside the loop; what it sets off counts for it too."""
        self.doing = name
        self.begin()
        act()
        self.rest()

    def worst(self, limit: float = 0.0) -> list[tuple[float, str]]:
        """Give what held the thread longer than `limit` ms, worst first."""
        return sorted(((ms, name) for name, ms in self.held.items() if ms > limit), reverse=True)


@contextmanager
def probing() -> Iterator[Probe]:
    """Watch this thread's event loop."""
    probe = Probe()
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    dispatcher.awake.connect(probe.begin)
    dispatcher.aboutToBlock.connect(probe.rest)
    try:
        yield probe
    finally:
        dispatcher.awake.disconnect(probe.begin)
        dispatcher.aboutToBlock.disconnect(probe.rest)
