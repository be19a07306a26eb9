"""Hears what nobody caught, and covers the window with the crash page instead of losing the work below."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths, Signal

from ektp_desk.domain.moments import Moment
from ektp_desk.gui.crash.page import CrashPage, Telling
from ektp_desk.gui.crash.report import fault_report, write_report
from ektp_desk.gui.window import Window
from ektp_desk.logs import log
from ektp_desk.usecases.visits.queries import LastRecord, last_kept
from ektp_desk.words import _
from ektp_desk.words.dates import clock_seconds
from ektp_desk.words.numbers import count

_SOON = 10  # seconds after going on, within which another error is the same one
_FOLDER, _NAME = "ektp-desk", "laporan-kesalahan"


class Crashes(QObject):
    """One page at a time: what breaks while it is shown goes to the log alone, so that nothing loops."""

    _heard = Signal(object)  # BaseException, from any thread

    def __init__(
        self,
        window: Window,
        clock: Callable[[], Moment],
        *,
        report: Path,
        restart: Callable[[], None],
        sample: bool = False,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._clock, self._report = clock, report
        self._restart, self._sample, self._ticks = restart, sample, ticks
        self._text = ""
        self._back_at: float | None = None
        self.page: CrashPage | None = None
        self._heard.connect(self._tell)

    @property
    def _window(self) -> Window:
        """Its parent, not kept: two that hold each other are thrown away on whichever thread comes by."""
        window = self.parent()
        assert isinstance(window, Window)
        return window

    def listen(self) -> None:
        """Hear every uncaught error of this process from now on."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = lambda args: self._hear_of_thread(args.exc_value)

    def hear(self, error: BaseException) -> None:
        """Log where it broke, without what somebody typed, and tell it; a request to stop is no error."""
        log().error("program.error", exc_info=error)
        if isinstance(error, Exception):
            self._heard.emit(error)

    def _on_uncaught(
        self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.hear(error.with_traceback(trace))

    def _hear_of_thread(self, error: BaseException | None) -> None:
        if error is not None:
            self.hear(error)

    def _tell(self, error: Exception) -> None:
        if self.page is not None:
            return
        again = self._back_at is not None and self._ticks() - self._back_at < _SOON
        self._text = fault_report(error, self._clock().local)
        written = write_report(self._report, self._text)
        place = str(self._report) if written else ""
        self.page = CrashPage(Telling(self._text, place, again=again, sample=self._sample))
        self.page.back_asked.connect(self._on_back)
        self.page.restart_asked.connect(self._restart)
        self.page.copy_asked.connect(self._on_copy)
        self._window.covers.cover(self.page)
        self.page.take_focus()
        self._ask_how_far()

    def _ask_how_far(self) -> None:
        """Read what the journal holds; where that breaks too, the page says no hour."""
        if (workplace := self._window.workplace) is None:
            return
        session = workplace.work.session
        self._window.jobs.run(lambda: last_kept(session), done=self._show_kept, failed=lambda _error: None)

    def _show_kept(self, kept: LastRecord | None) -> None:
        if self.page is not None and kept is not None:
            said = _("Terakhir tersimpan pukul {time}, catatan nomor {number}.")
            self.page.show_kept(said.format(time=clock_seconds(kept.at), number=count(kept.number)))

    def _on_back(self) -> None:
        self.page = None
        self._back_at = self._ticks()
        self._window.covers.uncover()

    def _on_copy(self) -> None:
        """Put the report where people look for their files; the one in the state folder is theirs too."""
        folder = documents() / _FOLDER
        path = folder / f"{_NAME}-{self._clock().local:%Y-%m-%d-%H%M}.txt"
        if self.page is None:
            return
        if write_report(path, self._text):
            self.page.show_copied(_("Laporan ada di {place}").format(place=str(path)))
        else:
            self.page.show_copied(_("Laporan tidak dapat ditulis di {place}").format(place=str(folder)))


def documents() -> Path:
    """Give the folder where this user looks for papers."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found or Path.home())
