"""What every paper says of itself, and the counts that several papers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import BySex, CorrectionCounts, Definition, Letterhead
from ektp_desk.domain.paper.kinds import BEFORE, OF_SCHOOLS, PaperKind
from ektp_desk.domain.paper.origin import PaperOrigin
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import AbsenceReason, VisitKind, VisitState
from ektp_desk.usecases.admin.queries import events_written
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import PrivateStruct, Visit
from ektp_desk.usecases.visits.queries import visits
from ektp_desk.words import _


class Recorded(PrivateStruct, frozen=True):
    """A finished recording of a visit; `sex` and `birth` (ISO) may be empty."""

    person: str
    sex: str
    birth: str
    ended_at: datetime
    marriage: bool


class Target(PrivateStruct, frozen=True):
    """Whom a visit's lists name; `here` and `came` are of this visit."""

    person: str
    name: str
    nik: str
    sex: str
    birth: str  # ISO, or empty
    rt: str
    rw: str
    dusun: str
    rombel: str
    recorded_at: datetime | None
    here: bool
    came: bool
    absence: str = ""  # an AbsenceReason; of the visit that said it last
    said_by: str = ""
    explained_at: datetime | None = None
    explained_here: bool = False
    elsewhere: bool = False  # lives in another regency, and so is no target

    @property
    def is_absent(self) -> bool:
        """Whether neither a number nor a recording of this visit names them."""
        return not (self.came or self.here)

    @property
    def born(self) -> date | None:
        """The birth date, when it is known."""
        return date.fromisoformat(self.birth) if self.birth else None


class NamedTicket(PrivateStruct, frozen=True):
    """A ticket with whom it is of, as far as anybody said."""

    number: str
    outcome: str
    text: str
    day: str
    sex: str
    name: str
    nik: str
    birth: str
    rt: str
    rw: str
    dusun: str
    sought: str  # whom to ask for, of a home


class Repeat(PrivateStruct, frozen=True):
    """A recording that a supervisor wants again, with their note."""

    recording: str
    number: str
    note: str


class SlipTicket(PrivateStruct, frozen=True):
    """A ticket as its slip tells of it; `ended_at` is None while it has no outcome to take home."""

    visit: str
    number: str
    desk: str
    outcome: str
    text: str
    day: str
    ended_at: datetime | None
    recording: str
    name: str
    nik: str
    birth: str
    marriage: bool
    reopened: bool


class _Rescheduled(PrivateStruct, frozen=True):
    day: str
    count: int


class _Absent(PrivateStruct, frozen=True):
    reason: str
    count: int


class _OneSex(PrivateStruct, frozen=True):
    sex: str
    count: int


class _BySex(PrivateStruct, frozen=True):
    outcome: str
    sex: str
    count: int


def manual(session: Session) -> bytes:
    """As PDF."""
    return session.prints.manual()


def visits_for(session: Session, kind: PaperKind) -> list[Visit]:
    """Those that a kind of paper can be of, newest first; what was done needs a day that began."""
    fitting = [v for v in visits(session)[::-1] if kind in BEFORE or v.state is not VisitState.PLANNED]
    return [v for v in fitting if kind not in OF_SCHOOLS or v.kind == VisitKind.SCHOOL]


def visit_for(fitting: list[Visit], wanted: str) -> str:
    """The wanted visit, else one that is open here, or elsewhere, else the newest; empty where none fits."""
    asked = [v for v in fitting if v.id == wanted]
    running = [v for v in fitting if v.state is VisitState.OPEN]
    here = [v for v in running if v.own_desks]
    return next((v.id for v in (*asked, *here, *running, *fitting)), "")


def letterhead(session: Session) -> Letterhead:
    office = session.office
    return Letterhead(office.name, office.address, office.sample)


def origin(session: Session, source: str) -> PaperOrigin:
    """Say where a paper's facts come from, as the journal stands now."""
    return PaperOrigin(
        letterhead=letterhead(session),
        base=session.now,
        zone=session.office.zone,
        source=source,
        printed_by=session.user.name,
        heads=tuple(session.store.heads()),
        events=events_written(session),
    )


def definitions(session: Session, *queries: str) -> tuple[Definition, ...]:
    """What the named queries' figures mean."""
    found = []
    for text in session.store.definitions(*queries):
        term, _colon, rest = _(text).partition(": ")
        found.append(Definition(term, rest))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ReportRegion:
    """The region that a report is of; the whole office has no code."""

    code: str = ""
    name: str = ""

    def holds(self, village: str) -> bool:
        """Whether a visit's village lies there; one without a village lies in the office alone."""
        if not self.code:
            return True
        return bool(village) and RegionCode.parse(village).within(RegionCode.parse(self.code))


def region_of(session: Session, first: date, last: date, region: str) -> ReportRegion:
    """What a report of a period is of. Raises `period.turned`, `place.bad_code`, `place.unknown`."""
    if last < first:
        raise EktpError("period.turned")
    if not region:
        return ReportRegion()
    code = RegionCode.parse(region)
    if code not in session.gazetteer:
        raise EktpError("place.unknown")
    return ReportRegion(str(code), session.gazetteer.place(code).name)


def closing_time(hour: str) -> time:
    """Read an office's closing hour, `16.00`."""
    return datetime.strptime(hour, "%H.%M").time()  # noqa: DTZ007  a wall-clock hour, no instant


def outcomes_of(session: Session, visit: str) -> tuple[dict[Outcome, BySex], BySex]:
    """Count a visit's tickets by outcome and sex; the last are those without an outcome yet."""
    return _outcomes(session.store.ask("outcomes_by_sex", _BySex, visit=visit))


def _outcomes(rows: list[_BySex]) -> tuple[dict[Outcome, BySex], BySex]:
    counted: dict[str, BySex] = {}
    for row in rows:
        one = BySex(
            male=row.count if row.sex == "L" else 0,
            female=row.count if row.sex == "P" else 0,
            unknown=row.count if row.sex not in ("L", "P") else 0,
        )
        counted[row.outcome] = counted.get(row.outcome, BySex()) + one
    unclear = counted.pop("", BySex())
    return {outcome: counted[outcome] for outcome in Outcome if outcome in counted}, unclear


def reschedules(session: Session, visit: str) -> dict[str, int]:
    """How many were told to come on which day (ISO)."""
    return {row.day: row.count for row in session.store.ask("reschedules", _Rescheduled, visit=visit)}


def absences_counted(session: Session, visit: str) -> dict[str, int]:
    """How many targets did not come for which AbsenceReason, in the order of these."""
    rows = {row.reason: row.count for row in session.store.ask("absences_counted", _Absent, visit=visit)}
    return {reason: rows[reason] for reason in (*AbsenceReason, *rows) if reason in rows}


def recorded_outside(session: Session, visit: str) -> BySex:
    """Those recorded who live outside the office's regency."""
    rows = session.store.ask("recorded_outside", _OneSex, visit=visit, region=session.office.region)
    counted = {row.sex: row.count for row in rows}
    male, female = counted.pop("L", 0), counted.pop("P", 0)
    return BySex(male, female, sum(counted.values()))


def recorded(session: Session, visit: str) -> list[Recorded]:
    return session.store.ask("recorded", Recorded, visit=visit)


def distinct_people(session: Session, visit: str) -> int:
    """How many were named at a ticket, each once."""
    return session.value("distinct_people", int, visit=visit) or 0


def named_targets(session: Session, visit: str) -> list[Target]:
    """Each once."""
    return [target for target in listed_people(session, visit) if not target.elsewhere]


def listed_people(session: Session, visit: str) -> list[Target]:
    """Everybody whom a visit's lists name, each once: also who is no target of it."""
    return session.store.ask("names_of_targets", Target, visit=visit)


def named_tickets(session: Session, visit: str) -> list[NamedTicket]:
    return session.store.ask("names_of_tickets", NamedTicket, visit=visit)


def corrections_counted(session: Session, visit: str) -> CorrectionCounts | None:
    """A visit's, by what stands beside them; None where nothing was corrected."""
    found = session.one("corrections_counted", CorrectionCounts, visit=visit)
    return None if found == CorrectionCounts() else found


def repeats(session: Session, visit: str) -> list[Repeat]:
    """Whom a supervisor wants recorded again."""
    return session.store.ask("repeats_of_visit", Repeat, visit=visit)


def ended_ticket(session: Session, ticket: str) -> SlipTicket | None:
    return session.one("ended_ticket", SlipTicket, ticket=ticket)


def recordings_left_open(session: Session, visit: str) -> list[str]:
    """The numbers whose recording was begun and neither finished nor dropped."""
    return session.values("recordings_left_open", str, visit=visit)


def served_without_recording(session: Session, visit: str) -> list[str]:
    """The numbers that ended as recorded and have no finished recording."""
    return session.values("served_without_recording", str, visit=visit)


def recording_without_outcome(session: Session, visit: str) -> list[str]:
    """The tickets whose finished recording they did not end with."""
    return session.values("recording_without_outcome", str, visit=visit)
