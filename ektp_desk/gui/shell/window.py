"""The desk's window: sign-in, then the shell with its places; shows refusals, saves and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import Jobs
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.saying import Saying
from ektp_desk.gui.kit.state import ViewHolder
from ektp_desk.gui.kit.tokens import base
from ektp_desk.gui.shell.appearance import Appearance, Keep, in_force
from ektp_desk.gui.shell.loading import ScreenLoading
from ektp_desk.gui.shell.pages import CommonPages, PageScrolling, PageStack, Seen
from ektp_desk.gui.shell.placement import Placement
from ektp_desk.gui.shell.replacing import Cover, Replacing
from ektp_desk.gui.shell.sign_in import SignIn
from ektp_desk.settings import ScreenChoice
from ektp_desk.usecases.environment import Environment, Handover
from ektp_desk.words import _

if TYPE_CHECKING:
    from ektp_desk.gui.queue.display import StandingBoard
    from ektp_desk.gui.screen import Presenter
    from ektp_desk.gui.shell.frame import Shell
    from ektp_desk.gui.shell.mirroring import Mirroring
    from ektp_desk.gui.shell.sending import LineKeeping, SendingProcess
    from ektp_desk.gui.shell.workplace import Workplace
    from ektp_desk.usecases.admin.rights import PlaceKey
    from ektp_desk.usecases.session import Session


_IDLE_MINUTES = 5  # until the office's own rule has been read
_MINUTE = 60_000
_SETTLE = 150  # milliseconds without another size until letters are chosen that fit the window
_LOAD_AFTER = 250  # milliseconds: the sign-in is painted by then, and nobody has typed a passphrase yet


def _forget(_choice: ScreenChoice) -> bool:
    return True


def _pass_by(_answer: object) -> None:
    """Nobody waits for it."""


class Window(QWidget):
    """Holds either the sign-in or the workplace of who is signed in."""

    heard_as = HeardAs.Window
    signed_in = Signal()
    _left: Handover | None = None  # by who locked the desk
    _leaving: Workplace | None = None  # keeps the hall's board until this process ends

    def __init__(
        self,
        environment: Environment,
        *,
        idle_minutes: int = _IDLE_MINUTES,
        choice: ScreenChoice | None = None,
        keep: Keep = _forget,
        left: Handover | None = None,
        replacing: Replacing | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("ektp-desk")
        self.setAccessibleName("ektp-desk")
        self.jobs = Jobs(environment.lanes)
        Saying(self, self.jobs)
        self._environment, self._left, self._replacing = environment, left, replacing
        self._board: StandingBoard | None = None
        self.workplace: Workplace | None = None
        self.mirroring: Mirroring | None = None
        self.line: SendingProcess | None = None
        self.line_keeping: LineKeeping | None = None
        self.appearance = Appearance(self, choice or in_force(), keep)
        self.pages = PageStack()
        self.common = CommonPages(self.pages, self.appearance, seen=self._seen, sample=environment.is_sample)
        self.sign_in = SignIn(self.jobs, environment)
        if left is not None:
            self.sign_in.go_on_from(left.user, left.answered)
        self.sign_in.setParent(self)  # its clock stops with the window
        self.sign_in.entered.connect(self._on_entered)
        self.sign_in.lost.connect(self._on_lost)
        self.sign_in.look_asked.connect(self.common.turn_appearance)
        self.sign_in.help_asked.connect(self.common.turn_help)
        self._front = ViewHolder(self.sign_in.make_view)
        self.pages.set_bottom(self._front)
        # Letters that are too large now must not hold the window open: smaller ones come when it rests.
        self._scrolling = PageScrolling(self.pages)
        column = lay_out(QVBoxLayout(self), self._scrolling)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._idle = _timer(self, idle_minutes * _MINUTE, self.lock)
        self._resized = _timer(self, _SETTLE, self.appearance.fit)
        self._placement = Placement(self, changed=self._resized.start)
        self.appearance.renewed.connect(self._renew)
        self.sign_in.start()
        if left is not None:
            self._take_over(left)
        self.loading = ScreenLoading(self, after=_LOAD_AFTER)
        self.loading.done.connect(lambda: self._send().begin())

    def _seen(self) -> Seen:
        if (page := self.pages.top()) is not None:
            return Seen(page.objectName(), page.accessibleName(), page)
        if self.workplace is None:
            return Seen("sign_in", _("Masuk"), self.sign_in.view)
        shell, key = self.workplace.shell, self.workplace.shell.current()
        return Seen(key, self.workplace.name_of(key), shell.seen() or shell)

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
        self._left = Handover(leaving.work.session.user.id, leaving.shell.current())
        self.common.close_own()
        if self._replacing is not None:
            self._be_replaced(self._replacing, leaving, because)
            return
        self.pages.set_bottom(self._front)
        self.pages.removeWidget(leaving.shell)
        leaving.leave()

        def out(_none: None) -> None:
            self.sign_in.start()
            if because is not None:
                self.sign_in.ask_day_anew(because)

        self.jobs.sign_out(self._environment.sign_out, done=out, failed=_raise)

    def _be_replaced(self, replacing: Replacing, leaving: Workplace, because: EktpError | None) -> None:
        """Cover the screen, and let another process take this one's place once the store is closed."""
        left, environment, typed = self._left, self._environment, leaving.typed()
        assert left is not None
        self._leaving = leaving
        self.pages.set_bottom(ViewHolder(Cover))
        self.pages.removeWidget(leaving.shell)  # what loses the focus is saved, as ever
        leaving.rest()
        replacing.begin()

        def close() -> bytes:
            try:
                return environment.seal(typed)
            finally:
                environment.sign_out()

        def hand_over(sealed: bytes) -> None:
            board = leaving.board()
            replacing.hand_over(
                replace(
                    left,
                    sealed=sealed,
                    answered=self.sign_in.answered if because is None else None,
                    jumped=None if because is None else int(because.facts["minutes"]),
                    window=_where(self),
                    stood=self._stands(),
                    board="" if board is None else board.said(),
                    board_window=b"" if board is None else _where(board),
                    choice=self.appearance.choice,
                )
            )

        def failed(error: Exception) -> None:
            hand_over(b"")
            raise error

        self.jobs.sign_out(close, done=hand_over, failed=failed)

    def _take_over(self, left: Handover) -> None:
        """Stand where the locked window stood, with the hall's board if it was open."""
        if left.jumped is not None:
            self.sign_in.ask_day_anew(EktpError("clock.jumped", minutes=left.jumped))
        if left.board:
            from ektp_desk.gui.queue.display import StandingBoard  # noqa: PLC0415  most have no second screen

            self._board = StandingBoard(left.board, self, self._environment.clock)
            self._board.window.restoreGeometry(left.board_window)

    def show_again(self) -> None:
        """Come to where the locked window was, and give the board its place.

        An idle desk locks itself while somebody types into another program: that keeps the keyboard.
        """
        assert self._left is not None
        stood = self._left.stood
        if self._board is not None:
            self._board.window.show()
        self.restoreGeometry(self._left.window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, stood == "behind")
        if stood == "minimized":
            self.showMinimized()
        else:
            self.show()
        if stood == "in front":
            self.activateWindow()

    def _stands(self) -> Literal["in front", "behind", "minimized"]:
        if self.isMinimized():
            return "minimized"
        return "in front" if self.isActiveWindow() else "behind"

    def _on_entered(self, session: Session) -> None:
        self.workplace = workplace = self._work(session)
        self.mirroring = mirroring = self._mirror(workplace)
        self.line_keeping = line = self._keep_line(workplace)
        # Whoever comes back goes on there. Screens kept alive behind the lock would hold names in memory:
        # what was in hand is read from the store, and what was only typed was sealed to who typed it.
        left = self._left if self._left is not None and self._left.user == session.user.id else None
        if self._left is not None:
            self._left = replace(self._left, sealed=b"")
        board, self._board = self._board, None

        def ready() -> None:
            if board is not None:
                workplace.take_board(board)
            if left is not None and left.sealed and (typed := self._environment.unseal(left.sealed)):
                workplace.put_typed(typed)
            mirroring.begin()
            line.begin()
            if not session.at_office:  # what the disk refuses now goes at a later start
                workplace.work.carry(lambda courier: courier.remove_safe(), _pass_by, _pass_by)
            self.signed_in.emit()

        workplace.begin(ready, at=left.place if left is not None else "")
        self._idle.start()

    def _on_lost(self, error: EktpError) -> None:
        from ektp_desk.gui.shell.loss import LossController  # noqa: PLC0415  few ever see it

        LossController(self.jobs, self._environment, self.pages, error)

    def _work(self, session: Session) -> Workplace:
        from ektp_desk.gui.shell.workplace import Workplace  # noqa: PLC0415  see `ScreenLoading`

        made = Workplace(self.jobs, session, self._environment)
        made.lock_asked.connect(self.lock)
        made.idle_known.connect(self._on_idle_known)
        made.shell.look_asked.connect(self.common.turn_appearance)
        made.shell.help_asked.connect(self.common.turn_help)
        made.shell.place_shown.connect(self.common.close_help)
        self.pages.set_bottom(made.shell)
        return made

    def _mirror(self, workplace: Workplace) -> Mirroring:
        from ektp_desk.gui.shell.mirroring import Mirroring  # noqa: PLC0415  the same

        return Mirroring(workplace.work, workplace.shell)

    def _send(self) -> SendingProcess:
        """What sends to the hub, also while nobody is signed in."""
        from ektp_desk.gui.shell.sending import SendingProcess  # noqa: PLC0415  the same

        if self.line is None:
            self.line = SendingProcess(self._environment.line, self)
        return self.line

    def _keep_line(self, workplace: Workplace) -> LineKeeping:
        from ektp_desk.gui.shell.sending import LineKeeping  # noqa: PLC0415  the same

        return LineKeeping(workplace.work, workplace.shell, self._send())

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

    def minimumSizeHint(self) -> QSize:
        """What is in front needs, whatever scrolls."""
        return self.pages.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form at once, and letters when the size has come to rest."""
        super().resizeEvent(event)
        self.appearance.fit_form()
        if self.appearance.fits() != base():
            self._resized.start()

    def _renew(self) -> None:
        """The window may be as small as ever; what is in front is built anew."""
        self._placement.set_least()
        self._scrolling.make_room()
        self.pages.renew()
        self.common.renew()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what was promised land, then close the store."""
        if self._replacing is not None:
            self._replacing.stop()
        if self.line is not None:
            self.line.end()
        if self.workplace is not None:
            self.workplace.rest()  # what comes in until the store is closed has nobody to show itself to
        self.jobs.close(self._environment.sign_out)
        super().closeEvent(event)


def window_of(child: QObject) -> Window:
    """Its parent, not kept: two that hold each other are thrown away on whichever thread comes by."""
    window = child.parent()
    assert isinstance(window, Window)
    return window


def _timer(parent: QWidget, interval: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=interval)
    timer.timeout.connect(act)
    return timer


def _where(widget: QWidget) -> bytes:
    """Where a window lies, as Qt says it."""
    return bytes(widget.saveGeometry().data())


def _raise(error: Exception) -> None:
    raise error
