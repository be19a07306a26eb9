"""At the lock another process takes the place of this one: Python can wipe no text that it held."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NoReturn

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.kit import label
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.tokens import tokens
from ektp_desk.logs import log
from ektp_desk.usecases.environment import Handover
from ektp_desk.words import _

HANDED = "--handed-over"
_STDIN = 0
_LOOK_MS = 50
_MOST_MS = 3_500  # from handing over; with what is saved before it nothing is left after five seconds
_MOST_BYTES = 48 * 1024  # a pipe takes 64 KiB before anybody reads


def own_line(*more: str) -> list[str]:
    """What starts this program anew, with what it was started with."""
    given = [each for each in sys.argv[1:] if each != HANDED]
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ektp_desk"]
    return [*program, *given, *more]


def read_handover() -> Handover | None:
    """Wait on standard input for what the locked window leaves; None when it ended without a word."""
    held = b""
    while not held.endswith(b"\n"):
        piece = os.read(_STDIN, 65536)
        if not piece:
            return None
        held += piece
    return Handover.read(held)


def tell_seen() -> None:
    """Let the locked window end, for this one is seen: it looks whether anybody still reads its pipe."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, _STDIN)
    os.close(nothing)


def _execute(line: list[str], reads: int) -> NoReturn:
    os.dup2(reads, _STDIN)
    os.execv(line[0], line)  # noqa: S606  our own interpreter and module


class Replacing(QObject):
    """`begin` starts the other process, which waits; `hand_over` lets it come, `over` says that it is seen.

    Where none can be started, this process becomes the other at once, its window gone for a moment; where
    even that fails it ends, with `failed` said: whatever happens, nobody goes on working here.
    """

    begun = Signal()
    leaving = Signal()  # the store is closed, and the folder is the other's from here on
    over = Signal()
    failed = Signal()

    def __init__(
        self,
        line: Sequence[str],
        *,
        let_go: Callable[[], None],
        keys_fd: int | None = None,
        execute: Callable[[list[str], int], object] = _execute,
    ) -> None:
        super().__init__()
        self._line, self._let_go = list(line), let_go
        self._keys_fd, self._execute = keys_fd, execute
        self._process: subprocess.Popen[bytes] | None = None
        self._handed: bytes | None = None
        self._unread = False  # since the last look: it is seen, or just about to have ended
        self.owed: Callable[[], int] = lambda: 0
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._end = QTimer(self, singleShot=True, interval=_MOST_MS)
        self._end.timeout.connect(self._finish)

    def begin(self) -> None:
        self.begun.emit()
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                self._line,
                stdin=subprocess.PIPE,
                bufsize=0,
                pass_fds=() if self._keys_fd is None else (self._keys_fd,),
            )
        except OSError:
            log().exception("lock.no_process")

    def hand_over(self, handover: Handover) -> None:
        """Let the folder go, and give what is left; the store was closed."""
        self.leaving.emit()
        self._let_go()
        handover = replace(handover, owed=self.owed())
        line = handover.line()
        if len(line) > _MOST_BYTES:
            line = replace(handover, sealed=b"").line()
        self._handed = line
        if self._write(line):
            self._look.start()
            self._end.start()
        else:
            self._become()

    def stop(self) -> None:
        """The window is closed: unless another has its folder by now, nobody comes after it."""
        if self._handed is None:
            self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _write(self, data: bytes) -> bool:
        if self._process is None or self._process.stdin is None:
            return False
        try:
            self._process.stdin.write(data)
        except OSError:
            return False
        return True

    def _on_look(self) -> None:
        """An empty line is read by nobody; it cannot be written once the other has let go of the pipe."""
        if self._process is not None and self._process.poll() is not None:
            self._become()
        elif self._unread:
            self._finish()
        else:
            self._unread = not self._write(b"\n")

    def _finish(self) -> None:
        self._look.stop()
        self._end.stop()
        self.over.emit()

    def _become(self) -> None:
        self._look.stop()
        self._end.stop()
        self._kill()  # what broke may still be on its way out
        try:
            reads, writes = os.pipe()
            os.write(writes, self._handed or b"")
            os.close(writes)
            if self._keys_fd is not None:
                os.set_inheritable(self._keys_fd, True)  # noqa: FBT003  os has no name for it
            self._execute(self._line, reads)
        except OSError:
            log().exception("lock.no_process")
            self.failed.emit()


class Cover(QWidget):
    """What is seen until the other process is: nothing of anybody, and nothing to type into."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("locked")
        words = label(_("Terkunci. Layar masuk segera tampil."), "lead")
        stacked(None, words, None, margins=(40, 40, 40, 40), on=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))
