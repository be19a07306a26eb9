"""A visit from plan to signature, and the day that begins with somebody's word on the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.bodies import (
    DayConfirmed,
    DeskOpened,
    ExpiryAllowed,
    LettersAssigned,
    SentHome,
    VisitClosed,
    VisitPlanned,
    VisitPostponed,
    VisitReopened,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.moments import DayAnswer, jump_minutes
from ektp_desk.domain.paper.figures import Equation
from ektp_desk.domain.places import VILLAGE, RegionCode
from ektp_desk.domain.roles import OFFICE
from ektp_desk.domain.tickets import DESK_LETTERS
from ektp_desk.domain.visits import Arrangement, VisitKind, VisitState, hour_of
from ektp_desk.usecases.admin.queries import confirmed_days, last_hour, supervisor_beside
from ektp_desk.usecases.doubles.queries import doubled_numbers
from ektp_desk.usecases.lists.commands import expire_lists, expire_rows
from ektp_desk.usecases.lists.queries import lists as all_lists
from ektp_desk.usecases.lists.queries import lists_over
from ektp_desk.usecases.people.commands import erase_expired, kept_since
from ektp_desk.usecases.people.queries import places_past_retention
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.letters.queries import holder_of, letters_of
from ektp_desk.usecases.visits.packages.queries import letters_typed
from ektp_desk.usecases.visits.queries import (
    check_open,
    corrections_unreviewed,
    day_is_confirmed,
    equation,
    exceptions_unreviewed,
    the_visit,
    visit_here,
)
from ektp_desk.usecases.visits.team.queries import laptops_heard, unheard
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date

_BATCHES = 5  # of an erasure at one start: somebody waits for the desk, and there is a next start
_PLAIN = Arrangement()


@dataclass(frozen=True, slots=True)
class Proof:
    """That a supervisor typed their passphrase for one visit, with the key it opened; `prove` makes one."""

    user: str
    visit: str
    signer: Signer = field(repr=False, compare=False)


def begin_day(session: Session, *, sure: bool = False, allow: bool = False) -> None:
    """Keep that a person answered for date and time; then let lists and personal data expire.

    Raises `clock.backwards` (fact `last`) when the clock stands before what was written
    last, unless the person is `sure`: the answer then says how far. Raises `clock.far_ahead`,
    `clock.far_ahead_people` or `clock.far_ahead_all` (facts `last`, `lists`) when an ADB stands more than 45
    days after the last confirmed day and something would expire by it, unless they `allow` it; without an
    ADB's word nothing does. No refusal to expire stops the day.
    """
    last = last_hour(session.store, session.device)
    jump = jump_minutes(last, session.now)
    if jump < 0 and last is not None and not sure:
        local = last.astimezone(session.now.tzinfo)
        when = _("{day} pukul {time}").format(day=plain_date(local.date()), time=clock(local))
        raise EktpError("clock.backwards", last=when)
    confirm_day(session, jump_minutes=jump, leap=_leap(session, jump, allow=allow))
    _harmlessly(lambda: expire_lists(session))
    _harmlessly(lambda: expire_rows(session))
    _harmlessly(lambda: _erase_batches(session))


def _leap(session: Session, jump: int, *, allow: bool) -> tuple[ExpiryAllowed, ...]:
    """An ADB's word for a day far ahead by which something expires; nobody else is asked."""
    found = confirmed_days(session, DayAnswer(session.today, jump))
    if not found.doubted or jump < 0 or not session.user.role_set & OFFICE:
        return ()
    over = lists_over(session, session.today)
    before = kept_since(session, session.today)
    people = before is not None and bool(places_past_retention(session, before, most=1))
    if not over and not people:
        return ()
    last = found.days[-1]
    if not allow:
        of_people = "clock.far_ahead_all" if over else "clock.far_ahead_people"
        raise EktpError(of_people if people else "clock.far_ahead", last=plain_date(last), lists=over)
    return (ExpiryAllowed(local=_shown(session), last=last.isoformat(), going=over),)


def _erase_batches(session: Session) -> None:
    for _batch in range(_BATCHES):
        if not erase_expired(session):
            return


def _harmlessly(act: Callable[[], object]) -> None:
    """Act if it goes: the rights of who signs in may not reach so far, and a disk may be full."""
    try:
        act()
    except StoreDamaged:
        raise
    except EktpError:
        return


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
    session.write(NewEvent(Entity.VISIT, visit, plan, visit))
    return visit


def change_plan(
    session: Session, visit: str, village: str, *, day: date, lists: tuple[str, ...], arranged: Arrangement
) -> None:
    """Put another plan in the place of a visit's, before its day begins.

    Raises what `plan_visit` raises, `visit.unknown`, `visit.begun` once a desk was opened.
    """
    _check_ahead(session, visit)
    plan = _plan(session, village, day=day, lists=lists, arranged=arranged)
    session.write(NewEvent(Entity.VISIT, visit, plan, visit))


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
    session.write(NewEvent(Entity.VISIT, visit, moved, visit))


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
    states = {found.id: found.state for found in all_lists(session)}
    if set(lists) - states.keys():
        raise EktpError("list.unknown")
    if any(states[list_id] is not ListState.STANDING for list_id in lists):
        raise EktpError("list.not_standing")  # nobody would be expected, and no one told


def confirm_day(session: Session, *, jump_minutes: int = 0, leap: tuple[ExpiryAllowed, ...] = ()) -> None:
    """Keep that a person looked at date and time and said they are right, though it jumped by so much."""
    said = DayConfirmed(local=_shown(session), jump_minutes=jump_minutes)
    session.write(*(NewEvent(Entity.DEVICE, session.device, body) for body in (*leap, said)))


def _shown(session: Session) -> str:
    return session.now.isoformat(timespec="seconds")


def assign_letters(session: Session, visit: str, letters: dict[str, str]) -> None:
    """Say which laptop (device) gives numbers of which letter; another one needs a supervisor for it.

    Raises `visit.unknown`, `desk.bad_letter`, `role.not_allowed`.
    """
    the_visit(session, visit)
    if not all(_is_letter(letter) for letter in letters):
        raise EktpError("desk.bad_letter")
    session.write(
        NewEvent(Entity.VISIT, visit, LettersAssigned(letters=dict(sorted(letters.items()))), visit)
    )


def say_letters(session: Session, visit: str, text: str) -> None:
    """Let these be a visit's letters from now on, and no others (`A=02 B=03`); what holds is not said again.

    Raises as `letters_typed` and `assign_letters`.
    """
    if (letters := letters_typed(session, text)) != letters_of(session, visit):
        assign_letters(session, visit, letters)


def _is_letter(letter: str) -> bool:
    return len(letter) == 1 and letter in DESK_LETTERS


def open_desk(
    session: Session, visit: str, *, letter: str, supervisor: str = "", passphrase: str | None = None
) -> None:
    """Open a desk at this laptop, which may have several; the first desk opens the visit.

    A supervisor's `passphrase` lets a laptop have a letter that is assigned to another; `supervisor`, by the
    name that the sign-in shows, is empty for one who is signed in.
    Raises `clock.not_confirmed`, `visit.closed`, `visit.other_open`, `desk.letter_taken` (fact `laptop`),
    `desk.bad_letter`, `desk.not_assigned` (fact `own`: the letters of this laptop); for the supervisor
    `recording.no_supervisor`, `signin.wrong`, `signin.wait`, `user.no_key`.
    """
    found = the_visit(session, visit)
    if not day_is_confirmed(session):
        raise EktpError("clock.not_confirmed")
    if found.state is VisitState.CLOSED:
        raise EktpError("visit.closed")
    if not _is_letter(letter):
        raise EktpError("desk.bad_letter")
    if letter in found.desks.split():
        laptop = holder_of(session, visit, letter)
        raise EktpError("desk.letter_taken", letter=letter, laptop=laptop or "–")
    other = visit_here(session)
    if other is not None and other.id != visit:
        raise EktpError("visit.other_open")
    allowed = _allowed(session, visit, letter, supervisor=supervisor, passphrase=passphrase)
    local = session.now.isoformat(timespec="seconds")
    body = DeskOpened(
        letter=letter, device=session.device, local=local, allowed_by=allowed.name if allowed else ""
    )
    second = allowed.signer if allowed else None
    session.write(NewEvent(Entity.VISIT, visit, body, visit), second=second)


@dataclass(frozen=True, slots=True)
class _Allowed:
    name: str = field(repr=False)
    signer: Signer = field(repr=False)


def _allowed(
    session: Session, visit: str, letter: str, *, supervisor: str, passphrase: str | None
) -> _Allowed | None:
    """The supervisor's word for a letter that is not this laptop's, where letters were assigned."""
    assigned = letters_of(session, visit)
    if not assigned or assigned.get(letter) == session.device:
        return None
    if passphrase is None:
        own = " ".join(one for one, device in assigned.items() if device == session.device)
        raise EktpError("desk.not_assigned", letter=letter, own=own or "–")
    user = supervisor_beside(session, supervisor)
    return _Allowed(user.name, session.guard.second(user.id, passphrase))


def count_sent_home(session: Session, visit: str, count: int = 1) -> None:
    """Tally people sent home without a number; a negative count corrects a wrong press."""
    found = check_open(session, visit)
    if found.sent_home + count < 0:
        raise EktpError("visit.tally_below_zero")
    session.write(NewEvent(Entity.VISIT, visit, SentHome(count=count), visit))


def prove(session: Session, visit: str, passphrase: str) -> Proof:
    """Check that the signed-in user is a supervisor, and still the one at the keys.

    `visit` is empty where corrections are reviewed and no visit is open.
    Raises `visit.not_open`, `role.not_allowed`, and what the guard raises for a wrong passphrase.
    """
    _check_role(session)
    if visit:
        check_open(session, visit)
    return Proof(session.user.id, visit, session.guard.second(session.user.id, passphrase))


def check_proof(session: Session, visit: str, proof: Proof) -> None:
    """Raise `role.not_allowed`, or `visit.not_proved` for a proof of somebody else or of another visit."""
    _check_role(session)
    if (proof.user, proof.visit) != (session.user.id, visit):
        raise EktpError("visit.not_proved")


def _check_role(session: Session) -> None:
    if not session.user.is_supervisor:
        raise EktpError("role.not_allowed")


def close_visit(session: Session, visit: str, *, proof: Proof) -> Equation:
    """Sign the equation and close the visit, in the name of the supervisor whose passphrase was checked.

    It names the laptops of the team that were not heard to their end: that keeps nobody from signing.

    Raises `visit.doubled_numbers` while somebody has to rule on a number that several laptops gave,
    `visit.unclear_tickets` while any ticket has no outcome, `visit.unreviewed` while an exception, or
    a correction that this user may review, was not read, `visit.views_differ` (fact `count`) where rows say
    otherwise than the journal, `role.not_allowed`, `visit.not_proved`.
    """
    check_proof(session, visit, proof)
    visited = check_open(session, visit)
    if several := doubled_numbers(session, visit):
        raise EktpError("visit.doubled_numbers", count=len(several))
    counted = equation(session, visit)
    if counted.unclear:
        raise EktpError("visit.unclear_tickets", count=counted.unclear)
    if waiting := exceptions_unreviewed(session, visit) + corrections_unreviewed(session, visit):
        raise EktpError("visit.unreviewed", count=waiting)
    found = session.store.compare_views(visit)
    if found.differing:
        raise EktpError("visit.views_differ", count=found.differing)
    body = VisitClosed(
        supervisor=session.user.name,
        local=session.now.isoformat(timespec="seconds"),
        equation=asdict(counted),
        heads=tuple(session.store.heads()),
        checked=found.of_visit,
        without=unheard(laptops_heard(session, visited)),
    )
    with session.store.together():
        session.store.keep_compared(found.mark)
        session.write(NewEvent(Entity.VISIT, visit, body, visit), second=proof.signer)
    return counted


def reopen_visit(session: Session, visit: str, *, reason: str, passphrase: str) -> None:
    """Let a closed visit go on: it is closed and signed anew, and what it had closed with stays told.

    Raises `visit.unknown`, `visit.not_closed`, `visit.other_open`, `visit.needs_reason`,
    `role.not_allowed`, and what the guard raises for a wrong passphrase.
    """
    again = NewEvent(Entity.VISIT, visit, VisitReopened(reason=reason.strip()), visit)
    session.check_roles(again)
    if the_visit(session, visit).state is not VisitState.CLOSED:
        raise EktpError("visit.not_closed")
    if visit_here(session) is not None:
        raise EktpError("visit.other_open")
    if not reason.strip():
        raise EktpError("visit.needs_reason")
    session.write(again, second=session.guard.second(session.user.id, passphrase))
