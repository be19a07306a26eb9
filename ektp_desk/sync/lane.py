"""A link's second connection: a body goes by it while the hub takes in the one before.

One body's bytes go by a link at a time. But a hub takes as long to judge, flush and receipt a body as a quick
line to bring it, and a slow line's answer is a second on its way: meanwhile the link would stand still.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from ektp_desk.sync.hub_line import HubLine

T = TypeVar("T")


class SecondLane(Generic[T]):
    """Asked by the link's thread; `call` gives the connection, once there is a body for it to `carry`."""

    def __init__(
        self, call: Callable[[], HubLine], carry: Callable[[T, Callable[[], HubLine]], None]
    ) -> None:
        self._call, self._carry = call, carry
        self._line: HubLine | None = None
        self._lock = Lock()
        self._waiting: T | None = None
        self._gone, self._answered = Event(), Event()
        self._error: BaseException | None = None
        self._gone.set()
        self._answered.set()

    def offer(self, body: T) -> None:
        """Begin with a body, when the one before is answered and this one was not taken back by then."""
        with self._lock:
            if not self._answered.is_set() or self._error is not None:
                self._waiting = body
                return
            self._gone.clear()
            self._answered.clear()
        Thread(target=self._go, args=(body,), name="lane", daemon=True).start()

    def take_back(self) -> T | None:
        """What it has not begun with: the link carries it by its own."""
        with self._lock:
            body, self._waiting = self._waiting, None
            return body

    def _go(self, body: T | None) -> None:
        """On a thread that does not outlive the process."""
        while body is not None:
            try:
                self._carry(body, self._connected)
            except BaseException as error:  # the link's thread raises it
                self._error = error
            body = self._next()

    def _next(self) -> T | None:
        with self._lock:
            if self._waiting is None or self._error is not None:
                self._gone.set()
                self._answered.set()
                return None
            self._gone.clear()
            body, self._waiting = self._waiting, None
            return body

    def _connected(self) -> HubLine:
        if self._line is None:
            self._line = self._call()
        return self._line

    def note_gone(self) -> None:
        """All bytes of its body have gone."""
        self._gone.set()

    def settle(self) -> None:
        """Wait until the link is free. Raises what stood in the way of the body before."""
        self._gone.wait()
        error, self._error = self._error, None
        if error is not None:
            raise error

    def close(self) -> None:
        """Wait for the answer: its line hears no later of a cut than the link's own."""
        self._answered.wait()
        if self._line is not None:
            self._line.close()
