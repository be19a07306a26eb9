"""Founding in an empty data folder: an office with keys, slots and recovery page; or a laptop, with a kit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field

from ektp_desk.desk.folder.files import AnchorFile, RowFolder
from ektp_desk.desk.folder.founded import HALF, name_store
from ektp_desk.desk.folder.lock import lock_of, take
from ektp_desk.desk.folder.switching import settle
from ektp_desk.desk.folder.synced import sync_service
from ektp_desk.desk.keys.following import note_seen
from ektp_desk.desk.keys.passphrases import check_chosen
from ektp_desk.desk.opening import keys_in, new_id
from ektp_desk.desk.places import gazetteer_of
from ektp_desk.desk.recovery import page_on_paper
from ektp_desk.desk.standing import keep_fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import OfficeFounded
from ektp_desk.domain.journal.signing import key_name, office_code
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import RegionCode, zone_of
from ektp_desk.domain.roles import Role
from ektp_desk.seal.age import Identity, identity_bytes, new_identity
from ektp_desk.seal.files import make_file, make_folder
from ektp_desk.seal.keys import UserKeys, UserSigner, recovery_keys
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.seal.sign import new_signing_key, sign, verify_key
from ektp_desk.seal.slots.content import Secrets, SlotOffice, Slots, SlotUser
from ektp_desk.seal.slots.copies import NAMES, read_slots, write_slots
from ektp_desk.seal.slots.opening import create_slots
from ektp_desk.settings import Clock, Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.journal import find_writer
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.commands import found_office
from ektp_desk.usecases.laptops.commands import join_office
from ektp_desk.wire.requests import enrolment_message

_REGENCY = 2  # a region code's level
_CLOSING_HOUR = "16.00"


@dataclass(frozen=True, slots=True, repr=False)
class Kit:
    """What a laptop joins with: the kit's id, and the secret half of its key (32 bytes).

    `visits` are the keys of coming visits, the newest of each first; `former` the marks of replaced slots.
    """

    id: str
    enrol: bytes
    visits: Mapping[str, Sequence[bytes]] = field(default_factory=dict)
    former: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Founded:
    """A new office: who may sign in, and the page that opens it when everybody has forgotten."""

    user: str
    recovery: RecoveryPage = field(repr=False)


def found(
    folders: Folders,
    charter: OfficeFounded,
    *,
    user_name: str,
    passphrase: str,
    clock: Clock,
    cost: Cost = FULL,
    keep: Callable[[RecoveryPage], None] = lambda _page: None,
) -> Founded:
    """Found an office; `keep` puts the recovery page where it shall lie.

    The slots are written last: without them there is no office. What is refused on the way,
    by `keep` too, leaves nothing.
    Raises `office.exists` when the folder holds one already, `office.store_without_slots` when it
    holds a store whose slot files are gone, `passphrase.weak`, `desk.in_use`, `disk.full`, `disk.refused`.
    """
    user = SlotUser(new_id(), user_name, tuple(Role))
    check_chosen(passphrase, user.roles, region=charter.region, names=[charter.name, user_name])
    on_slots = SlotOffice(charter.region, charter.name, charter.sample)
    slots, made = create_slots(on_slots, user, passphrase=passphrase, install=new_id(), cost=cost)
    with _empty_folder(folders), _whole_or_nothing(folders, slots):
        _first_store(folders, slots, made, charter, user=user, clock=clock)
        code = office_code(made.founder.sign, recovery_keys(made.recovery).sign)
        page = page_on_paper(charter, made.recovery, install=slots.install, made=clock().day, code=code)
        keep(page)
    return Founded(user.id, page)


def found_laptop(
    folders: Folders,
    slots: Slots,
    store_key: bytes,
    kit: Kit,
    arrived: Iterable[Arrived],
    *,
    clock: Clock,
    check: Callable[[Store], None] = lambda _store: None,
) -> str:
    """Found the store of one more laptop of an office; give the new device's id.

    `slots` let its users in, `store_key` is theirs; `arrived` is what the office's journals say, and of the
    kit; `check` may refuse what came. Raises as `found`, as taking in and as `check`; `kit.unknown` where
    these journals do not say that it was made.
    """
    box = new_identity()
    with _empty_folder(folders), _whole_or_nothing(folders, slots):
        signer = UserSigner(kit.id, UserKeys(kit.enrol, box))
        with _half_store(folders, slots, store_key, signer, box=box) as store:
            store.receive_at_once(arrived)
            check(store)
            own = keys_in(store.connection)
            device = store.head.device
            note_seen(store, slots, kit.former)
            for visit, keys in kit.visits.items():
                store.packages.keep_keys(visit, keys)
            join_office(store, kit.id, device=device, key=signer.key, keys=own, at=clock())
            _keep_enrolment(store, kit, own.public)
            return device


def _keep_enrolment(store: Store, kit: Kit, public: bytes) -> None:
    """Let the kit's key say whose laptop this is, for a hub that hears of it before the office does."""
    message = enrolment_message(office_root(store.connection), kit.id, public)
    with store.together():
        keep_fact(store.connection, "kit", kit.id.encode())
        keep_fact(store.connection, "enrolled", sign(kit.enrol, message))


@contextmanager
def _whole_or_nothing(folders: Folders, slots: Slots) -> Iterator[None]:
    """Write the slots after what is done here and name the store, or leave nothing.

    From the first copy of the slots on it is an office, whose store whoever comes next names.
    """
    try:
        yield
        write_slots(folders.data, slots)
        name_store(folders)
    except BaseException as error:
        remove_office(folders, slots.install)
        if isinstance(error, EktpError) and error.code == "anchor.not_written":
            raise EktpError("disk.full", errno=0) from error  # here nothing is kept
        raise


@contextmanager
def _empty_folder(folders: Folders) -> Iterator[None]:
    """Hold a folder in which no office stands: two foundings at once would take each other's store."""
    if service := sync_service(folders.data):
        raise EktpError("folder.synced", service=service)
    settle(folders)
    make_folder(folders.data)
    make_folder(folders.state)
    lock = lock_of(folders)
    take(lock)
    try:
        name_store(folders)
        if any((folders.data / name).exists() for name in NAMES):
            raise EktpError("office.exists")
        if (folders.data / STORE).exists():
            raise EktpError("office.store_without_slots")  # never ours to remove: its slots may come back
        remove_office(folders, None)  # what a founding that was cut short left: nobody has a key to it
        yield
    finally:
        lock.release()


def remove_office(folders: Folders, install: str | None) -> None:
    """Remove an office that nobody has used yet, its slots first; for the process that holds the folder."""
    stores = [f"{name}{part}" for name in (STORE, HALF) for part in ("", "-wal", "-shm")]
    anchor = [folders.anchor(install)] if install else []
    for path in [*(folders.data / name for name in (*NAMES, *stores)), *anchor]:
        with suppress(OSError):
            path.unlink()


def remove_unused(folders: Folders) -> None:
    """Remove the office in a folder that nobody has used yet; raises `desk.in_use`, and as `read_slots`."""
    lock = lock_of(folders)
    take(lock)
    try:
        remove_office(folders, read_slots(folders.data).slots.install)
    finally:
        lock.release()


def _first_store(
    folders: Folders, slots: Slots, made: Secrets, charter: OfficeFounded, *, user: SlotUser, clock: Clock
) -> None:
    signer = UserSigner(user.id, made.founder)
    with _half_store(folders, slots, made.store_key, signer, box=new_identity()) as store:
        found_office(
            store,
            charter,
            device=store.head.device,
            user=user.id,
            user_name=user.name,
            keys=made.founder,
            recovery=recovery_keys(made.recovery).sign,
            at=clock(),
            new_id=new_id,
        )


@contextmanager
def _half_store(
    folders: Folders, slots: Slots, store_key: bytes, signer: UserSigner, *, box: Identity
) -> Iterator[Store]:
    """Make a device's store with its keys, which only who opens it has; `box` opens what is sealed to it.

    A device is called by its key: who has another one, and a kit, never speaks for it.
    """
    incarnation, seed = new_id(), new_signing_key()
    device = key_name(verify_key(seed))
    make_file(folders.data / HALF)
    connection = open_database(folders.data / HALF, store_key)
    facts = {"device": device.encode(), "incarnation": incarnation.encode(), "seed": seed}
    facts["box"] = identity_bytes(box.secret)
    with closing(connection), translated_errors():
        connection.executemany("INSERT INTO facts (name, value) VALUES (?, ?)", list(facts.items()))
        writer = find_writer(connection, slots.install, device, incarnation)
        anchor = AnchorFile(folders.anchor(slots.install), seed, generation=lambda: slots.generation)
        yield Store(connection, writer, signer=signer, anchor=anchor, row_files=RowFolder(folders.lists))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log would not follow a renamed store


def charter_of(region: RegionCode, *, address: str = "", sample: bool = False) -> OfficeFounded:
    """Raises `place.unknown`, `place.not_a_regency`."""
    if region.level != _REGENCY:
        raise EktpError("place.not_a_regency")
    place = gazetteer_of(str(region)).place(region)
    return OfficeFounded(
        region=str(region),
        name=place.name,
        address=address,
        zone=zone_of(region).name,
        closing_hour=_CLOSING_HOUR,
        sample=sample,
    )
