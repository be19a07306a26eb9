"""What is said of the office and its laptops: charter, policy, users, journals, days, backups."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ektp_desk.domain.journal.bodies.body import Body

_PublicKey = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]  # Ed25519


class JournalPlace(Body, frozen=True):
    """A journal's last event that counts of somebody who ends; what they wrote after it is held."""

    device: str
    incarnation: str
    seq: int


class OfficeFounded(Body, frozen=True):
    region: str  # the regency's code, "53.02"
    name: str  # "Kabupaten Timor Tengah Selatan"
    address: str
    zone: str  # "WITA"
    closing_hour: str  # "16.00"
    sample: bool


class PolicySet(Body, frozen=True):
    """One of the office's rules from now on, as text: what it may be is in `domain/office/policies.py`."""

    name: str
    value: str


class HubSet(Body, frozen=True):
    """Which hub is the office's: its key (Ed25519), and where it may be reached, the likeliest first."""

    key: _PublicKey
    addresses: tuple[str, ...]  # "https://192.0.2.7:8443"


class OfficeKeySet(Body, frozen=True):
    """To which key is sealed for the office from now on, after an ADB had left or another page was made."""

    seal: str  # "age1…"


class RootSet(Body, frozen=True):
    """Whose word founds all others: the founder's key and the recovery page's (Ed25519, hex). Said once.

    `recovery` is empty where an office of an earlier release was given its root without the page. `until`
    says how far each journal had come here by then: up to there nobody had signed, and it counts.
    """

    founder: _PublicKey
    recovery: Annotated[str, Meta(pattern=r"\A([0-9a-f]{64})?\Z")] = ""
    until: tuple[JournalPlace, ...] = ()


class UserAdded(Body, frozen=True):
    name: str
    roles: tuple[str, ...]


class UserChanged(Body, frozen=True):
    name: str
    roles: tuple[str, ...]
    until: tuple[JournalPlace, ...] = ()  # for roles that were taken away


class KeyGiven(Body, frozen=True):
    """An ADB says: this is the user's key. Halves that anybody may know, of Ed25519 (hex) and of age."""

    sign: _PublicKey
    seal: str


class KeyOffered(Body, frozen=True):
    """A user of an earlier release has made a key; it counts from the first when an ADB gives it."""

    sign: _PublicKey
    seal: str


class KeyEnded(Body, frozen=True):
    """A key signs no longer; `key` is its name in headers."""

    key: str
    until: tuple[JournalPlace, ...] = ()


class UserRemoved(Body, frozen=True):
    """The user signs in no longer; what they did keeps their name."""

    reason: str = ""
    until: tuple[JournalPlace, ...] = ()


class HoldRuled(Body, frozen=True):
    """An ADB says whether what a user wrote in a journal, from event to event, counts though it is held."""

    device: str
    incarnation: str
    first_seq: int
    last_seq: int
    counts: bool


class PassphraseReset(Body, frozen=True):
    """Somebody was given a new passphrase: by an ADB, or by themselves; never which."""

    own: bool


class IncarnationOpened(Body, frozen=True):
    """A journal begins. `last_*` name what this device had written before, if anything."""

    label: str  # "01/a", "01/b-KT": device and incarnation as printed on paper
    reason: str  # "first" or why a new one was opened: "no_anchor", "other_anchor"
    last_incarnation: str = ""
    last_seq: int = 0
    last_link: str = ""


class KitMade(Body, frozen=True):
    """An ADB lets one more laptop in; said of the kit, which has a random id of its own."""

    number: str  # "02": whose journals are `02/a`, `02/b-KT`
    desk: str  # "laptop", or "office" for another office desk
    enrol: _PublicKey  # may open one journal, and say who joins; its other half travels in the kit


class Joined(Body, frozen=True):
    """A laptop was founded with a kit, of which this is said; `sign` and `seal` are the laptop's own keys.

    `heard`: how far the office's journals had come that it took in.
    """

    device: str
    sign: _PublicKey
    seal: str  # age
    heard: tuple[JournalPlace, ...] = ()


class DeviceKeys(Body, frozen=True):
    """A laptop that joined with no kit, since the office was founded on it, says its own keys."""

    sign: _PublicKey
    seal: str  # age


class JournalsHeard(Body, frozen=True):
    """What follows in this journal was written by who may have known others' journals up to here."""

    heard: tuple[JournalPlace, ...]


class DeviceRevoked(Body, frozen=True):
    """A laptop was lost. What its journals have behind `until` is held; all of one that is not named."""

    reason: str = ""
    until: tuple[JournalPlace, ...] = ()


class DayConfirmed(Body, frozen=True):
    """A person looked at the laptop's date and time and said they are right."""

    local: str  # ISO 8601 with offset, as shown
    jump_minutes: int = 0  # how far from the last record it stood, if that was doubted and said once more


class ExpiryAllowed(Body, frozen=True):
    """An ADB read what will expire after a leap of more than 45 days, and said that the day is right."""

    local: str  # as in `DayConfirmed`
    last: str  # ISO date: the day that was last confirmed before it
    going: int  # lists that were over by it


class BackupMade(Body, frozen=True):
    """A backup was written and read back."""

    digest: str  # SHA-256 of the file, hex
    size: int  # bytes
    place: str = ""  # the name of the medium, never a path: paths hold people's names


class FilesRemoved(Body, frozen=True):
    """A laptop removes captured files that are safe at the office: said of itself, and before it does."""

    files: tuple[str, ...]  # SHA-256 of the sealed bytes, hex
    size: int  # of all of them, bytes
    full: bool = False  # the office's days were not over, and the disk was nearly full


class NamesShown(Body, frozen=True):
    """A paper that names people was made on this laptop; who is in the header, whose names nowhere."""

    report: str  # a `PaperKind`
    purpose: str
