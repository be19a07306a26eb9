"""So many lines at a hub at once, however many call, and no more open files than the system allows.

asyncio's own server counts no handshake that has not ended, gives each of them a minute, and writes a
traceback for each line that finds no file free.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import sys
from asyncio import sslproto
from collections import Counter, OrderedDict
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from ektp_desk.domain.errors import EktpError

LINES, _FEWEST = 400, 16
FILES = 256  # that the rest of a hub may have open: packs, the index, questions to a bucket
HEAD_SECONDS = 10.0
_NO_FILE_FREE = 0.2  # seconds until the next try
_READ_BYTES = (
    2**16
)  # at a time, from TLS: asyncio takes this for each line when it opens, and would take 256 KiB


class HubConnection(asyncio.Protocol):
    """A line that has come."""

    def end(self) -> None:
        """Close it, whatever was begun, if its handshake is through: of others asyncio does."""
        raise NotImplementedError


_Line = HubConnection | socket.socket  # one that said nothing is no more than its socket


class HubLines:
    """The lines of one server, by address; those that wait for something from there, the longest first."""

    def __init__(self, most: int = LINES, head_seconds: float = HEAD_SECONDS) -> None:
        self.most, self.head_seconds = most, head_seconds
        self._from, self._count = dict[_Line, str](), Counter[str]()
        self._waiting = dict[str, OrderedDict[_Line, None]]()
        self._silent = dict[socket.socket, asyncio.TimerHandle]()  # and when each is ended
        self._handshakes = dict[HubConnection, asyncio.Task[None]]()

    async def accept(
        self,
        listening: socket.socket,
        tls: ssl.SSLContext | None,
        make: Callable[[], HubConnection],
    ) -> None:
        """Let lines in until this is cancelled."""
        loop = asyncio.get_running_loop()
        listening.settimeout(0)
        sslproto.SSLProtocol.max_size = _READ_BYTES
        while True:
            try:
                line, address = await loop.sock_accept(listening)
            except ConnectionError:  # it went before it was let in
                continue
            except OSError:
                self._make_room()
                await asyncio.sleep(_NO_FILE_FREE)
                continue
            self._from[line] = address[0]
            self._count[address[0]] += 1
            self.wait(line)
            begin = partial(self._begin, line, make, tls)
            if tls:
                self._watch(line, begin)
            else:
                begin()
            await asyncio.sleep(0)  # it begins: asyncio closes what was begun alone; and those that end go
            if len(self._from) > self.most:
                self._make_room()

    def _watch(self, line: socket.socket, begin: Callable[[], None]) -> None:
        """Begin with the first byte: of two thousand lines that say nothing each began a TLS and a task.

        Windows' loop cannot look, and begins.
        """
        loop = asyncio.get_running_loop()
        try:
            loop.add_reader(line, begin)
        except NotImplementedError:
            begin()
        else:
            self._silent[line] = loop.call_later(self.head_seconds, self._end_silent, line)

    def _begin(
        self, line: socket.socket, make: Callable[[], HubConnection], tls: ssl.SSLContext | None
    ) -> None:
        self._watch_no_more(line)
        made, address = make(), self._from[line]
        self.forget(line)
        self._from[made] = address
        self._count[address] += 1
        self.wait(made)
        self._handshakes[made] = asyncio.get_running_loop().create_task(self._admit(line, made, tls))

    async def _admit(self, line: socket.socket, made: HubConnection, tls: ssl.SSLContext | None) -> None:
        loop, seconds = asyncio.get_running_loop(), self.head_seconds if tls else None
        try:
            await loop.connect_accepted_socket(lambda: made, line, ssl=tls, ssl_handshake_timeout=seconds)
        except (OSError, asyncio.CancelledError):  # no TLS, none in time, or others need the room
            self.forget(made)
            made.end()
        finally:
            self._handshakes.pop(made, None)

    def _watch_no_more(self, line: socket.socket) -> None:
        if ending := self._silent.pop(line, None):
            asyncio.get_running_loop().remove_reader(line)
            ending.cancel()

    def _end_silent(self, line: socket.socket) -> None:
        self._watch_no_more(line)
        line.close()
        self.forget(line)

    def wait(self, line: _Line) -> None:
        """It may be ended from now on where others need its room."""
        self.go_on(line)
        if address := self._from.get(line):
            self._waiting.setdefault(address, OrderedDict())[line] = None

    def go_on(self, line: _Line) -> None:
        address = self._from.get(line, "")
        waiting = self._waiting.get(address)
        if waiting is not None:
            waiting.pop(line, None)
            if not waiting:
                del self._waiting[address]

    def forget(self, line: _Line) -> None:
        """It is no more."""
        self.go_on(line)
        if address := self._from.pop(line, ""):
            self._count[address] -= 1
            if not self._count[address]:
                del self._count[address]

    def _make_room(self) -> None:
        """End the line that has waited longest, of the address that has most of all that wait."""
        if not self._waiting:
            return
        busiest = max(self._waiting, key=self._count.__getitem__)
        line = next(iter(self._waiting[busiest]))
        self.go_on(line)
        if isinstance(line, socket.socket):
            self._end_silent(line)
        elif handshake := self._handshakes.get(line):
            handshake.cancel()
        else:
            line.end()

    def close(self) -> None:
        """End those that are not in."""
        for line in list(self._silent):
            self._end_silent(line)
        for handshake in list(self._handshakes.values()):
            handshake.cancel()


def lines_allowed() -> int:
    """How many lines there is room for, once the system's limit on open files is as high as it may be.

    Raises `hub.files`.
    """
    if sys.platform == "win32":
        return LINES
    import resource  # noqa: PLC0415  exists on POSIX only

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = LINES + FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lines = LINES if soft == resource.RLIM_INFINITY else min(LINES, soft - FILES)
    if lines < _FEWEST:
        raise EktpError("hub.files", allowed=soft, needed=FILES + _FEWEST)
    return lines
