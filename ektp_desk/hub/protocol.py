"""Bounds that uvicorn leaves to whoever serves: on the head of a request, on silent lines, on their number.

A body's own silence is the application's (`hub/app.py`); what is here ends who never comes to ask.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ektp_desk.hub.app import BODY_BYTES

REQUEST_BYTES = BODY_BYTES + 2**16  # of a body, with the fronts of what is in it
HEAD_BYTES, HEAD_SECONDS = 2**14, 10.0
LINES = 4096
REST_SECONDS = 30.0  # for the rest of a body that was refused, which nobody reads
ANSWER_SECONDS = 900.0  # for one object, by 2 kB a second


class HubLines:
    """The lines of one server that have not asked anything yet, the longest waiting first."""

    def __init__(self, most: int = LINES, head_seconds: float = HEAD_SECONDS) -> None:
        self.most, self.head_seconds = most, head_seconds
        self.waiting = OrderedDict["HubProtocol", None]()

    def protocol(self, **of: Any) -> HubProtocol:
        """What uvicorn makes of a connection."""
        made = HubProtocol(**of)
        made.lines = self
        return made


class HubProtocol(HttpToolsProtocol):
    """One connection. A head has so many bytes and seconds, and a body says its length."""

    lines: HubLines
    _timer: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _has_head = _has_body = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as there
        super().connection_made(transport)
        if len(self.connections) > self.lines.most:
            oldest = next(iter(self.lines.waiting), self)
            oldest.end()
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._go_on()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._timer is None and self._is_idle:
            self._wait_for_head()
        if not self._has_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if not self._has_head and self._head_bytes > HEAD_BYTES:
            self.end()

    @property
    def _is_idle(self) -> bool:
        """Whether nothing was asked, or all that was asked is answered."""
        return self.cycle is None or (self.cycle.response_complete and self._has_body)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._has_body = False
        self._wait_for_head()

    def on_headers_complete(self) -> None:
        """Raise for what is not read: httptools tells uvicorn, which answers 400 and ends the line."""
        self._has_head, self._head_bytes = True, 0
        self._go_on()
        said = [value for name, value in self.headers if name in (b"content-length", b"transfer-encoding")]
        if said and (len(said) > 1 or not said[0].isdigit() or int(said[0][:20]) > REQUEST_BYTES):
            raise ValueError
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._has_body = True
        super().on_message_complete()
        if self.cycle.response_complete:
            self._wait_for_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self._has_body:
            self._end_in(REST_SECONDS)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._end_in(ANSWER_SECONDS)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._go_on()

    def end(self) -> None:
        """Close it, whatever was begun."""
        self._go_on()
        self.transport.abort()

    def _wait_for_head(self) -> None:
        self._has_head, self._head_bytes = False, 0
        self._end_in(self.lines.head_seconds)
        self.lines.waiting[self] = None

    def _end_in(self, seconds: float) -> None:
        self._go_on()
        self._timer = self.loop.call_later(seconds, self.end)

    def _go_on(self) -> None:
        self.lines.waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
