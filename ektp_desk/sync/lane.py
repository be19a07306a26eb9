"""A link's second connection: a body goes by it while the hub takes in the one before.

One body's bytes go by a link at a time. But a hub takes as long to judge, flush and receipt a body as a quick
line to bring it, and a slow line's answer is a second on its way: meanwhile the link would stand still.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from ektp_desk.sync.hub_line import HubLine


class SecondLane:
    """Asked by the link's thread; `call` gives the connection, once there is a body for it."""

    def __init__(self, call: Callable[[], HubLine]) -> None:
        self._call = call
        self._line: HubLine | None = None
        self._gone, self._answered = Event(), Event()
        self._error: BaseException | None = None
        self._answered.set()

    @property
    def is_free(self) -> bool:
        return self._answered.is_set() and self._error is None

    def carry(self, carry: Callable[[Callable[[], HubLine]], None]) -> None:
        """Begin, on a thread that does not outlive the process; it is given what gives the connection."""
        self._gone.clear()
        self._answered.clear()
        Thread(target=self._go, args=(carry,), name="lane", daemon=True).start()

    def _go(self, carry: Callable[[Callable[[], HubLine]], None]) -> None:
        try:
            carry(self._connected)
        except BaseException as error:  # the link's thread raises it
            self._error = error
        finally:
            self._gone.set()
            self._answered.set()

    def _connected(self) -> HubLine:
        if self._line is None:
            self._line = self._call()
        return self._line

    def note_gone(self) -> None:
        """All bytes of its body have gone."""
        self._gone.set()

    def settle(self) -> None:
        """Wait until the link is free. Raises what stood in the way of the body before."""
        if not self._answered.is_set():
            self._gone.wait()
        error, self._error = self._error, None
        if error is not None:
            raise error

    def close(self) -> None:
        """Wait for the answer: its line hears no later of a cut than the link's own."""
        self._answered.wait()
        if self._line is not None:
            self._line.close()
