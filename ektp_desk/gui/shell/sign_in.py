"""The sign-in joined to its environment: no passphrase is tried before the day was answered for."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import Jobs
from ektp_desk.gui.kit import label
from ektp_desk.gui.kit.buttons import KeyWord
from ektp_desk.gui.kit.icons import Diamond, WovenBorder
from ektp_desk.gui.kit.news import Countdown
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.gui.shell.sign_in_view import SignInView
from ektp_desk.usecases.environment import Environment
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date
from ektp_desk.words.errors import message

if TYPE_CHECKING:
    from ektp_desk.usecases.session import Session


class Side(QWidget):
    """Mark, office, for a sample its passphrase, and the keys that act before anybody has signed in."""

    look_asked = Signal()
    help_asked = Signal()

    def __init__(self, office: str, *, sample: bool, passphrase: str) -> None:
        super().__init__()
        self._border = WovenBorder()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(40), 0, 0)
        column.setSpacing(px(8))
        column.addLayout(self._mark())
        column.addSpacing(px(20))
        for text, role in ((_("Dinas Kependudukan dan Pencatatan Sipil"), "lead"), (office, "body")):
            line = label(text, "lead" if role == "lead" else "body", tone="white", wrap=True)
            line.setContentsMargins(px(40), 0, px(24), 0)
            column.addWidget(line)
        if sample:
            column.addSpacing(px(20))
            column.addWidget(_SampleBox(passphrase))
        column.addStretch(1)
        column.addLayout(self._keys())
        column.addWidget(self._border)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the window's form
        """The border's height goes to the rest."""
        self._border.setVisible(not small)
        self.setFixedWidth(px(320 if small else 420))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().woven))

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(40), px(8), px(16), px(16))
        row.setSpacing(px(16))
        for key, word, name, asked in (
            ("Shift+F1", _("Bantuan"), "help", self.help_asked),
            ("Shift+F11", _("Tampilan"), "look", self.look_asked),
        ):
            button = KeyWord(key, word, ground="ink", name=name)
            button.clicked.connect(asked)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _mark(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(36), 0, 0, 0)
        row.setSpacing(px(14))
        row.addWidget(Diamond(52, "white"))
        row.addWidget(label("ektp-desk", "figure", tone="white"))
        row.addStretch(1)
        return row


class _SampleBox(QWidget):
    """Says that everything here is invented, and what opens it."""

    def __init__(self, passphrase: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(56), px(10), px(40), px(10))
        column.setSpacing(px(4))
        column.addWidget(label(_("CONTOH · data buatan"), "strong", tone="warn"))
        if passphrase:
            column.addWidget(label(_("Kata sandi contoh:"), "help"))
            words = label(passphrase, "strong", wrap=True, name="sample_passphrase")
            column.addWidget(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(QColor(tokens().warn))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens().tint_warn))
        painter.drawRoundedRect(self.rect().adjusted(px(40), 1, -px(24), -1), px(6), px(6))


class SignIn(QObject):
    """Says `entered` with a session whose day was confirmed."""

    entered = Signal(object)  # Session

    def __init__(self, jobs: Jobs, doors: Environment) -> None:
        super().__init__()
        self._jobs, self._doors = jobs, doors
        self._answered: date | None = None  # the day that was said to be right
        self._was_open = False
        self.side = Side(doors.office_name, sample=doors.is_sample, passphrase=doors.told_passphrase)
        self.view = SignInView(doors.people(), self.side)
        self._waiting = Countdown(self)
        self._waiting.ticked.connect(self.view.wait)
        self._waiting.ended.connect(self._on_waited)
        self.view.people.changed.connect(self._on_another)
        self.view.answered.connect(self._on_answered)
        self.view.enter_asked.connect(self._on_enter)
        self.view.sure_asked.connect(partial(self._on_enter, sure=True))
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._show_time)

    def start(self) -> None:
        """Come to the front; the day is asked again after each start, since a flat battery resets clocks."""
        self._show_time()
        self._tick.start(1000)
        self.view.show_people(self._doors.people())
        self._on_another()
        self.view.start_over()
        self._say_open()

    def take_over(self, before: SignIn) -> None:
        """Go on where another, in another language, stood: with its answer, its person and its letters."""
        self._answered, self._was_open = before._answered, before._was_open
        self._show_time()
        self._tick.start(1000)
        self.view.show_people(self._doors.people())
        self.view.take_over(before.view)
        self._say_open()

    def _show_time(self) -> None:
        now = self._doors.clock().local
        if self._answered not in (None, now.date()):
            self._forget_answer()  # it was for another day
        zone = _("{zone} · menurut jam laptop ini").format(zone=self._doors.zone)
        self.view.show_time(clock(now), long_date(now.date()), zone)

    def _on_answered(self, answer: str) -> None:
        self._answered = self._doors.clock().local.date() if answer == "right" else None
        self._say_open()
        if answer == "right":
            self.view.banner.hide()
            self.view.passphrase.setFocus()
        else:
            self.view.say(
                _("Tanggal atau jam laptop salah. Tidak ada yang tercatat."),
                then=_("Betulkan di setelan laptop, lalu pilih betul."),
                code="clock.wrong",
            )

    def ask_day_anew(self, because: EktpError) -> None:
        """Say why the answer for the day counts no longer."""
        self._forget_answer()
        self._say(because)
        self.view.choice.setFocus()

    def _forget_answer(self) -> None:
        self._answered, self._was_open = None, False  # a day that is asked for anew is opened anew
        self.view.choice.choose(None)
        self._say_open()

    def _say_open(self) -> None:
        """A desk that was locked in a day that is still answered for is only unlocked."""
        self.view.say_open(self._was_open)

    def tell_stop(self, what: str, then: str) -> None:
        """Tell how the program ended the last time."""
        self.view.say(what, then=then, code="stop.hard", kind="warn")

    def _say(self, error: EktpError, *, then: str = "") -> None:
        what, _dot, rest = message(error).partition(". ")
        if error.code == "clock.backwards":
            now = self._doors.clock().local
            what = _("{what}: kini {day}, {time}").format(
                what=what, day=long_date(now.date()), time=clock(now)
            )
        self.view.say(f"{what}." if rest else what, then=then or rest, code=error.code)

    def _on_enter(self, user: str, passphrase: str, *, sure: bool = False) -> None:
        if sure:
            self.view.choice.choose("right")  # F9 says it
            self._answered = self._doors.clock().local.date()
        if self.view.choice.value() != "right":
            self.view.choice.setFocus()
            self.view.say(_("Jawab dahulu: betulkah hari dan jam ini?"), code="clock.not_confirmed")
            return
        self.view.set_busy(True)
        opening = partial(self._open, user, passphrase, sure=sure)
        self._jobs.act(opening, done=self._on_open, failed=self._on_failed)

    def _open(self, user: str, passphrase: str, *, sure: bool) -> Session:
        from ektp_desk.usecases.visits.commands import begin_day  # noqa: PLC0415  the view is shown without

        session = self._doors.sign_in(user, passphrase)
        try:
            begin_day(session, sure=sure)
        except BaseException:
            self._doors.sign_out()
            raise
        return session

    def _on_open(self, session: Session) -> None:
        self._tick.stop()
        self._was_open = True
        self.view.set_busy(False)
        self.view.passphrase.forget()
        self.entered.emit(session)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, EktpError):
            self.view.set_busy(False)
            raise error
        wait = int(error.facts.get("wait", 0)) or int(error.facts.get("seconds", 0))
        waits = error.code == "signin.wait"
        self._say(error, then=_("Data tetap terkunci dan utuh.") if waits else "")
        self.view.ask_sure(asked=error.code == "clock.backwards")
        self._waiting.start(wait)
        self.view.passphrase.edit.selectAll()
        self.view.passphrase.setFocus()
        if error.code == "clock.backwards":
            self._show_time()
            self._forget_answer()
            self.view.choice.setFocus()

    def _on_waited(self) -> None:
        self.view.wait(0)

    def _on_another(self) -> None:
        """Nobody waits for somebody else's wrong tries."""
        if self._waiting.left():
            self._waiting.stop()
            self.view.wait(0)
            self.view.banner.hide()
