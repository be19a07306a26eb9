"""A line to the hub: what is asked there, signed, over whatever certificate the hub's own key vouches for.

No name, date or issuer of a certificate is looked at: the fingerprint is held against the signed hello, and
pinned for what follows. So a wrong clock, a new address, a portal and a proxy that opens TLS are one case.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from itertools import repeat
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
import urllib3
from urllib3.util import Timeout, parse_url

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.hub import HubStanding
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.sign import is_signed, sign, verify_key
from ektp_desk.sync.outbox import LineFacts
from ektp_desk.sync.pace import LONGEST
from ektp_desk.sync.ways import CONNECT, LinkWay, look_at
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import check_signature, read_as, read_line, read_object
from ektp_desk.wire.heads import Hello, Receipt
from ektp_desk.wire.pack import PackDamage, PackWriter, read_placed
from ektp_desk.wire.requests import LINK, SIGNATURE, TICKET, VERSION, HubRequest, answer_message
from ektp_desk.words.errors import SENTENCES

T = TypeVar("T")
_ITS_DISK = {"disk.full": "hub.full", "disk.refused": "hub.disk"}  # no trouble of this laptop's
_TIMEOUT = Timeout(connect=CONNECT, read=60)
# Bytes: each piece must be gone within the connection's seconds, a whole body need not. A body is as large as
# the link is quick, and so are its pieces.
_PIECE, _PIECES = 8 * 2**10, 64
_MOST_ANSWERED = limits.WHOLE
INBOX = 1000


class BodyAnswer(msgspec.Struct, frozen=True):
    """What became of a body; digests that were refused or held, with a code."""

    new: int
    refused: dict[str, str]
    held: dict[str, str]
    receipts: tuple[str, ...]


class OfferAnswer(msgspec.Struct, frozen=True):
    """`behind`: journals of which a receipt is to be shown; `lost`: what the hub asks for again, by kind.

    `retired`: runs that it keeps no more and this office desk has not; `epoch`: 0 from one that is older;
    `newest`: the inbox's last place, `mark`: of what lies there; `knows_end`: false where at the end that was
    told before lies something else: it was put back from a backup, and nothing else tells.
    """

    wanted: tuple[tuple[str, int], ...]
    receipts: tuple[str, ...]
    newest: int
    behind: tuple[tuple[str, str], ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    retired: int = 0
    epoch: int = 0
    mark: str = ""
    knows_end: bool = True


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


def _nothing() -> None:
    """Nobody waits for a body to be gone."""


class _Pieces(BytesIO):
    """A body that is read piece by piece, for as long as somebody wants it sent; `sent`: when all is gone."""

    def __init__(self, body: bytes, going: Callable[[], bool], sent: Callable[[], None]) -> None:
        super().__init__(body)
        self._going, self._sent, self._size = going, sent, max(_PIECE, len(body) // _PIECES)

    def read(self, _size: int | None = -1, /) -> bytes:
        """Raises `line.stopped`."""
        if not self._going():
            raise EktpError("line.stopped")
        piece = super().read(self._size)
        if not piece:
            self._sent()
        return piece


@dataclass(frozen=True, slots=True)
class LineBody:
    """What a request brings, with its digest (hex; a pack's by its fronts), made while another is carried."""

    data: bytes
    digest: str

    @classmethod
    def of(cls, data: bytes) -> LineBody:
        return cls(data, hashlib.sha256(data).hexdigest())

    @classmethod
    def of_entries(cls, entries: Iterable[bytes], digests: Iterable[bytes] | None = None) -> LineBody:
        """A pack of these, few enough for one body; `digests`: theirs, where those are known."""
        pieces = list[bytes]()
        writer = PackWriter(pieces.append)
        for entry, digest in zip(entries, digests or repeat(b""), strict=False):
            writer.add(entry, digest)
        return cls(b"".join(pieces), writer.fronts.hex)


_NO_BODY = LineBody.of(b"")


class HubLine:
    """One address, on one thread. Raises `line.cut` where nothing answers, `line.foreign` for another."""

    def __init__(
        self,
        address: str,
        facts: LineFacts,
        seed: bytes,
        *,
        way: LinkWay = _ANY,
        lane: str = "",
        going: Callable[[], bool] = _always,
        sent: Callable[[], None] = _nothing,
    ) -> None:
        """`going`: asked while a body is sent, one that goes on no more is cut; `sent`: called when all of a
        large one has gone, while the hub takes it in; `lane`: tells a link's connections apart.
        """
        self.address, self.facts, self._seed, self._way = address, facts, seed, way
        self._going, self._sent, self._link = going, sent, way.name + lane
        self._root, self._ticket = bytes.fromhex(facts.office), ""
        self.said: Hello | None = None
        self._is_new = True  # as far as offers go
        self._gives_some = True
        end = look_at(parse_url(address), way)
        self._tls, self.network = end.tls, end.network
        options: dict[str, Any] = {"timeout": _TIMEOUT, "retries": False, "maxsize": 1, "blocksize": 2**20}
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
        answer = self._request("POST", "/v1/key", bytes.fromhex(self.facts.transport), {})
        self._check_answer(self._checked(answer))

    def offer(
        self,
        digests: Sequence[str] = (),
        journals: Sequence[tuple[str, str, int]] = (),
        end: tuple[int, str] = (0, ""),
    ) -> OfferAnswer:
        """Raises `line.restored` where it began another epoch since the hello: a line may stand for days."""
        said: dict[str, Any] = {"digests": digests, "journals": journals, "end": end}
        said |= {"anew": True} if self._is_new else {}
        body = LineBody.of(msgspec.json.encode(said))
        answer = self._read(self._ask("POST", "/v1/offer", body), OfferAnswer)
        self._is_new = False
        if self.said is not None and answer.epoch not in (0, self.said.epoch):
            self.hello()
        return answer

    def send(self, entries: Iterable[bytes]) -> BodyAnswer:
        """Send a pack of these, few enough for one body."""
        return self.send_body(LineBody.of_entries(entries))

    def send_body(self, pack: LineBody) -> BodyAnswer:
        return self._read(self._ask("POST", "/v1/objects", pack), BodyAnswer)

    def send_rest(self, digest: str, entry: bytes, have: int) -> BodyAnswer:
        """Send what the hub has not of an entry that was cut."""
        target = f"/v1/objects?rest={digest}&from={have}"
        return self._read(self._ask("POST", target, LineBody.of(entry[have:])), BodyAnswer)

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

    def fetch_some(self, digests: Sequence[str]) -> dict[str, bytes]:
        """Those that the hub gives at once, of small ones; none where it is older and knows no such thing."""
        if not self._gives_some:
            return {}
        answer = self._ask("POST", "/v1/fetch", LineBody.of(msgspec.json.encode({"digests": digests})))
        if answer.status == HTTPStatus.NOT_FOUND and not _code(answer):
            self._gives_some = False
            return {}
        entries = read_placed(BytesIO(self._checked(answer).data))
        found = {one.digest.hex(): one.content for one in entries if not isinstance(one, PackDamage)}
        return {digest: found[digest] for digest in digests if digest in found}

    def standing(self) -> HubStanding:
        """How it stands, as it tells whoever asks; behind a hello it is the office's own."""
        return _decoded(self._checked(self._request("GET", "/v1/standing", b"", {})), HubStanding)

    def receipt(self, data: str) -> Receipt:
        """Raises `line.damaged` for what this hub's key did not sign."""
        return _read_receipt(data, self.facts.hub_key, self._root)

    def _ask(self, method: str, target: str, body: LineBody = _NO_BODY) -> HubAnswer:
        """Ask with a signature; once more where a restart ended the ticket, or it knows the key no more."""
        answer = self._signed(method, target, body)
        code = _code(answer) if answer.status == HTTPStatus.UNAUTHORIZED else ""
        if code == "request.unknown_key":
            self.enter()
        if code in ("request.ticket", "request.unknown_key"):
            answer = self._signed(method, target, body)
        return answer

    def _signed(self, method: str, target: str, body: LineBody) -> HubAnswer:
        if not self._ticket:
            self.hello()
        ticket = self._ticket
        asked = HubRequest(ticket, method, target, self._tls, body.digest)
        own = key_name(verify_key(self._seed))
        headers = asked.headers(own, self._root, lambda message: sign(self._seed, message))
        answer = self._request(method, target, body.data, headers | {LINK: self._link})
        self._ticket = answer.headers.get(TICKET, "")
        return replace(answer, ticket=ticket)

    def _request(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> HubAnswer:
        self._ticket = ""  # it serves once, whatever becomes of the request
        if len(body) > _PIECE:
            headers = headers | {"Content-Length": str(len(body))}
        sent = _Pieces(body, self._going, self._sent) if len(body) > _PIECE else body
        said: dict[str, Any] = {"redirect": False, "decode_content": False, "preload_content": False}
        try:
            answer = self._pool.request(method, target, body=sent, headers=headers, **said)
            data = answer.read(_MOST_ANSWERED + 1)
        except urllib3.exceptions.HTTPError:
            raise EktpError("line.cut") from None
        is_too_long = len(data) > _MOST_ANSWERED
        if is_too_long or answer.length_remaining:
            answer.close()
            raise EktpError("line.foreign" if is_too_long else "line.cut")
        answer.release_conn()
        return HubAnswer(answer.status, answer.headers, data)

    def _checked(self, answer: HubAnswer) -> HubAnswer:
        """Raises the code that the hub gives; `line.foreign` for what no hub answers."""
        if answer.status in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
            return answer
        raise EktpError(_code(answer) or "line.foreign", again=answer.again)

    def _check_answer(self, answer: HubAnswer) -> None:
        """Raise `line.damaged` for what the hub's key did not sign as an answer to this very request."""
        message = answer_message(self._root, answer.ticket, answer.data)
        try:
            signature = bytes.fromhex(answer.headers.get(SIGNATURE, ""))
        except ValueError:
            signature = b""
        if not is_signed(bytes.fromhex(self.facts.hub_key), message, signature):
            raise EktpError("line.damaged")

    def _read(self, answer: HubAnswer, kind: type[T]) -> T:
        self._check_answer(self._checked(answer))
        return _decoded(answer, kind)


@dataclass(frozen=True, slots=True)
class HubAnswer:
    """`ticket`: of the request, empty where it had none."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    ticket: str = ""

    @property
    def again(self) -> int:
        """In how many seconds it asks to be asked again; 0 where it doesn't say, and never very many."""
        said = re.fullmatch(r"\d{1,9}", self.headers.get("Retry-After", ""), re.ASCII)
        return min(int(said[0]), int(LONGEST)) if said else 0


@lru_cache(maxsize=4)  # each new one is held against the last that was kept
def _read_receipt(data: str, key: str, root: bytes) -> Receipt:
    try:
        envelope = read_object(bytes.fromhex(data))
        return read_as(check_signature(envelope, bytes.fromhex(key), root), Receipt)
    except (EktpError, ValueError):
        raise EktpError("line.damaged") from None


class _Refusal(msgspec.Struct, frozen=True):
    code: str


def _decoded(answer: HubAnswer, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(answer.data, type=kind)
    except UNREADABLE:
        raise EktpError("line.foreign") from None


def _code(answer: HubAnswer) -> str:
    """Only a code that a hub gives: whatever else stands there is no hub's."""
    try:
        code = msgspec.json.decode(answer.data, type=_Refusal).code
    except UNREADABLE:
        return ""
    code = _ITS_DISK.get(code, code)
    return code if code in SENTENCES else ""
