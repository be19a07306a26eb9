"""What each kind of event says: bodies may hold personal data, so they hide themselves."""

from __future__ import annotations

import msgspec


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """The said part of an event; unknown fields of a later version are read over."""

    def __repr__(self) -> str:
        """Show only the kind: a body may hold a name or a NIK."""
        return type(self).__name__


class OfficeFounded(Body, frozen=True):
    region: str  # the regency's code, "53.02"
    name: str  # "Kabupaten Timor Tengah Selatan"
    address: str
    zone: str  # "WITA"
    closing_hour: str  # "16.00"
    sample: bool


class UserAdded(Body, frozen=True):
    name: str
    roles: tuple[str, ...]


class IncarnationOpened(Body, frozen=True):
    """A journal begins. `last_*` name what this device had written before, if anything."""

    label: str  # "01/a": device and incarnation as printed on paper
    reason: str  # "first" or why a new one was opened: "no_anchor", "other_anchor"
    last_incarnation: str = ""
    last_seq: int = 0
    last_link: str = ""


class DayConfirmed(Body, frozen=True):
    """A person looked at the laptop's date and time and said they are right."""

    local: str  # ISO 8601 with offset, as shown


class ListImported(Body, frozen=True):
    kind: str  # "belum-rekam"
    name: str
    as_of: str  # ISO date
    source: str
    files: tuple[str, ...]  # SHA-256 of each file's bytes, hex
    rows_file: str  # SHA-256 of the encrypted row file
    rows: int
    counts: dict[str, int]
    mapping: dict[str, str]  # column title: meaning


class VisitPlanned(Body, frozen=True):
    kind: str  # "desa"
    village: str
    day: str  # ISO date
    lists: tuple[str, ...]
    closing_hour: str


class DeskOpened(Body, frozen=True):
    letter: str
    device: str
    local: str


class SentHome(Body, frozen=True):
    """People sent home without a number were counted; minus one corrects a wrong press."""

    count: int


class VisitClosed(Body, frozen=True):
    supervisor: str
    local: str
    equation: dict[str, int]
    heads: tuple[str, ...]


class TicketGiven(Body, frozen=True):
    letter: str
    serial: int
    purpose: str
    batch: str = ""  # the same for numbers given in one act


class TicketCalled(Body, frozen=True):
    desk: str


class TicketSkipped(Body, frozen=True):
    desk: str


class TicketServed(Body, frozen=True):
    """Service began at a desk."""

    desk: str


class TicketPutBack(Body, frozen=True):
    """Work on a called ticket was set aside; the person waits again."""

    desk: str


class TicketIdentified(Body, frozen=True):
    person: str
    sex: str  # kept here, so that counts stay true when the list has expired
    source: str  # a list's id, or "desk" for a walk-in


class TicketEnded(Body, frozen=True):
    outcome: str
    text: str = ""
    on: str = ""  # ISO date, when rescheduled
    recording: str = ""


class TicketVoided(Body, frozen=True):
    text: str = ""


class PersonMet(Body, frozen=True):
    """A walk-in as the desk wrote the person down; joined to a list's person later."""

    name: str
    nik: str
    sex: str
    birth: str  # ISO date, or empty
    village: str
    address: str = ""


class RecordingStarted(Body, frozen=True):
    """Who is recorded, as read at the desk: stays what it was when the list changes."""

    ticket: str
    desk: str
    person: str
    nik: str
    name: str
    sex: str
    birth: str
    village: str


class ModalitySet(Body, frozen=True):
    modality: str
    state: str  # "attested", "excepted", "missing"
    count: int  # how many were taken: fingers of ten, irises of two, else 0 or 1
    reason: str = ""
    second_person: str = ""


class DocumentsSeen(Body, frozen=True):
    kk: bool
    f102: bool
    marriage: bool


class NoteWritten(Body, frozen=True):
    text: str


class RecordingFinished(Body, frozen=True):
    passed_by: str = ""  # the supervisor who let an under-16 pass, with the reason
    passed_reason: str = ""


class RecordingDropped(Body, frozen=True):
    reason: str


class Withdrawn(Body, frozen=True):
    """Undoes one event of the same entity by name."""

    event: str  # link
