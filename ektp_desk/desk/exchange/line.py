"""The desk's side of its line: it lays beside the store what sending needs, and takes in what came.

Whoever sends sees sealed bytes alone, with a key of its own for requests, for which the device's vouches.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

import msgspec

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.incoming import import_packs, names_held, packs_done
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.outgoing import put_statements, renew_statements, seal_runs
from ektp_desk.desk.exchange.packages import give_due_packages
from ektp_desk.desk.exchange.verdicts import is_office_desk
from ektp_desk.desk.standing import fact, fact_text
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.authority import Authority
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.visits import VisitState
from ektp_desk.seal.sign import new_signing_key, sign, verify_key
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.runs import SealedRun
from ektp_desk.sync.carrier import find_carrier, mark_carrier
from ektp_desk.sync.outbox import FILE, FOLDER, RUN, LineFacts, Outbox
from ektp_desk.sync.sending import sync_once
from ektp_desk.sync.talking import SyncRound
from ektp_desk.usecases.admin.queries import incarnations, policy_number
from ektp_desk.usecases.laptops.courier import CarrierImport
from ektp_desk.usecases.laptops.queries import (
    HubFacts,
    KitFacts,
    joined_laptops,
    journal_ends,
    keys_of_device,
    kits,
    kits_made,
    office_hub,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import visits
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import read_object, write_object
from ektp_desk.wire.heads import Roster, RosterDevice, TransportKey

_ROSTER, _LAID = "roster", "laid"
_MB = 10**6


def outbox_of(desk: Desk) -> Outbox:
    return Outbox(desk.folders.data / FOLDER, desk.folders.objects)


def prepare_line(
    desk: Desk, session: Session, *, lane: ExchangeLane | None = None, is_whole: bool = True
) -> bool:
    """Seal what is not sealed and lay all of it out for the hub; say whether the office has one.

    Not `is_whole`: only what is new since the last time. Raises `disk.full`, `disk.refused`.
    """
    lane = lane or on_own_thread(desk)
    asked = replace(session, store=lane.store)
    if (hub := office_hub(asked.store)) is None:
        return False
    outbox, root = outbox_of(desk), office_root(lane.connection)
    seal_runs(desk, lane=lane, sweeps=is_whole)
    _lay_facts(outbox, asked, lane, hub)
    runs, mark = lane.store.runs.new_since("" if is_whole else outbox.fact(_LAID))
    if runs:
        outbox.add(_laid(lane, runs))
        outbox.keep_fact(_LAID, mark)
    if is_office_desk(lane.store):
        carrier = mark_carrier(outbox.outgoing, root.hex())
        renew_statements(lane)
        put_statements(lane, carrier, _roster(outbox, asked, lane))
        give_due_packages(desk, session, carrier, lane=lane)
    return True


def take_from_line(desk: Desk, session: Session, *, lane: ExchangeLane | None = None) -> CarrierImport:
    """Take in what came from the hub, as from a stick. Raises as `import_packs`."""
    lane = lane or on_own_thread(desk)
    outbox = outbox_of(desk)
    try:
        carrier = find_carrier(outbox.incoming, office_root(lane.connection).hex())
    except EktpError:
        return CarrierImport()  # nothing has ever come
    came = carrier.packs()
    if not came:
        return CarrierImport()
    found = import_packs(desk, session, carrier, lane=lane)
    for pack in packs_done(lane, session, carrier, came):
        pack.path.unlink(missing_ok=True)  # the hub has it still
    if found.damaged:
        outbox.ask_anew()
        for pack in carrier.packs():
            if pack.is_damaged:
                pack.path.unlink(missing_ok=True)
    return found


def go_by_line(desk: Desk, session: Session) -> tuple[SyncRound, CarrierImport]:
    """A round behind `prepare_line`: send, take in, and say what follows. Raises as `sync_once`."""
    outbox = outbox_of(desk)
    try:
        done = sync_once(outbox)
    except EktpError:
        take_from_line(desk, session)  # what came until then
        raise
    found, is_unsaid = take_from_line(desk, session), outbox.is_unsaid
    if prepare_line(desk, session) and (is_unsaid or found.events + found.files):
        answered = sync_once(outbox, retries=False)  # what an office desk says of what it has just opened
        done.sent, done.said = done.sent + answered.sent, done.said + answered.said
    return done, found


def _laid(lane: ExchangeLane, runs: Iterable[SealedRun]) -> Iterator[tuple[str, str, str, int]]:
    """Each run with the captured files that it names."""
    for run in runs:
        yield run.name, RUN, run.visit, run.size
        for file, size in lane.store.runs.files_of(run.name):
            yield file, FILE, run.visit, size


def _lay_facts(outbox: Outbox, session: Session, lane: ExchangeLane, hub: HubFacts) -> None:
    root, own = office_root(lane.connection), lane.seed
    kit, enrolled = _enrolment(lane)
    seed = _key_laid(outbox, lane.device, verify_key(own)) or new_signing_key()
    head = TransportKey(
        office=root.hex(),
        by=key_name(verify_key(own)),
        audience=(),
        device=lane.device,
        sign=verify_key(own).hex(),
        key=verify_key(seed).hex(),
        kit=kit,
        enrolled=enrolled,
    )
    known = {(one.device, one.incarnation) for one in incarnations(session.store)}
    journals = {of for of in known if of[0] == lane.device} | lane.store.runs.journals()
    coming = (visit.id for visit in visits(session) if visit.state is not VisitState.CLOSED)
    outbox.lay(
        LineFacts(
            office=root.hex(),
            device=lane.device,
            hub_key=hub.key,
            addresses=tuple(hub.addresses.split()),
            transport=write_object(head, partial(sign, own)).hex(),
            visits=() if is_office_desk(lane.store) else tuple(sorted(coming)),
            names=names_held(lane, session),
            journals=tuple(sorted(journals)),
            offset=lane.desk.zone.utc_offset_minutes,
            metered=policy_number(session, Policy.METERED_MB) * _MB,
        ),
        seed,
    )


def _enrolment(lane: ExchangeLane) -> tuple[str, str]:
    """The kit with which this laptop joined, and what its key said then (hex); empty where it founded."""
    try:
        return fact_text(lane.connection, "kit"), fact(lane.connection, "enrolled").hex()
    except EktpError:
        return "", ""


def _key_laid(outbox: Outbox, device: str, public: bytes) -> bytes:
    """The key for requests that lies there already, if it is this device's; empty for none."""
    try:
        facts, seed = outbox.read()
        head = msgspec.json.decode(read_object(bytes.fromhex(facts.transport)).head, type=TransportKey)
    except (EktpError, ValueError):
        return b""
    return seed if (head.device, head.sign) == (device, public.hex()) else b""


def _roster(outbox: Outbox, session: Session, lane: ExchangeLane) -> Iterator[tuple[str, bytes]]:
    """Whom the office knows, where that is something else than this desk said to this hub before."""
    root, seed, own = office_root(lane.connection), lane.seed, lane.device
    said = Roster(
        office=root.hex(),
        by=key_name(verify_key(seed)),
        audience=(),
        device=own,
        incarnation=lane.incarnation,
        number=sum(end.seq for end in journal_ends(session.store)),  # nothing else changes what it says
        devices=tuple(sorted(_known(session, lane), key=lambda one: (one.device, one.sign))),
        kits=tuple(sorted((kit.id, kit.enrol) for kit in _open_kits(session))),
    )
    content = hashlib.sha256(msgspec.json.encode((said.devices, said.kits))).hexdigest()
    if outbox.fact(_ROSTER) == content:
        return
    outbox.keep_fact(_ROSTER, content)
    data = write_object(said, partial(sign, seed))
    yield hashlib.sha256(data).hexdigest(), data


def _known(session: Session, lane: ExchangeLane) -> Iterator[RosterDevice]:
    authority = lane.store.authority
    labels = defaultdict[str, list[tuple[str, str]]](list)
    for journal in incarnations(session.store):
        labels[journal.device].append((journal.incarnation, journal.label[: limits.LABEL]))
    numbers = {device: said[-1][1].partition("/")[0] for device, said in labels.items()}
    joined = {one.device for one in joined_laptops(session)} | {lane.device}
    for device in joined | {one for one in numbers if authority.is_office(one)}:
        until = _cut(authority, device)
        for keys in keys_of_device(session.store, device):
            yield RosterDevice(
                device,
                numbers.get(device, "?"),
                keys.sign,
                is_office=authority.is_office(device),
                until=tuple(sorted(until.items())) if until is not None else None,
                labels=tuple(sorted(labels[device][: limits.BRANCHES])),
            )


def _cut(authority: Authority, device: str) -> dict[str, int] | None:
    """How far each journal of a revoked laptop counts, by incarnation: the earliest end holds."""
    if not (ends := authority.revoked.get(device)):
        return None
    journals = {of for end in ends for of in end.until if of[0] == device}
    return {of[1]: min(end.until.get(of, 0) for end in ends) for of in journals}


def _open_kits(session: Session) -> Iterator[KitFacts]:
    revoked = {one.kit for one in kits_made(session) if one.revoked}
    used = {one.kit for one in joined_laptops(session)}
    yield from (kit for kit in kits(session.store) if kit.id not in revoked | used)
