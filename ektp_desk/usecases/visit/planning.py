"""A visit from plan to open desk: who is expected, which letter this laptop gives numbers under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import DayConfirmed, DeskOpened, SentHome, VisitPlanned, VisitPostponed
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.places import VILLAGE, RegionCode
from ektp_desk.domain.tickets import DESK_LETTERS
from ektp_desk.domain.visits import Arrangement, VisitKind, VisitState, hour_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts, Visit

_PLAIN = Arrangement()


def plan_visit(
    session: Session, village: str, *, day: date, lists: tuple[str, ...], arranged: Arrangement = _PLAIN
) -> str:
    """Plan a visit whose targets stand in these lists; give its id. A school or a counter may be in no desa.

    Raises `place.not_a_village`, `place.unknown` for a village outside the office's regency,
    `visit.day_past`, `list.unknown`, `list.not_standing` for one that was withdrawn or has expired,
    and what `Arrangement.check` raises.
    """
    plan = _plan(session, village, day=day, lists=lists, arranged=arranged)
    visit = session.new_id()
    session.write(Act(Entity.VISIT, visit, plan, visit))
    return visit


def change_plan(
    session: Session, visit: str, village: str, *, day: date, lists: tuple[str, ...], arranged: Arrangement
) -> None:
    """Put another plan in the place of a visit's, before its day begins.

    Raises what `plan_visit` raises, `visit.unknown`, `visit.begun` once a desk was opened.
    """
    _check_ahead(session, visit)
    plan = _plan(session, village, day=day, lists=lists, arranged=arranged)
    session.write(Act(Entity.VISIT, visit, plan, visit))


def postpone_visit(session: Session, visit: str, *, day: date, reason: str) -> None:
    """Move a visit to a later day; its plan stays what it was.

    Raises `visit.unknown`, `visit.begun` once a desk was opened, `visit.day_not_ahead` unless the day
    is later than both today and the present one, `visit.needs_reason`.
    """
    found = _check_ahead(session, visit)
    if day <= max(session.today, date.fromisoformat(found.day)):
        raise EktpError("visit.day_not_ahead")
    if not reason.strip():
        raise EktpError("visit.needs_reason")
    moved = VisitPostponed(day=day.isoformat(), reason=reason.strip())
    session.write(Act(Entity.VISIT, visit, moved, visit))


def _check_ahead(session: Session, visit: str) -> Visit:
    found = the_visit(session, visit)
    if found.state is not VisitState.PLANNED:
        raise EktpError("visit.begun")
    return found


def _plan(
    session: Session, village: str, *, day: date, lists: tuple[str, ...], arranged: Arrangement
) -> VisitPlanned:
    if day < session.today:
        raise EktpError("visit.day_past")
    arranged = replace(arranged, closing_hour=arranged.closing_hour or session.office.closing_hour)
    arranged.check(day)
    _check_standing(session, lists)
    return VisitPlanned(
        kind=arranged.kind,
        village=_village(session, village, arranged.kind),
        day=day.isoformat(),
        lists=lists,
        closing_hour=hour_of(arranged.closing_hour),
        place=arranged.place.strip(),
        opening_hour=hour_of(arranged.opening_hour),
        team=tuple(" ".join(name.split()) for name in arranged.team if name.strip()),
        polling_day=arranged.polling_day.isoformat() if arranged.polling_day else "",
    )


def _village(session: Session, village: str, kind: VisitKind) -> str:
    if not village and kind is not VisitKind.VILLAGE:
        return ""
    code = RegionCode.parse(village)
    if code.level != VILLAGE:
        raise EktpError("place.not_a_village")
    if not code.within(RegionCode.parse(session.office.region)) or code not in session.gazetteer:
        raise EktpError("place.unknown")
    return str(code)


def _check_standing(session: Session, lists: tuple[str, ...]) -> None:
    states = {found.id: found.state for found in session.store.ask("lists", ListFacts)}
    if set(lists) - states.keys():
        raise EktpError("list.unknown")
    if any(states[list_id] is not ListState.STANDING for list_id in lists):
        raise EktpError("list.not_standing")  # nobody would be expected, and no one told


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


def confirm_day(session: Session, *, jump_minutes: int = 0) -> None:
    """Keep that a person looked at date and time and said they are right, though it jumped by so much."""
    said = DayConfirmed(local=session.now.isoformat(timespec="seconds"), jump_minutes=jump_minutes)
    session.write(Act(Entity.DEVICE, session.device, said))


def open_desk(session: Session, visit: str, *, letter: str) -> None:
    """Open a desk at this laptop, which may have several; the first desk opens the visit.

    Raises `clock.not_confirmed`, `visit.closed`, `visit.other_open`, `desk.letter_taken`,
    `desk.bad_letter`.
    """
    found = the_visit(session, visit)
    if not day_is_confirmed(session):
        raise EktpError("clock.not_confirmed")
    if found.state is VisitState.CLOSED:
        raise EktpError("visit.closed")
    if letter not in DESK_LETTERS or len(letter) != 1:
        raise EktpError("desk.bad_letter")
    if letter in found.desks.split():
        raise EktpError("desk.letter_taken", letter=letter)
    other = open_visit(session)
    if other is not None and other.id != visit:
        raise EktpError("visit.other_open")
    local = session.now.isoformat(timespec="seconds")
    body = DeskOpened(letter=letter, device=session.device, local=local)
    session.write(Act(Entity.VISIT, visit, body, visit))


def count_sent_home(session: Session, visit: str, count: int = 1) -> None:
    """Tally people sent home without a number; a negative count corrects a wrong press."""
    found = check_open(session, visit)
    if found.sent_home + count < 0:
        raise EktpError("visit.tally_below_zero")
    session.write(Act(Entity.VISIT, visit, SentHome(count=count), visit))
