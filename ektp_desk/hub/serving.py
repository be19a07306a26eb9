"""Serving: one process, uvicorn with httptools, TLS by the hub's own certificate."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from starlette.concurrency import run_in_threadpool

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.app import SILENCE, HubApp
from ektp_desk.hub.connections import HubLines, lines_allowed
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.protocol import HubProtocol


class HubServer(uvicorn.Server):
    """Accepts lines itself, no more than there is room for, and says once when it listens."""

    def __init__(self, config: uvicorn.Config, lines: HubLines, began: Callable[[], None]) -> None:
        super().__init__(config)
        self._lines, self._began = lines, began
        self._accepting = list[asyncio.Task[None]]()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup([])
        await run_in_threadpool(_begin_threads)
        for one in sockets or ():
            self._accepting.append(asyncio.create_task(self._lines.accept(one, self.config.ssl, self._line)))
        self._began()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for task in self._accepting:
            task.cancel()
        self._lines.close()
        await super().shutdown(sockets)

    def _line(self) -> HubProtocol:
        made = HubProtocol(self.config, self.server_state, self.lifespan.state)
        made.lines = self._lines
        return made


def listen_at(host: str, port: int) -> socket.socket:
    """Raises `hub.port_taken`."""
    try:
        made = socket.create_server((host, port), family=_family(host), backlog=2048)
    except OSError:
        raise EktpError("hub.port_taken") from None
    # asyncio lets an answer go at once only where the protocol is named: else each waits 40 ms for an ACK.
    return socket.socket(made.family, made.type, socket.IPPROTO_TCP, made.detach())


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _begin_threads() -> None:
    """What gives work to threads is loaded with the first, for which whoever calls first would wait."""


def _say_nothing() -> None:
    """Nobody waits for it to listen."""


def server(
    mailbox: Mailbox,
    *,
    tls: bool = True,
    silence: float = SILENCE,
    began: Callable[[], None] = _say_nothing,
    lines: HubLines | None = None,
) -> HubServer:
    """A server of the sockets that it is run with; without TLS for tests and whoever has a balancer in front.

    Raises `hub.files`.
    """
    identity = mailbox.identity
    app = HubApp(mailbox, tls=identity.fingerprint if tls else "", silence=silence)
    config = uvicorn.Config(
        app.asgi,
        http=HubProtocol,
        ws="none",
        lifespan="off",
        access_log=False,  # addresses and times of people's laptops are nobody's
        log_config=None,
        log_level="error",  # what strangers send fills no log
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=5,
        ssl_certfile=str(identity.certificate) if tls else None,
        ssl_keyfile=str(identity.certificate_key) if tls else None,
    )
    return HubServer(config, lines or HubLines(lines_allowed()), began)
