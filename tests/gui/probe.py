"""How long the window's thread was held: by a key's own handling, and between two rests of the event loop.

Counted in the thread's processor time, so that neighbours on the machine do not count; what the window would
wait for without working (a lock, a file) is caught by `tests/gui`'s rule that it touches no store. A shared
machine takes up to twice that time for the same work at a bad moment: after a long stretch a fixed piece of
work is measured too, and the stretch is told as it would have been at the run's best moment.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import thread_time

from PySide6.QtCore import QAbstractEventDispatcher

from ektp_desk.gui.app import collect_from_now

_LONG = 30.0  # ms: shorter stretches are not worth a measurement
_MOST_SPARED = 0.5  # a moment worse than twice the best one excuses no more than that


def _fixed_work() -> float:
    """Do the same piece of work as ever; give its processor time in ms."""
    begun = thread_time()
    sorted(range(10_000), key=lambda n: -(n % 101))
    return (thread_time() - begun) * 1000


@dataclass
class Probe:
    """Stretches of work on this thread, in ms, by what was done when they began."""

    held: dict[str, float] = field(default_factory=dict)
    doing: str = "start"
    _since: float = field(default_factory=thread_time)
    _best: float = field(default_factory=lambda: min(_fixed_work() for _ in range(20)))

    def turn(self) -> None:
        """One turn of the loop is over: what it did is one stretch, and the next begins.

        Asleep a thread takes no time of the processor, and some dispatchers work before they say they woke.
        """
        spent = (thread_time() - self._since) * 1000
        if spent > _LONG:
            now = min(_fixed_work() for _ in range(3))
            self._best = min(self._best, now)
            spent *= max(_MOST_SPARED, self._best / now)
        self.held[self.doing] = max(self.held.get(self.doing, 0.0), spent)
        self._since = thread_time()

    def during(self, name: str, act: Callable[[], object]) -> None:
        """Do something from outside the loop; what it sets off counts for it too."""
        self.doing, self._since = name, thread_time()
        act()
        self.turn()

    def worst(self, limit: float = 0.0) -> list[tuple[float, str]]:
        """Give what held the thread longer than `limit` ms, worst first."""
        return sorted(((ms, name) for name, ms in self.held.items() if ms > limit), reverse=True)

    def thinnest(self, most: int = 5) -> str:
        """Say which acts held the thread longest, a line each: for who reads the test's output with `-s`."""
        return "\n".join(f"{ms:6.1f} ms  {name}" for ms, name in self.worst()[:most])


@contextmanager
def probing() -> Iterator[Probe]:
    """Watch this thread's event loop; memory is looked through as in `app.run`, where nobody rests."""
    gc.collect()
    before = gc.get_threshold()
    collect_from_now()
    probe = Probe()
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    dispatcher.aboutToBlock.connect(probe.turn)
    try:
        yield probe
    finally:
        dispatcher.aboutToBlock.disconnect(probe.turn)
        gc.set_threshold(*before)
        gc.unfreeze()
        sys.stdout.write(f"\n{probe.thinnest()}\n")
