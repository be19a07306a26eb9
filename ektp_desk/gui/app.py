"""The application around the window: look, keys from outside, uncaught errors, and the end."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment, Pace
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import fitting, is_tight
from ektp_desk.gui.shell.appearance import theme_of
from ektp_desk.gui.shell.hard_stop import RunningMark, StopNews
from ektp_desk.gui.shell.placement import opening_size, show_whole
from ektp_desk.gui.shell.replacing import HANDED, Replacing, own_line, tell_seen
from ektp_desk.gui.shell.window import Window
from ektp_desk.settings import Folders, ScreenChoice, folders, read_screen, write_screen
from ektp_desk.usecases.environment import Environment, Handover
from ektp_desk.words import speak

if TYPE_CHECKING:
    from pathlib import Path

    from ektp_desk.gui.keyreader import Points
    from ektp_desk.gui.shell.crashes import Crashes
    from ektp_desk.usecases.setup import OfficeSetup


_EVERY = 5_000  # ms


def counted_seconds() -> float:
    """Nobody can set these; they count on while the laptop sleeps, where the system can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class ClockWatch(QObject):
    """Says `jumped` with minutes, negative when the clock was set back."""

    jumped = Signal(int)

    def __init__(
        self,
        clock: Callable[[], Moment],
        *,
        ticks: Callable[[], float] = counted_seconds,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._ticks = clock, ticks
        self._pace = Pace(clock().utc, ticks())
        self._tick = QTimer(self, interval=_EVERY)
        self._tick.timeout.connect(self.look)
        self._tick.start()

    def look(self) -> None:
        """Hold one clock against the other."""
        if minutes := self._pace.jumped(self._clock().utc, self._ticks()):
            self.jumped.emit(minutes)


_REST = 3000  # ms without a key or the mouse
_DUE = 5  # looks at what is young since the last whole one: some 35,000 things made
_THRESHOLDS = (700, 10, 1000)  # Python's own, but for the whole look


class Tidying(QObject):
    """`touched` says that somebody is at work; the look comes when that was a while ago, and is due.

    Left to itself Python looks through all on whichever thread made something last: on a lane, where no
    object of Qt's may die.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._tidy)

    def touched(self) -> None:
        """Wait from now on."""
        self._rest.start()

    def _tidy(self) -> None:
        if gc.get_count()[2] >= _DUE:
            gc.collect()


def collect_from_now() -> None:
    """Let memory be given back, once all screens are loaded: their code stays, and is looked at no more."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()


AGAIN = 75  # what `run` gives when the desk is to be started again, once the folder was let go
_TOUCHES = (QKeyEvent, QMouseEvent)
_BEAT = 30_000  # ms between two signs of life
_SEEN_EVERY = 30  # ms: a frame is painted in half of it
_LOAD_AFTER = 500  # ms: the sign-in is painted and its screens are loaded by then


class _Touch(QObject):
    """Tells of every key and mouse event: the window, for the idle lock, and what waits for a rest."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._tidying = window, Tidying(window)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look, and let everything pass."""
        if isinstance(event, _TOUCHES):
            self._window.touched()
            self._tidying.touched()
        return False


def run(
    environment: Environment,
    place: Folders,
    *,
    keys_fd: int | None = None,
    points: Points | None = None,
    left: Handover | None = None,
) -> int:
    """Show the window until it is closed; give the exit code, or `AGAIN`. The folder is this process's.

    `left` is by the locked process before it, if there was one. Raises `lock.cannot_open`.
    """
    kept = place.screen
    choice = (left and left.choice) or read_screen(kept)
    app = _application(choice)
    replacing = Replacing(own_line(HANDED), let_go=environment.let_go, keys_fd=keys_fd)
    window = Window(
        environment, choice=choice, keep=partial(write_screen, kept), left=left, replacing=replacing
    )
    again: list[bool] = []

    def restart() -> None:
        again.append(True)
        window.close()

    _hear_crashes(window, environment, place, restart)
    mark = _set_mark(window, environment, place)
    could_not = _hear_replacing(window, replacing, mark)
    watch = ClockWatch(environment.clock, parent=window)
    watch.jumped.connect(window.doubt_clock)
    app.installEventFilter(_Touch(window))
    window.loading.done.connect(collect_from_now)
    if left is None:
        show_whole(window)
    else:
        window.show_again()
        _tell_when_seen(window)
    _read_keys(window, keys_fd, points, replacing=replacing, owed=left.owed if left else 0)
    code = app.exec()
    mark.end()
    if could_not:
        raise EktpError("lock.cannot_open")
    return AGAIN if again else code


def _hear_replacing(window: Window, replacing: Replacing, mark: RunningMark) -> list[bool]:
    """End the window once another process has its place; in the list stands something where none could."""
    could_not: list[bool] = []

    def fail() -> None:
        could_not.append(True)
        window.close()

    replacing.leaving.connect(mark.end)  # what follows is no stop, and the mark is the other's
    replacing.over.connect(window.close)
    replacing.failed.connect(fail)
    return could_not


def _tell_when_seen(window: Window) -> None:
    """Let the locked process end when this one's windows are on the screen."""
    look = QTimer(window, interval=_SEEN_EVERY)

    def see() -> None:
        native = window.windowHandle()
        if window.isMinimized() or (native is not None and native.isExposed()):
            look.stop()
            QTimer.singleShot(_SEEN_EVERY, tell_seen)

    look.timeout.connect(see)
    look.start()


def ask_again(
    error: EktpError,
    *,
    setup: Callable[[], OfficeSetup],
    data: Path | None = None,
    keys_fd: int | None = None,
    points: Points | None = None,
) -> bool:
    """Show why the desk cannot be opened; give whether to try again.

    `data` is the folder where it is not the one that every command takes by itself; `setup` makes what
    leads to an office where there is none.
    """
    from ektp_desk.gui.shell.no_office import window_for  # noqa: PLC0415  most starts have no trouble

    app = _application(read_screen(folders(data).screen))
    app.setQuitOnLastWindowClosed(False)  # the next loop would end with a window that is gone
    window = window_for(error, data, setup)
    again: list[bool] = []
    window.done.connect(lambda: again.append(window.again))
    window.done.connect(app.exit)
    show_whole(window)
    _read_keys(window, keys_fd, points)
    app.exec()
    window.done.disconnect()
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    app.setQuitOnLastWindowClosed(True)
    return again[0]


def start_again() -> None:
    """Start this program anew, with what it was started with."""
    program, *line = own_line()
    QProcess.startDetached(program, line)


def _application(choice: ScreenChoice) -> QApplication:
    app = QApplication.instance() or QApplication(["ektp-desk"])
    assert isinstance(app, QApplication)
    theme, screen = theme_of(choice), app.primaryScreen()
    room, ratio = opening_size(screen).toTuple(), screen.devicePixelRatio()
    letters = fitting(choice.size, theme, room, ratio=ratio)
    dress(app, letters, theme=theme, small=is_tight(*room, letters), alt=choice.alt)
    speak(choice.language)
    return app


def _hear_crashes(
    window: Window, environment: Environment, place: Folders, restart: Callable[[], None]
) -> None:
    """Hear uncaught errors from now on; what tells them is loaded a little later, or by the first."""

    @cache
    def crashes() -> Crashes:
        from ektp_desk.gui.shell.crashes import Crashes  # noqa: PLC0415  see above

        return Crashes(
            window,
            environment.clock,
            report=place.crash_report,
            restart=restart,
            sample=environment.is_sample,
        )

    def hear(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        crashes().hear(error.with_traceback(trace))

    sys.excepthook = hear
    QTimer.singleShot(_LOAD_AFTER, window, lambda: crashes().listen())


def _set_mark(window: Window, environment: Environment, place: Folders) -> RunningMark:
    """Mark the window as running, and tell what an earlier mark says."""
    mark, now = RunningMark(place.running, place.fault), environment.clock().local
    if (stopped := mark.begin(now)) is not None:
        StopNews(window, stopped, now, report=place.crash_report)
    beat = QTimer(window, interval=_BEAT)
    beat.timeout.connect(lambda: mark.beat(environment.clock().local))
    beat.start()
    return mark


def _read_keys(
    window: QWidget,
    keys_fd: int | None,
    points: Points | None,
    *,
    replacing: Replacing | None = None,
    owed: int = 0,
) -> None:
    if keys_fd is not None and points is not None:
        from ektp_desk.gui.keyreader import KeyReader  # noqa: PLC0415  only rehearsals and tests have one

        reader = KeyReader(window, points, read_fd=keys_fd, write=_answer)
        reader.answer(owed)
        if replacing is not None:
            replacing.begun.connect(reader.stop)
            replacing.owed = lambda: reader.owed


def _answer(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()
