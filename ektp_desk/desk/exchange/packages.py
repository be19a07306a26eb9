"""Packages: what an office desk gives a visit on a card or stick, and what its laptops take from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import msgspec

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.taking import secrets_held, sender_key, take_run
from ektp_desk.desk.exchange.verdicts import renew_verdicts, take_verdict, verdict_objects
from ektp_desk.desk.keys.following import follow_slots, note_given
from ektp_desk.desk.keys.guard import SlotGuard
from ektp_desk.desk.keys.lending import lend
from ektp_desk.desk.keys.lending import take as take_lent
from ektp_desk.desk.kits import new_visit_key
from ektp_desk.desk.opening import keys_in
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import runs_of
from ektp_desk.domain.journal.bodies import LettersAssigned
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.labels import folder_signs
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.office.policies import Policy
from ektp_desk.seal.age import identity_from_bytes
from ektp_desk.seal.files import telling_disk_errors
from ektp_desk.seal.rows import new_key, write_rows
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.seal.slots.copies import as_copy
from ektp_desk.seal.slots.travelling import without_store
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.holding import authority_of
from ektp_desk.store.packages import KeptPackage
from ektp_desk.store.rows import ListPart
from ektp_desk.store.store import Store
from ektp_desk.store.stretches import stretches_for
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.admin.pages import say_office_key
from ektp_desk.usecases.admin.queries import policy_number
from ektp_desk.usecases.laptops.queries import joined_laptops, kits
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import assign_letters
from ektp_desk.usecases.visits.queries import letters_of, rows_expected, the_visit
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import Envelope, check_signature, read_as, read_object
from ektp_desk.wire.heads import OfficeVerdict, PackageHead
from ektp_desk.wire.package import ListFile, Package, open_package, write_package
from ektp_desk.wire.part import cut

_FIXED = 3  # names in each audience besides laptops
_LONG = 3650  # days, where the office keeps lists until somebody withdraws them


_OUTGOING = "package.rows"  # what a crash leaves of it is swept with the lists that nobody knows


class _Numbered(msgspec.Struct):
    row: int


_NUMBER = msgspec.json.Decoder(_Numbered).decode


@dataclass(frozen=True, slots=True)
class GivenPackage:
    """What was put on a carrier: the package's number, its last day, to how many laptops, rows of lists."""

    number: int
    expires: date
    laptops: int
    rows: int


def give_package(
    desk: Desk, session: Session, visit: str, carrier: Carrier, *, letters: Mapping[str, str]
) -> GivenPackage:
    """Assign letters (devices by letter), beside those that are, and put a visit's package on a carrier.

    Raises `visit.unknown`, `desk.bad_letter`, `role.not_allowed`, `act.office_only`; `package.no_laptops`
    where no kit was made; `object.too_big`; `carrier.…` as writing there.
    """
    session.check_roles(NewEvent(Entity.VISIT, visit, LettersAssigned({}), visit))
    if not session.at_office:
        raise EktpError("act.office_only")
    planned, store = the_visit(session, visit), desk.held_store()
    root = office_root(store.connection)
    if not root or not kits(store):
        raise EktpError("package.no_laptops")
    if letters:
        assign_letters(session, visit, letters_of(session, visit) | dict(letters))
    guard = _guard_of(session)
    if guard is not None:
        say_office_key(session, guard.office_keys())
    days = policy_number(session, Policy.LIST_DAYS) or _LONG
    keys, seed = store.packages.keys_for(visit, new_visit_key), desk.device_keys().seed
    to = _recipients(desk, session, visit, keys[0])
    head = PackageHead(
        office=root.hex(),
        by=key_name(verify_key(seed)),
        audience=tuple(to),
        visit=visit,
        number=store.packages.next_number(visit, session.device),
        made=session.clock().text,
        expires=(date.fromisoformat(planned.day) + timedelta(days=days)).isoformat(),
        device=session.device,
    )
    row_files = list(_row_files(desk, session, visit))
    renew_verdicts(desk)
    verdicts = [one for _name, one in verdict_objects(on_own_thread(desk))]
    slots = without_store(desk.slots, waiting=True)
    package = Package(
        lists=[said for said, _data in row_files],
        letters=letters_of(session, visit),
        runs=stretches_for(store.connection, visit),
        keys=keys[: limits.VISIT_KEYS],
        made_after=store.packages.made_after(visit)[: limits.VISIT_KEYS],
        slots=as_copy(slots),
        former=note_given(store, slots),
        desks=lend(session, desk.slots, guard) if guard is not None else {},
        receipts=verdicts[: limits.RECEIPTS],
    )
    data = write_package(head, package, to=to, sign=partial(sign, seed))
    # The number first: a crash leaves a gap, and never two packages of one number.
    name = hashlib.sha256(data).hexdigest()
    store.packages.keep(visit, session.device, KeptPackage(head.number, name, head.expires))
    # The package last: a card that was pulled before has rows that nobody can open, and no half package.
    for whole in (*(rows for _said, rows in row_files), data):
        entries = [whole] if len(whole) <= limits.ENTRY else list(cut(whole))
        carrier.write(folder_signs(*store.head.journal), entries)
    people = sum(said.count for said, _rows in row_files)
    return GivenPackage(head.number, date.fromisoformat(head.expires), len(to) - _FIXED, people)


def _row_files(desk: Desk, session: Session, visit: str) -> Iterator[tuple[ListFile, bytes]]:
    """Of each list that is here the rows of those whom a visit expects, under a key of their own.

    Raises `object.too_big` for what no parts make.
    """
    store = desk.held_store()
    for list_id, numbers in rows_expected(session, visit).items():
        path, key = desk.folders.lists / _OUTGOING, new_key()
        rows = (row for row in store.list_rows(list_id) if _NUMBER(row).row in numbers)
        written = write_rows(path, rows, key)
        with telling_disk_errors():
            data = path.read_bytes()
            path.unlink()
        if len(data) > limits.WHOLE:
            raise EktpError("object.too_big")
        yield ListFile(list_id, written.digest_hex, written.count, key), data


def _recipients(desk: Desk, session: Session, visit: str, key: bytes) -> dict[str, str]:
    """Age recipients by their names in the audience; of very many laptops the visit's, and the last."""
    office, recovery = desk.objects().recipients()
    fixed = {"office": office, "recovery": recovery, f"visit:{visit}": identity_from_bytes(key).public}
    holding = set(letters_of(session, visit).values())
    here = [one for one in joined_laptops(session) if not one.revoked and one.device != session.device]
    here.sort(key=lambda one: (one.device in holding, int(one.number)), reverse=True)
    laptops = {f"device:{one.device}": one.seal for one in here[: limits.AUDIENCE - _FIXED]}
    return fixed | laptops


def take_package(
    lane: ExchangeLane, session: Session, envelope: Envelope, head: PackageHead, root: bytes
) -> int | None:
    """Take in an office desk's package; give how many events were new, None for one that is here already.

    Its events go in run by run, and its keys with its number at the end: cut between, it is taken once more.
    Raises `object.unknown_sender`, `object.not_signed`, `package.not_office`, `package.older`; as opening it,
    and as taking in runs.
    """
    store = lane.store
    signed = check_signature(envelope, sender_key(store, head.device, head.by), root)
    if head.device == lane.device:
        return None
    authority = authority_of(lane.connection)
    if not authority.is_office(head.device) or authority.is_revoked(head.device):
        raise EktpError("package.not_office")
    last = store.packages.last(head.visit, head.device)
    if last is not None and (last.number, last.name) == (head.number, envelope.name):
        return None
    if last is not None and head.number <= last.number:
        raise EktpError("package.older")
    package = open_package(signed, secrets_held(lane))
    runs = (run for stretch in package.runs for run in runs_of(stretch))
    new = sum(lane.act(partial(take_run, run=run)) for run in runs)
    if guard := _guard_of(session):
        lane.act(partial(_follow, guard=guard, package=package, at_office=session.at_office))
    for receipt in package.receipts:
        _take_receipt(lane, receipt)
    lane.act(partial(_keep, head=head, name=envelope.name, package=package))
    return new


def _guard_of(session: Session) -> SlotGuard | None:
    """Who holds the keys of who is signed in."""
    return session.guard if isinstance(session.guard, SlotGuard) else None


def _follow(store: Store, *, guard: SlotGuard, package: Package, at_office: bool) -> None:
    """Take what the package says of keys: a laptop its users', an office desk the office's."""
    if not at_office:
        follow_slots(store, guard, package.slots, package.former)
    elif sealed := package.desks.get(store.head.device):
        take_lent(store, guard, sealed, keys_in(store.connection).box.secret)


def _take_receipt(lane: ExchangeLane, data: bytes) -> None:
    """Whatever one of them is, it stands beside the package's own word. Raises `disk.…`, `store.…`."""
    try:
        envelope = read_object(data)
        take_verdict(lane, envelope, read_as(envelope, OfficeVerdict), data)
    except EktpError as refused:
        if refused.code.startswith(("disk.", "store.")):
            raise


def _keep(store: Store, *, head: PackageHead, name: str, package: Package) -> None:
    parts = [ListPart(one.digest, one.list, one.key, one.count) for one in package.lists]
    with store.together():
        store.expect_rows(head.visit, parts, head.expires, by=head.device)
        store.packages.keep_keys(head.visit, package.keys, package.made_after)
        store.packages.keep(head.visit, head.device, KeptPackage(head.number, name, head.expires))
