"""Bounds that uvicorn leaves to whoever serves: on the head of a request, and on whoever was not let in.

A body's own silence is the application's (`hub/app.py`), which says of whom it knows (`let_in`).
"""

from __future__ import annotations

import asyncio

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from ektp_desk.hub.app import BODY_BYTES, LET_IN
from ektp_desk.hub.connections import HubConnection, HubLines

REQUEST_BYTES = BODY_BYTES + 2**16  # of a body, with the fronts of what is in it
HEAD_BYTES = 2**14
STRANGER_SECONDS = 30.0  # for what was asked and not signed
REST_SECONDS = 30.0  # for the rest of a body that was refused, which nobody reads
ANSWER_SECONDS = 900.0  # for one object, by 2 kB a second


class HubProtocol(HttpToolsProtocol, HubConnection):
    """One connection. A head has so many bytes and seconds, and a body says its length."""

    lines: HubLines
    _timer: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _has_head = _has_body = False
    _answering: tuple[RequestResponseCycle, ...] = ()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as there
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._go_on()
        self._let_answers_go()
        self.lines.forget(self)
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
        """End who asks on and on without an answer. Raises ValueError for the parser then.

        One question more may come: who has all bytes of an answer knows its end before uvicorn does.
        """
        if self.pipeline:
            self.end()
            raise ValueError
        super().on_message_begin()
        self.scope["state"][LET_IN] = self._go_on
        self._has_body = False
        self._wait_for_head()

    def on_headers_complete(self) -> None:
        """Raise for what is not read: httptools tells uvicorn, which answers 400 and ends the line."""
        self._has_head, self._head_bytes = True, 0
        self._end_in(STRANGER_SECONDS)
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
        elif self._is_idle:
            self._wait_for_head()

    def send_400_response(self, msg: str) -> None:
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._end_in(ANSWER_SECONDS)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._go_on()

    def end(self) -> None:
        """Close it, whatever was begun: who answers still answers nobody."""
        self._go_on()
        self._let_answers_go()
        if self.transport is not None:
            self.transport.abort()

    def _let_answers_go(self) -> None:
        for cycle in self._answering:
            cycle.disconnected = True
            cycle.message_event.set()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answering = (cycle,)
        super()._start_asgi_task(cycle, app)

    def _wait_for_head(self) -> None:
        self._has_head, self._head_bytes = False, 0
        self._end_in(self.lines.head_seconds)

    def _end_in(self, seconds: float) -> None:
        """Give it so long, and less where others need its room."""
        self._go_on()
        self._timer = self.loop.call_later(seconds, self.end)
        self.lines.wait(self)

    def _go_on(self) -> None:
        self.lines.go_on(self)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
