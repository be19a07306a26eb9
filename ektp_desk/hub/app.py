"""The hub's routes. Whose a request is, its signature says; whether it is stored, the objects themselves."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from http import HTTPStatus
from itertools import chain
from time import monotonic
from typing import Annotated, Any, TypeVar

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.hub import HubStanding
from ektp_desk.hub.mailbox import MOST_OFFERED, Mailbox
from ektp_desk.hub.open_bodies import OpenBodies
from ektp_desk.hub.packs import NewPack, resume
from ektp_desk.hub.page import PAGE_HEADERS, page
from ektp_desk.hub.senders import KnownSender
from ektp_desk.hub.tickets import Tickets
from ektp_desk.seal.sign import is_signed
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import Digest, Hello, Id
from ektp_desk.wire.requests import (
    BODY,
    EMPTY,
    KEY,
    LINK,
    SIGNATURE,
    TICKET,
    VERSION,
    HubRequest,
    answer_message,
)

BODY_BYTES = 5 * 2**20
ASKED_OF_ONE = 16  # whatever one device asks at once
SILENCE, LONGEST = 30.0, 3600.0  # seconds without a byte end a body, and so many with any: 2 kB a second
_FRESH = 0.5  # seconds in which how it stands is not asked anew; longer where that takes long
_ANSWERED, _KEY = 2**17, 2**13  # bytes of JSON in a request, and of a device's word on a key
LET_IN = "let_in"  # what of a request's state is called when its signature holds
T = TypeVar("T")
Handler = Callable[[Request, KnownSender], Awaitable[Response]]


class Known(msgspec.Struct, frozen=True, array_like=True):
    """A journal, and the number of the newest receipt that the desk has of it."""

    device: Id
    incarnation: Id
    number: int


class HubOffer(msgspec.Struct, frozen=True):
    """What a desk would send, by digest, and how far it has heard of this hub.

    `anew`: its first question by this line; `end`: where its inbox ended when it asked last, see `InboxEnd`.
    """

    digests: tuple[Digest, ...] = ()
    journals: tuple[Known, ...] = ()
    anew: bool = False
    end: tuple[Annotated[int, msgspec.Meta(ge=0, le=2**53)], str] = (0, "")

    def __post_init__(self) -> None:
        """Refuse more than a page."""
        if len(self.digests) > MOST_OFFERED or len(self.journals) > MOST_OFFERED:
            raise ValueError("a page")


class HubFetch(msgspec.Struct, frozen=True):
    """What a desk would have at once, by digest."""

    digests: Annotated[tuple[Digest, ...], msgspec.Meta(max_length=MOST_OFFERED)] = ()


class HubApp:
    """`tls`: the certificate's fingerprint (hex), empty where no TLS is spoken."""

    def __init__(self, mailbox: Mailbox, *, tls: str = "", silence: float = SILENCE) -> None:
        self._mailbox, self._tls, self._silence = mailbox, tls, silence
        self._tickets = Tickets()
        self._looking = asyncio.Lock()
        self._stood: tuple[float, HubStanding] | None = None
        self._bodies = OpenBodies()
        self._asking = Counter[str]()  # requests that go on, by device
        self.asgi = Starlette(
            routes=[
                Route("/v1/hello", self._hello),
                Route("/v1/key", self._key, methods=["POST"]),
                Route("/v1/offer", partial(self._signed, self._offer), methods=["POST"]),
                Route("/v1/objects", partial(self._signed, self._objects), methods=["POST"]),
                Route("/v1/objects/{digest}", partial(self._signed, self._object)),
                Route("/v1/fetch", partial(self._signed, self._fetch), methods=["POST"]),
                Route("/v1/inbox", partial(self._signed, self._inbox)),
                Route("/v1/standing", self._standing),
                Route("/health", self._health),
                Route("/", self._page),
            ],
            exception_handlers={SQLAlchemyError: _index_refused},
        )

    async def _hello(self, request: Request) -> Response:
        """Answer whoever asks, by the hub's signature over the asker's nonce and the certificate."""
        epoch, before = await _aside(self._mailbox.epochs)
        try:
            said = Hello(
                office=self._mailbox.identity.of.office,
                by=self._mailbox.identity.key,
                audience=(),
                nonce=msgspec.convert(request.query_params.get("nonce", ""), Digest),
                tls=self._tls,
                ticket=self._tickets.new(),
                epoch=epoch,
                before=before,
                at=self._mailbox.now(),
                oldest=VERSION,
                newest=VERSION,
            )
        except msgspec.ValidationError:
            return _refused("request.damaged", HTTPStatus.BAD_REQUEST)
        return Response(
            write_object(said, self._mailbox.identity.sign), media_type="application/octet-stream"
        )

    async def _health(self, _request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def _page(self, _request: Request) -> Response:
        """How it stands, for people; made aside, and for all who ask within a few seconds once."""
        standing = await self._stands()
        return HTMLResponse(await _aside(partial(page, standing)), headers=PAGE_HEADERS)

    async def _standing(self, _request: Request) -> Response:
        return Response(msgspec.json.encode(await self._stands()), media_type="application/json")

    async def _stands(self) -> HubStanding:
        async with self._looking:
            began = monotonic()
            if self._stood is None or began > self._stood[0]:
                found = await _aside(self._mailbox.standing)
                done = monotonic()
                self._stood = done + max(_FRESH, 10 * (done - began)), found
            return self._stood[1]

    async def _key(self, request: Request) -> Response:
        """Take a device's key for requests: its own key has signed it, and only that says whose it is."""
        try:
            await _aside(partial(self._mailbox.know, await _small(request, _KEY)))
        except EktpError as error:
            return _refused(error.code, HTTPStatus.FORBIDDEN)
        return self._answer(request, {})

    async def _signed(self, handle: Handler, request: Request) -> Response:
        """Let in who signed this very request, once."""
        sender = await _aside(partial(self._mailbox.sender, request.headers.get(KEY, "")))
        if sender is None:
            return _refused("request.unknown_key", HTTPStatus.UNAUTHORIZED)
        asked = HubRequest(
            ticket=request.headers.get(TICKET, ""),
            method=request.method,
            target=_target(request),
            tls=self._tls,
            body=request.headers.get(BODY, EMPTY),
        )
        try:
            signature = bytes.fromhex(request.headers.get(SIGNATURE, ""))
        except ValueError:
            signature = b""
        if not is_signed(sender.public, asked.message(self._mailbox.identity.root), signature):
            return _refused("request.not_signed", HTTPStatus.UNAUTHORIZED)
        if not self._tickets.take(asked.ticket):  # after the signature: nobody else can use one up
            return _refused("request.ticket", HTTPStatus.UNAUTHORIZED, ticket=self._tickets.new())
        if let_in := getattr(request.state, LET_IN, None):
            let_in()  # its line is ended by none of the bounds for strangers
        if self._mailbox.is_asked_anew(sender):
            await _aside(partial(self._mailbox.note_asked, sender))
        try:
            with self._among_own(sender.device):
                return await handle(request, sender)
        except EktpError as error:
            return _refused(error.code, _STATUS.get(error.code, HTTPStatus.BAD_REQUEST), self._tickets.new())

    @contextmanager
    def _among_own(self, device: str) -> Iterator[None]:
        """Count what one device asks at once. Raises `hub.busy`."""
        if self._asking[device] >= ASKED_OF_ONE:
            raise EktpError("hub.busy")
        self._asking[device] += 1
        try:
            yield
        finally:
            self._asking[device] -= 1

    async def _offer(self, request: Request, sender: KnownSender) -> Response:
        offer = await _json(request, HubOffer)
        await self._bodies.settle(sender.device, request.headers.get(LINK, "") if offer.anew else None)
        return self._answer(request, await _aside(partial(self._offered, offer, sender)))

    def _offered(self, offer: HubOffer, sender: KnownSender) -> dict[str, Any]:
        mailbox = self._mailbox
        known = {(one.device, one.incarnation): one.number for one in offer.journals}
        receipts, behind = mailbox.news(known)
        end = mailbox.inbox_end(*offer.end)
        return {
            "wanted": mailbox.wanted(offer.digests) if offer.digests else [],
            "dropped": mailbox.dropped(offer.digests) if offer.digests else [],
            "behind": behind,
            "lost": mailbox.lost(),
            "receipts": [_text(one) for one in receipts],
            "newest": end.place,
            "mark": end.mark,
            "knows_end": end.is_known,
            "retired": mailbox.unheard(sender),
            "epoch": mailbox.epochs()[0],  # last: of another one all else is older
        }

    async def _objects(self, request: Request, sender: KnownSender) -> Response:
        """Take a body: whole entries count, also of one that was cut."""
        with await _aside(partial(self._mailbox.bodies.new, request.headers[KEY])) as pack:
            with self._bodies.coming(sender.device, request.headers.get(LINK, "")):
                await self._resume(request, pack)
                first = pack.size
                is_whole = await self._write(request, pack)
            with self._bodies.being_taken(sender.device, request):
                done = await _aside(partial(self._mailbox.bodies.take, pack, sender, first))
        if not is_whole or done.digest != request.headers.get(BODY):
            return _refused("request.cut", HTTPStatus.BAD_REQUEST)
        return self._answer(
            request,
            {
                "new": done.new,
                "refused": done.refused,
                "held": done.held,
                "receipts": [_text(one) for one in done.said],
            },
        )

    async def _resume(self, request: Request, pack: NewPack) -> None:
        """Begin with what is here of the entry whose rest comes first."""
        digest, have = request.query_params.get("rest"), request.query_params.get("from", "0")
        if digest is None:
            return
        found = await _aside(partial(self._mailbox.tail, digest, _number(have)))
        if found is None:
            raise EktpError("request.no_tail")
        resume(pack, *found)

    async def _write(self, request: Request, pack: NewPack) -> bool:
        """Write what comes; say whether its end did. A cut, silence and a newer body end it."""
        try:
            async with _patience(self._silence) as heard:
                async for chunk in request.stream():
                    heard()
                    pack.write(chunk)
                    if pack.size > BODY_BYTES + 2**16:
                        return False
        except (ClientDisconnect, TimeoutError, asyncio.CancelledError):
            return False
        return True

    async def _inbox(self, request: Request, sender: KnownSender) -> Response:
        after = request.query_params.get("after", "0")
        visits = request.query_params.getlist("visit")[:MOST_OFFERED]
        rows = await _aside(partial(self._mailbox.inbox, sender, _number(after), visits))
        return self._answer(request, {"rows": [(row.seq, row.digest, row.kind, row.size) for row in rows]})

    async def _object(self, request: Request, sender: KnownSender) -> Response:
        """Give an entry, from a byte on where that is asked; one that was revoked has what it may read."""
        digest = request.path_params["digest"]
        found = await _aside(partial(self._mailbox.find, digest))
        if found is None or not await _aside(partial(self._mailbox.given, sender, [digest])):
            raise EktpError("object.missing")
        first = min(_first_byte(request.headers.get("Range", "")), found.size)
        headers = {TICKET: self._tickets.new(), "Content-Length": str(found.size - first)}
        if first:
            headers["Content-Range"] = f"bytes {first}-{found.size - 1}/{found.size}"
        status = HTTPStatus.PARTIAL_CONTENT if first else HTTPStatus.OK
        content = self._mailbox.read(found, first)
        begun = await _aside(partial(next, content, b""))  # what is refused is so before the answer begins
        return StreamingResponse(chain([begun], content), status, headers, "application/octet-stream")

    async def _fetch(self, request: Request, sender: KnownSender) -> Response:
        """Give many small entries at once; what is not among them is asked for by itself."""
        asked = await _json(request, HubFetch)
        content = await _aside(partial(self._mailbox.pack_of, sender, asked.digests, BODY_BYTES))
        headers = {TICKET: self._tickets.new()}
        return StreamingResponse(content, headers=headers, media_type="application/octet-stream")

    def _answer(self, request: Request, said: dict[str, Any]) -> Response:
        """Signed: what is noted as sent because of it is noted nowhere else."""
        data, identity = msgspec.json.encode(said), self._mailbox.identity
        message = answer_message(identity.root, request.headers.get(TICKET, ""), data)
        headers = {TICKET: self._tickets.new(), SIGNATURE: identity.sign(message).hex()}
        return Response(data, headers=headers, media_type="application/json")


_STATUS = {
    "hub.busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "disk.full": HTTPStatus.INSUFFICIENT_STORAGE,
    "object.missing": HTTPStatus.NOT_FOUND,
    "request.no_tail": HTTPStatus.CONFLICT,
}


def _index_refused(_request: Request, _error: Exception) -> Response:
    """Its disk is full, or its database away: no fault of what was asked."""
    return _refused("disk.refused", HTTPStatus.INTERNAL_SERVER_ERROR)


def _refused(code: str, status: HTTPStatus, ticket: str = "") -> Response:
    headers = {TICKET: ticket} if ticket else {}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    return JSONResponse({"code": code}, status, headers)


def _target(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _text(data: bytes) -> str:
    return data.hex()


def _first_byte(said: str) -> int:
    """Of a range that is open at its end, the only one that a desk asks for."""
    open_end = re.fullmatch(r"bytes=(\d{1,12})-", said, re.ASCII)
    return int(open_end[1]) if open_end else 0


def _number(said: str) -> int:
    """Raises `request.damaged`."""
    if not re.fullmatch(r"\d{1,18}", said, re.ASCII):
        raise EktpError("request.damaged")
    return int(said)


async def _aside(work: Callable[[], T]) -> T:
    """Let a thread do what waits for a disk."""
    return await run_in_threadpool(work)


@asynccontextmanager
async def _patience(silence: float, longest: float = LONGEST) -> AsyncIterator[Callable[[], None]]:
    """Raises TimeoutError for silence since the last call of what it gives, and for a body without end."""
    now = asyncio.get_running_loop().time
    end = now() + longest
    async with asyncio.timeout(silence) as limit:
        yield lambda: limit.reschedule(min(now() + silence, end))


async def _small(request: Request, most: int = _ANSWERED) -> bytes:
    """A body of so many bytes. Raises `request.damaged`, `request.cut`."""
    data = bytearray()
    try:
        async with _patience(SILENCE) as heard:
            async for chunk in request.stream():
                heard()
                data += chunk
                if len(data) > most:
                    raise EktpError("request.damaged")
    except (ClientDisconnect, TimeoutError):
        raise EktpError("request.cut") from None
    return bytes(data)


async def _json(request: Request, kind: type[T]) -> T:
    """Raises `request.damaged` for what is not what was signed, or no such thing."""
    data = await _small(request)
    if hashlib.sha256(data).hexdigest() != request.headers.get(BODY, EMPTY):
        raise EktpError("request.damaged")
    try:
        return msgspec.json.decode(data, type=kind)
    except UNREADABLE:
        raise EktpError("request.damaged") from None
