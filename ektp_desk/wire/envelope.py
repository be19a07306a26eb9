"""The object: a head that everybody may read, a device's signature, and a payload that is sealed.

It is named by the SHA-256 of all its bytes. The signature covers head and payload, and the head stands in the
seal once more: who takes the sealed bytes and signs them anew is found out by whoever opens them.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NewType, TypeVar

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import SigningContext, key_name, signed_message
from ektp_desk.seal import age
from ektp_desk.seal.sign import SIGNATURE_BYTES, is_signed
from ektp_desk.wire import limits
from ektp_desk.wire.heads import HEAD_VERSION, KINDS, SEALED, CommonHead, KnownHead, LineHead
from ektp_desk.wire.parsing import DAMAGED, ByteReader, read_again, read_json, sized

OBJECT_MARK = b"ektp-object 1\n"
TOO_BIG = "object.too_big"
Sign = Callable[[bytes], bytes]  # gives an Ed25519 signature, 64 bytes, of the key that the head names
Secrets = Mapping[str, Sequence[str]]  # age secrets, of every generation, by the name in an audience
_Head = TypeVar("_Head", bound=KnownHead)
_LineHead = TypeVar("_LineHead", bound=LineHead)


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """An object as it was read; nothing is proved of it until `check_signature`."""

    common: CommonHead
    head: bytes
    signature: bytes
    payload: bytes
    name: str  # SHA-256 of all its bytes, hex

    def __repr__(self) -> str:
        return f"Envelope({self.common.kind} {self.name[:8]})"


SignedEnvelope = NewType("SignedEnvelope", Envelope)  # whose signature was checked: nothing else is opened


def read_object(data: bytes) -> Envelope:
    """Raises: `object.damaged`; `object.too_big` for more than parts can make."""
    if len(data) > limits.WHOLE:
        raise EktpError(TOO_BIG)
    reader = ByteReader(data)
    if reader.take(len(OBJECT_MARK)) != OBJECT_MARK:
        raise EktpError(DAMAGED)
    size = reader.number()
    if size > limits.HEAD:
        raise EktpError(TOO_BIG)
    head = reader.take(size)
    signature, payload = reader.take(SIGNATURE_BYTES), reader.rest()
    common = read_json(head, CommonHead)
    return Envelope(common, head, signature, payload, hashlib.sha256(data).hexdigest())


def check_signature(envelope: Envelope, public: bytes, root: bytes) -> SignedEnvelope:
    """Hold an object, also a newer one, against a key (`public`, 32 bytes) and the office's root.

    Look the key up by whose word it must be, a run's device or the hub: the head's `by` is only what it says.
    Raises: `object.other_office`, `object.not_signed`.
    """
    if envelope.common.office != root.hex():
        raise EktpError("object.other_office")
    message = signed_message(SigningContext.OBJECT, root, _signed_digest(envelope.head, envelope.payload))
    if envelope.common.by != key_name(public) or not is_signed(public, message, envelope.signature):
        raise EktpError("object.not_signed")
    return SignedEnvelope(envelope)


def head_of(envelope: Envelope) -> KnownHead:
    """Raises: `object.newer` for a version or kind of a later release, which is kept and handed on;
    `object.damaged`.
    """
    if envelope.common.v != HEAD_VERSION or envelope.common.kind not in KINDS:
        raise EktpError("object.newer")
    head: KnownHead = read_again(envelope.head, KnownHead)  # type: ignore[arg-type]  # a union is no type to mypy
    if isinstance(head, SEALED) != bool(envelope.payload) or (envelope.payload and not head.audience):
        raise EktpError(DAMAGED)
    return head


def read_as(envelope: Envelope, kind: type[_Head]) -> _Head:
    """The head of an object that is to be of this kind. Raises: as `head_of`."""
    head = head_of(envelope)
    if not isinstance(head, kind):
        raise EktpError(DAMAGED)
    return head


def read_line(envelope: Envelope, kind: type[_LineHead]) -> _LineHead:
    """The head of an object between a desk and its hub. Raises: `object.newer`, `object.damaged`."""
    if envelope.common.v != HEAD_VERSION:
        raise EktpError("object.newer")
    if envelope.payload:
        raise EktpError(DAMAGED)
    return read_again(envelope.head, kind)


def write_object(head: KnownHead | LineHead, sign: Sign, payload: bytes = b"") -> bytes:
    """Raises: `object.too_big`; `object.damaged` for a head that no reader would take."""
    return _write(_encode(head), sign, payload)


def seal_object(head: KnownHead, content: bytes, *, to: Mapping[str, str], sign: Sign) -> bytes:
    """`to` gives the age recipient of each name in the head's audience. Raises: as `write_object`."""
    if tuple(to) != head.audience:
        raise ValueError("the audience is who can open it")
    head_bytes = _encode(head)
    plain = sized(head_bytes) + sized(zlib.compress(content))
    plain += bytes(-len(plain) % limits.STEP)
    return _write(head_bytes, sign, age.seal(plain, list(to.values())))


def open_content(envelope: SignedEnvelope, secrets: Secrets, *, most: int) -> bytes:
    """What is sealed in an object, up to `most` bytes of it.

    Raises: `object.not_for_us`, `object.inside_differs`, `object.too_big`, `object.damaged`; `seal.bad_key`
    for a secret that is none.
    """
    held = [secret for name in envelope.common.audience for secret in secrets.get(name, ())]
    try:
        plain = age.open_sealed(envelope.payload, *held)
    except EktpError as error:
        code = {"seal.wrong_key": "object.not_for_us", "seal.damaged": DAMAGED}.get(error.code, error.code)
        raise EktpError(code) from None
    reader = ByteReader(plain)
    if reader.sized() != envelope.head:
        raise EktpError("object.inside_differs")
    zipped, padding = reader.sized(), reader.rest()
    if len(plain) % limits.STEP or len(padding) >= limits.STEP or any(padding):
        raise EktpError(DAMAGED)
    return unzip(zipped, most)


def _encode(head: KnownHead | LineHead) -> bytes:
    head_bytes = msgspec.json.encode(head)
    if len(head_bytes) > limits.HEAD:
        raise EktpError(TOO_BIG)
    read_json(head_bytes, type(head))
    return head_bytes


def _write(head: bytes, sign: Sign, payload: bytes) -> bytes:
    root = bytes.fromhex(read_json(head, CommonHead).office)
    signature = sign(signed_message(SigningContext.OBJECT, root, _signed_digest(head, payload)))
    data = OBJECT_MARK + sized(head) + signature + payload
    if len(data) > limits.WHOLE:
        raise EktpError(TOO_BIG)
    return data


def _signed_digest(head: bytes, payload: bytes) -> bytes:
    return hashlib.sha256(sized(head) + hashlib.sha256(payload).digest()).digest()


def unzip(zipped: bytes, most: int) -> bytes:
    """Give at most `most` bytes. Raises: `object.too_big`, `object.damaged`."""
    unzipping = zlib.decompressobj()
    try:
        content = unzipping.decompress(zipped, most + 1)
    except zlib.error:
        raise EktpError(DAMAGED) from None
    if len(content) > most:
        raise EktpError(TOO_BIG)
    if not unzipping.eof or unzipping.unused_data:
        raise EktpError(DAMAGED)
    return content
