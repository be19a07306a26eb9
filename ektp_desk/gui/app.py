"""The application around the window: look, keys from outside, uncaught errors, and the end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QProcess, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.crash.clock_watch import ClockWatch
from ektp_desk.gui.crash.mark import RunningMark
from ektp_desk.gui.crash.stop_news import StopNews
from ektp_desk.gui.doors import Doors
from ektp_desk.gui.look.scale import fitting
from ektp_desk.gui.look.style import dress
from ektp_desk.gui.resting.tidying import Tidying, collect_from_now
from ektp_desk.gui.settings.appearance import theme_of
from ektp_desk.gui.window import Window
from ektp_desk.settings import Folders, ScreenChoice, folders, read_screen, write_screen
from ektp_desk.words import speak

if TYPE_CHECKING:
    from pathlib import Path

    from ektp_desk.gui.crash.crashes import Crashes
    from ektp_desk.gui.keyreader import Points

AGAIN = 75  # what `run` gives when the desk is to be started again, once the folder was let go
_TOUCHES = (QKeyEvent, QMouseEvent)
_SIZE = (1366, 698)
_BEAT = 30_000  # ms between two signs of life
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


def run(doors: Doors, place: Folders, *, keys_fd: int | None = None, points: Points | None = None) -> int:
    """Show the window until it is closed; give the exit code, or `AGAIN`. The folder is this process's."""
    kept = place.screen
    choice = read_screen(kept)
    app = _application(choice)
    window = Window(doors, choice=choice, keep=partial(write_screen, kept))
    again: list[bool] = []

    def restart() -> None:
        again.append(True)
        window.close()

    _hear_crashes(window, doors, place, restart)
    mark = _set_mark(window, doors, place)
    watch = ClockWatch(doors.clock, parent=window)
    watch.jumped.connect(window.doubt_clock)
    app.installEventFilter(_Touch(window))
    window.loading.done.connect(collect_from_now)
    window.resize(*_SIZE)
    window.show()
    _read_keys(window, keys_fd, points)
    code = app.exec()
    mark.end()
    return AGAIN if again else code


def ask_again(
    error: EktpError, *, data: Path | None = None, keys_fd: int | None = None, points: Points | None = None
) -> bool:
    """Show why the desk cannot be opened; give whether to try again.

    `data` is the folder where it is not the one that every command takes by itself.
    """
    from ektp_desk.gui.crash.no_office import door_for  # noqa: PLC0415  most starts have no trouble

    app = _application(read_screen(folders(data).screen))
    app.setQuitOnLastWindowClosed(False)  # the next loop would end with a window that is gone
    door = door_for(error, data)
    again: list[bool] = []
    door.done.connect(lambda: again.append(door.again))
    door.done.connect(app.exit)
    door.resize(*_SIZE)
    door.show()
    _read_keys(door, keys_fd, points)
    app.exec()
    door.done.disconnect()
    door.deleteLater()
    app.sendPostedEvents(door, QEvent.Type.DeferredDelete)
    app.setQuitOnLastWindowClosed(True)
    return again[0]


def start_again() -> None:
    """Start this program anew, with what it was started with."""
    line = sys.argv[1:] if getattr(sys, "frozen", False) else ["-m", "ektp_desk", *sys.argv[1:]]
    QProcess.startDetached(sys.executable, line)


def _application(choice: ScreenChoice) -> QApplication:
    app = QApplication.instance() or QApplication(["ektp-desk"])
    assert isinstance(app, QApplication)
    theme = theme_of(choice)
    dress(app, fitting(choice.size, theme, _SIZE), theme=theme)
    speak(choice.language)
    return app


def _hear_crashes(window: Window, doors: Doors, place: Folders, restart: Callable[[], None]) -> None:
    """Hear uncaught errors from now on; what tells them is loaded a little later, or by the first."""

    @cache
    def crashes() -> Crashes:
        from ektp_desk.gui.crash.crashes import Crashes  # noqa: PLC0415  see above

        return Crashes(
            window, doors.clock, report=place.crash_report, restart=restart, sample=doors.is_sample
        )

    def hear(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        crashes().hear(error.with_traceback(trace))

    sys.excepthook = hear
    QTimer.singleShot(_LOAD_AFTER, window, lambda: crashes().listen())


def _set_mark(window: Window, doors: Doors, place: Folders) -> RunningMark:
    """Mark the window as running, and tell what an earlier mark says."""
    mark, now = RunningMark(place.running, place.fault), doors.clock().local
    if (stopped := mark.begin(now)) is not None:
        StopNews(window, stopped, now, report=place.crash_report)
    beat = QTimer(window, interval=_BEAT)
    beat.timeout.connect(lambda: mark.beat(doors.clock().local))
    beat.start()
    return mark


def _read_keys(window: QWidget, keys_fd: int | None, points: Points | None) -> None:
    if keys_fd is not None and points is not None:
        from ektp_desk.gui.keyreader import KeyReader  # noqa: PLC0415  only rehearsals and tests have one

        KeyReader(window, points, read_fd=keys_fd, write=_answer)


def _answer(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()
