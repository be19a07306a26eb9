"""Verdicts: what an office desk has of each journal, signed with its key; made there, taken in anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.taking import office_key
from ektp_desk.desk.folder.disks import disk_of
from ektp_desk.desk.standing import fact_text, keep_fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.safety import COPY, CopyStanding, common, copy_standing
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.store.asking.places import last_seq, office_root
from ektp_desk.store.reading import ReadOnlyStore
from ektp_desk.store.receipts import hub_key, keep_receipt
from ektp_desk.store.store import Store
from ektp_desk.store.verdicts import JournalHeld, VerdictIndex
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import Envelope, check_signature, write_object
from ektp_desk.wire.heads import OfficeVerdict, Receipt, Spans


def is_office_desk(store: Store | ReadOnlyStore) -> bool:
    """Whether this desk's word on a journal is a verdict."""
    return store.authority.is_office(fact_text(store.connection, "device"))


def renew_verdicts(desk: Desk, *, lane: ExchangeLane | None = None) -> int:
    """Say anew what this office desk has of each journal; give on how many it says something else now.

    Raises `act.office_only` on a field laptop; `disk.…`, `store.…`.
    """
    lane = lane or on_own_thread(desk)
    root, seed, own = office_root(lane.connection), lane.seed, lane.device
    if not is_office_desk(lane.store):
        raise EktpError("act.office_only")
    index, key = VerdictIndex(lane.store), key_name(verify_key(seed))
    disk = _own_disk(desk)
    holds = index.holds(desk.objects().is_there) if root else []
    incarnation, seq = lane.incarnation, last_seq(lane.connection, own, lane.incarnation)
    made = list[OfficeVerdict]()
    for one in holds:
        before, _name = index.newest((one.device, one.incarnation), (own, incarnation)) or (None, "")
        said = OfficeVerdict(
            office=root.hex(),
            by=key,
            audience=(),
            number=before.number if before else 1,
            desk=own,
            desk_incarnation=incarnation,
            desk_seq=before.desk_seq if before else seq,
            device=one.device,
            incarnation=one.incarnation,
            heard=one.heard,
            more=one.more,
            opened=one.opened,
            files_opened=one.files_opened,
            wrong=one.wrong,
            kept=_copies(one, index, machine=own, disk=disk),
        )
        if before is None:
            made.append(said)
        elif said != before:
            made.append(replace(said, number=said.number + 1, desk_seq=seq))
    objects = [(one, write_object(one, lambda message: sign(seed, message))) for one in made]
    lane.act(lambda store: VerdictIndex(store).keep(objects))
    if not disk:  # also before the first backup: none would be a second copy
        lane.act(lambda store: _keep_standing(store, CopyStanding.UNNAMED_DESK))
    return len(made)


def copy_at(desk: Desk, place: Path) -> CopyStanding:
    """Whether a backup at a place would be a second copy."""
    return copy_standing(_own_disk(desk), disk_of(place))


def _own_disk(desk: Desk) -> str:
    return disk_of(desk.folders.data) if desk.disk is None else desk.disk


def _keep_standing(store: Store, standing: CopyStanding) -> None:
    before = store.connection.execute("SELECT value FROM facts WHERE name = ?", (COPY,)).fetchone()
    if before is None or bytes(before[0]).decode() != standing:
        with store.together():
            keep_fact(store.connection, COPY, standing.encode())


def _copies(
    one: JournalHeld, index: VerdictIndex, *, machine: str, disk: str
) -> tuple[tuple[str, str, Spans], ...]:
    """This desk's own, also where that is nothing, and backups on other disks that were read back whole."""
    spans = [(first, last) for first, last, _link in one.heard]
    backups = ((of, common(kept, spans)) for of, kept in index.backups(one.no).items() if of != disk)
    found = [(disk, one.lying), *((of, kept) for of, kept in backups if kept)]
    return tuple((machine, of, kept[: limits.KEPT]) for of, kept in found)[: limits.COPIES]


def note_kept_backup(desk: Desk, path: Path, files: Mapping[str, bool]) -> CopyStanding | None:
    """Remember what an office desk's backup holds, which was read back just now, and on which disk.

    `files`: of each captured file in it, whether it is what its name says. One that is not has rotted here,
    and counts as not opened. Nothing was written since the backup began. Gives whether it is a second copy;
    None of a field laptop's, which is no copy at all.
    """
    store, index = desk.held_store(), VerdictIndex(desk.held_store())
    if not is_office_desk(store):
        return None
    index.forget_opened(file for file, is_whole in files.items() if not is_whole)
    if disk := disk_of(path):
        index.note_backup(disk, index.holds(lambda file, _size: files.get(file, False), was_read=True))
    renew_verdicts(desk)
    standing = copy_at(desk, path)
    _keep_standing(store, standing)
    return standing


def take_verdict(lane: ExchangeLane, envelope: Envelope, head: OfficeVerdict, data: bytes) -> bool:
    """Keep an office desk's verdict; say whether it is newer than the one that is here.

    Raises `object.other_office`, `object.unknown_sender`, `object.not_signed`, `verdict.not_office` for one
    that a field laptop or a revoked desk made.
    """
    root = office_root(lane.connection)
    if head.office != root.hex():
        raise EktpError("object.other_office")
    check_signature(envelope, office_key(lane, head.desk, head.by, refused="verdict.not_office"), root)
    of, desk = (head.device, head.incarnation), (head.desk, head.desk_incarnation)
    before = VerdictIndex(lane.store).newest(of, desk)
    if before and (before[0].number, before[1]) >= (head.number, envelope.name):
        return False
    lane.act(lambda store: VerdictIndex(store).keep([(head, data)]))
    return True


def take_receipt(lane: ExchangeLane, envelope: Envelope, head: Receipt, data: bytes) -> None:
    """Keep the hub's word on a journal. Raises `object.not_signed` for another key's."""
    public, root = hub_key(lane.connection), office_root(lane.connection)
    if not public:
        raise EktpError("object.unknown_sender")
    check_signature(envelope, public, root)
    lane.act(lambda store: _keep_receipt(store, head, data))


def _keep_receipt(store: Store, head: Receipt, data: bytes) -> None:
    with store.together():
        if keep_receipt(store.connection, head, data):
            VerdictIndex(store).conclude()


def verdict_objects(lane: ExchangeLane) -> list[tuple[str, bytes]]:
    """Name and bytes of what goes on every card or stick: an office desk's verdicts, and other desks'.

    From anybody one word of each journal that a backup undid: a desk that goes on does not know of it else.
    """
    index = VerdictIndex(lane.store)
    return [*(index.kept() if is_office_desk(lane.store) else []), *index.undone()]
