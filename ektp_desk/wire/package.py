"""A package as an object: what the office gives a visit.

Inside: a manifest (JSON), then the events of each stretch that it lists, then each receipt, all behind their
lengths. A package may be larger than what travels in one piece: it goes in parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import TOO_BIG, Secrets, Sign, SignedEnvelope, open_content, read_as, seal_object
from ektp_desk.wire.events import events_as_bytes, read_events
from ektp_desk.wire.heads import Count, Digest, Id, PackageHead, Seq
from ektp_desk.wire.parsing import DAMAGED, ByteReader, read_json, sized

_Letter = Annotated[str, Meta(pattern=r"\A[A-Z]\Z")]
Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
_Sealed = Annotated[bytes, Meta(max_length=limits.OFFICE_KEY)]
FormerSlots = Annotated[tuple[Digest, ...], Meta(max_length=limits.FORMER)]
VisitSecrets = Annotated[tuple[Key, ...], Meta(max_length=limits.VISIT_KEYS)]  # age secrets, the newest first


class ListFile(msgspec.Struct, frozen=True):
    """The rows of a list, which travel as a file of their own, and the key that opens it."""

    list: Id
    digest: Digest  # of the file
    count: Count  # rows
    key: Key

    def __repr__(self) -> str:
        """Show no key."""
        return f"ListFile({self.digest[:8]})"


@dataclass(frozen=True, slots=True, repr=False)
class Package:
    """What is sealed: `letters` give a device to each desk's letter, `slots` are the users' keys, wrapped.

    `former` are the marks of slots (hex) which these slots replaced at the desk that gives it. `keys` are the
    visit's age secrets (32 bytes each), the newest first, and `made_after` says of each after how many
    revocations; `desks` give office desks the office's key, each sealed to its device.
    """

    letters: Mapping[str, str] = field(default_factory=dict)
    lists: Sequence[ListFile] = ()
    slots: bytes = b""
    runs: Sequence[Sequence[Arrived]] = ()  # of the office's journals: of any visits, and of any length
    receipts: Sequence[bytes] = ()  # objects, not read here
    keys: Sequence[bytes] = ()
    desks: Mapping[str, bytes] = field(default_factory=dict)
    former: Sequence[str] = ()
    made_after: Sequence[int] = ()

    def __repr__(self) -> str:
        return f"Package({len(self.lists)} lists, {len(self.runs)} runs)"


class Stretch(msgspec.Struct, frozen=True):
    """The small head of a stretch of a journal within a package."""

    device: Id
    incarnation: Id
    first: Seq
    last: Seq
    before: Digest
    link: Digest


class Manifest(msgspec.Struct, frozen=True):
    """What a package brings, before it; fields are added with a default."""

    letters: Annotated[dict[_Letter, Id], Meta(max_length=limits.LETTERS)]
    lists: Annotated[tuple[ListFile, ...], Meta(max_length=limits.LISTS)]
    slots: bytes
    stretches: Annotated[tuple[Stretch, ...], Meta(max_length=limits.STRETCHES)]
    receipts: Annotated[int, Meta(ge=0, le=limits.RECEIPTS)]
    keys: VisitSecrets = ()
    desks: Annotated[dict[Id, _Sealed], Meta(max_length=limits.DESKS)] = {}
    former: FormerSlots | UnsetType = UNSET
    made_after: Annotated[tuple[Count, ...], Meta(max_length=limits.VISIT_KEYS)] | UnsetType = UNSET

    def __repr__(self) -> str:
        """Show no slots and no key."""
        return f"Manifest({len(self.lists)} lists, {len(self.stretches)} stretches)"


def write_package(head: PackageHead, package: Package, *, to: Mapping[str, str], sign: Sign) -> bytes:
    """Seal a package to its head's audience (age recipients by their names).

    Raises: `object.too_big`, and whatever a reader would: what nobody takes is not sent.
    """
    manifest = Manifest(
        letters=dict(package.letters),
        lists=tuple(package.lists),
        slots=package.slots,
        stretches=tuple(map(stretch_of, package.runs)),
        receipts=len(package.receipts),
        keys=tuple(package.keys),
        desks=dict(package.desks),
        former=tuple(package.former) or UNSET,
        made_after=tuple(package.made_after) or UNSET,
    )
    parts = [msgspec.json.encode(manifest), *(events_as_bytes(run) for run in package.runs)]
    content = b"".join(map(sized, [*parts, *package.receipts]))
    if len(content) > limits.PACKAGE:
        raise EktpError(TOO_BIG)
    _read(content)
    return seal_object(head, content, to=to, sign=sign)


def open_package(envelope: SignedEnvelope, secrets: Secrets) -> Package:
    """Raises: as `head_of`, `open_content` and `open_run`."""
    read_as(envelope, PackageHead)
    return _read(open_content(envelope, secrets, most=limits.PACKAGE))


def stretch_of(run: Sequence[Arrived]) -> Stretch:
    first, last = run[0], run[-1]
    return Stretch(first.device, first.incarnation, first.seq, last.seq, first.before.hex(), last.link.hex())


def _read(content: bytes) -> Package:
    reader = ByteReader(content)
    manifest = read_json(reader.sized(), Manifest)
    runs = [read_stretch(stretch, reader.sized()) for stretch in manifest.stretches]
    receipts = [reader.sized() for _number in range(manifest.receipts)]
    if not reader.is_at_end:
        raise EktpError(DAMAGED)
    return Package(
        letters=manifest.letters,
        lists=manifest.lists,
        slots=manifest.slots,
        runs=runs,
        receipts=receipts,
        keys=manifest.keys,
        desks=manifest.desks,
        former=manifest.former or (),
        made_after=manifest.made_after or (),
    )


def read_stretch(stretch: Stretch, content: bytes) -> Sequence[Arrived]:
    return read_events(
        content,
        stretch.device,
        stretch.incarnation,
        first=stretch.first,
        before=bytes.fromhex(stretch.before),
        last=stretch.last,
        link=bytes.fromhex(stretch.link),
    )
