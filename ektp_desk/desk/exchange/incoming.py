"""Taking in what another desk sealed: the door at which signatures are held against keys."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.dropping import obey_drops, renew_drops, take_drops
from ektp_desk.desk.exchange.inspecting import inspect_files
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.listed import take_rows
from ektp_desk.desk.exchange.outgoing import JOINED, lay_run, seal_runs, sweep_runs
from ektp_desk.desk.exchange.packages import take_package
from ektp_desk.desk.exchange.removing import remove_safe
from ektp_desk.desk.exchange.taking import audiences_held, office_key, secrets_held, sender_key, take_run
from ektp_desk.desk.exchange.verdicts import is_office_desk, renew_verdicts, take_receipt, take_verdict
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Run
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.drops import DropIndex
from ektp_desk.store.store import Store
from ektp_desk.store.verdicts import VerdictIndex
from ektp_desk.sync.carrier import Carrier, PackFile
from ektp_desk.usecases.laptops.commands import note_heard
from ektp_desk.usecases.laptops.courier import OVERTAKEN, CarrierImport, pass_by
from ektp_desk.usecases.laptops.queries import keys_of_device, kits
from ektp_desk.usecases.session import Session
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import Envelope, Secrets, check_signature, head_of, read_object
from ektp_desk.wire.events import header_of
from ektp_desk.wire.heads import SEALED, DropList, OfficeVerdict, PackageHead, Receipt, RunHead
from ektp_desk.wire.pack import EntryKind, PackDamage, kind_of_entry
from ektp_desk.wire.part import ObjectPart, join, read_part
from ektp_desk.wire.run import open_run


def import_packs(
    desk: Desk,
    session: Session,
    carrier: Carrier,
    passed: Callable[[int, int], None] = pass_by,
    *,
    lane: ExchangeLane | None = None,
) -> CarrierImport:
    """Take in every pack of a carrier that has not been read to its end; done twice it is harmless.

    `passed` hears how many packs are behind, of how many. Raises `carrier.missing`, `carrier.trouble` when it
    is pulled, `disk.…`, `store.…`: what was taken in by then stays.
    """
    lane, found = lane or on_own_thread(desk), CarrierImport()
    before = lane.store.runs.packs_read(carrier.id, names_held(lane, session))
    there = carrier.packs()
    found.folders = frozenset(pack.journal for pack in there)
    packs = [pack for pack in there if not _is_read(before, carrier, pack)]
    listed, left, count, drops = _Listed(), packs, len(packs), DropIndex(lane.store)
    drops.read()
    while left:
        waiting: list[tuple[PackFile, CarrierImport]] = []
        for done, pack in enumerate(left, start=1):
            one = CarrierImport()
            reading = _PackReading(lane, session, one, listed, drops)
            if reading.follow(carrier, pack):
                lane.act(partial(_note_read, carrier=carrier, pack=pack, names=reading.names))
            found.count(one)
            waiting += [(pack, one)] if one.is_early else []
            if not one.is_early:
                found.note(one)
            passed(count - len(left) + done, count)
        if len(waiting) == len(left):  # what they wait for is not on this carrier
            for _pack, one in waiting:
                found.note(one)
            break
        left = [pack for pack, _one in waiting]
    for pack in (one for one in packs if _name_of(one) in found.damaged):
        carrier.set_aside(pack)
    lane.act(lambda _store: note_heard(session))
    _follow_up(desk, session, lane, found)
    off = obey_drops(lane, carrier, again=found.dropped > 0)
    found.dropped, found.undropped = off.gone + off.left, off.left
    sweep_runs(lane)
    return found


def packs_done(
    lane: ExchangeLane, session: Session, carrier: Carrier, packs: Iterable[PackFile]
) -> list[PackFile]:
    """Which of these have nothing more for this desk."""
    read = lane.store.runs.packs_read(carrier.id, names_held(lane, session))
    return [pack for pack in packs if _is_read(read, carrier, pack)]


def _take_run(store: Store, *, run: Run, head: RunHead, name: str, is_office: bool) -> int:
    """Take in a run; an office desk knows it from then on, should something in it be erased."""
    with store.together():
        new = take_run(store, run, head.visit, head.earlier)
        if is_office:
            store.runs.note_arrived(name, run, head.visit, head.earlier)
    return new


def _name_of(pack: PackFile) -> str:
    return f"{pack.journal}/{pack.number:08}"


def _note_read(store: Store, *, carrier: Carrier, pack: PackFile, names: str) -> None:
    read = (pack.size, carrier.first_digest(pack))
    store.runs.note_read(carrier.id, (pack.journal, pack.number), read, names)


def _names(held: Iterable[str], session: Session) -> set[str]:
    """This laptop's names in audiences; an office desk is the office, though no ADB sits at it."""
    return {*held, *(("office",) if session.at_office else ())}


def names_held(lane: ExchangeLane, session: Session) -> str:
    """A digest of all under which things are sealed to this desk now."""
    return _digest(_names(audiences_held(lane), session))


def _digest(names: set[str]) -> str:
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def _is_read(before: dict[tuple[str, int], tuple[int, str]], carrier: Carrier, pack: PackFile) -> bool:
    """Whether it is the pack that was read under its number, as far as a look at its beginning tells."""
    size, digest = before.get((pack.journal, pack.number), (-1, ""))
    return size == pack.size and digest == carrier.first_digest(pack)


def _follow_up(desk: Desk, session: Session, lane: ExchangeLane, found: CarrierImport) -> None:
    """An office desk opens what came and says so; elsewhere a verdict may have come before its events.

    What was erased meanwhile is sealed anew without it. A laptop needs no more what is safe by it.
    """
    if lane.store.runs.has_stale:
        seal_runs(desk, lane=lane)
    if is_office_desk(lane.store):
        found.opened = inspect_files(desk, lane=lane)
        renew_verdicts(desk, lane=lane)
        renew_drops(lane)
        return
    if found.events:
        lane.act(lambda store: VerdictIndex(store).conclude())
    found.removed = remove_safe(lane, session)


@dataclass
class _Listed:
    """Captured files that runs on this carrier name: of such as are here now, and of such as are others'."""

    here: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


class _PackReading:
    """One pack, entry by entry."""

    def __init__(
        self,
        lane: ExchangeLane,
        session: Session,
        found: CarrierImport,
        listed: _Listed,
        drops: DropIndex,
    ) -> None:
        self._lane, self._session, self._found = lane, session, found
        self._listed, self._drops = listed, drops
        self._root = office_root(lane.connection)
        self._parts: dict[tuple[bytes, int], dict[int, ObjectPart]] = {}  # by whole and its size, by number
        self._carried_on = list[str]()  # what lies in this pack of what is put on other carriers too
        self._is_done = True
        self.names = ""  # a digest of the names for which nothing is left in it, where others have more of it

    def follow(self, carrier: Carrier, pack: PackFile) -> bool:
        """Say whether nothing in it is left for another time, but for other names."""
        if pack.size > limits.PACK:
            self._refuse("object.too_big")
            return False
        self._read(carrier, pack)
        for whole, _size in self._parts:
            if self._drops.goes(whole.hex(), b""):
                self._found.dropped += 1
            else:
                self._refuse("part.missing")
        if names := self._carried_on:
            of = (pack.journal, pack.number, pack.size)
            self._lane.act(lambda store: store.runs.note_carried(carrier.id, of, names))
        return self._is_done

    def _read(self, carrier: Carrier, pack: PackFile) -> None:
        try:
            for entry in carrier.read(pack):
                self._lane.check()
                if isinstance(entry, PackDamage):
                    self._name_damaged(pack)
                else:
                    self._try(entry)
        except EktpError as error:
            if error.code == "object.newer":
                self._refuse(error.code)
            elif error.code.startswith("carrier.") and carrier.is_there:
                self._name_damaged(pack)  # a sector of the card, or this one file's rights
            else:
                raise

    def _try(self, entry: bytes) -> None:
        try:
            self._take(entry)
        except EktpError as refused:
            if refused.code.startswith(("disk.", "store.", "carrier.")):
                raise
            self._refuse(refused.code)

    def _refuse(self, code: str) -> None:
        self._found.refused[code] += 1
        self._is_done = self._is_done and code == OVERTAKEN

    def _name_damaged(self, pack: PackFile) -> None:
        name = _name_of(pack)
        if self._found.damaged[-1:] != [name]:
            self._found.damaged.append(name)
        self._is_done = False

    def _take(self, entry: bytes) -> None:
        kind = kind_of_entry(entry)
        if kind is not EntryKind.PART and self._drops.going([entry]):  # of parts the whole is looked into
            self._found.dropped += 1  # it holds what was erased
            return
        match kind:
            case EntryKind.OBJECT:
                self._take_object(entry)
            case EntryKind.FILE:
                self._keep_file(entry)
            case EntryKind.ROWS:
                self._take_rows(entry)
            case EntryKind.PART:
                self._take_part(read_part(entry))
            case EntryKind.NEWER:
                raise EktpError("object.newer")
            case _:
                raise EktpError("object.damaged")

    def _take_part(self, part: ObjectPart) -> None:
        """Wait for the others: they lie together in one pack, which holds so many wholes and no more."""
        of = (part.whole, part.size)
        if of not in self._parts and len(self._parts) == limits.PACK // limits.ENTRY:
            raise EktpError("part.damaged")
        parts = self._parts.setdefault(of, {})
        parts[part.number] = part
        if len(parts) == part.count:
            del self._parts[of]
            self._take(join(parts[number] for number in sorted(parts)))

    def _take_object(self, entry: bytes) -> None:
        envelope = read_object(entry)
        head = head_of(envelope)
        if head.office != self._root.hex():
            raise EktpError("object.other_office")
        if isinstance(head, SEALED) and self._opens.isdisjoint(head.audience):
            self._pass_over(head.files if isinstance(head, RunHead) else ())
            return
        match head:
            case RunHead():
                self._take_run(envelope, head, entry)
            case PackageHead():
                self._take_package(envelope, head)
            case _:
                self._take_statement(envelope, head, entry)

    def _take_statement(
        self, envelope: Envelope, head: DropList | OfficeVerdict | Receipt, entry: bytes
    ) -> None:
        """Take what is said by a head alone."""
        match head:
            case DropList():
                if take_drops(self._lane, envelope, head, entry):
                    self._drops.read()
            case OfficeVerdict():
                self._found.verdicts += take_verdict(self._lane, envelope, head, entry)
            case Receipt():
                take_receipt(self._lane, envelope, head, entry)

    def _pass_over(self, files: tuple[tuple[str, int], ...] = ()) -> None:
        """For what is sealed to others, and the files that it names: more of it is here for another name."""
        self._found.others += 1
        self._listed.others.update(file for file, _size in files)
        self.names = _digest(self._opens)

    @cached_property
    def _secrets(self) -> Secrets:
        """What opens; only a package brings more."""
        return secrets_held(self._lane)

    @cached_property
    def _opens(self) -> set[str]:
        return _names(self._secrets, self._session)

    def _take_run(self, envelope: Envelope, head: RunHead, data: bytes) -> None:
        signed, held = check_signature(envelope, self._public_of(head), self._root), self._secrets
        if held.keys().isdisjoint(head.audience):
            raise EktpError("object.waits_for_adb")  # sealed to the office, at one of its desks
        run = open_run(signed, held)
        if not head.issuer:
            self._check_known(run)
        self._found.events += self._lane.act(
            partial(_take_run, run=run, head=head, name=envelope.name, is_office=self._session.at_office)
        )
        if not self._session.at_office and head.device != self._lane.device:
            self._carry_on(run, head.visit, data)
        self._listed.here.update(file for file, _size in head.files)

    def _carry_on(self, run: Run, visit: str, data: bytes) -> None:
        """Keep a teammate's run as it came, for every card and stick of this laptop: theirs may be gone."""
        name = hashlib.sha256(data).hexdigest()
        lay_run(self._lane.desk, name, data)
        if self._lane.act(lambda store: store.runs.keep_taken(run, visit, name, len(data))):
            self._carried_on.append(name)

    def _take_package(self, envelope: Envelope, head: PackageHead) -> None:
        taken = take_package(self._lane, self._session, envelope, head, self._root)
        if taken is not None:
            self._found.events += taken
            self._found.packages += 1
            self._found.visits.append(head.visit)
            del self._secrets, self._opens

    def _public_of(self, head: RunHead) -> bytes:
        """The key that must have signed: the laptop's, which a run where it joins tells, and which names it.

        What was sealed anew an office desk must have signed. Raises `object.unknown_sender`,
        `object.not_signed`, `run.not_office`.
        """
        if head.issuer:
            return office_key(self._lane, head.issuer, head.by, refused="run.not_office")
        own = [head.key] if head.key and key_name(bytes.fromhex(head.key)) == head.device else []
        return sender_key(self._lane.store, head.device, head.by, own)

    def _check_known(self, run: Run) -> None:
        """Let nobody in with a key of their own alone: a kit that is known here must have signed who joins.

        Whether it truly has, and might, is asked where the run is taken in. Raises `object.unknown_sender`.
        """
        store, device = self._lane.store, run[0].device
        if keys_of_device(store, device):
            return
        keys = {key_name(bytes.fromhex(kit.enrol)) for kit in kits(store)}
        if not any(head.kind == JOINED and head.key in keys for head in map(header_of, run)):
            raise EktpError("object.unknown_sender")

    def _take_rows(self, entry: bytes) -> None:
        """Rows of a list are a package's, which says what opens them; those of others are passed over."""
        file = hashlib.sha256(entry).hexdigest()
        if take_rows(self._lane, file, entry):
            self._found.lists += 1
        elif not self._lane.act(lambda store: store.has_rows(file)):
            self._found.others += 1
            self._is_done = False

    def _keep_file(self, entry: bytes) -> None:
        """Keep a captured file that an event here names; another one waits for its run.

        One whose run is here, and which is named no more, was taken anew or erased: nobody waits for it.
        """
        file, objects = hashlib.sha256(entry).hexdigest(), self._lane.desk.objects()
        if not self._lane.store.files.wants(file):
            if file in self._listed.others:
                self._pass_over()
            elif file not in self._listed.here:
                raise EktpError("object.unnamed_file")
        elif not objects.is_whole(file):
            objects.keep(file, entry)
            self._found.files += 1
            self._carried_on.append(file)
