"""How many recordings are not safe at the office, for the strip and F1.

Apart from the places, since it is counted beside them: where nothing is safe that takes its time, and no key
should wait for it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.work import Work
from ektp_desk.usecases.exchange.queries import recordings_unsafe


class UnsafeCount(QObject):
    """Counts when asked, and once a minute."""

    def __init__(self, work: Work, shell: Shell) -> None:
        super().__init__(shell)
        self._work, self._shell, self._minute = work, shell, ""

    def ask(self) -> None:
        self._work.make(recordings_unsafe, self._show, over="unsafe")

    def pass_minute(self, clock: str) -> None:
        """Hear what the clock shows."""
        if clock != self._minute:
            self._minute = clock
            self.ask()

    def _show(self, recordings: int) -> None:
        self._work.unsafe = recordings
        self._shell.strip.show_unsafe(recordings)
        self._work.unsafe_counted.emit()
