"""The application around the window: look, keys from outside, uncaught errors, and the end."""

from __future__ import annotations

import gc
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.doors import Doors
from ektp_desk.gui.look.style import dress
from ektp_desk.gui.window import Window
from ektp_desk.logs import log

if TYPE_CHECKING:
    from ektp_desk.gui.keyreader import Points

_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove})
_SIZE = (1366, 698)


class _Touch(QObject):
    """Tells the window of every key and mouse event, for the idle lock."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look, and let everything pass."""
        if event.type() in _TOUCHES:
            self._window.touched()
        return False


def run(doors: Doors, *, keys_fd: int | None = None, points: Points | None = None) -> int:
    """Show the window until it is closed."""
    app = QApplication.instance() or QApplication(["ektp-desk"])
    assert isinstance(app, QApplication)
    dress(app)
    window = Window(doors)
    sys.excepthook = lambda kind, error, trace: _tell(window, kind, error, trace)
    app.installEventFilter(_Touch(window))
    window.resize(*_SIZE)
    window.show()
    QTimer.singleShot(0, window, _collect_from_now)
    if keys_fd is not None and points is not None:
        from ektp_desk.gui.keyreader import KeyReader  # noqa: PLC0415  only rehearsals and tests have one

        KeyReader(window, points, read_fd=keys_fd, write=_answer)
    return app.exec()


def _collect_from_now() -> None:
    """The window stands: what was loaded stays for good and is not looked through again."""
    gc.freeze()
    gc.enable()


def _answer(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


def _tell(
    window: Window, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Log where it broke, without what somebody typed, and say that what was saved is safe."""
    log().error("program.error", exc_info=error.with_traceback(trace))
    if window.workplace is not None and issubclass(kind, Exception):
        window.workplace.work.refused.emit(EktpError("program.error"))
