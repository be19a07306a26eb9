"""Which laptops the office let in, and how far their journals were heard of here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import JournalPlace
from ektp_desk.usecases.laptops.mirror import MirrorNews, read_mirror
from ektp_desk.usecases.ports import EventStore, NewKeys
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct


class KitFacts(PrivateStruct, frozen=True):
    """A kit; `desk` is `laptop` or `office`, `enrol` the public half of its key (hex)."""

    id: str
    number: str
    desk: str
    enrol: str


class HubFacts(PrivateStruct, frozen=True):
    """The office's hub: its key (Ed25519, hex), and its addresses with a space between."""

    key: str
    addresses: str


class LaptopFacts(PrivateStruct, frozen=True):
    """Who joined with a kit; `sign` (Ed25519, hex) and `seal` (age) are the laptop's own public halves."""

    kit: str
    number: str
    desk: str
    device: str
    sign: str
    seal: str
    revoked: bool


class KitMaking(PrivateStruct, frozen=True):
    """When a kit was made (ISO 8601), by which user, and whether an ADB revoked it."""

    kit: str
    made_at: str
    by: str
    revoked: bool


class KnownJournal(PrivateStruct, frozen=True):
    """A journal as far as it came here: its label on paper, its last event, and when that was written."""

    device: str
    label: str
    seq: int
    at: datetime


class DevicePublic(PrivateStruct, frozen=True):
    """A laptop's public halves: of Ed25519 (hex) and of age."""

    sign: str
    seal: str


def keys_of_device(store: EventStore, device: str) -> list[DevicePublic]:
    """None before a laptop has told them."""
    return store.ask("device_keys", DevicePublic, device=device)


def device_doubt(store: EventStore, device: str, keys: Callable[[], NewKeys]) -> EktpError | None:
    """Say so where a laptop's own keys are not those that it told: what it sends would be refused.

    Who has told none, as before the first kit, is not asked for them.
    """
    told = [(one.sign, one.seal) for one in keys_of_device(store, device)]
    if told:
        own = keys()
        return None if (own.sign, own.seal) in told else EktpError("device.keys_differ")
    return None


def kits(store: EventStore) -> list[KitFacts]:
    """By number."""
    return store.ask("kits", KitFacts)


def office_hub(store: EventStore) -> HubFacts | None:
    return next(iter(store.ask("office_hub", HubFacts)), None)


def kits_made(session: Session) -> list[KitMaking]:
    return session.store.ask("kits_made", KitMaking)


def journals_known(session: Session) -> list[KnownJournal]:
    """By label."""
    return session.store.ask("journals_known", KnownJournal)


def joined_laptops(session: Session) -> list[LaptopFacts]:
    """By number; not the laptop on which the office was founded."""
    return session.store.ask("joined_laptops", LaptopFacts)


def journal_ends(store: EventStore) -> tuple[JournalPlace, ...]:
    """How far each journal has come here."""
    return tuple(store.ask("journal_ends", JournalPlace))


def heard_here(store: EventStore) -> list[JournalPlace]:
    """How far others' journals had come, as the journal that is written here has said by now."""
    return store.ask("heard_here", JournalPlace)


def mirror_news(session: Session) -> MirrorNews:
    """How the card stood that mirrors this laptop, without looking at it."""
    card = read_mirror(session.value("mirror_card", str))
    return card.news if card else MirrorNews()


def finished_here(session: Session) -> int:
    """How many recordings were ever finished: it grows with each."""
    return session.value("recordings_finished", int) or 0


class DeviceCounts(PrivateStruct, frozen=True):
    """Of what came here of a laptop's journals: finished recordings, captured files, events that are held."""

    recordings: int
    files: int
    held: int


class DeviceHole(PrivateStruct, frozen=True):
    """Events of one of its journals that have not come here, between some that have."""

    label: str
    first: int
    last: int


class VisitOnLaptop(PrivateStruct, frozen=True):
    """A visit of which a laptop wrote `events`, or whose keys it may have (`opens`).

    `renewed`: there is a key that was made after it was revoked; `packaged`: a package was given;
    `lists_gone`: of its lists, how many name nobody here any more.
    """

    visit: str
    events: int
    opens: bool
    renewed: bool
    packaged: bool
    lists_gone: int


def counts_of_device(session: Session, device: str) -> DeviceCounts:
    return session.store.ask("breach_counts", DeviceCounts, device=device)[0]


def holes_of_device(session: Session, device: str) -> list[DeviceHole]:
    """By journal."""
    return session.store.ask("breach_holes", DeviceHole, device=device)


def visits_on_laptop(session: Session, device: str, *, kit: str) -> list[VisitOnLaptop]:
    """By day."""
    return session.store.ask("breach_visits", VisitOnLaptop, device=device, kit=kit)


def people_of_device(session: Session, device: str) -> set[str]:
    """Whom a laptop's journals name as far as they came here."""
    return set(session.values("people_of_device", str, device=device))


def people_listed(session: Session, visit: str) -> set[str]:
    """Whom a visit's lists name that are here."""
    return set(session.values("people_listed", str, visit=visit))


def people_met(session: Session, visit: str) -> set[str]:
    """Who got a number with a name at a visit, or was recorded there, on whichever laptop."""
    return set(session.values("people_met", str, visit=visit))


def everybody_here(session: Session) -> set[str]:
    """Whom this store knows at all."""
    return set(session.values("people_everywhere", str))
