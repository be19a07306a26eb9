"""What a hub keeps of what comes: it opens nothing, and holds heads and signatures against whom it knows."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import UNSET
from sqlalchemy import Connection, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.schema import files
from ektp_desk.hub.senders import (
    REVOKED,
    UNKNOWN,
    KnownSender,
    check_by_any,
    check_by_office,
    keys_of,
    take_roster,
)
from ektp_desk.wire.envelope import Envelope, head_of, read_object
from ektp_desk.wire.heads import HEAD_VERSION, KINDS, DropList, OfficeVerdict, PackageHead, RunHead
from ektp_desk.wire.pack import EntryKind, kind_of_entry
from ektp_desk.wire.part import read_part

ROSTER = "roster"
NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Judged:
    """What an entry is: its kind, whose run it is or who sent it, its visit.

    `held`: why it does not count; `run`: its head where it is one; `whole`: of which it is a part.
    """

    kind: str
    device: str
    visit: str = ""
    held: str = ""
    run: RunHead | None = None
    whole: str = ""


def judge(connection: Connection, sender: KnownSender, entry: bytes, digest: str, root: bytes) -> Judged:
    """Raises an object's fault for what is not kept: `object.unknown_sender`, `object.not_signed`,
    `object.unnamed_file`, `object.other_office`, `object.damaged`, `object.unknown`.
    """
    match kind_of_entry(entry):
        case EntryKind.OBJECT:
            return _judge_object(connection, sender, read_object(entry), entry, root)
        case EntryKind.FILE:
            if not is_named(connection, digest):
                raise EktpError("object.unnamed_file")
            return Judged(EntryKind.FILE, sender.device)
        case EntryKind.PART:
            return Judged(EntryKind.PART, sender.device, whole=read_part(entry).whole.hex())
        case EntryKind.ROWS if sender.is_office:
            return Judged(EntryKind.ROWS, sender.device)
        case EntryKind.NEWER:
            return Judged(NEWER, sender.device)
        case _:
            raise EktpError("object.unknown")


def is_named(connection: Connection, digest: str) -> bool:
    """Whether a run that is here names this file."""
    return connection.execute(select(files.c.digest).where(files.c.digest == digest)).first() is not None


def _judge_object(
    connection: Connection, sender: KnownSender, envelope: Envelope, data: bytes, root: bytes
) -> Judged:
    if envelope.common.kind == ROSTER:
        take_roster(connection, envelope, root, data)
        return Judged(ROSTER, sender.device)
    if envelope.common.v != HEAD_VERSION or envelope.common.kind not in KINDS:
        keys = [one.sign for one in keys_of(connection, sender.device)] or [bytes.fromhex(sender.sign)]
        check_by_any(envelope, keys, root)
        return Judged(NEWER, sender.device)
    match head_of(envelope):
        case RunHead() as run:
            return _judge_run(connection, sender, envelope, run, root)
        case PackageHead(device=device, visit=visit):
            check_by_office(connection, envelope, device, root)
            return Judged(envelope.common.kind, device, visit)
        case OfficeVerdict(desk=device) | DropList(device=device):
            check_by_office(connection, envelope, device, root)
            return Judged(envelope.common.kind, device)
        case _:
            raise EktpError("object.unknown")


def _judge_run(
    connection: Connection, sender: KnownSender, envelope: Envelope, run: RunHead, root: bytes
) -> Judged:
    """A run's device vouches for it, or the office desk that sealed it anew."""
    made = Judged(envelope.common.kind, run.device, run.visit, run=run)
    if run.issuer is not UNSET:
        check_by_office(connection, envelope, run.issuer, root)
        return made
    known = keys_of(connection, run.device)
    if not known:
        if (sender.device, sender.is_revoked) != (run.device, False):
            raise EktpError(UNKNOWN)
        check_by_any(envelope, [bytes.fromhex(sender.sign)], root)
        return made
    check_by_any(envelope, [one.sign for one in known], root)
    if not any(one.counts(run.incarnation, run.last) for one in known):
        return Judged(envelope.common.kind, run.device, run.visit, held=REVOKED, run=run)
    return made
