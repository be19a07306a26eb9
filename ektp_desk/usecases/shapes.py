"""The shapes in which named queries answer: plain rows for screens and reports.

Those that hold a name or a NIK hide themselves in `repr`.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

import msgspec

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.recordings import (
    Document,
    DocumentState,
    Modality,
    ModalityState,
    RecordingState,
    unanswered,
)
from ektp_desk.domain.roles import SUPERVISORS, Role
from ektp_desk.domain.tickets import Outcome, Purpose, TicketState, Turn
from ektp_desk.domain.visits import VisitKind, VisitState


class PrivateStruct(msgspec.Struct, frozen=True):
    """A row that shows only its type in logs and tracebacks."""

    def __repr__(self) -> str:
        return type(self).__name__


class Compared(msgspec.Struct, frozen=True):
    """How rows were held against the journal: how many entities, of the visit that was named, that differ.

    `mark` says how far the events were gone through: their row in the store.
    """

    checked: int
    of_visit: int
    differing: int
    mark: int


class RegisterRow(PrivateStruct, frozen=True):
    """A person as one list names them; `row` is the row that a spreadsheet shows."""

    row: int
    person: str
    nik: str
    name: str
    sex: str = ""
    birth: str = ""  # ISO date
    birth_place: str = ""
    village: str = ""  # region code
    rt: str = ""
    rw: str = ""
    dusun: str = ""
    address: str = ""
    kk_number: str = ""
    wktp_class: str = ""
    record_status: str = ""
    warnings: str = ""  # problem codes with spaces between
    marital: str = ""
    siak_status: str = ""
    nisn: str = ""
    rombel: str = ""
    tps: str = ""


class FigureRow(PrivateStruct, frozen=True):
    """One region's base figure of one group, as a semester's workbook says it; None where it is unknown."""

    row: int
    region: str
    name: str
    grp: str
    male: int | None
    female: int | None
    total: int | None
    warnings: str = ""


ListedRow = RegisterRow | FigureRow


class Office(PrivateStruct, frozen=True):
    """The office's charter."""

    id: str
    region: str
    name: str
    address: str
    zone: str
    closing_hour: str
    sample: bool


class User(PrivateStruct, frozen=True):
    """Somebody who may sign in."""

    id: str
    name: str
    roles: str
    state: str = "active"  # or "removed"

    @property
    def role_set(self) -> frozenset[Role]:
        """The user's roles; one that only a later release knows allows nothing here."""
        return _roles_of(self.roles)

    @property
    def is_supervisor(self) -> bool:
        """Whether they may stand beside an act that wants a supervisor."""
        return bool(self.role_set & SUPERVISORS)


@cache  # asked for at every act; a desk has a few users
def _roles_of(words: str) -> frozenset[Role]:
    return frozenset(Role(word) for word in words.split() if word in set(Role))


class Visit(PrivateStruct, frozen=True):
    """A visit as it was planned and stands; nobody is counted for it."""

    id: str
    kind: str
    village: str
    day: str
    closing_hour: str
    state: VisitState
    sent_home: int
    opened_at: datetime | None
    closed_at: datetime | None
    supervisor: str
    desks: str  # letters, "A B"
    own_desks: str  # those that this laptop opened, in that order
    place: str = ""  # the school's or counter's name, or where in the village
    opening_hour: str = ""
    team: str = ""  # names, a line each
    polling_day: str = ""  # ISO date
    postponed_from: str = ""  # the plan's day, while another one holds
    reopened: int = 0  # how often it was opened again after its close
    reopened_why: str = ""
    proved: int = 0  # a `SignedWith`
    shared_desks: str = ""  # letters that several laptops opened

    @property
    def team_names(self) -> tuple[str, ...]:
        """Who goes along."""
        return tuple(self.team.splitlines())

    @property
    def of_village(self) -> bool:
        """Whether only the people of its village are expected, not everybody in its lists."""
        return self.kind == VisitKind.VILLAGE


class ListFacts(PrivateStruct, frozen=True):
    """An imported list."""

    id: str
    kind: str
    name: str
    as_of: str
    source: str
    rows: int
    imported_at: datetime
    state: ListState
    withdrawn_at: datetime | None
    withdrawn_why: str


class Ticket(PrivateStruct, frozen=True, kw_only=True):
    """A ticket as the queue shows it; `name` is empty while nobody asked."""

    id: str
    visit: str
    number: str
    letter: str = ""
    serial: int = 0
    given: bool = False  # whether its giving is known here; `given_at` is else when it was first heard of
    purpose: Purpose = Purpose.RECORD
    home: bool = False  # the team goes to them
    grp: str = ""  # the group it came with
    priority: str = ""  # a `Priority`, empty for none
    given_at: datetime
    state: TicketState = TicketState.WAITING
    turn: Turn = Turn.USUAL
    place: int = 0  # within the turn, while it waits
    moved_at: datetime
    desk: str = ""
    calls: int = 0
    skips: int = 0
    put_backs: int = 0
    called_at: datetime | None = None
    served_at: datetime | None = None
    ended_at: datetime | None = None
    person: str | None = None
    sex: str = ""
    name: str = ""
    outcome: Outcome | None = None
    outcome_text: str = ""
    recording: str = ""
    was: str = ""  # the ticket id it was given under, where another paper keeps that number
    others: str = ""  # ticket ids of the other papers of its number, which were given other numbers
    doubled: bool = False  # another paper has this number too, and nobody has ruled
    sought: str = ""  # whom to ask for at the home that it is for
    reopened: int = 0  # how often it was opened again after its end, to put something right

    @property
    def on_paper(self) -> str:
        """The number that was printed on its paper, where that is another one now; else empty."""
        return self.was.rpartition(":")[2]

    @property
    def desk_has(self) -> bool:
        """Whether a desk called or serves it."""
        return self.state in (TicketState.CALLED, TicketState.SERVING)


class Person(PrivateStruct, frozen=True):
    """A person to choose or to record: from a list, or met at the desk."""

    id: str
    name: str
    nik: str
    kk_number: str
    sex: str
    birth: str
    birth_place: str
    village: str
    rt: str
    rw: str
    address: str
    source: str  # a list's id, or "desk"
    warnings: str
    recorded_at: datetime | None  # the latest finished recording in this store
    dusun: str = ""
    rombel: str = ""  # a pupil's class


class Recording(PrivateStruct, frozen=True):
    """A recording's row."""

    id: str
    visit: str
    ticket: str
    desk: str
    person: str
    nik: str
    name: str
    sex: str
    birth: str
    village: str
    started_at: datetime
    saved_at: datetime
    ended_at: datetime | None
    state: RecordingState
    kk: DocumentState
    f102: DocumentState
    marriage: bool
    note: str

    @property
    def documents(self) -> dict[Document, DocumentState]:
        """What was said of each."""
        return {document: getattr(self, document) for document in Document}


class Step(PrivateStruct, frozen=True):
    """One modality of a recording."""

    modality: Modality
    state: ModalityState
    count: int
    reason: str
    second_person: str
    file: str
    size: int
    quality: str  # JSON
    algorithm: str
    fingers: str = ""  # as the journal keeps them


class Unanswered(PrivateStruct, frozen=True):
    """A finished recording with documents of which nothing was said."""

    id: str
    ticket: str
    number: str
    kk: DocumentState
    f102: DocumentState

    @property
    def documents(self) -> tuple[Document, ...]:
        """Those of which nothing was said."""
        return unanswered({Document.KK: self.kk, Document.F102: self.f102})
