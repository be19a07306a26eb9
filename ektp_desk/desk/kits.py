"""Kits: made at the office as a file and six words, and opened in an empty folder, which is a laptop then."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import Kit, found_laptop
from ektp_desk.desk.keys.following import note_given
from ektp_desk.desk.keys.passphrases import word_list
from ektp_desk.desk.keys.rekeying import waits_for
from ektp_desk.desk.keys.tries import Tries
from ektp_desk.desk.opening import new_id
from ektp_desk.domain.chance.passwords import passphrase
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.authority import Authority
from ektp_desk.domain.journal.hearing import EventPlace
from ektp_desk.domain.journal.signing import OFFICE_SIGNS, key_name, paper_code
from ektp_desk.domain.places import RegionCode, zone_of
from ektp_desk.domain.visits import VisitState
from ektp_desk.seal.age import identity_bytes, new_identity
from ektp_desk.seal.files import refuse_irregular, telling_disk_errors
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.seal.sign import are_signed, new_signing_key, sign, verify_key
from ektp_desk.seal.slots.content import STORE_KEY_BYTES, Slots
from ektp_desk.seal.slots.copies import as_copy, parse_copy
from ektp_desk.seal.slots.travelling import for_laptop, without_store
from ektp_desk.settings import Clock, Folders, clock_in
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.store import Store
from ektp_desk.store.stretches import first_stretches
from ektp_desk.usecases.laptops.commands import make_kit
from ektp_desk.usecases.laptops.queries import KitFacts, keys_of_device, office_hub
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import visits
from ektp_desk.wire import limits
from ektp_desk.wire.kit import (
    FILE_BYTES,
    TOO_BIG,
    KitContent,
    SealedKit,
    check_kit,
    open_kit,
    read_kit,
    write_kit,
)

WORDS = 6
# Six words are 60 bits, and a guess costs four times what one at a passphrase costs: as much as 62 bits do.
KIT_COST = Cost(4 * FULL.ops, FULL.memory_bytes)
_TRIED = "kit"  # for whom wrong words are counted: no user's id


@dataclass(frozen=True, slots=True)
class MadeKit:
    """A kit's file and its words, which nobody here keeps."""

    facts: KitFacts
    words: str = field(repr=False)
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedKit:
    """A laptop that was made; the office's code is to be compared with the page."""

    number: str
    device: str
    office: str
    office_code: str
    users: tuple[str, ...] = field(repr=False)


def begin_kit(
    desk: Desk, session: Session, *, at_office: bool = False, cost: Cost = KIT_COST
) -> Callable[[], MadeKit]:
    """Write that there is a kit; what is given seals it, which takes seconds and asks no store.

    Raises `role.not_allowed`, `act.office_only`; `kit.users_wait` (fact `count`) while nothing can
    be sealed to somebody yet (`waits_for` names them); `kit.no_root` for an office of before keys;
    the one that is given raises `kit.too_big`.
    """
    store = desk.held_store()
    if waiting := waits_for(desk.slots, store):
        raise EktpError("kit.users_wait", count=len(waiting))
    slots = without_store(desk.slots)
    root = office_root(store.connection)
    if not root:
        raise EktpError("kit.no_root")
    seed, own = new_signing_key(), desk.device_keys().seed
    facts = make_kit(session, enrol=verify_key(seed).hex(), at_office=at_office)
    coming = {visit.id for visit in visits(session) if visit.state is not VisitState.CLOSED}
    hub = office_hub(store)
    content = KitContent(
        kit=facts.id,
        device=session.device,
        desk="office" if at_office else "laptop",
        enrol=seed,
        hubs=hub.addresses.split() if hub else (),
        hub_key=hub.key if hub else "",
        slots=as_copy(slots),
        runs=first_stretches(store.connection, visits=coming),
        visits={
            one: store.packages.keys_for(one, new_visit_key)[: limits.VISIT_KEYS]
            # A key of its own besides: of visits that are planned later it opens packages too.
            for one in (facts.id, *sorted(coming)[: limits.KIT_VISITS - 1])
        },
        former=note_given(store, slots),
    )
    words = passphrase(word_list(), secrets.randbelow, count=WORDS)

    def seal() -> MadeKit:
        data = write_kit(
            content,
            words,
            office=root.hex(),
            by=key_name(verify_key(own)),
            number=facts.number,
            cost=cost,
            sign=partial(sign, own),
        )
        return MadeKit(facts, words, data)

    return seal


def new_visit_key() -> bytes:
    """The secret half of a visit's age key."""
    return identity_bytes(new_identity().secret)


def read_kit_file(path: Path) -> SealedKit:
    """Raises as `read_kit`; `disk.refused`, `file.irregular`."""
    refuse_irregular(path)
    with telling_disk_errors(), path.open("rb") as file:
        data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise EktpError(TOO_BIG)
    return read_kit(data)


def found_by_kit(
    folders: Folders,
    kit: SealedKit,
    words: str,
    *,
    clock: Clock | None = None,
    wall: Callable[[], float] | None = None,
) -> OpenedKit:
    """Make this folder a laptop of the kit's office: all of it, or nothing.

    Raises `kit.wrong_words` (fact `wait`: seconds until the next try), `signin.wait` (fact `seconds`);
    `kit.damaged`, `kit.newer`, `kit.too_big`, `kit.untrue`, `kit.unknown`; and as `found`.
    """
    content = _opened(folders, kit, words, wall)
    slots, store_key = _slots_of(content), secrets.token_bytes(STORE_KEY_BYTES)
    made = for_laptop(slots, store_key, install=new_id())
    device = found_laptop(
        folders,
        made,
        store_key,
        Kit(content.kit, content.enrol, content.visits, content.former),
        (one for run in content.runs for one in run),
        clock=clock or clock_in(zone_of(RegionCode.parse(slots.office.region)).utc_offset_minutes),
        check=lambda store: _check(store, kit, content),
    )
    users = tuple(slot.user.name for slot in slots.users)
    code = paper_code(bytes.fromhex(kit.head.office), OFFICE_SIGNS)
    return OpenedKit(kit.head.number, device, slots.office.name, code, users)


def _opened(folders: Folders, kit: SealedKit, words: str, wall: Callable[[], float] | None) -> KitContent:
    tries = Tries(folders.tries, wall=wall) if wall else Tries(folders.tries)
    try:
        with tries.trying(_TRIED):
            return open_kit(kit, words)
    except EktpError as error:
        if error.code != "signin.wrong":
            raise
        raise EktpError("kit.wrong_words", **error.facts) from None


def _slots_of(content: KitContent) -> Slots:
    """Raises `kit.damaged`, `kit.newer`."""
    try:
        slots = parse_copy(content.slots)
    except EktpError:
        raise EktpError("kit.newer") from None
    if slots is None:
        raise EktpError("kit.damaged")
    return slots


def _check(store: Store, kit: SealedKit, content: KitContent) -> None:
    """Hold the kit against the office that its own events tell of: up to that one's first key.

    Who knows the words and makes a kit of their own would need the key of an office desk, which somebody of
    the office vouched for. Raises `kit.untrue`.
    """
    authority = store.authority
    own = (keys.sign for keys in keys_of_device(store, content.device))
    key = next((sign for sign in own if key_name(bytes.fromhex(sign)) == kit.head.by), "")
    is_true = (
        key
        and office_root(store.connection).hex() == kit.head.office
        and authority.is_office(content.device)
        and all(_ends_signed(authority, run[-1]) for run in content.runs)
        and not signature_faults(store.connection, are_signed)
    )
    if not is_true:
        raise EktpError("kit.untrue")
    check_kit(kit, bytes.fromhex(key))


def _ends_signed(authority: Authority, last: Arrived) -> bool:
    """Whether a stretch ends with its author's signature: before a hole nobody else would ask for one."""
    place = EventPlace((last.device, last.incarnation), last.seq)
    return last.signature is not None or authority.is_before_root(place)
