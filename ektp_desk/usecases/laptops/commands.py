"""The office's laptops: kits that let one in, who joined with them, and laptops that are let in no longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import MOST_ADDRESSES, as_address
from ektp_desk.domain.journal.bodies import (
    DeviceKeys,
    DeviceRevoked,
    HubSet,
    IncarnationOpened,
    Joined,
    JournalsHeard,
    KitMade,
)
from ektp_desk.domain.journal.devices import OFFICE_DESK
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.labels import first_label, next_number
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.moments import Moment
from ektp_desk.usecases.laptops.queries import (
    HubFacts,
    KitFacts,
    heard_here,
    joined_laptops,
    journal_ends,
    keys_of_device,
    kits,
    office_hub,
)
from ektp_desk.usecases.ports import EventStore, NewKeys
from ektp_desk.usecases.session import Session

LAPTOP = "laptop"


@dataclass(frozen=True, slots=True, repr=False)
class AskedKit:
    """A kit for a laptop, called `label` on its page; the folders where its file and the page shall lie."""

    label: str
    file_folder: Path
    page_folder: Path
    at_office: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class KitFiles:
    """A kit's id and number, and where its file and the page with its words lie."""

    kit: str
    number: str
    file: Path
    page: Path


def next_kit_number(store: EventStore) -> str:
    """The number that the next kit gives its laptop."""
    return next_number(kit.number for kit in kits(store))


def make_kit(session: Session, *, enrol: str, at_office: bool = False) -> KitFacts:
    """Let one more laptop join, or with `at_office` one more office desk; `enrol` is hex.

    With the first kit this laptop's own keys are told, since others will want to know what comes from it.
    Raises `role.not_allowed`, `act.office_only`.
    """
    made = KitMade(
        number=next_kit_number(session.store), desk=OFFICE_DESK if at_office else LAPTOP, enrol=enrol
    )
    kit, own = session.new_id(), session.guard.device_keys()
    acts = [NewEvent(Entity.DEVICE, kit, made)]
    session.check_roles(*acts)
    if not keys_of_device(session.store, session.device):
        keys = DeviceKeys(sign=own.sign, seal=own.seal)
        acts.insert(0, NewEvent(Entity.DEVICE, session.device, keys))
    session.write(*acts)
    return KitFacts(kit, made.number, made.desk, made.enrol)


def join_office(store: EventStore, kit: str, *, device: str, key: str, keys: NewKeys, at: Moment) -> None:
    """Write who a new laptop is, in its first journal; `key` names its kit's. Raises `kit.unknown`."""
    made = (one for one in kits(store) if one.id == kit)
    of = next((one for one in made if key_name(bytes.fromhex(one.enrol)) == key), None)
    if of is None:
        raise EktpError("kit.unknown")
    joined = Joined(device=device, sign=keys.sign, seal=keys.seal, heard=journal_ends(store))
    store.write(
        [
            NewEvent(Entity.DEVICE, device, IncarnationOpened(label=first_label(of.number), reason="first")),
            NewEvent(Entity.DEVICE, kit, joined),
        ],
        at=at,
    )


def note_heard(session: Session) -> None:
    """Say how far other laptops' journals have come here, where they have come further.

    Who was let in there may act here from now on, and nobody doubts it.
    """
    ends = {(place.device, place.incarnation): place for place in journal_ends(session.store)}
    said = {(place.device, place.incarnation): place.seq for place in heard_here(session.store)}
    new = tuple(
        place for of, place in ends.items() if place.device != session.device and place.seq > said.get(of, 0)
    )
    if new:
        session.write(NewEvent(Entity.DEVICE, session.device, JournalsHeard(new)))


def check_hub(session: Session, addresses: Sequence[str]) -> tuple[str, ...]:
    """The addresses as they are kept. Raises `hub.bad_address`, `role.not_allowed`, `act.office_only`."""
    session.check_roles(_hub_act(session, "", ()))
    kept = tuple(dict.fromkeys(as_address(one) for one in addresses))
    if not 0 < len(kept) <= MOST_ADDRESSES:
        raise EktpError("hub.bad_address")
    return kept


def set_hub(session: Session, key: str, addresses: Sequence[str]) -> None:
    """Say which hub is the office's from now on; saying what holds already writes nothing.

    With it this laptop's own keys are told, unless they are: the hub takes its word first. Raises as
    `check_hub`.
    """
    kept = check_hub(session, addresses)
    acts = (
        [] if office_hub(session.store) == HubFacts(key, " ".join(kept)) else [_hub_act(session, key, kept)]
    )
    if not keys_of_device(session.store, session.device):
        own = session.guard.device_keys()
        told = DeviceKeys(sign=own.sign, seal=own.seal)
        acts.insert(0, NewEvent(Entity.DEVICE, session.device, told))
    if acts:
        session.write(*acts)


def move_hub(session: Session, addresses: Sequence[str]) -> None:
    """Say where the office's hub is reached from now on. Raises as `check_hub`; `line.none`."""
    if (hub := office_hub(session.store)) is None:
        raise EktpError("line.none")
    set_hub(session, hub.key, addresses)


def _hub_act(session: Session, key: str, addresses: tuple[str, ...]) -> NewEvent:
    return NewEvent(Entity.OFFICE, session.office.id, HubSet(key=key, addresses=addresses))


def revoke_laptop(session: Session, device: str, *, reason: str) -> None:
    """Let nothing count that a laptop writes after what has come here by now.

    Of a kit that nobody has used yet: nothing of a laptop that joins with it, until an ADB rules on that one.
    Raises `role.not_allowed`, `act.office_only`, `device.own` for the laptop at which one sits; `kit.used`.
    """
    until = tuple(place for place in journal_ends(session.store) if place.device == device)
    act = NewEvent(Entity.DEVICE, device, DeviceRevoked(reason=reason.strip(), until=until))
    session.check_roles(act)
    if device == session.device:
        raise EktpError("device.own")
    if any(one.kit == device for one in joined_laptops(session)):
        raise EktpError("kit.used")
    session.write(act)
