"""How many recordings are not safe at the office, for the strip and F1.

Apart from the places, since it is counted beside them: where nothing is safe that takes its time, and no key
should wait for it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.work import Work
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.exchange.queries import SAFETY_OF, recordings_unsafe

_GATHERED_MS = 2_000  # own acts: eight keys a person, of which one finishes a recording


class UnsafeCount(QObject):
    """Counts when asked, when what F7 shows has changed, and once a minute; F7 tells its own count."""

    def __init__(self, work: Work, shell: Shell) -> None:
        super().__init__(shell)
        self._work, self._shell, self._minute = work, shell, ""
        self._gathering = QTimer(self, interval=_GATHERED_MS, singleShot=True)
        self._gathering.timeout.connect(self.ask)
        work.changed.connect(self._on_changed)
        work.unsafe_counted.connect(self._show)
        work.left.connect(self._gathering.stop)

    def ask(self) -> None:
        self._work.make(recordings_unsafe, self._work.take_unsafe, over="unsafe")

    def pass_minute(self, clock: str) -> None:
        """Hear what the clock shows."""
        if clock != self._minute:
            self._minute = clock
            self.ask()

    def _on_changed(self, changes: Changes) -> None:
        if changes.origin is Origin.ARRIVED and changes.entities & SAFETY_OF:
            self.ask()
        elif changes.entities & SAFETY_OF and not self._gathering.isActive():
            self._gathering.start()

    def _show(self) -> None:
        self._shell.strip.show_unsafe(self._work.unsafe or 0)
