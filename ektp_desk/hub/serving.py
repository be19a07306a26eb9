"""Serving: one process, uvicorn with httptools, TLS by the hub's own certificate."""

from __future__ import annotations

import uvicorn

from ektp_desk.hub.app import SILENCE, HubApp
from ektp_desk.hub.mailbox import Mailbox


def server(
    mailbox: Mailbox, *, host: str, port: int, tls: bool = True, silence: float = SILENCE
) -> uvicorn.Server:
    """A server that is not started; without TLS for the tests and whoever has a balancer in front."""
    identity = mailbox.identity
    app = HubApp(mailbox, tls=identity.fingerprint if tls else "", silence=silence)
    config = uvicorn.Config(
        app.asgi,
        host=host,
        port=port,
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,  # addresses and times of people's laptops are nobody's
        log_config=None,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=5,
        ssl_certfile=str(identity.certificate) if tls else None,
        ssl_keyfile=str(identity.certificate_key) if tls else None,
    )
    return uvicorn.Server(config)
