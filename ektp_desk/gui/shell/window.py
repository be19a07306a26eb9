"""The desk's window: sign-in, then the shell with its places; shows refusals, saves and the clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import Jobs
from ektp_desk.gui.kit.buttons import on_key
from ektp_desk.gui.kit.tokens import base, px
from ektp_desk.gui.shell.appearance import Appearance, Keep, in_force
from ektp_desk.gui.shell.covers import Anywhere, Covers, Where
from ektp_desk.gui.shell.loading import Loading
from ektp_desk.gui.shell.placement import Placement
from ektp_desk.gui.shell.sign_in import SignIn
from ektp_desk.settings import ScreenChoice
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.usecases.environment import Environment
from ektp_desk.words import _

if TYPE_CHECKING:
    from ektp_desk.gui.screen import Presenter
    from ektp_desk.gui.shell.frame import Shell
    from ektp_desk.gui.shell.workplace import Workplace
    from ektp_desk.usecases.session import Session


_IDLE_MINUTES = 5  # until the office's own rule has been read
_MINUTE = 60_000
_WIDE_FROM, _TALL_FROM = 1180, 600  # as in the shell
_SETTLE = 150  # milliseconds without another size until letters are chosen that fit the window
_LOAD_AFTER = 250  # milliseconds: the sign-in is painted by then, and nobody has typed a passphrase yet


def _forget(_choice: ScreenChoice) -> bool:
    return True


class Window(QWidget):
    """Holds either the sign-in or the workplace of who is signed in."""

    signed_in = Signal()
    _left: tuple[str, PlaceKey | None] = ("", None)  # who locked the desk, and at which place

    def __init__(
        self,
        doors: Environment,
        *,
        idle_minutes: int = _IDLE_MINUTES,
        choice: ScreenChoice | None = None,
        keep: Keep = _forget,
    ) -> None:
        super().__init__()
        self.setWindowTitle("ektp-desk")
        self.setAccessibleName("ektp-desk")
        self.jobs = Jobs(doors.lanes)
        self._doors = doors
        self.covers = Covers()
        self.appearance = Appearance(self, choice or in_force(), keep)
        self.appearance.language_changed.connect(self.speak_anew)
        self.workplace: Workplace | None = None
        self.anywhere = self._anywhere()
        self.sign_in = self._sign_in()
        self.covers.bring(self.sign_in.view)
        self._lay_out()
        self._idle = _timer(self, idle_minutes * _MINUTE, self.lock)
        self._resized = _timer(self, _SETTLE, self.appearance.fit)
        self._placement = Placement(self, changed=self._resized.start)
        self._bind_keys()
        self.sign_in.start()
        self.loading = Loading(self, after=_LOAD_AFTER)

    def _anywhere(self) -> Anywhere:
        sample = self._doors.is_sample
        made = Anywhere(self.covers, self.appearance, work=lambda: self.shell, sample=sample)
        made.where = self._where
        return made

    def _where(self) -> Where:
        """Say what is seen: help is about that."""
        if (page := self.covers.top()) is not None:
            return Where(page.objectName(), page.accessibleName(), page)
        if self.workplace is None:
            return Where("sign_in", _("Masuk"), self.sign_in.view)
        shell, key = self.workplace.shell, self.workplace.shell.current()
        return Where(key, self.workplace.name_of(key), shell.seen() or shell)

    def _sign_in(self) -> SignIn:
        made = SignIn(self.jobs, self._doors)
        made.setParent(self)  # its clock stops with the window
        made.entered.connect(self._on_entered)
        made.side.look_asked.connect(self.anywhere.open_screen)
        made.side.help_asked.connect(self.anywhere.turn_help)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        # Letters that are too large now must not hold the window open: smaller ones come when it rests.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.covers)

    def _bind_keys(self) -> None:
        """Bind what acts anywhere, at the sign-in too."""
        anywhere = Qt.ShortcutContext.WindowShortcut
        larger, smaller = partial(self.appearance.step_size, 1), partial(self.appearance.step_size, -1)
        for key, act, word in (
            ("Shift+F1", self.anywhere.turn_help, _("Bantuan")),
            ("?", self.anywhere.turn_help, ""),
            ("F11", self.appearance.turn_theme, _("Matahari atau terang")),
            ("Shift+F11", self.anywhere.open_screen, _("Tampilan")),
            ("Ctrl++", larger, _("Besarkan huruf")),
            ("Ctrl+=", larger, ""),
            ("Ctrl+-", smaller, _("Kecilkan huruf")),
        ):
            on_key(self, key, act, context=anywhere, word=word)

    @property
    def shell(self) -> Shell | None:
        return self.workplace.shell if self.workplace else None

    def place(self, key: PlaceKey) -> Presenter | None:
        return self.workplace.place(key) if self.workplace else None

    def touched(self) -> None:
        """Somebody pressed a key or moved the mouse: the idle lock begins anew."""
        if self.workplace is not None:
            self._idle.start()

    def doubt_clock(self, minutes: int) -> None:
        """The laptop's clock jumped: what was done is saved, and the day is asked again."""
        because = EktpError("clock.jumped", minutes=abs(minutes))
        if self.workplace is None:
            self.sign_in.ask_day_anew(because)
        else:
            self.lock(because=because)

    def lock(self, *, because: EktpError | None = None) -> None:
        """Close the store and ask who works; what was done is saved already."""
        if self.workplace is None:
            return
        self._idle.stop()
        leaving, self.workplace = self.workplace, None
        self._left = (leaving.work.session.user.id, leaving.shell.current())
        self.anywhere.close_help()
        self.anywhere.close_screen()
        self.covers.bring(self.sign_in.view)
        self.covers.removeWidget(leaving.shell)
        leaving.leave()

        def out(_none: None) -> None:
            self.sign_in.start()
            if because is not None:
                self.sign_in.ask_day_anew(because)

        self.jobs.sign_out(self._doors.sign_out, done=out, failed=_raise)

    def _on_entered(self, session: Session) -> None:
        self.workplace = self._work(session)
        # Whoever comes back goes on there. Screens kept alive behind the lock would hold names in memory:
        # what was in hand is read from the store, and what was only typed is lost.
        user, place = self._left
        self.workplace.begin(self.signed_in.emit, at=place if user == session.user.id else None)
        self._idle.start()

    def _work(self, session: Session) -> Workplace:
        made = _workplace()(self.jobs, session, self._doors)
        made.lock_asked.connect(self.lock)
        made.idle_known.connect(self._on_idle_known)
        made.shell.strip.look_asked.connect(self.anywhere.open_screen)
        made.shell.strip.help_asked.connect(self.anywhere.turn_help)
        made.shell.place_shown.connect(self.anywhere.close_help)
        self.covers.bring(made.shell)
        return made

    def speak_anew(self) -> None:
        """Write every sentence in the language chosen: the screens are built anew at the same place."""
        self.anywhere.close_help()
        self.anywhere.close_screen()
        old, self.sign_in = self.sign_in, self._sign_in()
        self.sign_in.take_over(old)
        self.covers.replace(old.view, self.sign_in.view)
        old.deleteLater()
        if (leaving := self.workplace) is not None:
            self.workplace = self._work(leaving.work.session)
            self.covers.removeWidget(leaving.shell)
            self.workplace.begin(_nothing, at=leaving.shell.current(), told=True)
            leaving.leave()
        self._choose_form()
        self.anywhere.open_screen(at="language")

    def idle_minutes(self) -> int:
        """Without a touch, until the desk locks itself."""
        return self._idle.interval() // _MINUTE

    def _on_idle_known(self, minutes: int) -> None:
        if minutes != self.idle_minutes():
            self._idle.setInterval(minutes * _MINUTE)
            self.touched()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the screen from now on: before, the window is on none."""
        super().showEvent(event)
        self._placement.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the sign-in's form; the shell chooses its own."""
        super().resizeEvent(event)
        if self.appearance.fits() != base():
            self._resized.start()
        self._choose_form()

    def redress(self) -> None:
        """The letters have changed: other widths are small now; the window may be as small as ever."""
        self._placement.set_least()
        self._choose_form()

    def _choose_form(self) -> None:
        small = self.width() < px(_WIDE_FROM) or self.height() < px(_TALL_FROM)
        self.sign_in.side.set_small(small)
        self.sign_in.view.set_small(small)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what was promised land, then close the store."""
        self.jobs.close(self._doors.sign_out)
        super().closeEvent(event)


def _nothing() -> None:
    """Nobody waits for a place that was open before."""


def _timer(parent: QWidget, interval: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=interval)
    timer.timeout.connect(act)
    return timer


def _workplace() -> type[Workplace]:
    """The screens behind the sign-in."""
    from ektp_desk.gui.shell.workplace import Workplace  # noqa: PLC0415  see `Loading`

    return Workplace


def _raise(error: Exception) -> None:
    raise error
