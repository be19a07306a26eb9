"""Joins the sign-in to the doors: no passphrase is tried before the day was answered for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.doors import Doors
from ektp_desk.gui.jobs import Jobs
from ektp_desk.gui.sign_in.side import Side
from ektp_desk.gui.sign_in.view import SignInView
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date
from ektp_desk.words.errors import message

if TYPE_CHECKING:
    from ektp_desk.usecases.session import Session

_WAITS = (0, 0, 0, 2, 5, 10, 30)  # seconds after each wrong try; protects a screen, not a stolen disk


class SignIn(QObject):
    """Says `entered` with a session whose day was confirmed."""

    entered = Signal(object)  # Session

    def __init__(self, jobs: Jobs, doors: Doors) -> None:
        super().__init__()
        self._jobs, self._doors = jobs, doors
        self._wrong = 0
        self.side = Side(doors.office_name, sample=doors.is_sample, passphrase=doors.told_passphrase)
        self.view = SignInView(doors.people, self.side)
        self.view.answered.connect(self._on_answered)
        self.view.enter_asked.connect(self._on_enter)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._show_time)

    def start(self) -> None:
        """Come to the front; the day is asked again after each start, since a flat battery resets clocks."""
        self._show_time()
        self._tick.start(1000)
        self.view.start_over()

    def _show_time(self) -> None:
        now = self._doors.clock().local
        zone = _("{zone} · menurut jam laptop ini").format(zone=self._doors.zone)
        self.view.show_time(clock(now), long_date(now.date()), zone)

    def _on_answered(self, answer: str) -> None:
        if answer == "right":
            self.view.banner.hide()
            self.view.passphrase.setFocus()
        else:
            self.view.say(
                _("Tanggal atau jam laptop salah. Tidak ada yang tercatat."),
                then=_("Betulkan di setelan laptop, lalu pilih betul."),
                code="clock.wrong",
            )

    def _on_enter(self, user: str, passphrase: str) -> None:
        if self.view.choice.value() != "right":
            self.view.choice.setFocus()
            self.view.say(_("Jawab dahulu: betulkah hari dan jam ini?"), code="clock.not_confirmed")
            return
        self.view.set_busy(True)
        self._jobs.run(lambda: self._open(user, passphrase), done=self._on_open, failed=self._on_failed)

    def _open(self, user: str, passphrase: str) -> Session:
        from ektp_desk.usecases.visit.planning import confirm_day  # noqa: PLC0415  the view is shown without

        session = self._doors.sign_in(user, passphrase)
        confirm_day(session)
        return session

    def _on_open(self, session: Session) -> None:
        self._wrong = 0
        self._tick.stop()
        self.view.set_busy(False)
        self.view.passphrase.forget()
        self.entered.emit(session)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, EktpError):
            self.view.set_busy(False)
            raise error
        self._wrong += error.code == "signin.wrong"
        wait = _WAITS[min(self._wrong, len(_WAITS) - 1)] if error.code == "signin.wrong" else 0
        then = _("Coba lagi dalam {seconds} detik.").format(seconds=wait) if wait else ""
        self.view.say(message(error), then=then, code=error.code)
        QTimer.singleShot(wait * 1000, self, lambda: self.view.set_busy(False))
        self.view.passphrase.edit.selectAll()
        self.view.passphrase.setFocus()
