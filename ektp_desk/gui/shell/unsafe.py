"""How many recordings are not safe at the office, for the strip and F1.

Apart from the places, since it is counted beside them: where nothing is safe that takes its time, and no key
should wait for it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.work import Work
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.exchange.queries import SAFETY_OF, recordings_unsafe

_FINISHED = frozenset({Entity.RECORDING, Entity.TICKET})  # together: of a person's eight keys the last


class UnsafeCount(QObject):
    """Counts when asked, when what F7 shows has changed, and once a minute; F7 tells its own count."""

    def __init__(self, work: Work, shell: Shell) -> None:
        super().__init__(shell)
        self._work, self._shell, self._minute = work, shell, ""
        work.changed.connect(self._on_changed)
        work.unsafe_counted.connect(self._show)

    def ask(self) -> None:
        self._work.make(recordings_unsafe, self._work.take_unsafe, over="unsafe")

    def pass_minute(self, clock: str) -> None:
        """Hear what the clock shows."""
        if clock != self._minute:
            self._minute = clock
            self.ask()

    def _on_changed(self, changes: Changes) -> None:
        touched = changes.entities & SAFETY_OF
        taken_further = changes.origin is Origin.OWN and touched == {Entity.RECORDING}
        if touched and (not taken_further or changes.entities >= _FINISHED):
            self.ask()

    def _show(self) -> None:
        self._shell.strip.show_unsafe(self._work.unsafe or 0)
