"""How far the reading of a list is: one at a time, shown when it takes long, stopped when asked."""

from __future__ import annotations

import time
from threading import Event

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ektp_desk.gui.parts import ProgressCard
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_SHOW_AFTER_MS = 600


class Reading(QObject):
    """`slow` says that a reading has taken long enough to be shown. `step` may be called on any thread."""

    slow = Signal()
    _stepped = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop: Event | None = None
        self._card: ProgressCard | None = None
        self._whole, self._began = 0, 0.0
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._patience.timeout.connect(self.slow)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a reading is under way."""
        return self._stop is not None

    def start(self, card: ProgressCard, *, whole: int = 0) -> Event:
        """Begin one of `whole` rows (0: unknown) and give what stops it."""
        self._stop, self._card, self._whole = Event(), card, whole
        self._began = time.monotonic()
        card.step(0, 0, line=_("Membaca berkas · belum ada yang disimpan"))
        card.may_stop(may=True)
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
        self._stop = None
        self._patience.stop()

    def _show_step(self, done: int) -> None:
        if self._stop is None or self._card is None:
            return
        if not self._whole:
            line = _("{n} baris dibaca · belum ada yang disimpan").format(n=count(done))
            self._card.step(0, 0, line=line)
        elif done > self._whole:
            stored, whole = count(done - self._whole), count(self._whole)
            line = _("Menyimpan {stored} dari {whole} baris").format(stored=stored, whole=whole)
            self._card.step(done - self._whole, self._whole, line=line)
        else:
            line = _("{done} dari {whole} baris").format(done=count(done), whole=count(self._whole))
            self._card.step(done, self._whole, line=line, left=self._left(done))

    def _left(self, done: int) -> str:
        seconds = (time.monotonic() - self._began) * (self._whole - done) / done
        return _("± {n} detik lagi").format(n=count(max(1, round(seconds))))
