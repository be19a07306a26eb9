"""What a hub keeps of what comes: it opens nothing, and holds heads and signatures against whom it knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial

from msgspec import UNSET
from sqlalchemy import Connection, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.digests import is_among
from ektp_desk.hub.schema import files, gone
from ektp_desk.hub.senders import (
    REVOKED,
    UNKNOWN,
    KnownKey,
    KnownSender,
    check_by_any,
    check_by_office,
    keys_of,
    take_roster,
    take_transport,
)
from ektp_desk.hub.stored import among
from ektp_desk.wire.envelope import Envelope, head_of, read_object
from ektp_desk.wire.heads import (
    HEAD_VERSION,
    KINDS,
    DropList,
    OfficeVerdict,
    PackageHead,
    Receipt,
    RunHead,
    TransportKey,
)
from ektp_desk.wire.pack import EntryKind, kind_of_entry
from ektp_desk.wire.part import ObjectPart, read_part

ROSTER, TRANSPORT = "roster", "transport"
NEWER = "newer"
DROPPED = "object.dropped"
_NAMING = select(files.c.digest, files.c.is_held).where(is_among(files.c.digest))


@dataclass(frozen=True, slots=True)
class Judged:
    """What an entry is: its kind, whose run it is or who sent it, its visit.

    `held`: why it does not count; `said`: what its head says where the hub goes by it; `part`: where it is
    one, which counts for nothing before its whole is here.
    """

    kind: str
    device: str
    visit: str = ""
    held: str = ""
    said: RunHead | OfficeVerdict | DropList | Receipt | TransportKey | None = None
    part: ObjectPart | None = None


def judge(
    connection: Connection, sender: KnownSender, entry: bytes, digest: str, root: bytes
) -> Judged | None:
    """None for what says nothing new of whom the hub knows.

    Raises an object's fault for what is not kept: `object.unknown_sender`, `object.not_signed`,
    `object.unnamed_file`, `object.other_office`, `object.damaged`, `object.unknown`, `object.dropped`.
    """
    _check_not_gone(connection, digest)
    match kind_of_entry(entry):
        case EntryKind.OBJECT:
            return _judge_object(connection, sender, read_object(entry), root)
        case EntryKind.FILE:
            return judge_file(connection, sender, digest)
        case EntryKind.PART:
            part = read_part(entry)
            _check_not_gone(connection, part.whole.hex())
            return Judged(EntryKind.PART, sender.device, part=part)
        case EntryKind.ROWS if sender.is_office:
            return Judged(EntryKind.ROWS, sender.device)
        case EntryKind.NEWER:
            return Judged(NEWER, sender.device)
        case _:
            raise EktpError("object.unknown")


def judge_file(connection: Connection, sender: KnownSender, digest: str) -> Judged:
    """Raises as `judge`."""
    _check_not_gone(connection, digest)
    judged = judge_files(connection, sender, [digest]).get(digest)
    if judged is None:
        raise EktpError("object.unnamed_file")
    return judged


def judge_files(connection: Connection, sender: KnownSender, digests: Iterable[str]) -> dict[str, Judged]:
    """A captured file is as the runs are that name it: one is enough that counts. Others have none."""
    counts = dict[str, bool]()
    for row in connection.execute(_NAMING, {"digests": digests}):
        counts[row.digest] = counts.get(row.digest, False) or not row.is_held
    is_as = {
        flag: Judged(EntryKind.FILE, sender.device, held="" if flag else REVOKED) for flag in (True, False)
    }
    return {digest: is_as[flag] for digest, flag in counts.items()}


def is_gone(connection: Connection, digest: str) -> bool:
    return bool(all_gone(connection, [digest]))


def all_gone(connection: Connection, digests: Collection[str]) -> set[str]:
    """Of these, the ones that are."""
    return among(connection, digests, gone)


def _check_not_gone(connection: Connection, digest: str) -> None:
    if is_gone(connection, digest):
        raise EktpError(DROPPED)


def _judge_object(
    connection: Connection, sender: KnownSender, envelope: Envelope, root: bytes
) -> Judged | None:
    if envelope.common.kind == ROSTER:
        device = take_roster(connection, envelope, root)
        return Judged(ROSTER, device) if device else None
    if envelope.common.kind == TRANSPORT:
        head = take_transport(connection, envelope, root)
        return Judged(TRANSPORT, head.device, said=head) if head else None
    if envelope.common.v != HEAD_VERSION or envelope.common.kind not in KINDS:
        keys = [one.sign for one in keys_of(connection, sender.device)] or [bytes.fromhex(sender.sign)]
        check_by_any(envelope, keys, root)
        return Judged(NEWER, sender.device)
    match head_of(envelope):
        case RunHead() as run:
            return judge_run(connection, sender, envelope, run, root, partial(keys_of, connection))
        case PackageHead(device=device, visit=visit):
            check_by_office(connection, envelope, device, root)
            return Judged(envelope.common.kind, device, visit)
        case (OfficeVerdict(desk=device) | DropList(device=device)) as said:
            check_by_office(connection, envelope, device, root)
            return Judged(envelope.common.kind, device, said=said)
        case Receipt() as said:  # by whom it is signed asks who knows the hub's own key
            return Judged(envelope.common.kind, sender.device, said=said)
        case _:
            raise EktpError("object.unknown")


def judge_run(
    connection: Connection,
    sender: KnownSender,
    envelope: Envelope,
    run: RunHead,
    root: bytes,
    keys: Callable[[str], list[KnownKey]],
) -> Judged:
    """A run's device vouches for it, or the office desk that sealed it anew."""
    made = Judged(envelope.common.kind, run.device, run.visit, said=run)
    if run.issuer is not UNSET:
        check_by_office(connection, envelope, run.issuer, root)
        return made
    known = keys(run.device)
    if not known:
        if (sender.device, sender.is_revoked) != (run.device, False):
            raise EktpError(UNKNOWN)
        check_by_any(envelope, [bytes.fromhex(sender.sign)], root)
        return made
    check_by_any(envelope, [one.sign for one in known], root)
    if not any(one.counts(run.incarnation, run.last) for one in known):
        return Judged(envelope.common.kind, run.device, run.visit, held=REVOKED, said=run)
    return made
