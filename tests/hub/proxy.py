"""A proxy on loopback between a desk and its hub: connection after connection, what it is told to do."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from ektp_desk.hub.identity import HubIdentity

Way = Callable[[socket.socket, socket.socket], None]  # desk's end, hub's end; both are closed behind it
_ONCE = 2**16


@dataclass
class Proxy:
    """`plan`: what happens to the next connections; then all goes straight."""

    hub_port: int
    port: int = 0
    plan: list[Way] = field(default_factory=list)
    taken: int = 0
    _carrying: list[threading.Thread] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        """Take connections until the listening socket is closed."""
        while True:
            try:
                desk, _from = listening.accept()
            except OSError:
                return
            self._carrying.append(threading.Thread(target=self._carry, args=(desk,), daemon=True))
            self._carrying[-1].start()

    def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        for one in self._carrying:
            one.join(60)
            assert not one.is_alive()

    def _carry(self, desk: socket.socket) -> None:
        with desk, suppress(OSError):
            desk.settimeout(30)
            if not desk.recv(1, socket.MSG_PEEK):
                return  # it has looked whether somebody is here
            self.taken += 1
            way = self.plan.pop(0) if self.plan else straight
            with at_once(socket.create_connection(("127.0.0.1", self.hub_port), timeout=30)) as hub:
                way(at_once(desk), hub)


def at_once(line: socket.socket) -> socket.socket:
    """Let what is passed on go at once: else a short answer waits 40 ms for the end of another."""
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


@contextmanager
def proxy_to(hub_port: int, *plan: Way) -> Iterator[Proxy]:
    """A proxy until the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Proxy(hub_port, listening.getsockname()[1], list(plan))
        thread = threading.Thread(target=made.serve, args=(listening,))
        thread.start()
        try:
            yield made
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def straight(desk: socket.socket, hub: socket.socket) -> None:
    _both(desk, hub)


def _both(
    desk: socket.socket,
    hub: socket.socket,
    *,
    up: Callable[[bytes], bytes] = bytes,
    down: Callable[[bytes], bytes] = bytes,
) -> None:
    back = threading.Thread(target=_pour, args=(hub, desk, down), daemon=True)
    back.start()
    _pour(desk, hub, up)
    back.join()


def _pour(out_of: socket.socket, into: socket.socket, change: Callable[[bytes], bytes]) -> None:
    """One way, until it ends; the other end hears that it has."""
    with suppress(OSError):
        while data := out_of.recv(_ONCE):
            into.sendall(change(data))
    with suppress(OSError):
        into.shutdown(socket.SHUT_WR)


def dripping(desk: socket.socket, hub: socket.socket) -> None:
    """A byte at a time, in segments of their own."""
    back = threading.Thread(target=_pour, args=(hub, desk, bytes), daemon=True)
    back.start()
    with suppress(OSError):
        while data := desk.recv(2000):
            for at in range(len(data)):
                hub.sendall(data[at : at + 1])
        hub.shutdown(socket.SHUT_WR)
    back.join()


def _nothing() -> None:
    """The line alone ends."""


def cut_after(count: int, *, down: bool = False, act: Callable[[], object] = _nothing) -> Way:
    """Both ends lose the line when so many bytes went one way; `act` then ends more than that."""

    def way(desk: socket.socket, hub: socket.socket) -> None:
        left = [count]

        def some(data: bytes) -> bytes:
            if len(data) >= left[0]:
                end = hub if not down else desk
                with suppress(OSError):
                    end.sendall(data[: left[0]])
                act()
                for one in (desk, hub):
                    with suppress(OSError):
                        one.shutdown(socket.SHUT_RDWR)
                raise ConnectionAbortedError
            left[0] -= len(data)
            return data

        _both(desk, hub, **{"down" if down else "up": some})

    return way


@dataclass
class Overtaking:
    """A body waits until the next one was answered, by whichever lines they come.

    `before`: so many pass; `is_cut`: its desk loses the line meanwhile, and sends it again before it comes.
    """

    before: int = 0
    is_cut: bool = False
    _came: int = 0
    _answered: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, desk: socket.socket, hub: socket.socket) -> None:
        """Carry request after request, each whole."""
        while asked := _message(desk):
            is_body = asked.startswith(b"POST /v1/objects")
            number = self._count() if is_body else 0
            waits = number == self.before + 1
            if waits:
                if self.is_cut:
                    desk.shutdown(socket.SHUT_RDWR)
                assert self._answered.wait(30)
            hub.sendall(asked)
            answer = _message(hub)
            with suppress(OSError):
                desk.sendall(answer)
            if number > self.before + 1:
                self._answered.set()

    def _count(self) -> int:
        with self._lock:
            self._came += 1
            return self._came


def delayed(desk: socket.socket, hub: socket.socket) -> None:
    """A body's answer comes when nobody waits for it any more."""
    while asked := _message(desk):
        hub.sendall(asked)
        answer = _message(hub)
        if asked.startswith(b"POST /v1/objects"):
            while desk.recv(_ONCE):
                pass
        desk.sendall(answer)


def _message(line: socket.socket) -> bytes:
    """One request or answer with its body, empty at the end."""
    said = b""
    while b"\r\n\r\n" not in said:
        if not (data := line.recv(_ONCE)):
            return b""
        said += data
    head, gap, body = said.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        if not (data := line.recv(_ONCE)):
            return b""
        body += data
    return head + gap + body


@dataclass
class Stale:
    """A line that its desk has lost after so many bytes, and that goes on when another was through."""

    count: int
    _is_through: threading.Event = field(default_factory=threading.Event)

    def lost(self, desk: socket.socket, hub: socket.socket) -> None:
        """The first of two ways."""
        left = self.count
        threading.Thread(target=_pour, args=(hub, desk, bytes), daemon=True).start()
        while data := desk.recv(_ONCE):
            hub.sendall(data[:left])
            if len(data) > left:
                desk.shutdown(socket.SHUT_RDWR)
                assert self._is_through.wait(30)
                hub.sendall(data[left:])
                hub.shutdown(socket.SHUT_WR)
                return
            left -= len(data)

    def straight(self, desk: socket.socket, hub: socket.socket) -> None:
        """The other one."""
        straight(desk, hub)
        self._is_through.set()


def flipping(at: int, *, down: bool = False) -> Way:
    """One bit of the byte at a place is another one."""

    def way(desk: socket.socket, hub: socket.socket) -> None:
        passed = [0]

        def some(data: bytes) -> bytes:
            where = at - passed[0]
            passed[0] += len(data)
            if 0 <= where < len(data):
                data = data[:where] + bytes([data[where] ^ 1]) + data[where + 1 :]
            return data

        _both(desk, hub, **{"down" if down else "up": some})

    return way


def opening(identity: HubIdentity) -> Way:
    """Somebody in between speaks TLS to both ends, with a certificate of their own."""
    to_desk, to_hub = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    to_desk.load_cert_chain(identity.certificate, identity.certificate_key)
    to_hub.check_hostname, to_hub.verify_mode = False, ssl.CERT_NONE

    def way(desk: socket.socket, hub: socket.socket) -> None:
        with (
            suppress(OSError),
            to_desk.wrap_socket(desk, server_side=True) as plain,
            to_hub.wrap_socket(hub) as line,
        ):
            straight(plain, line)

    return way


def half_closed(desk: socket.socket, hub: socket.socket) -> None:
    """What the desk said comes whole, its end is closed at once, and the answer is lost."""
    with suppress(OSError):
        hub.sendall(desk.recv(_ONCE))
        hub.shutdown(socket.SHUT_WR)
        while hub.recv(_ONCE):
            pass


def repeating(desk: socket.socket, hub: socket.socket) -> None:
    """Each piece goes twice: the hub hears each request again."""
    _both(desk, hub, up=lambda data: data + data)


def answering(said: bytes, desk: socket.socket, hub: socket.socket) -> None:
    """Somebody else answers; the hub hears nothing."""
    del hub
    with suppress(OSError):
        desk.recv(_ONCE)
        desk.sendall(said)


def endless(desk: socket.socket, hub: socket.socket) -> None:
    """An answer that has no end."""
    del hub
    with suppress(OSError):
        desk.recv(_ONCE)
        desk.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            desk.sendall(bytes(2**20))


def says(status: str, body: bytes, *headers: str, is_behind_hello: bool = False) -> Way:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    said = "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def way(desk: socket.socket, hub: socket.socket) -> None:
        if is_behind_hello:
            hub.sendall(desk.recv(_ONCE))
            threading.Thread(target=_pour, args=(hub, desk, bytes), daemon=True).start()
        answering(said, desk, hub)

    return way


PORTAL = says("200 OK", b"<html>Selamat datang</html>", "Content-Type: text/html")
ELSEWHERE = says("302 Found", b"", "Location: http://127.0.0.1:1/")
BUSY = says("503 Service Unavailable", b"", "Retry-After: 5")
TOO_LARGE = says("413 Content Too Large", b"<html></html>")
TOO_MANY = says("429 Too Many Requests", b"", "Retry-After: 5")
