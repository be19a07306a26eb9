"""Work off the window's thread: one worker owns the store, so the store needs no locks.

No Qt object is made or destroyed on the worker; news come home by one queued signal.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.logs import remember

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[Exception], None]


class Jobs(QObject):
    """Runs work one after another on the thread that owns the store; answers on the window's thread."""

    _news = Signal(object)
    idle = Signal()  # nothing is under way

    def __init__(self) -> None:
        super().__init__()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._under_way = 0
        self._closed = False
        self._news.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something asked for has not answered yet."""
        return self._under_way > 0

    def run(self, work: Callable[[], T], *, done: Done[T], failed: Failed) -> None:
        """Start work; `done` or `failed` is called on the window's thread, in order."""
        if self._closed:
            return
        self._under_way += 1
        future = self._worker.submit(work)
        future.add_done_callback(lambda f: self._news.emit(lambda: self._tell(f, done, failed)))

    def _hear(self, tell: Callable[[], None]) -> None:
        tell()

    def _tell(self, future: Future[T], done: Done[T], failed: Failed) -> None:
        self._under_way -= 1
        error = future.exception()
        try:
            if error is None:
                done(future.result())
            elif isinstance(error, Exception):
                if isinstance(error, EktpError):
                    remember(error.code)
                failed(error)
            else:
                raise error
        finally:
            if not self._under_way:
                self.idle.emit()

    def close(self, last: Callable[[], None]) -> None:
        """Finish what was promised, run `last` on the worker, and stop it.

        Work already asked for is never dropped: the user saw it accepted.
        """
        if self._closed:
            return
        self._closed = True
        self._worker.submit(last)
        self._worker.shutdown(wait=True)
