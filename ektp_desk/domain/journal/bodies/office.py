"""What is said of the office and its laptops: charter, policy, users, journals, days, backups."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies.body import Body


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


class UserAdded(Body, frozen=True):
    name: str
    roles: tuple[str, ...]


class UserChanged(Body, frozen=True):
    name: str
    roles: tuple[str, ...]


class UserRemoved(Body, frozen=True):
    """The user signs in no longer; what they did keeps their name."""

    reason: str = ""


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


class DayConfirmed(Body, frozen=True):
    """A person looked at the laptop's date and time and said they are right."""

    local: str  # ISO 8601 with offset, as shown
    jump_minutes: int = 0  # how far from the last record it stood, if that was doubted and said once more


class BackupMade(Body, frozen=True):
    """A backup was written and read back."""

    digest: str  # SHA-256 of the file, hex
    size: int  # bytes
    place: str = ""  # the name of the medium, never a path: paths hold people's names


class NamesShown(Body, frozen=True):
    """A paper that names people was made on this laptop; who is in the header, whose names nowhere."""

    report: str  # a `PaperKind`
    purpose: str
