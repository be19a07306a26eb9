"""How long the window did not answer, act by act: asked every few milliseconds by a thread of its own.

Counted from when the question was due to when the window's thread took it, by the wall's clock: a sleep and a
lock hold a clerk as work does. A busy machine makes it longer: who measures takes each act's best of several.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import perf_counter

from PySide6.QtCore import QObject, Qt, Signal

from ektp_desk.gui.app import collect_from_now

_EVERY = 0.004  # seconds


class Probe(QObject):
    """The longest wait of each act, in ms."""

    _due = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, float] = {}
        self.doing = "start"
        self._over = Event()
        self._due.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._asks = Thread(target=self._ask, daemon=True)

    def during(self, name: str, act: Callable[[], object]) -> None:
        """Do something from outside the loop; what it sets off counts for it too."""
        self.doing = f"{len(self.held)} {name}"
        self.held[self.doing] = 0.0
        act()

    def start(self) -> None:
        """Ask from now on."""
        self._asks.start()

    def stop(self) -> None:
        """Ask no more."""
        self._over.set()
        self._asks.join()

    def _ask(self) -> None:
        due = perf_counter()
        while not self._over.wait(max(0.0, due - perf_counter())):
            self._due.emit(due)
            due += _EVERY

    def _answer(self, due: float) -> None:
        waited = (perf_counter() - due) * 1000
        self.held[self.doing] = max(self.held.get(self.doing, 0.0), waited)


@contextmanager
def probing() -> Iterator[Probe]:
    """Ask this thread's event loop; memory is looked through as in `app.run`, where nobody rests."""
    gc.collect()
    before = gc.get_threshold()
    collect_from_now()
    probe = Probe()
    probe.start()
    try:
        yield probe
    finally:
        probe.stop()
        gc.set_threshold(*before)
        gc.unfreeze()
