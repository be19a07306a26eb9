"""The one reading of files that may be under way: how far it is, and what stops it.

By itself, since both pages of the room show and stop it.
"""

from __future__ import annotations

import time
from threading import Event

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ektp_desk.gui.kit import ProgressCard
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_SHOW_AFTER_MS = 600


class Reading(QObject):
    """`changed`: it got on, or has taken long enough to be shown. `step` may be called on any thread."""

    changed = Signal()
    _stepped = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop: Event | None = None
        self._title, self._whole, self._done, self._began = "", 0, 0, 0.0
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._patience.timeout.connect(self._take_long)
        self._stepped.connect(self._get_on, Qt.ConnectionType.QueuedConnection)
        self.is_slow = False

    @property
    def busy(self) -> bool:
        return self._stop is not None

    def start(self, title: str, *, whole: int = 0) -> Event:
        """Begin one of `whole` rows (0: unknown) and give what stops it."""
        self._title, self._whole, self._done, self._began = title, whole, 0, time.monotonic()
        self._stop = Event()
        self._patience.start()
        return self._stop

    def step(self, done: int) -> None:
        """Tell how many rows were read."""
        self._stepped.emit(done)

    def stop(self) -> None:
        """Ask the reading to end without a trace."""
        if self._stop is not None:
            self._stop.set()

    def finish(self) -> None:
        """The reading has ended, however it did."""
        self._stop, self.is_slow = None, False
        self._patience.stop()

    def show_on(self, card: ProgressCard) -> None:
        done, whole = self._done, self._whole
        card.set_title(self._title)
        if not done:
            card.step(0, 0, line=_("Membaca berkas · belum ada yang disimpan"))
        elif not whole:
            card.step(0, 0, line=_("{n} baris dibaca · belum ada yang disimpan").format(n=count(done)))
        elif done > whole:
            line = _("Menyimpan {stored} dari {whole} baris")
            card.step(done - whole, whole, line=line.format(stored=count(done - whole), whole=count(whole)))
        else:
            line = _("{done} dari {whole} baris").format(done=count(done), whole=count(whole))
            card.step(done, whole, line=line, left=self._left())

    def _left(self) -> str:
        seconds = (time.monotonic() - self._began) * (self._whole - self._done) / self._done
        return _("± {n} detik lagi").format(n=count(max(1, round(seconds))))

    def _get_on(self, done: int) -> None:
        if self.busy:
            self._done = done
            self.changed.emit()

    def _take_long(self) -> None:
        self.is_slow = True
        self.changed.emit()
