"""Events of one journal as bytes, one after another, as their own store holds them.

Links are not carried: they follow from the one before the first. What an event says is not judged here, nor
who signed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.domain.journal.arrived import Arrived, Run
from ektp_desk.domain.journal.bodies import ModalitySet
from ektp_desk.domain.journal.catalogue import CATALOGUE, KIND_OF
from ektp_desk.domain.journal.chain import SALT_BYTES, body_digest, link_of
from ektp_desk.domain.journal.events import Header
from ektp_desk.seal.sign import SIGNATURE_BYTES
from ektp_desk.wire import limits
from ektp_desk.wire.heads import Size
from ektp_desk.wire.parsing import ByteReader, sized

CHANGED = "run.changed"
_BODY, _SIGNATURE, _SECOND = 1, 2, 4
_DIGEST_BYTES = 32
_FILING = KIND_OF[ModalitySet].name  # the one kind whose bodies name files
Files = tuple[tuple[str, int], ...]  # SHA-256 of the sealed bytes (hex) and how many, by digest


class _Filed(msgspec.Struct, frozen=True):
    """Of a body only what names its file."""

    file: Annotated[str, Meta(pattern=r"\A([0-9a-f]{64})?\Z")] = ""
    size: Size = 0


def events_as_bytes(events: Iterable[Arrived]) -> bytes:
    return b"".join(part for one in events for part in _parts(one))


def read_events(
    content: bytes, device: str, incarnation: str, *, first: int, before: bytes, last: int, link: bytes
) -> Run:
    """Read the events `first` to `last` of a journal, whose last link is `link`.

    Raises: `run.changed` for one that is not true to its place or its link, or where others are there;
    `object.damaged`.
    """
    reader = ByteReader(content)
    events: list[Arrived] = []
    previous = before
    for seq in range(first, last + 1):
        if reader.is_at_end:
            raise EktpError(CHANGED)
        one = _read_event(reader, device, incarnation, seq, previous)
        events.append(one)
        previous = one.link
    if previous != link or not reader.is_at_end:
        raise EktpError(CHANGED)
    return events


def header_of(event: Arrived) -> Header:
    """Raises: `run.changed` for what is no header."""
    if len(event.header) > limits.EVENT_HEADER:
        raise EktpError(CHANGED)
    try:
        return msgspec.json.decode(event.header, type=Header)
    except UNREADABLE:
        raise EktpError(CHANGED) from None


def files_named(events: Sequence[Arrived]) -> tuple[Files, bool]:
    """The sealed files that events name, and whether these are all: a later release's may name others."""
    files: dict[str, int] = {}
    is_all = True
    for one in events:
        head = header_of(one)
        kind = CATALOGUE.get(head.kind)
        is_all = is_all and kind is not None and head.bv <= kind.version
        if head.kind == _FILING and one.body is not None:
            try:
                said = msgspec.json.decode(one.body, type=_Filed)
            except UNREADABLE:
                is_all = False  # whoever takes the events in judges what they say
                continue
            if said.file:
                files[said.file] = said.size
    return tuple(sorted(files.items())), is_all


def _parts(one: Arrived) -> Iterable[bytes]:
    said, body, salt = one.body is not None, one.body or b"", one.salt or b""
    if said != (one.salt is not None) or (said and len(salt) != SALT_BYTES):
        raise ValueError("a body has a salt")
    flags = _BODY * said + _SIGNATURE * (one.signature is not None) + _SECOND * (one.second is not None)
    yield bytes([flags]) + sized(one.header)
    yield salt + sized(body) if said else one.digest
    yield (one.signature or b"") + (one.second or b"")


def _read_event(reader: ByteReader, device: str, incarnation: str, seq: int, previous: bytes) -> Arrived:
    flags = reader.number(1)
    if flags > _BODY + _SIGNATURE + _SECOND:
        raise EktpError(CHANGED)
    header = reader.sized()
    salt = reader.take(SALT_BYTES) if flags & _BODY else None
    body = reader.sized() if flags & _BODY else None
    digest = reader.take(_DIGEST_BYTES) if salt is None or body is None else body_digest(salt, body)
    signature, second = (
        reader.take(SIGNATURE_BYTES) if flags & flag else None for flag in (_SIGNATURE, _SECOND)
    )
    link = link_of(previous, header, digest)
    one = Arrived(device, incarnation, seq, previous, link, header, digest, salt, body, signature, second)
    head = header_of(one)
    if (head.device, head.incarnation, head.seq) != (device, incarnation, seq):
        raise EktpError(CHANGED)
    return one
