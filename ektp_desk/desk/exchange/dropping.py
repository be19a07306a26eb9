"""Drop lists: made at office desks for what holds erased words, and obeyed wherever they come.

What goes from a desk's own folder goes at once; from a card or stick whenever it is at hand, pack by pack:
the rest of a pack is written anew before the pack is removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from ektp_desk.desk.exchange.lane import ExchangeLane
from ektp_desk.desk.exchange.taking import office_key
from ektp_desk.desk.exchange.verdicts import is_office_desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.drops import DropIndex
from ektp_desk.store.store import Store
from ektp_desk.sync.carrier import Carrier, PackFile
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import Envelope, check_signature, write_object
from ektp_desk.wire.heads import DropList
from ektp_desk.wire.pack import name_of

_OURS = ("store.", "disk.")  # what is no trouble of a card


def renew_drops(lane: ExchangeLane) -> int:
    """List what holds erased words and whose other events are safe; give how many names are new.

    At an office desk, after its verdicts: these say what is safe. Raises `disk.…`, `store.…`.
    """
    index = DropIndex(lane.store)
    due, seed = index.due(), lane.seed
    if not due.links or not is_office_desk(lane.store):
        return 0
    key, listed = key_name(verify_key(seed)), index.listed()
    last = index.last_sheet(key, lane.incarnation)
    number, names = (last.number, dict(last.dropped)) if last else (1, {})
    new = sorted(due.links.keys() - listed.keys())
    sheets = dict[int, dict[str, str]]()
    for digest in new:
        if len(names) == limits.DROPPED:
            number, names = number + 1, {}
        names[digest] = due.links[digest]
        sheets[number] = names
    said = [
        DropList(
            office=office_root(lane.connection).hex(),
            by=key,
            audience=(),
            device=lane.device,
            incarnation=lane.incarnation,
            number=of,
            dropped=tuple(sorted(dropped.items())),
        )
        for of, dropped in sheets.items()
    ]
    signed = [(one, write_object(one, partial(sign, seed))) for one in said]
    lane.act(lambda store: DropIndex(store).keep(signed, settled=due.runs))
    return len(new)


def drop_objects(lane: ExchangeLane) -> list[tuple[str, bytes]]:
    """Name and bytes of what an office desk puts on every card and stick, and in every package."""
    return DropIndex(lane.store).kept() if is_office_desk(lane.store) else []


def take_drops(lane: ExchangeLane, envelope: Envelope, head: DropList, data: bytes) -> bool:
    """Keep an office desk's sheet; say whether it names more than the one that is here.

    Raises `object.unknown_sender`, `object.not_signed`, `verdict.not_office`.
    """
    public = office_key(lane, head.device, head.by, refused="verdict.not_office")
    check_signature(envelope, public, office_root(lane.connection))
    if not DropIndex(lane.store).is_longer(head):
        return False
    lane.act(lambda store: DropIndex(store).keep([(head, data)]))
    return True


@dataclass(frozen=True, slots=True)
class Dropped:
    """Of a carrier: how many objects and files were taken off it, and how many are left that should be."""

    gone: int = 0
    left: int = 0


def obey_drops(
    lane: ExchangeLane, carrier: Carrier, *, again: bool = False, is_whole: bool = True
) -> Dropped:
    """Delete what is to go beside this store and on a carrier; `again`: something was seen there just now.

    What is listed and not known here to be erased waits. A carrier that is full, locked or damaged keeps
    what it has; not `is_whole`: that is not tried again now. Raises `carrier.missing`, `disk.…`, `store.…`.
    """
    index = DropIndex(lane.store)
    listed = index.listed()
    is_done = index.is_looked_through(carrier.id, listed, left=not is_whole) and not again
    if listed and (is_whole or not is_done):
        _drop_here(lane, index, listed)
    if is_done:
        return Dropped()
    index.read()
    gone, left, waiting = 0, 0, False
    for pack in carrier.packs():
        lane.check()
        names = _names_in(carrier, pack)
        known = index.gone(listed, names)
        waiting |= not (names - known).isdisjoint(listed)
        off = _write_without(lane, index, carrier, pack) if known else 0
        gone, left = gone + (off or 0), left + (0 if off is not None else len(known))
    is_clean = not left and not waiting
    lane.act(lambda store: DropIndex(store).note_looked_through(carrier.id, listed, is_clean=is_clean))
    return Dropped(gone, left)


def _names_in(carrier: Carrier, pack: PackFile) -> set[str]:
    """Of a damaged pack what can be read of it; none of one that cannot be opened now, or is newer."""
    try:
        names, is_all = carrier.names_in(pack)
        if not is_all:
            names |= {name_of(entry) for entry in carrier.read(pack) if isinstance(entry, bytes)}
    except EktpError:
        if not carrier.is_there:
            raise
        return set()
    return names


def _write_without(lane: ExchangeLane, index: DropIndex, carrier: Carrier, pack: PackFile) -> int | None:
    """How many objects and files went; None where the carrier kept them."""
    try:
        gone, new = carrier.write_without(pack, index.going)
    except EktpError as error:
        if error.code.startswith(_OURS) or not carrier.is_there:
            raise
        return None
    if gone:
        lane.act(partial(_note_rewritten, carrier=carrier, old=pack, new=new, names=gone))
    return len(gone)


def _note_rewritten(
    store: Store, *, carrier: Carrier, old: PackFile, new: PackFile | None, names: Iterable[str]
) -> None:
    now = (new.number, new.size, carrier.first_digest(new)) if new else None
    store.runs.note_rewritten(carrier.id, (old.journal, old.number), now, names)


def _drop_here(lane: ExchangeLane, index: DropIndex, listed: Mapping[str, str]) -> None:
    """Captured files alone: own runs are sealed anew without being asked, and others' once they are safe."""
    if files := index.loose(listed):
        removed = lane.desk.objects().remove(files)
        lane.act(lambda store: store.files.forget(removed))
