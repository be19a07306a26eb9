"""Visits as they stand: which there are, what each is called, and how far its people and its equation are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import VisitPlanned
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.paper.figures import Equation
from ektp_desk.domain.places import RegionCode, kind_word
from ektp_desk.domain.tickets import TicketState
from ektp_desk.domain.visits import VisitKind, VisitState
from ektp_desk.usecases.admin.queries import laptops, list_keepers
from ektp_desk.usecases.lists.queries import lists, planned_lists, targets_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, PrivateStruct, Unanswered, Visit
from ektp_desk.usecases.visits.letters.queries import DeskLetters, desk_letters
from ektp_desk.usecases.visits.timing import Times
from ektp_desk.words import _
from ektp_desk.words.visit.kinds import visit_kind


class Progress(PrivateStruct, frozen=True):
    """Different people of one visit: `recorded` are of the targets, `outside` were recorded besides them."""

    visit: str
    targets: int
    recorded: int
    outside: int

    @property
    def left(self) -> int:
        """How many targets are not recorded."""
        return self.targets - self.recorded


class _RowOfList(PrivateStruct, frozen=True):
    list: str
    row: int


class LastRecord(PrivateStruct, frozen=True):
    """How far the journal of this laptop got: its last record's time and number."""

    at: datetime
    number: int


class Targets(PrivateStruct, frozen=True):
    """The visit's people to record: of those with neither a recording nor a number that names them
    `explained` have a reason for it, and `to_come` have none.

    `young` of those who have yet to come are too young for a card on the visit's day.
    """

    all: int
    recorded: int
    came: int
    explained: int
    to_come: int
    young: int

    @property
    def came_only(self) -> int:
        """Who came and is not recorded."""
        return self.all - self.recorded - self.explained - self.to_come


class Batch(PrivateStruct, frozen=True):
    """Numbers that were given at once; `together` to a group that came at once."""

    at: datetime
    count: int
    together: bool


class Unclear(PrivateStruct, frozen=True):
    """A ticket without an outcome, since when."""

    id: str
    number: str
    at: datetime
    state: TicketState
    home: bool


class SetAside(PrivateStruct, frozen=True):
    """A ticket whose recording was begun and lies at no desk."""

    id: str
    number: str


class RecordedTwice(PrivateStruct, frozen=True):
    """A ticket whose NIK was recorded twice."""

    nik: str
    id: str
    number: str


def visits(session: Session) -> list[Visit]:
    """Oldest first."""
    return session.store.ask("visits", Visit)


def the_visit(session: Session, visit: str) -> Visit:
    """Raises `visit.unknown`."""
    found = session.one("visit", Visit, visit=visit)
    if found is None:
        raise EktpError("visit.unknown")
    return found


def open_visit(session: Session) -> Visit | None:
    """The latest at which this laptop has a desk; without any, the latest that another laptop opened."""
    return session.one("open_visit", Visit)


def visit_here(session: Session) -> Visit | None:
    """The latest open one at which this laptop has a desk: it is closed before another is opened here."""
    found = open_visit(session)
    return found if found and found.own_desks else None


def closed_today(session: Session) -> Visit | None:
    """The visit that was signed last on this calendar day, None when none was."""
    last = session.one("visit_closed_last", Visit)
    return last if last and last.closed_at and last.closed_at.date() == session.today else None


def visits_planned(session: Session) -> list[Visit]:
    """Not opened yet, oldest first."""
    return session.store.ask("visits_planned", Visit)


def check_open(session: Session, visit: str) -> Visit:
    """One that work may go on in; raises `visit.unknown`, `visit.not_open`."""
    found = the_visit(session, visit)
    if found.state is not VisitState.OPEN:
        raise EktpError("visit.not_open")
    return found


def laptop_name(session: Session, device: str) -> str:
    """As its journals are labelled, without the letter that tells one from the next; empty while unknown."""
    labels = (label for (of, _), label in laptops(session).items() if of == device)
    return next(labels, "").partition("/")[0]


def rows_expected(session: Session, visit: str) -> dict[str, set[int]]:
    """By list the numbers of the rows that name somebody whom a visit expects."""
    found: dict[str, set[int]] = {}
    for one in session.store.ask("rows_expected", _RowOfList, visit=visit):
        found.setdefault(one.list, set()).add(one.row)
    return found


def day_is_confirmed(session: Session) -> bool:
    """Whether somebody said today that this laptop's date and time are right."""
    return (
        session.value("day_confirmed", str, device=session.device, day=session.today.isoformat()) is not None
    )


def progress(session: Session) -> dict[str, Progress]:
    """By visit."""
    return {found.visit: found for found in session.store.ask("progress_of_visits", Progress)}


def equation(session: Session, visit: str) -> Equation:
    return session.store.ask("equation", Equation, visit=visit)[0]


def times(session: Session, visit: str) -> list[Times]:
    """By when the numbers were given; without those that were voided."""
    return session.store.ask("times", Times, visit=visit)


def targets(session: Session, visit: str, *, grown: str = "") -> Targets:
    """Of whom those born after the day `grown` (ISO) are counted as young."""
    return session.store.ask("targets", Targets, visit=visit, grown=grown)[0]


def batches(session: Session, visit: str) -> list[Batch]:
    return session.store.ask("batches", Batch, visit=visit)


def unclear_since(session: Session, visit: str) -> list[Unclear]:
    """Whoever waits longest first."""
    return session.store.ask("unclear_since", Unclear, visit=visit)


def set_aside(session: Session, visit: str) -> list[SetAside]:
    return session.store.ask("recordings_set_aside", SetAside, visit=visit)


def recorded_twice(session: Session, visit: str) -> list[RecordedTwice]:
    """By NIK, then in the order in which they were recorded."""
    return session.store.ask("nik_recorded_twice", RecordedTwice, visit=visit)


def recordings_kept(session: Session, visit: str) -> int:
    """How many were finished."""
    return session.value("recordings_kept", int, visit=visit) or 0


def recordings_not_backed_up(session: Session, visit: str) -> int:
    """How many were finished after this laptop's last backup."""
    return session.value("recordings_not_backed_up", int, visit=visit, device=session.device) or 0


def exceptions_unreviewed(session: Session, visit: str) -> int:
    return session.value("exceptions_unreviewed", int, visit=visit) or 0


def corrections_unreviewed(session: Session, visit: str = "") -> int:
    """How many of a visit, or of all, wait for this user's review; one's own wait for somebody else's."""
    return session.value("corrections_unreviewed", int, visit=visit, user=session.user.id) or 0


def last_kept(session: Session) -> LastRecord | None:
    """With its local time; None when this laptop's journal holds nothing."""
    found = session.one("last_record", LastRecord)
    return LastRecord(found.at.astimezone(session.now.tzinfo), found.number) if found else None


def last_saved(session: Session) -> datetime | None:
    """The local time of this laptop's last save; None before the first."""
    last = last_kept(session)
    return last.at if last else None


def left_at_desk(session: Session) -> list[str]:
    """The numbers whose recording is open at a desk, the latest first: work that a stop interrupted."""
    return session.values("left_at_desk", str)


def visit_title(session: Session, visit: Visit) -> str:
    """Short: `Desa Noebesi`, `SMA Contoh`, `Loket kantor`."""
    if visit.of_village:
        return _village_words(session, visit.village)
    if visit.kind == VisitKind.OFFICE:
        return visit.place or _("Loket kantor")
    return visit.place or visit_kind(visit.kind)


def visit_name(session: Session, visit: Visit) -> str:
    """For a heading, with the kind: `Desa Noebesi`, `SMA Contoh · Sekolah`."""
    title = visit_title(session, visit)
    return title if visit.of_village else f"{title} · {visit_kind(visit.kind)}"


def visit_place(session: Session, visit: Visit) -> str:
    """With its district: `Desa Noebesi, Kecamatan Nunbena`, `SMA Contoh, Kecamatan Nunbena`."""
    title, district = visit_title(session, visit), district_of(session, visit)
    return _("{place}, Kecamatan {district}").format(place=title, district=district) if district else title


def district_of(session: Session, visit: Visit) -> str:
    """Name the district of a visit's village; empty where it has none."""
    code = RegionCode.parse(visit.village) if visit.village else None
    if code is None or code.parent is None or code not in session.gazetteer:
        return ""
    return session.gazetteer.place(code.parent).name


def _village_words(session: Session, village: str) -> str:
    code = RegionCode.parse(village)
    if code not in session.gazetteer:
        return village
    return f"{kind_word(code).capitalize()} {session.gazetteer.place(code).name}"


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit, its name and district (empty at a school of no desa), its people, the names of its lists.

    `lists` stand, `lost` stand no more. `letters` are there while no desk of it was opened here.
    """

    visit: Visit
    title: str
    district: str
    progress: Progress
    lists: tuple[str, ...]
    lost: tuple[str, ...] = ()
    letters: DeskLetters = field(default_factory=DeskLetters)


class NextStep(StrEnum):
    """The useful act for a visit as it stands."""

    OPEN_DESK = "open_desk"
    OPEN_OTHER_DAY = "open_other_day"  # a desk for a visit that is not planned for today
    QUEUE = "queue"  # the open visit's, also beside another one
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that the first page shows; `today` is the office's calendar day."""

    visits: tuple[Planned, ...]
    lists: tuple[ListFacts, ...]
    today: date
    importers: tuple[str, ...] = ()  # who may load and withdraw lists

    @property
    def open(self) -> Planned | None:
        """At which this laptop has a desk."""
        here = (one for one in self.visits if one.visit.state is VisitState.OPEN and one.visit.own_desks)
        return next(here, None)

    def likely(self) -> Planned:
        """Of some visits the one that is wanted: the open one, else the next planned one."""
        today = self.today.isoformat()
        coming = (p for p in self.visits if p.visit.state is not VisitState.CLOSED and p.visit.day >= today)
        return self.open or next(coming, self.visits[0])

    def next_step(self, visit: Visit) -> NextStep:
        if visit.state is VisitState.CLOSED:
            return NextStep.REPORT
        if self.open is not None:
            return NextStep.QUEUE
        return NextStep.OPEN_DESK if visit.day == self.today.isoformat() else NextStep.OPEN_OTHER_DAY


_ORDER = {VisitState.OPEN: 0, VisitState.PLANNED: 1, VisitState.CLOSED: 2}


def holdings(session: Session) -> Holdings:
    """Read visits (open, then planned by day, then closed, latest first) and lists, newest first."""
    named: dict[tuple[str, bool], list[str]] = {}
    for one in planned_lists(session):
        named.setdefault((one.visit, one.state is ListState.STANDING), []).append(one.name)
    people = progress(session)
    found = [
        Planned(
            v,
            visit_title(session, v),
            district_of(session, v),
            people[v.id],
            tuple(named.get((v.id, True), ())),
            tuple(named.get((v.id, False), ())),
            DeskLetters() if v.state is VisitState.CLOSED or v.own_desks else desk_letters(session, v),
        )
        for v in visits(session)
    ]
    held, importers = tuple(lists(session)), tuple(list_keepers(session))
    return Holdings(tuple(sorted(found, key=_place)), held, session.today, importers)


def _place(planned: Planned) -> tuple[int, int]:
    day = date.fromisoformat(planned.visit.day).toordinal()
    state = planned.visit.state
    return _ORDER[state], -day if state is VisitState.CLOSED else day


@dataclass(frozen=True, slots=True)
class Loss:
    """How many targets a visit that is not closed would lose."""

    visit: str  # "Desa Noebesi"
    day: date
    targets: int


def losses_of(session: Session, facts: ListFacts) -> list[Loss]:
    """Tell which visits still to come (or open) would lose targets, and how many."""
    found = []
    for visit in visits(session):
        plan = session.store.life(Entity.VISIT, visit.id).said("visit.plan", VisitPlanned)
        if visit.state is VisitState.CLOSED or plan is None or facts.id not in plan.lists:
            continue
        rest = tuple(other for other in plan.lists if other != facts.id)
        among = visit.village if visit.of_village else ""
        lost = targets_in(session, among, plan.lists) - targets_in(session, among, rest)
        found.append(Loss(visit_title(session, visit), date.fromisoformat(visit.day), lost))
    return found


def documents_unanswered(session: Session, visit: str) -> list[Unanswered]:
    """Of a visit, by number."""
    return session.store.ask("documents_unanswered", Unanswered, visit=visit)
