"""Tickets: each lets one request in, and none twice. They live in memory: a restart ends them all."""

from __future__ import annotations

import secrets
from collections import OrderedDict

_MOST = 10_000  # beyond it the oldest go: whoever held one asks for another


class Tickets:
    """Lives on the event loop's thread."""

    def __init__(self) -> None:
        self._open = OrderedDict[str, None]()

    def new(self) -> str:
        ticket = secrets.token_hex(32)
        self._open[ticket] = None
        if len(self._open) > _MOST:
            self._open.popitem(last=False)
        return ticket

    def take(self, ticket: str) -> bool:
        """Whether it was given out and has not served."""
        return self._open.pop(ticket, self) is None
