"""Key events from outside, for rehearsals and tests alone: keys in, what is seen out, one JSON line each.

A line `{"key": "F2"}` presses a key, `{"text": "maria"}` types, `{"ask": true}` asks what is
seen. Every line is answered when the window has nothing under way. `{"die_at": n}` kills this
process at the n-th place between two writes from then on, as a power cut would.
"""

from __future__ import annotations

import gc
import json
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from ektp_desk.gui.shell.loading import ScreenLoading

_SETTLED = 50  # ms: a window that was just shown has the keyboard by then


class Points:
    """Counts the places between two writes; kills the process at the one that was named."""

    def __init__(self) -> None:
        self.passed = 0
        self._die_at = 0

    def __call__(self, _place: str) -> None:
        self.passed += 1
        if self._die_at and self.passed >= self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def die_at(self, count: int) -> None:
        """Die at the `count`-th place from now."""
        self._die_at = self.passed + count


class KeyReader(QObject):
    """Reads lines from a descriptor and presses what they say on whatever has the focus."""

    def __init__(
        self, window: QWidget, points: Points, *, read_fd: int, write: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._window, self._points, self._fd, self._write = window, points, read_fd, write
        self._held = b""
        self.owed = 0  # answers that somebody waits for
        self._stopped = False
        self._notifier = QSocketNotifier(read_fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_bytes)

    def _on_bytes(self) -> None:
        data = os.read(self._fd, 65536)
        if not data:
            self._notifier.setEnabled(False)
            self._window.close()
            return
        *lines, self._held = (self._held + data).split(b"\n")
        for line in lines:
            self._obey(json.loads(line))

    def answer(self, owed: int) -> None:
        """Give so many answers: to lines that another process has read."""
        for _each in range(owed):
            self.owed += 1
            QTimer.singleShot(_SETTLED, self, self._answer_when_still)

    def stop(self) -> None:
        """Read no further, and answer no more: another process does."""
        self._notifier.setEnabled(False)
        self._stopped = True

    def _obey(self, order: dict[str, Any]) -> None:
        self.owed += 1
        target = QApplication.focusWidget() or self._window
        if "die_at" in order:
            self._points.die_at(order["die_at"])
        elif "key" in order:
            QTest.keySequence(target, QKeySequence(order["key"]))
        elif "text" in order:
            QTest.keyClicks(target, order["text"])
        elif "fail" in order:
            QTimer.singleShot(0, self, partial(_fail, order["fail"]))
            QTimer.singleShot(0, self, self._answer_when_still)
            return
        self._answer_when_still()

    def _answer_when_still(self) -> None:
        """Answer once the store's thread is idle and what it said was shown."""
        if self._stopped:
            return
        jobs = getattr(self._window, "jobs", None)
        if (jobs is not None and jobs.busy) or _ticking(self._window):
            QTimer.singleShot(5, self, self._answer_when_still)
            return
        self.owed -= 1
        self._write(json.dumps(self._seen(), ensure_ascii=False) + "\n")

    def _seen(self) -> dict[str, Any]:
        shell, focus = getattr(self._window, "shell", None), QApplication.focusWidget()
        return {
            "place": shell.current() if shell else self._window.objectName() or "sign_in",
            "focus": focus.objectName() or focus.accessibleName() if focus else "",
            "labels": _labels(self._window),
            "typed": _typed(self._window),
            "hall": _hall(),
            "window": self._window.frameGeometry().getRect(),
            "screen": self._window.screen().availableGeometry().getRect(),
            "points": self._points.passed,
            "collecting": gc.isenabled(),
        }


def _fail(text: str) -> None:
    raise RuntimeError(text)


def _ticking(window: QWidget) -> bool:
    """Whether a search waits for the typing to pause; what loads behind the sign-in keeps nobody waiting."""
    timers = (t for t in window.findChildren(QTimer) if not isinstance(t.parent(), ScreenLoading))
    return any(t.isActive() and t.isSingleShot() and t.interval() < 1000 for t in timers)


def _typed(window: QWidget) -> dict[str, str]:
    """What stands in the visible boxes; of a passphrase nothing."""
    found = window.findChildren(QLineEdit)
    return {box.objectName(): box.displayText() for box in found if box.objectName() and box.isVisible()}


def _hall() -> str:
    """What the open board for the hall says, as it is heard."""
    boards = (widget for widget in QApplication.allWidgets() if widget.objectName() == "number_display")
    return next((board.accessibleName() for board in boards if board.isVisible()), "")


def _labels(window: QWidget) -> dict[str, str]:
    """Those of the visible labels that have a name: what a test may rely on."""
    found = window.findChildren(QLabel)
    return {item.objectName(): item.text() for item in found if item.objectName() and item.isVisible()}
