"""How a ticket ends without a finished recording: every outcome but `recorded`, or voided."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import RecordingDropped, TicketEnded, TicketVoided
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.tickets import Outcome, check_ending
from ektp_desk.usecases.queue.calling import check_waiting
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording


def end_ticket(session: Session, ticket: str, outcome: Outcome, *, text: str = "", on: str = "") -> None:
    """End a ticket with its one outcome; an open recording of it is dropped for that reason.

    `on` is an ISO date, needed when rescheduled. Raises `outcome.needs_text`,
    `outcome.needs_date`, `outcome.day_not_ahead`, `outcome.only_by_recording`, `ticket.ended`.
    """
    found = check_waiting(session, ticket)
    check_ending(outcome, text=text, on=on, today=session.today)
    ended = TicketEnded(outcome=outcome, text=text.strip(), on=on)
    dropped = _drop_open(session, ticket, found.visit, outcome.value)
    session.write(*dropped, Act(Entity.TICKET, ticket, ended, found.visit))


def void_ticket(session: Session, ticket: str, *, text: str = "") -> None:
    """Take a number out of the count: it was printed or given by mistake."""
    found = check_waiting(session, ticket)
    dropped = _drop_open(session, ticket, found.visit, "voided")
    session.write(*dropped, Act(Entity.TICKET, ticket, TicketVoided(text=text.strip()), found.visit))


def _drop_open(session: Session, ticket: str, visit: str, reason: str) -> list[Act]:
    found = session.one("open_recording_of_ticket", Recording, ticket=ticket)
    if found is None:
        return []
    return [Act(Entity.RECORDING, found.id, RecordingDropped(reason=reason), visit)]
