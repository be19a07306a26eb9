"""The kit: a file that lets one laptop join, under a key from words that travel on paper.

A head in clear, an office desk's signature, a box that the words open, and a digest of it all: so damage is
told apart from wrong words. Whose signature it must be is known only from what the box holds.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.signing import SigningContext, key_name, signed_message
from ektp_desk.seal.passphrase import Cost, Salt, close_by_words, new_salt, open_by_words
from ektp_desk.seal.sign import SIGNATURE_BYTES, is_signed
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import Sign, unzip
from ektp_desk.wire.events import events_as_bytes
from ektp_desk.wire.heads import Digest, Id, KeyName
from ektp_desk.wire.package import FormerSlots, Key, Stretch, VisitSecrets, read_stretch, stretch_of
from ektp_desk.wire.parsing import ByteReader, read_json, sized

KIT_MARK = b"ektp-kit 1\n"
DAMAGED, TOO_BIG = "kit.damaged", "kit.too_big"
FILE_BYTES = limits.KIT + limits.HEAD + 2 * limits.STEP  # of a kit at most, the zip's own bytes included
_DIGEST_BYTES = 32
_OTHER = re.compile(rb"ektp-kit [0-9]{1,9}\n")
_T = TypeVar("_T")


class KitHead(msgspec.Struct, frozen=True):
    """What everybody may read: whose kit it is, for which number, and what opening it costs."""

    office: Digest  # its root
    by: KeyName  # of the key that signs
    number: Annotated[str, Meta(pattern=r"\A[0-9]{2,6}\Z")]
    salt: Salt
    cost: Cost


class _Manifest(msgspec.Struct, frozen=True):
    kit: Id
    device: Id
    desk: Literal["laptop", "office"]
    enrol: Key
    hubs: Annotated[tuple[Annotated[str, Meta(max_length=200)], ...], Meta(max_length=16)]
    hub_key: Annotated[str, Meta(max_length=64, pattern=r"\A([0-9a-f]{64})?\Z")]
    slots: bytes
    stretches: Annotated[tuple[Stretch, ...], Meta(max_length=limits.STRETCHES)]
    visits: Annotated[dict[Id, VisitSecrets], Meta(max_length=limits.KIT_VISITS)] = {}
    former: FormerSlots | UnsetType = UNSET

    def __repr__(self) -> str:
        """Show no key."""
        return f"_Manifest({self.kit!r})"


@dataclass(frozen=True, slots=True, repr=False)
class KitContent:
    """What the words open: `device` is whose key signed the kit, `enrol` the seed that says who joins.

    `slots` is a slot file whose users hold their own keys alone, `former` as in a package; `runs` are
    stretches of the office's journals; `visits` gives the age secrets of coming visits, the newest first;
    `hub_key` is hex, and like `hubs` empty where the office has none.
    """

    kit: str
    device: str
    desk: Literal["laptop", "office"]
    enrol: bytes
    slots: bytes
    runs: Sequence[Sequence[Arrived]]
    hubs: Sequence[str] = ()
    hub_key: str = ""
    visits: Mapping[str, Sequence[bytes]] = field(default_factory=dict)
    former: Sequence[str] = ()

    def __repr__(self) -> str:
        """Show no key."""
        return f"KitContent({self.kit!r}, {len(self.runs)} runs)"


@dataclass(frozen=True, slots=True, repr=False)
class SealedKit:
    """A kit as it was read: whole, and nothing else is proved of it."""

    head: KitHead
    head_bytes: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    box: bytes = field(repr=False)

    def __repr__(self) -> str:
        return f"SealedKit({self.head.number})"


def write_kit(
    content: KitContent, words: str, *, office: str, by: str, number: str, cost: Cost, sign: Sign
) -> bytes:
    """Close a kit under `words`; `office` is its root (hex), `by` the name of the key of `sign`.

    Raises: `kit.too_big`, and what a reader would; `signin.no_memory`.
    """
    manifest = _Manifest(
        kit=content.kit,
        device=content.device,
        desk=content.desk,
        enrol=content.enrol,
        hubs=tuple(content.hubs),
        hub_key=content.hub_key,
        slots=content.slots,
        stretches=tuple(map(stretch_of, content.runs)),
        visits={visit: tuple(keys) for visit, keys in content.visits.items()},
        former=tuple(content.former) or UNSET,
    )
    parts = [msgspec.json.encode(manifest), *(events_as_bytes(run) for run in content.runs)]
    plain = b"".join(map(sized, parts))
    _read(plain)
    head = KitHead(office=office, by=by, number=number, salt=new_salt(), cost=cost)
    head_bytes = msgspec.json.encode(head)
    box = close_by_words(_padded(plain), words, salt=head.salt, cost=cost, place=KIT_MARK + head_bytes)
    signature = sign(_message(bytes.fromhex(office), head_bytes, box))
    data = KIT_MARK + sized(head_bytes) + signature + box
    data += hashlib.sha256(data).digest()
    read_kit(data)
    return data


def read_kit(data: bytes) -> SealedKit:
    """Raises: `kit.foreign` for what is no kit, `kit.newer`, `kit.damaged`, `kit.too_big`."""
    if len(data) > FILE_BYTES:
        raise EktpError(TOO_BIG)
    if not data.startswith(KIT_MARK):
        raise EktpError("kit.newer" if _OTHER.match(data) else "kit.foreign")
    whole, digest = data[:-_DIGEST_BYTES], data[-_DIGEST_BYTES:]
    if hashlib.sha256(whole).digest() != digest:
        raise EktpError(DAMAGED)
    return _as_kit(lambda: _taken_apart(ByteReader(whole[len(KIT_MARK) :])))


def open_kit(kit: SealedKit, words: str) -> KitContent:
    """Raises: `signin.wrong`, `signin.no_memory`; `kit.damaged`, `kit.too_big`."""
    head = kit.head
    plain = open_by_words(kit.box, words, salt=head.salt, cost=head.cost, place=KIT_MARK + kit.head_bytes)
    return _read(_as_kit(lambda: _unpadded(plain)))


def check_kit(kit: SealedKit, public: bytes) -> None:
    """Hold a kit against the office desk's key (32 bytes) that must have signed it. Raises: `kit.untrue`."""
    message = _message(bytes.fromhex(kit.head.office), kit.head_bytes, kit.box)
    if kit.head.by != key_name(public) or not is_signed(public, message, kit.signature):
        raise EktpError("kit.untrue")


def _message(root: bytes, head: bytes, box: bytes) -> bytes:
    digest = hashlib.sha256(sized(head) + hashlib.sha256(box).digest()).digest()
    return signed_message(SigningContext.KIT, root, digest)


def _taken_apart(reader: ByteReader) -> SealedKit:
    size = reader.number()
    if size > limits.HEAD:
        raise EktpError(TOO_BIG)
    head = reader.take(size)
    return SealedKit(read_json(head, KitHead), head, reader.take(SIGNATURE_BYTES), reader.rest())


def _padded(plain: bytes) -> bytes:
    """Zipped, and with zeros: its size tells less of how many users there are."""
    if len(plain) > limits.KIT:
        raise EktpError(TOO_BIG)
    zipped = sized(zlib.compress(plain))
    return zipped + bytes(-len(zipped) % limits.STEP)


def _unpadded(padded: bytes) -> bytes:
    reader = ByteReader(padded)
    zipped, zeros = reader.sized(), reader.rest()
    if len(padded) % limits.STEP or len(zeros) >= limits.STEP or any(zeros):
        raise EktpError(DAMAGED)
    return unzip(zipped, limits.KIT)


def _read(plain: bytes) -> KitContent:
    return _as_kit(lambda: _content(ByteReader(plain)))


def _content(reader: ByteReader) -> KitContent:
    said = read_json(reader.sized(), _Manifest)
    runs = [read_stretch(stretch, reader.sized()) for stretch in said.stretches]
    if not reader.is_at_end:
        raise EktpError(DAMAGED)
    return KitContent(
        kit=said.kit,
        device=said.device,
        desk=said.desk,
        enrol=said.enrol,
        slots=said.slots,
        runs=runs,
        hubs=said.hubs,
        hub_key=said.hub_key,
        visits=said.visits,
        former=said.former or (),
    )


def _as_kit(read: Callable[[], _T]) -> _T:
    """Say of a kit what the forms within it say of themselves."""
    try:
        return read()
    except EktpError as error:
        if error.code.startswith("kit."):
            raise
        raise EktpError(TOO_BIG if error.code == "object.too_big" else DAMAGED) from None
