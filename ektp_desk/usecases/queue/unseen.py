"""Numbers that this laptop did not give out: paper is the network, and carries them from desk to desk."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import TicketGiven
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.tickets import Number, Purpose, ticket_id
from ektp_desk.usecases.queue.calling import check_waiting, serve
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visit.planning import check_open


def is_own(session: Session, visit: str, number: Number) -> bool:
    """Whether this laptop gives out numbers of this letter, so that it may give this one too."""
    return number.letter in check_open(session, visit).own_desks.split()


def give_number(session: Session, visit: str, number: Number, *, purpose: Purpose = Purpose.RECORD) -> str:
    """Give one number off a sheet that was printed before, out of its turn; give its ticket id.

    Raises `visit.not_open`, `desk.not_open` for another laptop's letter, `number.given`.
    """
    if not is_own(session, visit, number):
        raise EktpError("desk.not_open", letter=number.letter)
    ticket = ticket_id(visit, number)
    found = session.one("ticket", Ticket, ticket=ticket)
    if found is not None and found.given:
        raise EktpError("number.given", number=str(number))
    body = TicketGiven(letter=number.letter, serial=number.serial, purpose=purpose)
    session.write(Act(Entity.TICKET, ticket, body, visit))
    return ticket


def serve_number(session: Session, visit: str, number: Number, *, desk: str) -> str:
    """Begin to serve whoever holds this paper, whether its giving is known here or not; give the ticket.

    A number of this laptop's own letters is given with it. Raises `ticket.ended`, `desk.busy`,
    `ticket.elsewhere`, `visit.not_open`; nothing is written then.
    """
    ticket = ticket_id(visit, number)
    with session.store.together():
        if not check_waiting(session, ticket).given and is_own(session, visit, number):
            give_number(session, visit, number)
        serve(session, ticket, desk=desk)
    return ticket
