"""How a ticket ends without a finished recording: every outcome but `recorded`, or voided."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import RecordingDropped, TicketEnded, TicketVoided
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.tickets import Outcome, check_ahead, check_ending
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.queue.calling import check_waiting
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording, Visit
from ektp_desk.usecases.visit.planning import the_visit, visits_planned


def end_ticket(
    session: Session, ticket: str, outcome: Outcome, *, text: str = "", on: str = "", to_visit: str = ""
) -> None:
    """End a ticket with its one outcome; an open recording of it is dropped for that reason.

    `on` is an ISO date or `to_visit` a planned visit to come again, one of them needed when rescheduled.
    Raises `outcome.needs_text`, `outcome.needs_date`, `outcome.day_not_ahead`, `outcome.only_by_recording`,
    `visit.not_planned`, `ticket.ended`.
    """
    _end(session, [ticket], TicketEnded(outcome=outcome, text=text.strip(), on=on, to_visit=to_visit))


def reschedule(session: Session, tickets: Sequence[str], *, on: str = "", to_visit: str = "") -> None:
    """Tell people, all of them in one act, to come on a day or to a planned visit; raises as `end_ticket`."""
    act = session.new_id() if len(tickets) > 1 else ""
    _end(session, tickets, TicketEnded(outcome=Outcome.RESCHEDULED, on=on, to_visit=to_visit, act=act))


def visits_ahead(session: Session) -> list[Visit]:
    """Give the planned visits that somebody can still be told to come to, the next first."""
    today = session.today.isoformat()
    return [each for each in visits_planned(session) if each.day > today]


def void_ticket(session: Session, ticket: str, *, text: str = "") -> None:
    """Take a number out of the count: it was printed or given by mistake."""
    found = check_waiting(session, ticket)
    dropped = _drop_open(session, ticket, found.visit, "voided")
    session.write(*dropped, Act(Entity.TICKET, ticket, TicketVoided(text=text.strip()), found.visit))


def _end(session: Session, tickets: Sequence[str], body: TicketEnded) -> None:
    found = [check_waiting(session, ticket) for ticket in tickets]
    body = _to_planned(session, body) if body.to_visit else body
    check_ending(Outcome(body.outcome), text=body.text, on=body.on, today=session.today)
    acts: list[Act] = []
    for each in found:
        acts += _drop_open(session, each.id, each.visit, body.outcome)
        acts.append(Act(Entity.TICKET, each.id, body, each.visit))
    if acts:
        session.write(*acts)


def _to_planned(session: Session, body: TicketEnded) -> TicketEnded:
    """Take over the day of the visit that somebody is told to come to."""
    visit = the_visit(session, body.to_visit)
    if visit.state is not VisitState.PLANNED:
        raise EktpError("visit.not_planned")
    check_ahead(visit.day, session.today)
    return structs.replace(body, on=visit.day)


def _drop_open(session: Session, ticket: str, visit: str, reason: str) -> list[Act]:
    found = session.one("open_recording_of_ticket", Recording, ticket=ticket)
    if found is None:
        return []
    return [Act(Entity.RECORDING, found.id, RecordingDropped(reason=reason), visit)]
