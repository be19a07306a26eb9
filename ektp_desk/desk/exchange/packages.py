"""Packages: what an office desk gives a visit on a card or stick, and what its laptops take from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.dropping import drop_objects, renew_drops, take_drops
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.listed import row_number
from ektp_desk.desk.exchange.outgoing import note_carried
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
from ektp_desk.domain.journal.authority import Authority
from ektp_desk.domain.journal.bodies import LettersAssigned
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.hearing import EventPlace
from ektp_desk.domain.journal.labels import folder_signs
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.office.policies import Policy
from ektp_desk.seal.age import identity_from_bytes
from ektp_desk.seal.files import telling_disk_errors
from ektp_desk.seal.rows import new_key, write_rows
from ektp_desk.seal.sign import sign, verify_key
from ektp_desk.seal.slots.copies import as_copy
from ektp_desk.seal.slots.travelling import without_store
from ektp_desk.store.asking.places import last_seq, office_root
from ektp_desk.store.packages import KeptPackage
from ektp_desk.store.reading import ReadOnlyStore
from ektp_desk.store.rows import ListPart
from ektp_desk.store.store import Store
from ektp_desk.store.stretches import stretches_for
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.admin.pages import say_office_key
from ektp_desk.usecases.admin.queries import policy_number
from ektp_desk.usecases.laptops.courier import GivenPackage
from ektp_desk.usecases.laptops.queries import joined_laptops, kits
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import assign_letters
from ektp_desk.usecases.visits.letters.queries import letters_of
from ektp_desk.usecases.visits.packages.queries import kits_waiting, packages_due
from ektp_desk.usecases.visits.queries import rows_expected, the_visit
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import Envelope, check_signature, head_of, read_object
from ektp_desk.wire.heads import DropList, OfficeVerdict, PackageHead
from ektp_desk.wire.package import ListFile, Package, open_package, write_package
from ektp_desk.wire.part import cut

_FIXED = 3  # names in each audience besides laptops and kits
_LONG = 3650  # days, where the office keeps lists until somebody withdraws them


_OUTGOING = "package.rows"  # what a crash leaves of it is swept with the lists that nobody knows


def give_package(
    desk: Desk,
    session: Session,
    visit: str,
    carrier: Carrier,
    *,
    letters: Mapping[str, str] | None = None,
    lane: ExchangeLane | None = None,
) -> GivenPackage:
    """Assign letters (devices by letter), beside those that are, and put a visit's package on a carrier.

    `session` acts on the thread that writes. Raises `visit.unknown`, `desk.bad_letter`, `role.not_allowed`,
    `act.office_only`; `package.no_laptops` where no kit was made; `object.too_big`; `carrier.…` as writing
    there.
    """
    session.check_roles(NewEvent(Entity.VISIT, visit, LettersAssigned({}), visit))
    if not session.at_office:
        raise EktpError("act.office_only")
    lane = lane or on_own_thread(desk)
    root, asked, guard = office_root(lane.connection), replace(session, store=lane.store), _guard_of(session)
    planned = the_visit(asked, visit)
    if not root or not kits(lane.store):
        raise EktpError("package.no_laptops")
    if letters:
        said = letters_of(asked, visit) | dict(letters)
        lane.act(lambda _store: assign_letters(session, visit, said))
    if guard is not None:
        office_keys = guard.office_keys()
        lane.act(lambda _store: say_office_key(session, office_keys))
    days = policy_number(asked, Policy.LIST_DAYS) or _LONG
    keys, seed = (
        lane.act(lambda store: store.packages.keys_for(visit, new_visit_key)),
        lane.seed,
    )
    to = _recipients(desk, asked, visit, keys[0])
    waiting = _kits_reached(asked, lane, room=limits.AUDIENCE - len(to))
    to |= waiting
    head = PackageHead(
        office=root.hex(),
        by=key_name(verify_key(seed)),
        audience=tuple(to),
        visit=visit,
        number=lane.store.packages.next_number(visit, lane.device, lane.incarnation),
        made=session.clock().text,
        expires=(date.fromisoformat(planned.day) + timedelta(days=days)).isoformat(),
        device=session.device,
        incarnation=lane.incarnation,
        seq=last_seq(lane.connection, lane.device, lane.incarnation),
    )
    until = lane.store.packages.news_until()  # what is said from here on asks for another package
    row_files = list(_row_files(lane, asked, visit))
    renew_verdicts(desk, lane=lane)
    renew_drops(lane)
    receipts = [data for _name, data in (*drop_objects(lane), *verdict_objects(lane))]
    slots = without_store(desk.slots, waiting=True)
    package = Package(
        lists=[said for said, _data in row_files],
        letters=letters_of(asked, visit),
        runs=stretches_for(lane.connection, visit),
        keys=keys[: limits.VISIT_KEYS],
        made_after=lane.store.packages.made_after(visit)[: limits.VISIT_KEYS],
        slots=as_copy(slots),
        former=lane.act(lambda store: note_given(store, slots)),
        desks=lend(asked, desk.slots, guard) if guard is not None else {},
        receipts=receipts[: limits.RECEIPTS],
    )
    data = write_package(head, package, to=to, sign=partial(sign, seed))
    # The number first: a crash leaves a gap, and never two packages of one number.
    name = hashlib.sha256(data).hexdigest()
    at, (kept, former) = session.clock(), _known_by(lane.store, head, name)
    lane.act(lambda store: store.packages.keep_own(visit, session.device, kept, former, until=until, at=at))
    # The package last: a card that was pulled before has rows that nobody can open, and no half package.
    for whole in (*(rows for _said, rows in row_files), data):
        lane.check()
        entries = [whole] if len(whole) <= limits.ENTRY else list(cut(whole))
        pack = carrier.write(folder_signs(lane.device, lane.incarnation), entries)
    lane.act(partial(note_carried, carrier=carrier.id, pack=pack, names=[name]))
    people = sum(said.count for said, _rows in row_files)
    return GivenPackage(
        head.number,
        date.fromisoformat(head.expires),
        len(to) - len(waiting) - _FIXED,
        len(waiting),
        people,
    )


def give_due_packages(
    desk: Desk, session: Session, carrier: Carrier, *, lane: ExchangeLane | None = None
) -> tuple[list[str], int]:
    """Put the packages on a carrier that visits want of this desk and it has not.

    Give of which visits, and how many wait for a supervisor or an ADB. Raises as `give_package`.
    """
    lane = lane or on_own_thread(desk)
    asked = replace(session, store=lane.store)
    due = [
        one.visit
        for one in packages_due(asked)
        if one.outdated or not lane.store.runs.is_carried(carrier.id, one.name)
    ]
    if not session.user.is_supervisor:
        return [], len(due)
    for visit in due:
        give_package(desk, session, visit, carrier, lane=lane)
    return due, 0


def _row_files(lane: ExchangeLane, asked: Session, visit: str) -> Iterator[tuple[ListFile, bytes]]:
    """Of each list that is here the rows of those whom a visit expects, under a key of their own.

    Raises `object.too_big` for what no parts make.
    """
    for list_id, numbers in rows_expected(asked, visit).items():
        path, key = lane.desk.folders.lists / _OUTGOING, new_key()
        written = write_rows(path, lane.act(partial(_rows_of, list_id=list_id, numbers=numbers)), key)
        with telling_disk_errors():
            data = path.read_bytes()
            path.unlink()
        if len(data) > limits.WHOLE:
            raise EktpError("object.too_big")
        yield ListFile(list_id, written.digest_hex, written.count, key), data


def _rows_of(store: Store, *, list_id: str, numbers: set[int]) -> list[bytes]:
    return [row for row in store.list_rows(list_id) if row_number(row) in numbers]


def _recipients(desk: Desk, session: Session, visit: str, key: bytes) -> dict[str, str]:
    """Age recipients by their names in the audience; of very many laptops the visit's, and the last."""
    office, recovery = desk.objects().recipients()
    fixed = {"office": office, "recovery": recovery, f"visit:{visit}": identity_from_bytes(key).public}
    holding = set(letters_of(session, visit).values())
    here = [one for one in joined_laptops(session) if not one.revoked and one.device != session.device]
    here.sort(key=lambda one: (one.device in holding, int(one.number)), reverse=True)
    laptops = {f"device:{one.device}": one.seal for one in here[: limits.AUDIENCE - _FIXED]}
    return fixed | laptops


def _kits_reached(session: Session, lane: ExchangeLane, *, room: int) -> dict[str, str]:
    """The same of kits that wait for a laptop and were made here, with a key of their own."""
    keys = lane.store.packages.visit_keys()
    waiting = [kit.kit for kit in reversed(kits_waiting(session)) if kit.kit in keys]
    return {f"visit:{kit}": identity_from_bytes(keys[kit][0]).public for kit in waiting[:room]}


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
    if (head.device, head.incarnation) == (lane.device, lane.incarnation):
        return None  # what another journal of this desk gave may be lost here since
    authority = store.authority
    if not authority.is_office(head.device) or authority.is_revoked(head.device):
        raise EktpError("package.not_office")
    last = store.packages.last(head.visit, head.device)
    if envelope.name in (one.name for one in last):
        return None
    if any(_is_older(head, envelope.name, one, authority) for one in last):
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


def _is_older(head: PackageHead, name: str, last: KeptPackage, authority: Authority) -> bool:
    """Whether a package comes behind one that is here, of its journal or of one that goes on from it.

    Of two copies of a desk that both go on none has the other's behind it: both count. Where two of one
    journal have one number, since its anchor was copied too, the same one wins everywhere.
    """
    if last.incarnation == head.incarnation:
        return (head.number, name) < (last.number, last.name)
    journal = (head.device, last.incarnation)
    return authority.hearing.goes_on_from(journal, EventPlace((head.device, head.incarnation), head.seq))


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
        match head_of(envelope):
            case OfficeVerdict() as verdict:
                take_verdict(lane, envelope, verdict, data)
            case DropList() as sheet:
                take_drops(lane, envelope, sheet, data)
            case _:
                pass
    except EktpError as refused:
        if refused.code.startswith(("disk.", "store.")):
            raise


def _keep(store: Store, *, head: PackageHead, name: str, package: Package) -> None:
    parts = [ListPart(one.digest, one.list, one.key, one.count) for one in package.lists]
    with store.together():
        by, (kept, former) = (head.device, head.incarnation), _known_by(store, head, name)
        store.expect_rows(head.visit, parts, head.expires, by=by, former=former)
        store.packages.keep_keys(head.visit, package.keys, package.made_after)
        store.packages.keep(head.visit, head.device, kept, former)


def _known_by(store: Store | ReadOnlyStore, head: PackageHead, name: str) -> tuple[KeptPackage, list[str]]:
    """What is kept of a package, and the incarnations whose last ones it has behind it."""
    hearing, by = store.authority.hearing, (head.device, head.incarnation)
    former = [
        one.incarnation
        for one in store.packages.last(head.visit, head.device)
        if not one.incarnation  # of before step 033
        or hearing.goes_on_from(by, EventPlace((head.device, one.incarnation), one.seq))
    ]
    return KeptPackage(head.incarnation, head.seq, head.number, name, head.expires), former
