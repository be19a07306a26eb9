"""A line without sockets: what a desk asks goes straight to the hub's routes, with the faults of a line.

The desk's side is its own down to urllib3's connection, the hub's is all of it.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

import pytest
import urllib3
from starlette import responses
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ProtocolError

from ektp_desk.hub import app
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.taking import BodyTaker
from ektp_desk.sync import hub_line
from ektp_desk.sync.ways import HubEnd

T = TypeVar("T")
Asked = tuple[str, str, bytes, dict[str, str]]  # method, target, body, headers
Answer = tuple[int, dict[str, str], bytes]
ADDRESS = "http://hub.test"


class LineFault(StrEnum):
    """What a line does to one request, or to its answer."""

    LOST_REQUEST = "lost request"
    LOST_REPLY = "lost reply"
    CUT = "cut"  # the body ends at a byte
    CUT_REPLY = "cut reply"
    REPEATED = "repeated"
    LATE = "late"  # lost to who asks; it comes before the next one
    FLIPPED = "flipped"  # a bit of the body
    FLIPPED_REPLY = "flipped reply"
    PORTAL = "portal"  # a page that somebody else shows
    ELSEWHERE = "elsewhere"  # 302
    BUSY = "busy"  # 503
    TOO_LARGE = "too large"  # 413, as a proxy says it
    KILLED = "killed"  # the hub, when the pack lies there and the index does not name it


@dataclass
class HubWire:
    """The way to one hub's folder; `faults` happen to the next requests, one each, None for none."""

    folder: Path
    faults: list[tuple[LineFault, int] | None] = field(default_factory=list)
    asked: int = 0
    happened: list[LineFault] = field(default_factory=list)
    _late: list[Asked] = field(default_factory=list)
    _open: tuple[Mailbox, app.HubApp] | None = None

    @property
    def mailbox(self) -> Mailbox:
        return self._opened()[0]

    def _opened(self) -> tuple[Mailbox, app.HubApp]:
        if self._open is None:
            mailbox = Mailbox(self.folder)
            self._open = mailbox, app.HubApp(mailbox)
        return self._open

    def stop(self) -> None:
        """What it keeps in memory is gone; the next request starts it."""
        if self._open is not None:
            self._open[0].close()
            self._open = None

    def ask(self, asked: Asked) -> Answer:
        """Raises ProtocolError where a line would break."""
        self.asked += 1
        for late in self._late:
            self._answer(late)
        self._late.clear()
        fault = self.faults.pop(0) if self.faults else None
        if fault is None:
            return self._answer(asked)
        self.happened.append(fault[0])
        return self._faulty(*fault, asked)

    def _faulty(self, fault: LineFault, at: int, asked: Asked) -> Answer:
        method, target, body, headers = asked
        if fault in _STRANGE:
            return _STRANGE[fault]
        match fault:
            case LineFault.LOST_REQUEST:
                raise ProtocolError(fault)
            case LineFault.LATE:
                self._late.append(asked)
                raise ProtocolError(fault)
            case LineFault.CUT:
                self._answer(asked, whole=body[: _place(body, at)])
                raise ProtocolError(fault)
            case LineFault.KILLED:
                self._killed(asked)
                raise ProtocolError(fault)
            case LineFault.FLIPPED:
                return self._answer((method, target, _flipped(body, at), headers))
        return self._faulty_answer(fault, at, asked)

    def _faulty_answer(self, fault: LineFault, at: int, asked: Asked) -> Answer:
        status, headers, data = self._answer(asked)
        match fault:
            case LineFault.LOST_REPLY:
                raise ProtocolError(fault)
            case LineFault.REPEATED:
                self._answer(asked)
            case LineFault.CUT_REPLY:
                data = data[: _place(data, at)]
            case LineFault.FLIPPED_REPLY:
                data = _flipped(data, at)
        return status, headers, data

    def _killed(self, asked: Asked) -> None:
        """Stop the hub as a power cut would, between the pack and the index."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(BodyTaker, "_index", _dies)
            with suppress(Killed):
                self._answer(asked)
        self.stop()

    def _answer(self, asked: Asked, *, whole: bytes | None = None) -> Answer:
        """`whole`: all that comes of the body before the line ends."""
        return asyncio.run(_answered(self._opened()[1].asgi, asked, whole))


class Killed(Exception):
    """The hub's process ended here."""


def _dies(*_args: object) -> None:
    raise Killed


_STRANGE: dict[LineFault, Answer] = {
    LineFault.PORTAL: (HTTPStatus.OK, {"Content-Type": "text/html"}, b"<html>Selamat datang</html>"),
    LineFault.ELSEWHERE: (HTTPStatus.FOUND, {"Location": "http://portal.test/"}, b""),
    LineFault.BUSY: (HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "5"}, b'{"code":"hub.busy"}'),
    LineFault.TOO_LARGE: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {}, b"<html>413</html>"),
}


def _place(data: bytes, at: int) -> int:
    """One of forty places; the first is before the first byte, the last behind the last."""
    return len(data) * (at % 41) // 40


def _flipped(data: bytes, at: int) -> bytes:
    where = max(len(data) - 1, 0) * (at % 41) // 40
    return data[:where] + bytes(one ^ 1 << at % 8 for one in data[where : where + 1]) + data[where + 1 :]


async def _answered(asgi: Any, asked: Asked, whole: bytes | None) -> Answer:
    method, target, body, headers = asked
    path, _mark, query = target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "server": ("hub.test", 80),
        "client": ("127.0.0.1", 1),
    }
    coming: list[MutableMapping[str, Any]] = [
        {"type": "http.request", "body": body if whole is None else whole, "more_body": whole is not None},
    ]
    said = list[MutableMapping[str, Any]]()

    async def receive() -> MutableMapping[str, Any]:
        if not coming and whole is None:
            await asyncio.Event().wait()  # the line stays open until all is answered
        return coming.pop() if coming else {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    await asgi(scope, receive, send)
    told = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return said[0]["status"], told, b"".join(one.get("body", b"") for one in said[1:])


async def _at_once(work: Callable[[], T]) -> T:
    """No thread does it: one thing after another."""
    return work()


async def _one_by_one(content: Iterator[bytes]) -> AsyncIterator[bytes]:
    for one in content:
        yield one


@contextmanager
def wired(wires: Sequence[HubWire]) -> Iterator[None]:
    """Let what is asked of `ADDRESS` go by the last of these that there is then."""

    class WireConnection(HTTPConnection):
        _answer: Answer

        def connect(self) -> None:
            """There is nothing to open."""

        def request(self, method: str, url: str, body: Any = b"", headers: Any = None, **_other: Any) -> None:
            said = body if isinstance(body, bytes) else b"".join(body)
            self._answer = wires[-1].ask((method, url, said, dict(headers or {})))

        def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]  # the same
            status, headers, data = self._answer
            return urllib3.HTTPResponse(io.BytesIO(data), headers, status, preload_content=False)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urllib3.HTTPConnectionPool, "ConnectionCls", WireConnection)
        patch.setattr(hub_line, "look_at", lambda *_of: HubEnd("", ""))
        patch.setattr(app, "_aside", _at_once)
        patch.setattr(responses, "iterate_in_threadpool", _one_by_one)
        yield
