"""Waiting until a window is still: no longer than it takes, and never for a pause that nobody types in.

A test that looks every few milliseconds whether the store has answered sleeps through a third of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer, QTimerEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ektp_desk.gui.jobs import ActJobs, Jobs
from ektp_desk.gui.work import Work
from ektp_desk.usecases.session import Session

T = TypeVar("T")
_MOST = 15_000  # ms: whoever is not still by then never will be
_LAYOUTS = (
    6  # what was said is laid out, and what that changes is laid out again: F6's first opening takes four
)
_PAUSES = 1000  # ms: single shots below wait for a pause in typing or sizing; above they stay for a reader


def still(jobs: ActJobs, window: QObject | None = None) -> None:
    """Wait until nothing is under way; what waits for a pause below `window` has it at once.

    Raises:
        AssertionError: it is not still after fifteen seconds.
    """
    with _painted_once():
        while _answered(jobs) and window is not None and (pausing := _pausing(window)):
            for timer in pausing:  # as a turn of the loop, like the pause itself
                QCoreApplication.postEvent(timer, QTimerEvent(timer.timerId()))
            _turn(1)
        for _ in range(_LAYOUTS):
            QCoreApplication.processEvents()
    QCoreApplication.processEvents()


@contextmanager
def _painted_once() -> Iterator[None]:
    """Let what comes to be seen meanwhile be painted when it is still: else each answer is, one by one."""
    painting = _Painting()
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.installEventFilter(painting)
    try:
        yield
    finally:
        painting.go_on()


class _Painting(QObject):
    """Holds back what asks windows to paint themselves."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: list[QObject] | None = []

    def eventFilter(self, window: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if self._asked is None or event.type() is not QEvent.Type.UpdateRequest:
            return False
        if window not in self._asked:
            self._asked.append(window)
        return True

    def go_on(self) -> None:
        asked, self._asked = self._asked or [], None
        for window in filter(isValid, asked):
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))


def answer(jobs: Jobs, work: Work, act: Callable[[Session], T]) -> T:
    """Ask or tell the store something, as the test's own hand, and wait for it; no screen hears of it."""
    answers: list[T] = []
    loop = QEventLoop()

    def take(said: T) -> None:
        answers.append(said)
        loop.quit()

    jobs.act(lambda: act(work.session), done=take, failed=_raise)
    _turn(_MOST, loop)
    assert answers, "the store did not answer"
    return answers[0]


def _raise(error: Exception) -> None:
    raise error


def _answered(jobs: ActJobs) -> bool:
    end = monotonic() + _MOST / 1000
    while jobs.busy:  # an answer may ask again before the loop has left
        assert monotonic() < end, "the store is still at work"
        loop = QEventLoop()
        jobs.idle.connect(loop.quit)
        _turn(_MOST, loop)
    return True


def _pausing(window: QObject) -> list[QTimer]:
    found = window.findChildren(QTimer)
    return [t for t in found if t.isActive() and t.isSingleShot() and t.interval() < _PAUSES]


def _turn(most: int, loop: QEventLoop | None = None) -> None:
    """Turn the loop until it is quit, or for `most` ms; a loop that rests lets the store's thread work."""
    loop = loop or QEventLoop()
    end = QTimer(singleShot=True, interval=most)
    end.timeout.connect(loop.quit)
    end.start()
    loop.exec()
