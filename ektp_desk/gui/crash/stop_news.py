"""Tells after a hard stop what is safe, and which recording it interrupted once the store knows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.crash.mark import Stopped
from ektp_desk.gui.crash.phrases import stop_words
from ektp_desk.gui.window import Window
from ektp_desk.words import _


class StopNews(QObject):
    """Stands on the sign-in until the day is answered for; then names the number that is open again."""

    def __init__(self, window: Window, stopped: Stopped, now: datetime, *, report: Path) -> None:
        super().__init__(window)
        self._told = False
        then = _("Semua yang tersimpan aman.")
        if stopped.fault and _kept(report, stopped, now):
            then = _("Semua yang tersimpan aman. Laporan untuk ADB: {place}").format(place=str(report))
        window.sign_in.tell_stop(stop_words(stopped, now), then)
        window.signed_in.connect(self._on_signed_in)

    @property
    def _window(self) -> Window:
        """Its parent, not kept: two that hold each other are thrown away on whichever thread comes by."""
        window = self.parent()
        assert isinstance(window, Window)
        return window

    def _on_signed_in(self) -> None:
        from ektp_desk.usecases.visits.queries import left_at_desk  # noqa: PLC0415  the sign-in is shown without

        if not self._told and self._window.workplace is not None:
            self._told = True
            self._window.workplace.work.ask(left_at_desk, self._show_left)

    def _show_left(self, numbers: list[str]) -> None:
        if numbers and self._window.workplace is not None:
            self._window.workplace.tell_news(EktpError("stop.left_open", number=", ".join(numbers)))


def _kept(report: Path, stopped: Stopped, now: datetime) -> bool:
    from ektp_desk.gui.crash.report import stop_report, write_report  # noqa: PLC0415  rarely wanted

    return write_report(report, stop_report(stopped.fault, stopped.at or now))
