"""A hub in a process of its own on loopback, with many laptops: each test takes one that sent nothing."""

from __future__ import annotations

import os
import select
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import urllib3

from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.carrier import find_carrier
from ektp_desk.sync.outbox import Outbox
from ektp_desk.sync.sending import sync_once
from ektp_desk.wire.envelope import check_signature, read_as, read_object
from ektp_desk.wire.heads import Receipt
from ektp_desk.words.errors import SENTENCES
from tests.exchange.scene import ROOT, Sending
from tests.hub.lines import Desk, HubAddress, desks, name
from tests.hub.outboxes import lay_out, objects, put
from tests.hub.serving import AskedHub, start

LAPTOPS = 250  # a roster names so many
_READY = urllib3.Retry(400, backoff_factor=0.02, backoff_max=0.1)


class NumberedLaptop(Sending):
    """A laptop whose key follows from its name."""

    @property
    def seed(self) -> bytes:
        return sha256(self.device.encode()).digest()


@dataclass
class HubProcess(HubAddress):
    """`log`: what it said on standard error; `held`: a descriptor, by which its end is told."""

    pid: int
    held: int
    log: Path

    @property
    def is_dead(self) -> bool:
        return bool(select.select([self.held], [], [], 0)[0])

    def shoot(self) -> None:
        """As a power cut would, but for the system's memory."""
        if not self.is_dead:
            signal.pidfd_send_signal(self.held, signal.SIGKILL)

    def kill(self) -> None:
        """And wait until it is dead."""
        self.shoot()
        assert select.select([self.held], [], [], 60)[0]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def process(folder: Path, port: int = 0, *copies: Path, days: int = 0) -> Iterator[HubProcess]:
    """A hub without TLS that answers; killed at the end whatever it does. `days`: it lives so much later."""
    port, log = port or free_port(), folder.with_name(f"{folder.name}.log")
    log.touch()
    pid = start(AskedHub(str(folder), port, tuple(map(str, copies)), str(log), dict(os.environ), days))
    made = HubProcess(folder, port, pid, os.pidfd_open(pid), log)
    try:
        with urllib3.PoolManager(retries=_READY) as pool:
            pool.request("GET", f"http://127.0.0.1:{port}/health")
        yield made
    finally:
        made.kill()
        os.close(made.held)


@dataclass
class FarLaptop:
    """One that sent nothing yet, what it is to send, and where its office looks for that."""

    hub: HubAddress
    office: Desk
    by: Sending
    place: Path
    count: int
    size: int = 30_000
    objects: list[bytes] = field(init=False)
    outbox: Outbox = field(init=False)
    after: int = field(init=False)  # of the office's inbox, so far read

    def __post_init__(self) -> None:
        self.objects = objects(self.count, size=self.size, by=self.by)
        self.after = 0
        while rows := self.office.inbox(self.after):
            self.after = rows[-1][0]

    def goes_by(self, *addresses: str, most: int | None = None) -> Outbox:
        """Lay out all of it, or so many objects, to go by these."""
        self.outbox = lay_out(self.place, self.hub, addresses, self.by)
        put(self.outbox, self.objects[:most])
        return self.outbox

    def moved(self, place: Path) -> None:
        """Its folder lies elsewhere, or is another."""
        self.place, self.outbox = place, Outbox(place / "line", place / "objects")

    def rounds_until_done(self, *, most: int = 30, is_through: bool = True) -> list[str]:
        """Go on until a round comes through; give what those before it said, each with its sentence."""
        told = list[str]()
        for _round in range(most):
            try:
                sync_once(self.outbox)
            except EktpError as error:
                told.append(error.code)
            else:
                break
        else:
            assert not is_through, f"never comes through: {told}"
        assert told == [code for code in told if code in SENTENCES]
        return told

    def all_is_there(self) -> None:
        """Each object once at the hub and for the office, and the newest receipt at home names all."""
        due, sent_, aside = self.outbox.counts()
        assert (due, sent_, aside) == (0, 2 * self.count, 0)
        names = [name(data) for data in self.objects]
        assert sorted(self.arrived()) == sorted(names)
        assert [name(self.office.fetch(one)) for one in names] == names
        newest = max(self._receipts(), key=lambda one: (one.epoch, one.number))
        assert (newest.heard_spans, newest.missing) == (((1, 2 * self.count),), ())

    def arrived(self) -> list[str]:
        """What the office is handed of it."""
        names = {name(data) for data in self.objects}
        return [digest for _seq, digest, _kind, _size in self.office.inbox(self.after) if digest in names]

    def _receipts(self) -> list[Receipt]:
        """What came home of its own journal, which the hub's key signed."""
        came = find_carrier(self.outbox.incoming, ROOT.hex())
        entries = [entry for pack in came.packs() for entry in came.read(pack) if isinstance(entry, bytes)]
        signed = [check_signature(read_object(one), self.hub.public, ROOT) for one in entries]
        return [read_as(one, Receipt) for one in signed]


@dataclass
class FarOffice:
    """A hub's office desk, which knows very many laptops."""

    hub: HubAddress
    desk: Desk
    laptops: Iterator[Sending]

    def laptop(
        self, place: Path, *, by: Sending | None = None, count: int = 3, size: int = 30_000
    ) -> FarLaptop:
        return FarLaptop(self.hub, self.desk, by or next(self.laptops), place, count, size)


@contextmanager
def office_of(hub: HubAddress, known: Sequence[Sending] = ()) -> Iterator[FarOffice]:
    """The office's desk, which has said that it knows these, or as many as it may."""
    made = known or [NumberedLaptop(f"laptop{at:03}") for at in range(LAPTOPS)]
    with desks(hub, *made, entering=0) as (office,):
        yield FarOffice(hub, office, iter(made))


@contextmanager
def limited(hub: HubProcess, what: int, most: int) -> Iterator[None]:
    """Let the system refuse a process more than so much of something, until the end."""
    import resource

    before = resource.prlimit(hub.pid, what)
    resource.prlimit(hub.pid, what, (most, before[1]))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            resource.prlimit(hub.pid, what, before)
