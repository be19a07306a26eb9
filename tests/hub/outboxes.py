"""A laptop's folder for its hub, as its desk would have laid it, and a line that a test can cut."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.seal.sign import new_signing_key
from ektp_desk.sync.outbox import FILE, RUN, LineFacts, Outbox
from tests.exchange.scene import LAPTOP, ROOT, Sending, events, sent, taken
from tests.hub.lines import Desk, HubAddress, RunningHub, name
from tests.hub.proxy import at_once


def objects(count: int, *, size: int = 60_000, by: Sending = LAPTOP) -> list[bytes]:
    """Runs of one journal, each with a picture of its own behind it."""
    own = hashlib.sha256(by.device.encode()).digest()[:6]
    files = [b"age-encryption.org/v1\n" + (own + at.to_bytes(2, "big")) * (size // 8) for at in range(count)]
    bodies = [
        body for at in range(count) for body in (SentHome(count=at), taken(name(files[at]), len(files[at])))
    ]
    whole, made = events(bodies, device=by.device), list[bytes]()
    for at in range(count):
        run = whole[2 * at : 2 * at + 2]
        run[-1] = run[-1]._replace(signature=bytes([1]) * 64)
        made += [sent(run, by, earlier=2 * at), files[at]]
    return made


def lay_out(folder: Path, hub: HubAddress, addresses: Sequence[str], by: Sending = LAPTOP) -> Outbox:
    """An empty outbox beside the objects' folder."""
    seed = new_signing_key()
    desk = Desk(hub, by, seed)
    desk.close()
    outbox = Outbox(folder / "line", folder / "objects")
    outbox.objects.mkdir(parents=True)
    outbox.lay(
        LineFacts(
            office=ROOT.hex(),
            device=by.device,
            hub_key=hub.public.hex(),
            addresses=tuple(addresses),
            transport=desk.transport_key().hex(),
            journals=((by.device, "first"),),
        ),
        seed,
    )
    return outbox


def put(outbox: Outbox, made: Sequence[bytes]) -> None:
    """Lay runs and files out, as they stand in turn."""
    rows = list[tuple[str, str, str, int]]()
    for at, one in enumerate(made):
        kind, ending = (FILE, "age") if at % 2 else (RUN, "run")
        (outbox.objects / f"{name(one)}.{ending}").write_bytes(one)
        rows.append((name(one), kind, "v1", len(one)))
    outbox.add(rows)


@dataclass
class Between:
    """A line on loopback that passes bytes on, told apart by the address that it was called from.

    `cut`: after how many bytes towards the hub a link's connection ends; with `is_dead` it answers no more.
    `passed`: bytes towards the hub, by link.
    """

    port: int
    cut: dict[str, int] = field(default_factory=dict)
    is_dead: set[str] = field(default_factory=set)
    passed: Counter[str] = field(default_factory=Counter)
    heard: Callable[[str], None] = lambda _link: None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def _may(self, link: str, size: int) -> int:
        """How many of these bytes pass."""
        with self._lock:
            if link in self.is_dead:
                return 0
            left = self.cut.get(link, size)
            if link in self.cut:
                self.cut[link] = max(0, left - size)
                if left < size:
                    self.is_dead.add(link)
                    del self.cut[link]
            self.passed[link] += min(left, size)
            return min(left, size)

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                near, (link, _port) = listening.accept()
            except OSError:
                return
            if link in self.is_dead:
                near.close()
                continue
            try:
                far = at_once(socket.create_connection(("127.0.0.1", self.port)))
            except ConnectionError:  # the hub was killed
                near.close()
                continue
            at_once(near)
            threading.Thread(target=self._pass, args=(near, far, link), daemon=True).start()
            threading.Thread(target=_pass_back, args=(far, near), daemon=True).start()

    def _pass(self, near: socket.socket, far: socket.socket, link: str) -> None:
        with suppress(OSError):
            while data := near.recv(2**16):
                self.heard(link)
                some = self._may(link, len(data))
                far.sendall(data[:some])
                if some < len(data):
                    break
        _end(near, far)


def _pass_back(far: socket.socket, near: socket.socket) -> None:
    with suppress(OSError):
        while data := far.recv(2**16):
            near.sendall(data)
    _end(near, far)


def _end(*ends: socket.socket) -> None:
    for one in ends:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def between(hub: HubAddress) -> Iterator[tuple[Between, str]]:
    """A line to the hub, and its address."""
    with passing(hub.port) as (line, port):
        yield line, f"http://127.0.0.1:{port}"


@contextmanager
def passing(to: int) -> Iterator[tuple[Between, int]]:
    """A line to a port of loopback, and its own."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Between(to)
        thread = threading.Thread(target=line.serve, args=(listening,), daemon=True)
        thread.start()
        yield line, listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def missing_at(hub: HubAddress, made: Sequence[bytes]) -> list[str]:
    """Which of these the hub has not, or not as they were."""
    if not isinstance(hub, RunningHub):
        with closing(Mailbox(hub.folder, reads_packs=False)) as mailbox:
            return missing_at(RunningHub(hub.folder, hub.port, mailbox), made)
    found = [(name(one), hub.mailbox.find(name(one))) for one in made]
    return [
        digest
        for digest, entry in found
        if entry is None or hashlib.sha256(b"".join(hub.mailbox.read(entry, 0))).hexdigest() != digest
    ]
