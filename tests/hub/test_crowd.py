"""Thousands call a real hub: memory and open files are bounded, nothing is logged, others are served."""

from __future__ import annotations

import asyncio
import errno
import os
import resource
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub import connections
from ektp_desk.hub.protocol import HubProtocol
from ektp_desk.seal.sign import new_signing_key
from ektp_desk.sync.hub_line import HubLine
from ektp_desk.sync.ways import LinkWay
from tests.bench.hubs import BenchHub, answering, peak
from tests.exchange.scene import LAPTOP, OTHER, a_run, sent, taken
from tests.hub.lines import Desk, desks, made_hub, name, running

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]
ROUNDS, EACH = 20, 100  # two thousand lines
MEGABYTES, FILES = 64.0, 1024
_TLS = ssl.create_default_context()
_TLS.check_hostname, _TLS.verify_mode = False, ssl.CERT_NONE
Knock = Callable[[int], socket.socket]


def half_a_hello() -> bytes:
    """Of a TLS client."""
    ours = ssl.MemoryBIO()
    with suppress(ssl.SSLWantReadError):
        _TLS.wrap_bio(ssl.MemoryBIO(), ours).do_handshake()
    said = ours.read()
    return said[: len(said) // 2]


def called(port: int, said: bytes = b"") -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=30)
    line.sendall(said)
    return line


def ask(port: int, said: bytes) -> socket.socket:
    """Over TLS."""
    line = _TLS.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=30))
    line.sendall(said)
    return line


HALF = half_a_hello()
DRIPPING: list[Knock] = [
    lambda port: ask(port, b"GET /health HTTP/1.1\r\nHost:"),
    lambda port: ask(
        port, b"POST /v1/key HTTP/1.1\r\nHost: hub\r\nContent-Length: 100000\r\n\r\n" + bytes(99_000)
    ),
]
PIPELINED = b"GET / HTTP/1.1\r\nHost: hub\r\n\r\n" * 200


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[tuple[BenchHub, subprocess.Popen[bytes], Path]]:
    """The product's own command, with as many files as systems allow where nobody asks for more."""
    hub, log = BenchHub.made(tmp_path / "hub", known=(LAPTOP, OTHER)), tmp_path / "log"
    limited = ["sh", "-c", f'ulimit -n {FILES}; exec "$0" "$@" 2>"$LOG"', sys.executable, *hub.line]
    with answering(limited, hub.port, LOG=str(log)) as process:
        yield hub, process, log


def test_two_thousand_lines_cost_a_hub_little_and_others_are_served(
    hub: tuple[BenchHub, subprocess.Popen[bytes], Path],
) -> None:
    of, process, log = hub
    before, opened, address = peak(process.pid), list[int](), f"https://127.0.0.1:{of.port}"
    with ExitStack() as held:
        ways = [(LAPTOP, LinkWay("127.0.0.2")), (OTHER, LinkWay())]  # one from where they all come from too
        desks_ = list[HubLine]()
        for by, way in ways:
            seed = new_signing_key()
            desks_.append(held.enter_context(HubLine(address, of.facts(seed, address, by), seed, way=way)))
            desks_[-1].hello()
            desks_[-1].enter()
        dripping, answered = list[socket.socket](), 0
        for at in range(ROUNDS):
            for _line in range(EACH - 8):
                held.enter_context(called(of.port, HALF if at % 2 else b""))
            for drip in DRIPPING * 3:
                dripping.append(held.enter_context(drip(of.port)))
            held.enter_context(ask(of.port, PIPELINED))
            held.enter_context(ask(of.port, PIPELINED))
            for line in dripping:
                with suppress(OSError):
                    line.send(b"x")
            opened.append(len(os.listdir(f"/proc/{process.pid}/fd")))
            for desk in desks_:
                answered += desk.offer([f"{at:064x}"]).wanted == ((f"{at:064x}", 0),)
        run = sent(a_run(taken(name(HALF), len(HALF))))
        assert desks_[0].send([run]).new == 1
    assert answered == 2 * ROUNDS
    assert max(opened) <= connections.LINES + 50
    assert peak(process.pid) - before < MEGABYTES
    assert log.read_bytes() == b""


def test_where_no_file_is_free_whoever_waits_longest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accept, refused = socket.socket.accept, list[int]()

    def sparing(listening: socket.socket) -> tuple[socket.socket, object]:
        if refused:
            raise OSError(refused.pop(), "no file is free")
        return accept(listening)

    monkeypatch.setattr(socket.socket, "accept", sparing)
    few = connections.HubLines(head_seconds=1000)
    with (
        running(made_hub(tmp_path / "hub"), lines=few) as hub,
        called(hub.port) as silent,
        desks(hub, LAPTOP) as (_office, laptop),
    ):
        refused.append(errno.EMFILE)
        again = Desk(hub, LAPTOP, laptop.seed)
        assert again.offer(["0" * 64])["wanted"] == [["0" * 64, 0]]
        assert (silent.recv(1), refused) == (b"", [])
        again.close()
    assert caplog.records == []


def test_a_line_that_goes_as_its_handshake_ends_leaves_its_place_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make, crowded = HubProtocol.connection_made, [True]

    def made(line: HubProtocol, transport: asyncio.Transport) -> None:
        make(line, transport)
        if crowded:
            crowded.clear()
            line.lines._make_room()

    monkeypatch.setattr(HubProtocol, "connection_made", made)
    asked = b"GET /health HTTP/1.1\r\nHost: hub\r\n\r\n"
    few = connections.HubLines(most=0, head_seconds=1000)
    with running(made_hub(tmp_path / "hub"), tls=True, lines=few) as hub:
        for _line in range(2):  # none but the newest waits: it goes, and is counted no more
            with called(hub.port) as newest, suppress(ConnectionError):
                assert newest.recv(100) == b""
        few.most = 1
        with ask(hub.port, asked) as gone, suppress(OSError):
            assert gone.recv(100) == b""
        for _line in range(3):
            with ask(hub.port, asked) as line:
                assert line.recv(100).startswith(b"HTTP/1.1 200")
    assert caplog.records == []


def test_for_lines_that_say_nothing_no_tls_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, begin = list[ssl.SSLContext](), ssl.SSLContext.wrap_bio

    def counted(context: ssl.SSLContext, *how: Any, **more: Any) -> ssl.SSLObject:
        begun.append(context)
        return begin(context, *how, **more)

    monkeypatch.setattr(ssl.SSLContext, "wrap_bio", counted)
    few = connections.HubLines(most=3, head_seconds=1000)
    with ExitStack() as held, running(made_hub(tmp_path / "hub"), tls=True, lines=few) as hub:
        silent = [held.enter_context(called(hub.port)) for _line in range(20)]
        with ask(hub.port, b"GET /health HTTP/1.1\r\nHost: hub\r\n\r\n") as line:
            assert line.recv(100).startswith(b"HTTP/1.1 200")
        assert [one.recv(1) for one in silent[:17]] == [b""] * 17
        assert len(begun) == 1
    assert caplog.records == []


def test_a_line_that_says_nothing_is_ended(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    soon = connections.HubLines(head_seconds=0.2)
    with running(made_hub(tmp_path / "hub"), tls=True, lines=soon) as hub, called(hub.port) as silent:
        assert silent.recv(1) == b""
    assert caplog.records == []


def test_a_byte_that_comes_in_the_turn_in_which_its_line_is_ended_is_no_fault() -> None:
    """Of two thousand lines some spoke just when others needed room: each was a page of the hub's log."""
    begun = list[socket.socket]()

    async def ended() -> list[dict[str, Any]]:
        loop, faults, lines = asyncio.get_running_loop(), list[dict[str, Any]](), connections.HubLines()
        loop.set_exception_handler(lambda _loop, fault: faults.append(fault))
        (ours, theirs), (sign, signs) = socket.socketpair(), socket.socketpair()
        was_ended = loop.create_future()

        def end() -> None:
            loop.remove_reader(sign)
            lines._end_silent(ours)
            was_ended.set_result(None)

        with theirs, sign, signs:
            lines._watch(ours, lambda: begun.append(ours))
            loop.add_reader(sign, end)
            signs.send(b".")  # is told of first, in the same turn
            theirs.send(b".")
            await was_ended
            await asyncio.wait([loop.create_future()], timeout=0)
        assert (ours.fileno(), lines._silent) == (-1, {})
        return faults

    assert (asyncio.run(ended()), begun) == ([], [])


@pytest.mark.parametrize(
    ("limits", "raised", "lines"),
    [
        ((1024, 4096), None, connections.LINES),
        ((256, 4096), 656, connections.LINES),
        ((256, 300), 300, 44),
        ((256, resource.RLIM_INFINITY), 656, connections.LINES),
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), None, connections.LINES),
        ((200, 200), 200, 0),
    ],
)
def test_there_are_no_more_lines_than_files(
    limits: tuple[int, int], raised: int | None, lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [limits]
    monkeypatch.setattr(resource, "getrlimit", lambda _what: now[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _what, to: now.append(to))
    if lines:
        assert connections.lines_allowed() == lines
    else:
        with pytest.raises(EktpError, match=r"^hub\.files$"):
            connections.lines_allowed()
    assert [soft for soft, _hard in now[1:]] == ([raised] if raised else [])
