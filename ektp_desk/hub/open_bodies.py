"""Bodies that come and are taken in: so many at once, one of a link, and none of a cut line unheard of.

Apart from the routes, which know nothing of each other's requests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.requests import Request

from ektp_desk.domain.errors import EktpError
from ektp_desk.wire.requests import LANE

BODIES = 24  # that come at once
_LAST_BYTES = 1.0  # seconds for what of a cut body is here, and not read yet


class OpenBodies:
    """Asked on the loop."""

    def __init__(self) -> None:
        self._coming = dict[tuple[str, str], asyncio.Task[Any]]()  # by device and link
        self._taken = dict[asyncio.Task[Any], tuple[str, Request]]()

    @contextmanager
    def coming(self, device: str, link: str) -> Iterator[None]:
        """Count a body while it comes: a newer one of its link may end it so long. Raises `hub.busy`."""
        if older := self._coming.pop((device, link), None):
            older.cancel()  # its line is gone, and the desk knows it
        if len(self._coming) >= BODIES:
            raise EktpError("hub.busy")
        task = self._coming[device, link] = _this()
        try:
            yield
        finally:
            if self._coming.get((device, link)) is task:
                del self._coming[device, link]

    @contextmanager
    def being_taken(self, device: str, request: Request) -> Iterator[None]:
        """Count one that came while it is taken in."""
        task = _this()
        self._taken[task] = device, request
        try:
            yield
        finally:
            del self._taken[task]

    async def settle(self, device: str, anew: str | None = None) -> None:
        """Wait for those whose line was cut: a desk asks again at once, and would bring them once more.

        `anew`: a link that was called anew. What comes by its older line is at its end, though nothing here
        says so: that is behind bytes which are not read yet, or never comes.
        """
        if anew is not None:
            await self._end(filter(None, (self._coming.get((device, anew + of)) for of in ("", LANE))))
        own = [(task, request) for task, (whose, request) in self._taken.items() if whose == device]
        if cut := [task for task, request in own if await request.is_disconnected()]:
            await asyncio.wait(cut)

    async def _end(self, tasks: Iterable[asyncio.Task[Any]]) -> None:
        if not (older := set(tasks)):
            return
        _ended, late = await asyncio.wait(older, timeout=_LAST_BYTES)
        for task in late.intersection(self._coming.values()):
            task.cancel()
        if late:
            await asyncio.wait(late)


def _this() -> asyncio.Task[Any]:
    task = asyncio.current_task()
    assert task is not None
    return task
