"""A line to the hub: what is asked there, signed, over whatever certificate the hub's own key vouches for.

No name, date or issuer of a certificate is looked at: the fingerprint is held against the signed hello, and
pinned for what follows. So a wrong clock, a new address, a portal and a proxy that opens TLS are one case.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
import urllib3
from urllib3.util import Timeout, parse_url

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.hub import HubStanding
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.sync.outbox import LineFacts
from ektp_desk.sync.ways import CONNECT, LinkWay, look_at
from ektp_desk.wire.envelope import check_signature, read_as, read_line, read_object
from ektp_desk.wire.heads import Hello, Receipt
from ektp_desk.wire.pack import PackWriter
from ektp_desk.wire.requests import LINK, TICKET, VERSION, HubRequest

T = TypeVar("T")
_TIMEOUT = Timeout(connect=CONNECT, read=60)
_PIECE = 8 * 2**10  # bytes: each must be gone within the connection's seconds, a whole body need not
_MOST_ANSWERED = 8 * 2**20
INBOX = 1000


class BodyAnswer(msgspec.Struct, frozen=True):
    """What became of a body; digests that were refused or held, with a code."""

    new: int
    refused: dict[str, str]
    held: dict[str, str]
    receipts: tuple[str, ...]


class OfferAnswer(msgspec.Struct, frozen=True):
    """`behind`: journals of which a receipt is to be shown; `lost`: what the hub asks for again, by kind."""

    wanted: tuple[tuple[str, int], ...]
    receipts: tuple[str, ...]
    newest: int
    behind: tuple[tuple[str, str], ...] = ()
    lost: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InboxEntry:
    seq: int
    digest: str
    kind: str
    size: int


class _InboxAnswer(msgspec.Struct, frozen=True):
    rows: tuple[tuple[int, str, str, int], ...]


def _always() -> bool:
    return True


_ANY = LinkWay()


class _Pieces(BytesIO):
    """A body that is read piece by piece, for as long as somebody wants it sent."""

    def __init__(self, body: bytes, going: Callable[[], bool]) -> None:
        super().__init__(body)
        self._going = going

    def read(self, size: int | None = -1, /) -> bytes:
        """Raises `line.stopped`."""
        if not self._going():
            raise EktpError("line.stopped")
        return super().read(size)


class HubLine:
    """One address, on one thread. Raises `line.cut` where nothing answers, `line.foreign` for another."""

    def __init__(
        self,
        address: str,
        facts: LineFacts,
        seed: bytes,
        *,
        way: LinkWay = _ANY,
        going: Callable[[], bool] = _always,
    ) -> None:
        """`going`: asked while a body is sent; one that goes on no more is cut."""
        self.address, self.facts, self._seed, self._way, self._going = address, facts, seed, way, going
        self._root, self._ticket = bytes.fromhex(facts.office), ""
        self.said: Hello | None = None
        end = look_at(parse_url(address), way)
        self._tls, self.network = end.tls, end.network
        options: dict[str, Any] = {"timeout": _TIMEOUT, "retries": False, "maxsize": 1, "blocksize": _PIECE}
        if self._tls:
            options |= {"assert_fingerprint": self._tls, "cert_reqs": "CERT_NONE"}
        self._pool = urllib3.connection_from_url(address, **options, **way.options())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._pool.close()

    def hello(self) -> Hello:
        """Hear which hub it is; nothing is sent before. Raises `line.foreign`, `line.newer`."""
        nonce = secrets.token_hex(32)
        answer = self._request("GET", f"/v1/hello?nonce={nonce}", b"", {})
        try:
            envelope = check_signature(
                read_object(answer.data), bytes.fromhex(self.facts.hub_key), self._root
            )
            said = read_line(envelope, Hello)
        except EktpError:
            raise EktpError("line.foreign") from None
        if (said.nonce, said.tls) != (nonce, self._tls):
            raise EktpError("line.foreign")
        if not said.oldest <= VERSION <= said.newest:
            raise EktpError("line.newer")
        if self.said is not None and said.epoch != self.said.epoch:
            raise EktpError("line.restored")
        self._ticket, self.said = said.ticket, said
        return said

    def enter(self) -> None:
        """Bring the key for requests. Raises `object.unknown_sender` where it does not know this desk."""
        self._checked(self._request("POST", "/v1/key", bytes.fromhex(self.facts.transport), {}))

    def offer(
        self, digests: Sequence[str] = (), journals: Sequence[tuple[str, str, int]] = ()
    ) -> OfferAnswer:
        body = msgspec.json.encode({"digests": digests, "journals": journals})
        return self._read(self._ask("POST", "/v1/offer", body), OfferAnswer)

    def send(self, entries: Iterable[bytes]) -> BodyAnswer:
        """Send a pack of these, which are few enough for one body."""
        body = bytearray()
        writer = PackWriter(body.extend)
        for entry in entries:
            writer.add(entry)
        return self._read(self._ask("POST", "/v1/objects", bytes(body)), BodyAnswer)

    def send_rest(self, digest: str, entry: bytes, have: int) -> BodyAnswer:
        """Send what the hub has not of an entry that was cut."""
        target = f"/v1/objects?rest={digest}&from={have}"
        return self._read(self._ask("POST", target, entry[have:]), BodyAnswer)

    def inbox(self, after: int, visits: Sequence[str]) -> list[InboxEntry]:
        """What is for this desk; an office desk gets it of every visit."""
        asked = "".join(f"&visit={one}" for one in visits)
        answer = self._read(self._ask("GET", f"/v1/inbox?after={after}{asked}"), _InboxAnswer)
        return [InboxEntry(*row) for row in answer.rows]

    def fetch(self, digest: str) -> bytes:
        """Raises `line.damaged` for what is not what its name says."""
        data = self._checked(self._ask("GET", f"/v1/objects/{digest}")).data
        if hashlib.sha256(data).hexdigest() != digest:
            raise EktpError("line.damaged")
        return data

    def standing(self) -> HubStanding:
        """How it stands, as it tells whoever asks; behind a hello it is the office's own."""
        return self._read(self._request("GET", "/v1/standing", b"", {}), HubStanding)

    def receipt(self, data: str) -> Receipt:
        """Raises `object.…` for what this hub's key did not sign."""
        envelope = read_object(bytes.fromhex(data))
        return read_as(check_signature(envelope, bytes.fromhex(self.facts.hub_key), self._root), Receipt)

    def _ask(self, method: str, target: str, body: bytes = b"") -> urllib3.BaseHTTPResponse:
        """Ask with a signature; once more with another ticket where a restart ended this one."""
        answer = self._signed(method, target, body)
        if answer.status == 401 and _code(answer) == "request.ticket":
            answer = self._signed(method, target, body)
        return answer

    def _signed(self, method: str, target: str, body: bytes) -> urllib3.BaseHTTPResponse:
        if not self._ticket:
            self.hello()
        asked = HubRequest(self._ticket, method, target, self._tls, hashlib.sha256(body).hexdigest())
        own = key_name(verify_key(self._seed))
        headers = asked.headers(own, self._root, lambda message: sign(self._seed, message))
        answer = self._request(method, target, body, headers | {LINK: self._way.name})
        self._ticket = answer.headers.get(TICKET, "")
        return answer

    def _request(
        self, method: str, target: str, body: bytes, headers: dict[str, str]
    ) -> urllib3.BaseHTTPResponse:
        self._ticket = ""  # it serves once, whatever becomes of the request
        if len(body) > _PIECE:
            headers = headers | {"Content-Length": str(len(body))}
        sent = _Pieces(body, self._going) if len(body) > _PIECE else body
        try:
            return self._pool.request(
                method, target, body=sent, headers=headers, redirect=False, decode_content=False
            )
        except urllib3.exceptions.HTTPError:
            raise EktpError("line.cut") from None

    def _checked(self, answer: urllib3.BaseHTTPResponse) -> urllib3.BaseHTTPResponse:
        """Raises the code that the hub gives; `line.foreign` for what no hub answers."""
        if answer.status in (200, 206):
            return answer
        raise EktpError(_code(answer) or "line.foreign")

    def _read(self, answer: urllib3.BaseHTTPResponse, kind: type[T]) -> T:
        data = self._checked(answer).data
        try:
            return msgspec.json.decode(data[:_MOST_ANSWERED], type=kind)
        except UNREADABLE:
            raise EktpError("line.foreign") from None


class _Refusal(msgspec.Struct, frozen=True):
    code: str


def _code(answer: urllib3.BaseHTTPResponse) -> str:
    try:
        return msgspec.json.decode(answer.data, type=_Refusal).code
    except UNREADABLE:
        return ""
