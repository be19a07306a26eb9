"""Work off the window's thread: brings the lanes' answers home by one queued signal.

No Qt object is made or destroyed on another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.logs import remember
from ektp_desk.usecases.environment import ActLane, Home, Lanes

if TYPE_CHECKING:
    from ektp_desk.usecases.changes import Changes
    from ektp_desk.usecases.laptops.courier import Courier
    from ektp_desk.usecases.session import Session

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[Exception], None]
Changed = Callable[["Sequence[Changes]"], None]


def _nobody(_changes: Sequence[Changes]) -> None:
    """Nobody shows anything yet."""


class ActJobs(QObject):
    """Runs acts on a lane; `done` or `failed` is called on the window's thread."""

    _news = Signal(int, object, object)
    idle = Signal()  # nothing is under way

    def __init__(self, lane: ActLane) -> None:
        super().__init__()
        self._lane = lane
        self._numbers = count()
        self._waiting: dict[int, Callable[[Future[Any], Sequence[Changes]], None]] = {}
        self._closed = False
        self._news.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something asked for has not answered yet."""
        return bool(self._waiting)

    def act(self, act: Callable[[], T], *, done: Done[T], failed: Failed, changed: Changed = _nobody) -> None:
        """Act behind the acts asked for before; `changed` is called after `done` or `failed`."""
        if not self._closed:
            self._lane.act(act, self._home(done, failed, changed))

    def close(self, last: Callable[[], None]) -> None:
        """Finish what was promised, close by `last`, and end the threads."""
        if not self._closed:
            self._closed = True
            self._lane.close(last)

    def _home(self, done: Done[T], failed: Failed, changed: Changed = _nobody) -> Home:
        """Give what brings an answer home; who waits for it is kept here, and dies on this thread."""
        number = next(self._numbers)
        self._waiting[number] = partial(_tell, done=done, failed=failed, changed=changed)
        return partial(self._come_home, number)

    def _come_home(self, number: int, answer: Future[Any], changes: Sequence[Changes]) -> None:
        self._news.emit(number, answer, changes)

    def _hear(self, number: int, answer: Future[Any], changes: Sequence[Changes]) -> None:
        tell = self._waiting.pop(number)
        try:
            tell(answer, changes)
        finally:
            if not self._waiting:
                self.idle.emit()


class Jobs(ActJobs):
    """Runs work on the lanes of a store. Who stopped or overtook a reading is told nothing of it."""

    carried = Signal(object)  # Changes of each act that carrying has done, as they come

    def __init__(self, lanes: Lanes) -> None:
        super().__init__(lanes)
        self._lanes = lanes

    def read(
        self,
        session: Session,
        question: Callable[[Session], T],
        *,
        done: Done[T],
        failed: Failed,
        over: str = "",
        aside: bool = False,
        lasting: bool = False,
    ) -> Callable[[], None]:
        """Ask; see `Lanes`. Gives what stops it."""
        if self._closed:
            return _nothing
        home = self._home(done, failed)
        return self._lanes.read(session, question, home, over=over, aside=aside, lasting=lasting)

    def carry(
        self, session: Session, work: Callable[[Courier], T], *, done: Done[T], failed: Failed
    ) -> Callable[[], None]:
        """Carry; see `Lanes`. Gives what stops it."""
        if self._closed:
            return _nothing
        return self._lanes.carry(session, work, self._home(done, failed), self.carried.emit)

    def sign_out(self, close: Callable[[], T], *, done: Done[T], failed: Failed) -> None:
        """Close the store behind everything that was promised."""
        if not self._closed:
            self._lanes.sign_out(close, self._home(done, failed))


def _tell(
    answer: Future[T], changes: Sequence[Changes], *, done: Done[T], failed: Failed, changed: Changed
) -> None:
    error = CancelledError() if answer.cancelled() else answer.exception()
    if isinstance(error, CancelledError):
        return
    try:
        if error is None:
            done(answer.result())
        elif isinstance(error, Exception):
            if isinstance(error, EktpError):
                remember(error.code)
            failed(error)
        else:
            raise error
    finally:
        changed(changes)


def _nothing() -> None:
    """Nothing was begun that could be stopped."""
