"""Sealing this desk's journals as runs, and putting them with their captured files on a card or stick."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.dropping import drop_objects, obey_drops, renew_drops
from ektp_desk.desk.exchange.inspecting import inspect_files
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.verdicts import is_office_desk, renew_verdicts, verdict_objects
from ektp_desk.desk.standing import fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import Joined
from ektp_desk.domain.journal.catalogue import KIND_OF
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.labels import folder_signs
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.moments import Moment
from ektp_desk.seal.age import identity_from_bytes
from ektp_desk.seal.files import make_folder, telling_disk_errors, write_whole
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.drops import DropIndex
from ektp_desk.store.runs import DEVICE_REVOKED, DueRun, SealedRun
from ektp_desk.store.store import Store
from ektp_desk.sync.carrier import Carrier, PackFile
from ektp_desk.usecases.laptops.courier import CarrierExport, pass_by
from ektp_desk.usecases.laptops.queries import keys_of_device, kits
from ektp_desk.wire import limits
from ektp_desk.wire.events import header_of
from ektp_desk.wire.part import cut
from ektp_desk.wire.run import write_run

ENDING = ".run"  # of a sealed run's file, in the folder of the captured files
JOINED = KIND_OF[Joined].name
_OF_ITSELF = {Entity.DEVICE, Entity.USER}
_PACK_BYTES = 8 * 2**20  # of a pack about: what a slow stick writes in some seconds


def seal_runs(desk: Desk, *, lane: ExchangeLane | None = None, sweeps: bool = True) -> int:
    """Seal all that no run holds as it is now; give how many runs that made. Raises `disk.full`,
    `disk.refused`.

    The file first, then the row: a crash between the two leaves a file that is swept here the next time.
    What was erased since is sealed anew without it, at an office desk also of others' runs.
    """
    lane = lane or on_own_thread(desk)
    root, made = office_root(lane.connection), 0
    readers = _Readers(lane)
    for due in lane.store.runs.due() if root else ():
        lane.check()
        seed = fact(lane.connection, "seed")
        joins = due.run[0].device == lane.device and any(header_of(one).kind == JOINED for one in due.run)
        data = write_run(
            due.run,
            office=root.hex(),
            by=key_name(verify_key(seed)),
            to=readers.of(due),
            visit=due.visit,
            earlier=due.earlier,
            sign=partial(sign, seed),
            key=verify_key(seed) if joins else b"",
            issuer=lane.device if due.run[0].device != lane.device else "",
        )
        name = hashlib.sha256(data).hexdigest()
        lay_run(desk, name, data)
        sweeps |= lane.act(partial(_keep, due=due, name=name, size=len(data), at=desk.clock()))
        made += 1
    if sweeps:
        sweep_runs(lane)
    return made


def lay_run(desk: Desk, name: str, data: bytes) -> None:
    """Write a run's file beside the captured ones. Raises `disk.full`, `disk.refused`."""
    make_folder(desk.folders.objects)
    write_whole(_path(desk, name), data)


def _keep(store: Store, *, due: DueRun, name: str, size: int, at: Moment) -> bool:
    return store.runs.keep(due, name, size, at)


class _Readers:
    """To whom runs are sealed: the office, and a visit's laptops, of which one may take a dead one's card.

    What a field laptop says of itself and its users goes to all its visits: without it nobody there would
    know the laptop. What ends a laptop goes to that one too, which no package reaches any more.
    """

    def __init__(self, lane: ExchangeLane) -> None:
        office, recovery = lane.desk.objects().recipients()
        self._lane, self._always = lane, {"office": office, "recovery": recovery}

    @cached_property
    def _newest(self) -> list[tuple[str, bytes]]:
        own = {kit.id for kit in kits(self._lane.store)}  # kept with those of visits
        return [
            (visit, keys[0])
            for visit, keys in self._lane.store.packages.visit_keys().items()
            if visit not in own
        ]

    @cached_property
    def _visits(self) -> dict[str, str]:
        """All that fit: some half millisecond each, so not for a run of one visit."""
        return dict(map(_reader, self._newest[: limits.AUDIENCE - len(self._always)]))

    @cached_property
    def _is_field(self) -> bool:
        return not self._lane.store.authority.is_office(self._lane.device)

    def of(self, due: DueRun) -> dict[str, str]:
        """Age recipients by their names in the audience."""
        if due.visit:
            return self._always | dict(_reader(one) for one in self._newest if one[0] == due.visit)
        headers = [header_of(one) for one in due.run]
        if headers[0].kind == DEVICE_REVOKED:
            ended = headers[0].id
            return self._always | {
                f"device:{ended}": keys.seal for keys in keys_of_device(self._lane.store, ended)
            }
        entities = {header.entity for header in headers}
        return self._always | (self._visits if entities <= _OF_ITSELF and self._is_field else {})


def _reader(newest: tuple[str, bytes]) -> tuple[str, str]:
    visit, key = newest
    return f"visit:{visit}", identity_from_bytes(key).public


def export(
    desk: Desk,
    carrier: Carrier,
    passed: Callable[[int, int], None] = pass_by,
    *,
    lane: ExchangeLane | None = None,
) -> CarrierExport:
    """Seal what is not sealed, and put on the carrier what it has not; done twice nothing is there twice.

    `passed` hears how many runs are behind, of how many. Raises `carrier.…` as writing there, `disk.full`,
    `disk.refused`. What was put there before stays noted.
    """
    lane = lane or on_own_thread(desk)
    seal_runs(desk, lane=lane)
    renew_statements(lane)
    done = put_runs(lane, carrier, passed)
    said, packs = put_statements(lane, carrier)
    obey_drops(lane, carrier)
    done = replace(done, packs=done.packs + packs, verdicts=said)
    return replace(done, unlisted=DropIndex(lane.store).unlisted()) if is_office_desk(lane.store) else done


def renew_statements(lane: ExchangeLane) -> None:
    """Let an office desk say anew what it holds, and what is to go."""
    if is_office_desk(lane.store):
        inspect_files(lane.desk, lane=lane)
        renew_verdicts(lane.desk, lane=lane)
        renew_drops(lane)


def put_statements(
    lane: ExchangeLane, carrier: Carrier, others: Iterable[tuple[str, bytes]] = ()
) -> tuple[int, int]:
    """Put an office desk's verdicts and drop lists on a carrier that has them not, and `others`.

    Give how many verdicts that were, and how many packs.
    """
    said, more = (
        [one for one in objects if not lane.store.runs.is_carried(carrier.id, one[0])]
        for objects in (verdict_objects(lane), [*drop_objects(lane), *others])
    )
    own = (lane.device, lane.incarnation)
    return len(said), sum(1 for _pack in _put(lane, carrier, own, [*said, *more]))


def put_runs(
    lane: ExchangeLane,
    carrier: Carrier,
    passed: Callable[[int, int], None] = pass_by,
    *,
    is_whole: bool = True,
) -> CarrierExport:
    """Put sealed runs and their captured files on a carrier that has them not; raises as `export`.

    Not `is_whole`: what lies there by earlier notes is not looked after, nor files of runs that lie there.
    """
    if is_whole:
        _forget_gone(lane, carrier)
    index, runs, files, packs, lacking = lane.store.runs, 0, 0, 0, 0
    due = index.uncarried(carrier.id, with_files=is_whole)
    for behind, run in enumerate(due, start=1):
        new = [] if index.is_carried(carrier.id, run.name) else [run]
        fresh = [file for file, _size in index.files_of(run.name) if not index.is_carried(carrier.id, file)]
        lost: list[str] = []
        journal = (run.device, run.incarnation)
        try:
            packs += sum(1 for _pack in _put(lane, carrier, journal, _wholes(lane, new, fresh, lost)))
        except EktpError as error:
            if error.code != "run.lost" or run.device == lane.device:
                raise
            # What another laptop sealed cannot be sealed once more: a pack that was read may bring it again.
            lane.act(partial(_read_again, journal=folder_signs(*journal)))
            continue
        runs += len(new)
        files += len(fresh) - len(lost)
        if run.device == lane.device:  # what did not come with another's is no loss here
            lacking += sum(map(lane.store.files.wants, lost))  # nor what was taken anew or dropped since
        passed(behind, len(due))
    return CarrierExport(runs, files, packs, lacking)


def _read_again(store: Store, *, journal: str) -> None:
    store.runs.forget_read([journal])


def _put(
    lane: ExchangeLane, carrier: Carrier, journal: tuple[str, str], wholes: Iterable[tuple[str, bytes]]
) -> Iterator[PackFile]:
    """Put wholes in a journal's packs, and note of each pack what is in it."""
    for names, entries in _packed(wholes):
        lane.check()
        uncut = len(names) == len(entries)  # each is what its name is the digest of
        digests = [bytes.fromhex(name) for name in names] if uncut else []
        pack = carrier.write(folder_signs(*journal), entries, digests)
        lane.act(partial(note_carried, carrier=carrier.id, pack=pack, names=names))
        yield pack


def note_carried(store: Store, *, carrier: str, pack: PackFile, names: list[str]) -> None:
    with store.unflushed():  # without it the same is put there once more
        store.runs.note_carried(carrier, (pack.journal, pack.number, pack.size), names)


def _forget_gone(lane: ExchangeLane, carrier: Carrier) -> None:
    """Know no more of what lay in packs that are gone from a carrier, damaged, or have another size now."""
    sizes = {(pack.journal, pack.number): pack.size for pack in carrier.packs() if not pack.is_damaged}
    gone = []
    for name, (journal, number, size) in lane.store.runs.carried(carrier.id).items():
        there = sizes.get((journal, number), 0)
        if not there or (size and there != size):
            gone.append(name)
    if gone:
        lane.act(lambda store: store.runs.forget_carried(carrier.id, gone))


def _wholes(
    lane: ExchangeLane, runs: list[SealedRun], files: list[str], lost: list[str]
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each, read one after another; those that are not here as taken go to `lost`."""
    for run in runs:
        yield run.name, _read(lane, run)
    for file in files:
        content = _captured(lane.desk, file)
        if content is None:
            lost.append(file)
        else:
            yield file, content


def _packed(wholes: Iterable[tuple[str, bytes]]) -> Iterator[tuple[list[str], list[bytes]]]:
    """Names and entries of each pack; all parts of a whole lie in one, where a reader waits for them."""
    names: list[str] = []
    pack: list[bytes] = []
    size = 0
    for name, whole in wholes:
        if pack and size + len(whole) > _PACK_BYTES:
            yield names, pack
            names, pack, size = [], [], 0
        names.append(name)
        pack += [whole] if len(whole) <= limits.ENTRY else cut(whole)
        size += len(whole)
    if pack:
        yield names, pack


def _path(desk: Desk, name: str) -> Path:
    return desk.folders.objects / f"{name}{ENDING}"


def _read(lane: ExchangeLane, run: SealedRun) -> bytes:
    """Raises `run.lost` where its file is no more what it was: it is sealed anew the next time."""
    try:
        with telling_disk_errors():
            data = _path(lane.desk, run.name).read_bytes()
    except EktpError as error:
        if not isinstance(error.__cause__, FileNotFoundError):
            raise
        data = b""
    if hashlib.sha256(data).hexdigest() != run.name:
        lane.act(lambda store: store.runs.forget_from(run.name))
        raise EktpError("run.lost")
    return data


def _captured(desk: Desk, file: str) -> bytes | None:
    """None for what was erased, is lost, or is no more what its name says: `verify` says which."""
    with suppress(EktpError):
        content = desk.objects().read(file)
        if content is not None and hashlib.sha256(content).hexdigest() == file:
            return content
    return None


def sweep_runs(lane: ExchangeLane) -> None:
    """Remove runs without a row: what a crash left, was sealed anew, or needs no carrying on."""
    known = {run.name for run in (*lane.store.runs.sealed(), *lane.store.runs.taken())}
    with telling_disk_errors():
        for path in lane.desk.folders.objects.glob(f"*{ENDING}"):
            if path.stem not in known:
                path.unlink()
