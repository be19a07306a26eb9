"""Who is called before whom, and what somebody came for: said of one number, or of many in one act."""

from __future__ import annotations

from collections.abc import Sequence

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import PurposeSet, TicketPrioritised, TicketReturned
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.tickets import Priority, Purpose, TicketState, Turn
from ektp_desk.usecases.queue.calling import check_waiting
from ektp_desk.usecases.session import Session


def prioritise(session: Session, tickets: Sequence[str], reason: Priority | None) -> None:
    """Put numbers first for a reason, in this order, in one act; None takes it back.

    Whom it changes nothing for is passed over. Raises `ticket.ended`, `visit.not_open`.
    """
    said = reason.value if reason else ""
    found = [check_waiting(session, ticket) for ticket in tickets]
    changed = [each for each in found if each.priority != said]
    act = session.new_id() if len(changed) > 1 else ""
    body = TicketPrioritised(reason=said, act=act)
    if changed:
        session.write(*(Act(Entity.TICKET, each.id, body, each.visit) for each in changed))


def come_back(session: Session, ticket: str) -> None:
    """Somebody who missed their call is here again: they are called before everybody else.

    Raises `ticket.not_missed` for one who missed nothing, `ticket.ended`, `visit.not_open`.
    """
    found = check_waiting(session, ticket)
    if found.state is not TicketState.WAITING or found.turn is not Turn.MISSED:
        raise EktpError("ticket.not_missed", number=found.number)
    session.write(Act(Entity.TICKET, ticket, TicketReturned(), found.visit))


def set_purpose(session: Session, ticket: str, purpose: Purpose) -> None:
    """Say what somebody came for after all; saying the same again writes nothing."""
    found = check_waiting(session, ticket)
    if found.purpose is not purpose:
        session.write(Act(Entity.TICKET, ticket, PurposeSet(purpose=purpose), found.visit))
