"""The heads of objects: what everybody on the way may read. They hold no personal data.

Fixed for ever with the first release: fields are only ever added, with a default; a reader passes over those
that it does not know. A number that is none, a list that is too long or out of order is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ektp_desk.domain.journal.arrived import RUN_EVENTS
from ektp_desk.domain.journal.chain import GENESIS
from ektp_desk.wire import limits

HEAD_VERSION = 1
_HIGHEST = 2**53 - 1  # what every reader of JSON holds exactly

Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
PublicKey = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
KeyName = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Id = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")]
IdOrNone = Annotated[str, Meta(pattern=r"\A([A-Za-z0-9][A-Za-z0-9._-]{0,63})?\Z")]
Audience = Annotated[str, Meta(pattern=r"\A[a-z]{1,16}(:[A-Za-z0-9][A-Za-z0-9._-]{0,63})?\Z")]
Reason = Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_.]{0,63}\Z")]
Label = Annotated[str, Meta(max_length=limits.LABEL)]  # a journal's, on paper
At = Annotated[str, Meta(pattern=r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00\Z")]
Day = Annotated[str, Meta(pattern=r"\A\d{4}-\d\d-\d\d\Z")]
Count = Annotated[int, Meta(ge=0, le=_HIGHEST)]
Seq = Annotated[int, Meta(ge=1, le=_HIGHEST)]
Size = Annotated[int, Meta(ge=0, le=limits.WHOLE)]  # 0 where an early event does not say
Span = tuple[Seq, Seq]  # the first and the last of it
Spans = Annotated[tuple[Span, ...], Meta(max_length=limits.SPANS)]
Heard = tuple[Seq, Seq, Digest]  # and the last one's link, which says of which branch all of them are
# Machine, and its disk or "" where that is unknown.
HeldCopy = tuple[Id, IdOrNone, Annotated[tuple[Span, ...], Meta(max_length=limits.KEPT)]]
Audiences = Annotated[tuple[Audience, ...], Meta(max_length=limits.AUDIENCE)]


class CommonHead(msgspec.Struct, frozen=True):
    """What every head says in every version and kind, so that who cannot read it can still hand it on."""

    v: Seq
    kind: Reason
    office: Digest  # its root
    by: KeyName  # of the key that signs
    audience: Audiences


class ObjectHead(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """The common fields of a head that this release knows; `kind` is the tag."""

    v: Annotated[int, Meta(ge=HEAD_VERSION, le=HEAD_VERSION)] = HEAD_VERSION
    office: Digest
    by: KeyName
    audience: Audiences


class RunHead(ObjectHead, frozen=True, kw_only=True, tag="run"):
    """A stretch of a journal, of one visit or of none."""

    device: Id
    incarnation: Id
    first: Seq
    last: Seq
    before: Digest  # the link before the first
    link: Digest  # of the last
    visit: IdOrNone
    earlier: Count  # events of this visit in this journal before the first
    files: Annotated[tuple[tuple[Digest, Size], ...], Meta(max_length=RUN_EVENTS)]
    key: PublicKey | UnsetType = UNSET  # the device's, in a run where it joins: nobody can know it before
    issuer: Id | UnsetType = UNSET  # the office desk that sealed it anew; absent where `device` itself did

    def __post_init__(self) -> None:
        """Refuse a stretch that no journal has."""
        if not 0 <= self.last - self.first < RUN_EVENTS or self.earlier >= self.first:
            raise ValueError("first and last")
        if (self.first == 1) != (self.before == GENESIS.hex()):
            raise ValueError("before")
        _need_rising([digest for digest, _size in self.files])


class PackageHead(ObjectHead, frozen=True, kw_only=True, tag="package"):
    """What the office gives a visit; of one visit's and one journal's of a desk the highest number counts."""

    visit: Id
    number: Seq
    made: At
    expires: Day
    device: Id  # the office desk's, and how far its journal had come where this was made
    incarnation: Id
    seq: Seq

    def __post_init__(self) -> None:
        """Refuse a day that no calendar has."""
        datetime.fromisoformat(self.made)
        date.fromisoformat(self.expires)


class JournalStatement(ObjectHead, frozen=True, kw_only=True):
    """What somebody says of one journal; a higher number is newer."""

    number: Seq
    device: Id
    incarnation: Id
    heard: Annotated[tuple[Heard, ...], Meta(max_length=limits.SPANS)]  # rising, a gap between any two
    more: Count = 0  # at least so many files are not named: of those above the last that is nothing is said

    def __post_init__(self) -> None:
        """Refuse ranges that overlap or touch."""
        _need_apart(self.heard_spans)

    @property
    def heard_spans(self) -> tuple[Span, ...]:
        """What was heard, without links."""
        return tuple((first, last) for first, last, _link in self.heard)


class Receipt(JournalStatement, frozen=True, kw_only=True, tag="receipt"):
    """What a hub holds of a journal; of one key's the highest epoch counts, and in it the highest number."""

    epoch: Seq
    missing: Annotated[tuple[Digest, ...], Meta(max_length=limits.NAMED)]  # files that what it heard names
    copies: Count
    # Machine and disk of each copy, for people; empty where unknown.
    stored: Annotated[tuple[tuple[IdOrNone, IdOrNone], ...], Meta(max_length=limits.PLACES)] = ()
    scrubbed: Spans = ()  # of what was heard, what was read back from the disk since, with all its files

    def __post_init__(self) -> None:
        """Refuse a list that is out of order, and what was read back and not heard."""
        super().__post_init__()
        _need_rising(self.missing)
        _need_within(self.scrubbed, self.heard_spans)


class OfficeVerdict(JournalStatement, frozen=True, kw_only=True, tag="verdict"):
    """What an office desk has opened of a journal: events, and each file they name but the wrong ones."""

    desk: Id  # whose word it is, and how far its own journal had come where it said so
    desk_incarnation: Id
    desk_seq: Seq
    opened: Spans
    files_opened: Count  # and found whole
    wrong: Annotated[tuple[tuple[Digest, Reason], ...], Meta(max_length=limits.NAMED)]
    # Where events and all their files lie, as this desk read them back.
    kept: Annotated[tuple[HeldCopy, ...], Meta(max_length=limits.COPIES)] = ()

    def __post_init__(self) -> None:
        """Refuse what was opened or is kept and was not heard."""
        super().__post_init__()
        _need_rising([digest for digest, _reason in self.wrong])
        for spans in (self.opened, *(spans for _machine, _disk, spans in self.kept)):
            _need_within(spans, self.heard_spans)


class DropList(ObjectHead, frozen=True, kw_only=True, tag="droplist"):
    """A sheet of what an office desk wants deleted everywhere: objects and files that hold erased words.

    A sheet is only added to: of one number and incarnation of a desk the one that names most counts.
    """

    device: Id  # the office desk's, with its incarnation
    incarnation: Id
    number: Seq
    # What goes, and the link of an erased event that it holds or whose file it is.
    dropped: Annotated[tuple[tuple[Digest, Digest], ...], Meta(min_length=1, max_length=limits.DROPPED)]

    def __post_init__(self) -> None:
        """Refuse a list that is out of order."""
        _need_rising([digest for digest, _link in self.dropped])


class RosterDevice(msgspec.Struct, frozen=True, array_like=True):
    """A laptop that the office knows; `until`: how far each of its journals counts where it was revoked.

    `labels`: what its journals are called on paper.
    """

    device: Id
    number: Annotated[str, Meta(max_length=8)]  # on paper
    sign: PublicKey
    is_office: bool
    until: Annotated[tuple[tuple[Id, Count], ...], Meta(max_length=limits.BRANCHES)] | None = None
    labels: Annotated[tuple[tuple[Id, Label], ...], Meta(max_length=limits.BRANCHES)] = ()


class Roster(ObjectHead, frozen=True, kw_only=True, tag="roster"):
    """Who may send to a hub, as an office desk knows it; of one desk's journal the highest number counts."""

    device: Id  # the office desk's, with its incarnation
    incarnation: Id
    number: Seq
    devices: Annotated[tuple[RosterDevice, ...], Meta(max_length=limits.DEVICES)]
    kits: Annotated[
        tuple[tuple[Id, PublicKey], ...], Meta(max_length=limits.DEVICES)
    ]  # with their enrolment key

    def __post_init__(self) -> None:
        """Refuse a list that is out of order."""
        _need_rising([one.device for one in self.devices])
        _need_rising([kit for kit, _key in self.kits])


class TransportKey(ObjectHead, frozen=True, kw_only=True, tag="transport"):
    """The key by which a device's requests to a hub are signed, and nothing else: the device's word.

    `enrolled`: the enrolment key of its kit over this device's key, for a hub that has not heard of it yet.
    """

    device: Id
    sign: PublicKey  # the device's own, which signs this
    key: PublicKey
    kit: IdOrNone = ""
    enrolled: Annotated[str, Meta(pattern=r"\A([0-9a-f]{128})?\Z")] = ""


class Hello(ObjectHead, frozen=True, kw_only=True, tag="hello"):
    """What a hub answers to whoever asks: which hub it is, and over which certificate it speaks."""

    nonce: Digest  # the asker's
    tls: Annotated[str, Meta(pattern=r"\A([0-9a-f]{64})?\Z")]  # SHA-256 of its certificate; empty without TLS
    ticket: Digest  # of the asker's next request
    epoch: Seq
    before: Count = 0  # the epoch that ended with the begin of this one; 0 for none
    at: At
    oldest: Seq  # versions of requests that it understands, to `newest`
    newest: Seq


KnownHead = RunHead | PackageHead | Receipt | OfficeVerdict | DropList
LineHead = Roster | TransportKey | Hello  # between a desk and its hub: no card or stick carries them
SEALED = (RunHead, PackageHead)
KINDS = frozenset(
    kind.__struct_config__.tag for kind in (RunHead, PackageHead, Receipt, OfficeVerdict, DropList)
)


def _need_rising(digests: Sequence[str]) -> None:
    if any(one >= other for one, other in pairwise(digests)):
        raise ValueError("order")


def _need_apart(spans: Sequence[tuple[int, int]]) -> None:
    if any(first > last for first, last in spans):
        raise ValueError("span")
    if any(last + 1 >= first for (_, last), (first, _) in pairwise(spans)):
        raise ValueError("spans")


def _need_within(spans: Sequence[tuple[int, int]], heard: Sequence[tuple[int, int]]) -> None:
    _need_apart(spans)
    if any(not _is_within(span, heard) for span in spans):
        raise ValueError("not heard")


def _is_within(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in spans)
