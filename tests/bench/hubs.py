"""Hubs as processes of their own, what recordings send there, and what is measured beside them."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import urllib3

from ektp_desk.domain.journal.chain import GENESIS
from ektp_desk.hub.identity import read_identity
from ektp_desk.hub.places import HubPlaces
from ektp_desk.seal.sign import new_signing_key, verify_key
from ektp_desk.sync.outbox import FILE, RUN, LineFacts, Outbox
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import TransportKey
from tests.exchange.scene import LAPTOP, ROOT, SIGNED, Sending, events, sent, taken
from tests.hub.lines import desks, made_hub, name, running

FILES, FILE_BYTES, BODY_BYTES = 4, 60_000, 5 * 2**20
_AGE = b"age-encryption.org/v1\n"
_READY = urllib3.Retry(400, backoff_factor=0.02, backoff_max=0.1)


@dataclass(frozen=True)
class Recorded:
    """Sealed runs and files of one journal, in the order in which they are sent."""

    runs: list[bytes]
    files: list[bytes]

    @property
    def size(self) -> int:
        return sum(map(len, self.runs)) + sum(map(len, self.files))

    def pieces(self) -> list[bytes]:
        """The same bytes, in pieces as large as a body may be."""
        whole = b"".join([*self.runs, *self.files])
        return [whole[at : at + BODY_BYTES] for at in range(0, len(whole), BODY_BYTES)]


@lru_cache(maxsize=1)
def recorded(count: int) -> Recorded:
    """So many recordings: one laptop's, for as long as the same are asked for."""
    return next(work(count))


def work(count: int, by: Sending = LAPTOP) -> Iterator[Recorded]:
    """So many recordings at a time of one journal, a run with four files each.

    What is in the files is chance, as sealed bytes are.
    """
    first, before = 1, GENESIS
    while True:
        files = [
            b"age-encryption.org/v1\n" + secrets.token_bytes(FILE_BYTES) for _file in range(count * FILES)
        ]
        said = [taken(name(one), len(one)) for one in files]
        whole = events(said, first=first, before=before, device=by.device)
        runs = list[bytes]()
        for at in range(0, len(whole), FILES):
            run = whole[at : at + FILES]
            run[-1] = run[-1]._replace(signature=SIGNED)
            runs.append(sent(run, by, earlier=first - 1 + at))
        first, before = first + len(whole), whole[-1].link
        yield Recorded(runs, files)


class NamedLaptop(Sending):
    """A laptop whose key follows from its name."""

    @property
    def seed(self) -> bytes:
        return sha256(self.device.encode()).digest()


@dataclass
class BenchHub:
    """A hub whose office has said that it knows the laptop; it serves in `serving`."""

    folder: Path
    port: int

    @classmethod
    def made(cls, folder: Path, places: HubPlaces | None = None, known: Sequence[Sending] = ()) -> BenchHub:
        with running(made_hub(folder, places)) as hub, desks(hub, *(known or (LAPTOP,))):
            pass
        with socket.create_server(("127.0.0.1", 0)) as free:
            return cls(folder, free.getsockname()[1])

    @contextmanager
    def serving(self) -> Iterator[subprocess.Popen[bytes]]:
        """The product's own command, as a process."""
        with process(self.line, self.port) as made:
            yield made

    @property
    def line(self) -> list[str]:
        """What Python is asked to run."""
        return ["-m", "ektp_desk", "hub", "serve", str(self.folder), "--listen", f"127.0.0.1:{self.port}"]

    def facts(self, seed: bytes, address: str, by: Sending = LAPTOP) -> LineFacts:
        head = TransportKey(
            office=ROOT.hex(),
            by=by.by,
            audience=(),
            device=by.device,
            sign=by.public.hex(),
            key=verify_key(seed).hex(),
        )
        return LineFacts(
            office=ROOT.hex(),
            device=by.device,
            hub_key=read_identity(self.folder).public.hex(),
            addresses=(address,),
            transport=write_object(head, by.sign).hex(),
            journals=((by.device, "first"),),
        )

    def outbox(self, folder: Path, made: Recorded, *, port: int = 0, by: Sending = LAPTOP) -> Outbox:
        """As a desk lays it out: all of it is due. `port`: of what stands between."""
        seed = new_signing_key()
        outbox = Outbox(folder / "line", folder / "objects")
        outbox.objects.mkdir(parents=True)
        rows = [(name(one), RUN, one) for one in made.runs] + [(name(one), FILE, one) for one in made.files]
        for digest, kind, content in rows:
            (outbox.objects / f"{digest}.{'run' if kind == RUN else 'age'}").write_bytes(content)
        outbox.lay(self.facts(seed, f"https://127.0.0.1:{port or self.port}", by), seed)
        outbox.add((digest, kind, "v1", len(content)) for digest, kind, content in rows)
        return outbox

    def bare(self, folder: Path, pieces: Sequence[bytes]) -> float:
        """Milliseconds in which a bare server takes these, with this hub's certificate."""
        folder.mkdir(parents=True)
        identity, with_files = read_identity(self.folder), Path(__file__).parent / "bare" / "putting.py"
        line = [with_files, folder, self.port, identity.certificate, identity.certificate_key]
        with process(list(map(str, line)), self.port), _asking(self.port) as pool:
            pool.request("GET", "/health")
            begun = perf_counter()
            for piece in pieces:
                assert pool.request("PUT", "/put", body=piece).status == 200
            return (perf_counter() - begun) * 1000


@contextmanager
def process(line: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers at a port of loopback by TLS, until the end."""
    with answering([sys.executable, *line], port) as made:
        yield made


@contextmanager
def answering(line: Sequence[str], port: int, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The same of any command."""
    started = subprocess.Popen(line, stdout=subprocess.DEVNULL, env=os.environ | environment)
    try:
        with _asking(port) as pool:
            pool.request("GET", "/health", retries=_READY)
        yield started
    finally:
        started.terminate()
        started.wait()


def _asking(port: int) -> urllib3.HTTPSConnectionPool:
    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    return urllib3.HTTPSConnectionPool("127.0.0.1", port, cert_reqs="CERT_NONE", maxsize=1)


def peak(pid: int) -> float:
    """Megabytes of memory that a process had at most."""
    said = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(said.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def bare_imports() -> float:
    """Megabytes that the hub's command has once it has read its libraries."""
    read = "import ektp_desk.cli.hub, ektp_desk.hub.serving; print(open('/proc/self/status').read())"
    said = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True).stdout
    return int(said.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
