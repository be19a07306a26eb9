"""A real hub on loopback, and desks that speak to it as the published forms say."""

from __future__ import annotations

import hashlib
import io
import json
import secrets
import socket
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
import urllib3

from ektp_desk.domain.journal.signing import key_name
from ektp_desk.hub.connections import HubLines
from ektp_desk.hub.identity import HubOffice, make_identity, read_identity
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.packs import NewPack
from ektp_desk.hub.places import HubPlaces, choose_places
from ektp_desk.hub.serving import listen_at, server
from ektp_desk.seal.sign import new_signing_key, sign, verify_key
from ektp_desk.wire.envelope import check_signature, read_as, read_line, read_object, write_object
from ektp_desk.wire.heads import Hello, Receipt, Roster, RosterDevice, TransportKey
from ektp_desk.wire.pack import PackDamage, PackWriter, read_pack
from ektp_desk.wire.requests import LINK, TICKET, HubRequest
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, ROOT, Sending


@dataclass
class HubAddress:
    """`port` listens on loopback."""

    folder: Path
    port: int

    @property
    def public(self) -> bytes:
        return read_identity(self.folder).public

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass
class RunningHub(HubAddress):
    """In this process."""

    mailbox: Mailbox


def made_hub(folder: Path, places: HubPlaces | None = None, *, root: str = ROOT.hex()) -> Path:
    """A hub of the tests' office, not started; all of it in the folder where no places are named."""
    make_identity(folder, HubOffice(root, OFFICE.device, OFFICE.public.hex()))
    choose_places(folder, places or HubPlaces())
    return folder


@contextmanager
def running(
    folder: Path,
    *,
    tls: bool = False,
    silence: float = 30,
    lines: HubLines | None = None,
    **of: Any,
) -> Iterator[RunningHub]:
    """Serve a hub's folder until the end, by a port that the system gives."""
    mailbox = Mailbox(folder, **of)
    listening = listen_at("127.0.0.1", 0)
    port = listening.getsockname()[1]
    serving = server(mailbox, tls=tls, silence=silence, lines=lines)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield RunningHub(folder, port, mailbox)
    finally:
        serving.should_exit = True
        thread.join()
        listening.close()
        mailbox.close()


@dataclass
class Desk:
    """A desk's side of the line: signs what it asks, and believes what the hub's key signed."""

    hub: HubAddress
    own: Sending
    seed: bytes = field(default_factory=new_signing_key, repr=False)
    ticket: str = ""

    def __post_init__(self) -> None:
        self.call()

    def call(self) -> None:
        """By a new line: one on which nobody asks for five seconds the server ends, maybe right now."""
        self._pool = urllib3.HTTPConnectionPool("127.0.0.1", self.hub.port, maxsize=4, retries=False)

    def close(self) -> None:
        self._pool.close()

    def hello(self) -> Hello:
        nonce = secrets.token_hex(32)
        answer = self._pool.request("GET", f"/v1/hello?nonce={nonce}")
        said = read_line(check_signature(read_object(answer.data), self.hub.public, ROOT), Hello)
        assert said.nonce == nonce
        self.ticket = said.ticket
        return said

    def transport_key(self, **other: str) -> bytes:
        public = verify_key(self.seed).hex()
        head = TransportKey(
            office=ROOT.hex(),
            by=self.own.by,
            audience=(),
            device=self.own.device,
            sign=self.own.public.hex(),
            key=public,
        )
        head = msgspec.structs.replace(head, **other)
        return write_object(head, self.own.sign)

    def enter(self, **other: str) -> int:
        """Bring the key for requests; give the status."""
        return self._pool.request("POST", "/v1/key", body=self.transport_key(**other)).status

    def signed(self, method: str, target: str, body: bytes = b"", **headers: str) -> dict[str, str]:
        """The headers of a request that is this desk's."""
        asked = HubRequest(self.ticket, method, target, "", _named(target, body))
        own = key_name(verify_key(self.seed))
        return asked.headers(own, ROOT, lambda message: sign(self.seed, message)) | headers

    def ask(self, method: str, target: str, body: bytes = b"", **headers: str) -> urllib3.BaseHTTPResponse:
        if not self.ticket:
            self.hello()
        signed = self.signed(method, target, body, **headers)
        answer = self._pool.request(method, target, body=body, headers=signed)
        self.ticket = answer.headers.get(TICKET, "")
        return answer

    def send(self, *entries: bytes, link: str = "lan") -> Any:
        """Post a pack of these; give the answer, receipts read and held against the hub's key."""
        said = self.ask("POST", "/v1/objects", pack_of(entries), **{LINK: link}).json()
        return self._believed(said)

    def offer(
        self,
        digests: Iterable[str] = (),
        journals: Sequence[tuple[str, str, int]] = (),
        *,
        anew: str | None = None,
        end: tuple[int, str] = (0, ""),
    ) -> Any:
        """`anew`: as the first question of a link."""
        said = {"digests": [*digests], "journals": [*journals], "anew": anew is not None, "end": end}
        answer = self.ask("POST", "/v1/offer", json.dumps(said).encode(), **{LINK: anew or ""})
        return self._believed(answer.json())

    def inbox(self, after: int = 0, *visits: str) -> list[tuple[int, str, str, int]]:
        target = f"/v1/inbox?after={after}" + "".join(f"&visit={one}" for one in visits)
        return [
            (seq, digest, kind, size) for seq, digest, kind, size in self.ask("GET", target).json()["rows"]
        ]

    def fetch(self, digest: str, first: int = 0) -> bytes:
        return self.ask("GET", f"/v1/objects/{digest}", Range=f"bytes={first}-").data

    def fetch_some(self, *digests: str) -> list[bytes | PackDamage]:
        body = json.dumps({"digests": digests}).encode()
        return list(read_pack(io.BytesIO(self.ask("POST", "/v1/fetch", body).data)))

    def _believed(self, said: Any) -> Any:
        found = [bytes.fromhex(one) for one in said.get("receipts", ())]
        said["receipts"] = [
            read_as(check_signature(read_object(one), self.hub.public, ROOT), Receipt) for one in found
        ]
        return said


def _named(target: str, body: bytes) -> str:
    """What is signed of a body: of a pack its fronts, as `docs/format.md` says; read without the product."""
    if target != "/v1/objects":
        return hashlib.sha256(body).hexdigest()
    fronts, at = body[:12], 12
    while body[at : at + 4] == bytes.fromhex("9f454bf1"):
        front = body[at : at + 40]
        fronts += front
        at += len(front) + int.from_bytes(front[4:8], "big")
    return hashlib.sha256(fronts).hexdigest()


def pack_of(entries: Iterable[bytes]) -> bytes:
    made = io.BytesIO()
    writer = PackWriter(made.write)
    for entry in entries:
        assert writer.add(entry)
    return made.getvalue()


def name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def roster(*known: Sending, number: int = 1, **other: Any) -> bytes:
    """Whom the office desk knows: itself, and these laptops."""
    devices = [RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True)]
    devices += [RosterDevice(one.device, "02", one.public.hex(), is_office=False) for one in known]
    said = {"devices": tuple(sorted(devices, key=lambda one: one.device)), "kits": ()} | other
    head = Roster(
        office=ROOT.hex(),
        by=OFFICE.by,
        audience=(),
        device="desk",
        incarnation="first",
        number=number,
        **said,
    )
    return write_object(head, OFFICE.sign)


@contextmanager
def desks(hub: HubAddress, *known: Sending, entering: int | None = None) -> Iterator[tuple[Desk, ...]]:
    """The office desk, which has said whom it knows, and of these so many or all; they have entered."""
    made = tuple(Desk(hub, one) for one in (OFFICE, *known[:entering]))
    try:
        assert made[0].enter() == 200
        assert made[0].send(roster(*known))["refused"] == {}
        assert [one.enter() for one in made[1:]] == [200] * (len(made) - 1)
        yield made
    finally:
        for one in made:
            one.close()


__all__ = ["LAPTOP", "OFFICE", "OTHER"]


@contextmanager
def written(monkeypatch: pytest.MonkeyPatch, hub: RunningHub, size: int) -> Iterator[threading.Event]:
    """Tell when a pack is so long: what is still on its way when a line ends is lost."""
    event = threading.Event()
    with hub.mailbox.bodies.new("?") as any_pack:
        of = type(any_pack)
    write: Any = of.write

    def told(pack: NewPack, data: bytes) -> None:
        write(pack, data)
        if pack.size >= size:
            event.set()

    with monkeypatch.context() as patch:
        patch.setattr(of, "write", told)
        yield event


@contextmanager
def cut_line(
    hub: RunningHub, headers: dict[str, str], came: bytes, length: int, is_written: threading.Event
) -> Iterator[None]:
    """Post the beginning of a body that was to be longer; the line is closed when this is left."""
    lines = [
        "POST /v1/objects HTTP/1.1",
        "Host: hub",
        f"Content-Length: {length}",
        *(f"{key}: {value}" for key, value in headers.items()),
    ]
    with socket.create_connection(("127.0.0.1", hub.port)) as line:
        line.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + came)
        assert is_written.wait(30)
        yield


def send_cut(
    hub: RunningHub, headers: dict[str, str], came: bytes, length: int, is_written: threading.Event
) -> None:
    with cut_line(hub, headers, came, length, is_written):
        """Nothing more comes."""
