"""Visits as they stand: which there are, what each is called, and how far its people and its equation are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import Equation
from ektp_desk.domain.places import RegionCode, kind_word
from ektp_desk.domain.visits import VisitKind, VisitState
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape, Ticket, Visit
from ektp_desk.words import _
from ektp_desk.words.visit.kinds import visit_kind


class Progress(Shape, frozen=True):
    """Different people of one visit: `recorded` are of the targets, `outside` were recorded besides them."""

    visit: str
    targets: int
    recorded: int
    outside: int

    @property
    def left(self) -> int:
        """Give how many targets are not recorded."""
        return self.targets - self.recorded


@dataclass(frozen=True, slots=True)
class LastRecord:
    """How far the journal of this laptop got: its last record's time (local) and number."""

    at: datetime
    number: int


class _Record(Shape, frozen=True):
    at: datetime
    number: int


def visits(session: Session) -> list[Visit]:
    """Give all visits, oldest first."""
    return session.store.ask("visits", Visit)


def the_visit(session: Session, visit: str) -> Visit:
    """Give one visit; raises `visit.unknown`."""
    found = session.one("visit", Visit, visit=visit)
    if found is None:
        raise EktpError("visit.unknown")
    return found


def open_visit(session: Session) -> Visit | None:
    """Give the visit that is open at this laptop: the latest."""
    found = session.value("open_visit")
    return the_visit(session, found) if isinstance(found, str) else None


def closed_today(session: Session) -> Visit | None:
    """Give the visit that was signed last on this calendar day, None when none was."""
    found = session.value("visit_closed_last")
    last = the_visit(session, found) if isinstance(found, str) else None
    return last if last and last.closed_at and last.closed_at.date() == session.today else None


def visits_planned(session: Session) -> list[Visit]:
    """Give the visits that are planned and not opened yet, oldest first."""
    return session.store.ask("visits_planned", Visit)


def check_open(session: Session, visit: str) -> Visit:
    """Give a visit that work may go on in; raises `visit.unknown`, `visit.not_open`."""
    found = the_visit(session, visit)
    if found.state is not VisitState.OPEN:
        raise EktpError("visit.not_open")
    return found


def day_is_confirmed(session: Session) -> bool:
    """Whether somebody said today that this laptop's date and time are right."""
    return session.value("day_confirmed", device=session.device, day=session.today.isoformat()) is not None


def progress(session: Session) -> dict[str, Progress]:
    """Give every visit's progress by its id."""
    return {found.visit: found for found in session.store.ask("progress_of_visits", Progress)}


def equation(session: Session, visit: str) -> Equation:
    """Count where everybody who came stands now."""
    return session.store.ask("equation", Equation, visit=visit)[0]


def unclear_tickets(session: Session, visit: str) -> list[Ticket]:
    """Give the tickets that have no outcome yet."""
    return session.store.ask("open_tickets", Ticket, visit=visit)


def last_saved(session: Session) -> datetime | None:
    """Give the local moment of this laptop's last save; None before the first."""
    said = session.value("last_saved")
    return datetime.fromisoformat(str(said)).astimezone(session.now.tzinfo) if said else None


def last_kept(session: Session) -> LastRecord | None:
    """Say how far this laptop's journal got; None when it holds nothing."""
    found = session.one("last_record", _Record, device=session.device)
    return LastRecord(found.at.astimezone(session.now.tzinfo), found.number) if found else None


def left_at_desk(session: Session) -> list[str]:
    """Give the numbers whose recording is open at a desk, the latest first: work that a stop interrupted."""
    return [str(number) for number in session.values("left_at_desk")]


def visit_title(session: Session, visit: Visit) -> str:
    """Give the short name: `Desa Noebesi`, `SMA Contoh`, `Loket kantor`."""
    if visit.of_village:
        return _village_words(session, visit.village)
    if visit.kind == VisitKind.OFFICE:
        return visit.place or _("Loket kantor")
    return visit.place or visit_kind(visit.kind)


def visit_name(session: Session, visit: Visit) -> str:
    """Give the name for a heading, which tells the kind: `Desa Noebesi`, `SMA Contoh · Sekolah`."""
    title = visit_title(session, visit)
    return title if visit.of_village else f"{title} · {visit_kind(visit.kind)}"


def visit_place(session: Session, visit: Visit) -> str:
    """Give the name with its district: `Desa Noebesi, Kecamatan Nunbena`, `SMA Contoh, Kecamatan Nunbena`."""
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
