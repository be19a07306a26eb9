"""The queue at a desk: call, call again, skip, begin to serve, put back."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import TicketCalled, TicketPutBack, TicketServed, TicketSkipped
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.tickets import OPEN_STATES, Number, TicketState, ticket_id
from ektp_desk.usecases.queue.shapes import Group
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visit.planning import check_open


def waiting_tickets(session: Session, visit: str) -> list[Ticket]:
    """Give all tickets without an outcome, in the order their numbers were given."""
    return session.store.ask("open_tickets", Ticket, visit=visit)


def the_ticket(session: Session, ticket: str) -> Ticket:
    """Give one ticket; raises `ticket.unknown`."""
    found = session.one("ticket", Ticket, ticket=ticket)
    if found is None:
        raise EktpError("ticket.unknown")
    return found


def ticket_by_number(session: Session, visit: str, text: str) -> Ticket:
    """Find a ticket by its typed or scanned number; raises `number.unreadable`, `number.not_given`."""
    number = Number.parse(text)
    found = session.one("ticket", Ticket, ticket=ticket_id(visit, number))
    if found is None:
        raise EktpError("number.not_given", number=str(number))
    return found


def at_desk(session: Session, visit: str, desk: str) -> Ticket | None:
    """Give the ticket that a desk has called or is serving."""
    return held_of(waiting_tickets(session, visit), desk)


def held_of(tickets: list[Ticket], desk: str) -> Ticket | None:
    """Find among open tickets the one that a desk has called or is serving."""
    found = [ticket for ticket in tickets if ticket.desk_has and ticket.desk == desk]
    return found[-1] if found else None


def check_waiting(session: Session, ticket: str) -> Ticket:
    """Give a ticket that can still be worked on, also one that this laptop never saw given.

    Raises `ticket.ended`, `visit.not_open`, `ticket.unknown` for what names no visit and number.
    """
    found = session.one("ticket", Ticket, ticket=ticket) or _unseen(session, ticket)
    check_open(session, found.visit)
    if found.state not in OPEN_STATES:
        raise EktpError("ticket.ended", number=found.number)
    return found


def _unseen(session: Session, ticket: str) -> Ticket:
    """Say what is known of a paper that another laptop gave out: its visit and its number."""
    visit, _, written = ticket.rpartition(":")
    try:
        number = Number.parse(written)
    except EktpError:
        raise EktpError("ticket.unknown") from None
    return Ticket(id=ticket, visit=visit, number=str(number), given_at=session.now, moved_at=session.now)


def call_next(session: Session, visit: str, *, desk: str) -> str | None:
    """Call who is put first, then whoever waits longest, then who missed their call; None when nobody waits.

    Raises `desk.busy` while the desk has a ticket in hand.
    """
    check_open(session, visit)
    if held := at_desk(session, visit, desk):
        raise EktpError("desk.busy", number=held.number)
    ticket = session.value("next_waiting", visit=visit)
    if ticket is None:
        return None
    session.write(Act(Entity.TICKET, str(ticket), TicketCalled(desk=desk), visit))
    return str(ticket)


def call_next_of_group(session: Session, visit: str, group: str, *, desk: str) -> str | None:
    """Call the next of those who came together; None when nobody of them waits. Raises `desk.busy`."""
    ticket = session.value("next_of_group", visit=visit, group=group)
    if ticket is None:
        return None
    call(session, str(ticket), desk=desk)
    return str(ticket)


def put_first(session: Session, visit: str) -> list[str]:
    """Give the tickets that are called before everybody's usual turn, the next first."""
    return [str(ticket) for ticket in session.values("put_first", visit=visit)]


def groups(session: Session, visit: str) -> list[Group]:
    """Give the groups of whom somebody has no outcome yet, by their first number."""
    return session.store.ask("groups", Group, visit=visit)


def call(session: Session, ticket: str, *, desk: str) -> None:
    """Call a ticket, or call it again. Raises `desk.busy` while the desk has another in hand."""
    found = check_waiting(session, ticket)
    held = at_desk(session, found.visit, desk)
    if held and held.id != ticket:
        raise EktpError("desk.busy", number=held.number)
    session.write(Act(Entity.TICKET, ticket, TicketCalled(desk=desk), found.visit))


def skip(session: Session, ticket: str, *, desk: str) -> None:
    """Nobody came when called: the ticket waits again, behind those not yet called."""
    found = check_waiting(session, ticket)
    session.write(Act(Entity.TICKET, ticket, TicketSkipped(desk=desk), found.visit))


def serve(session: Session, ticket: str, *, desk: str) -> None:
    """Begin to serve a ticket at a desk; saying it twice changes nothing.

    Raises `desk.busy` while the desk has another in hand, `ticket.elsewhere` while
    another desk serves it.
    """
    found = check_waiting(session, ticket)
    if found.state is TicketState.SERVING:
        if found.desk != desk:
            raise EktpError("ticket.elsewhere", number=found.number, desk=found.desk)
        return
    held = at_desk(session, found.visit, desk)
    if held and held.id != ticket:
        raise EktpError("desk.busy", number=held.number)
    session.write(Act(Entity.TICKET, ticket, TicketServed(desk=desk), found.visit))


def put_back(session: Session, ticket: str, *, desk: str) -> None:
    """Set work on a ticket aside; what was saved stays and goes on when it is called again."""
    found = check_waiting(session, ticket)
    session.write(Act(Entity.TICKET, ticket, TicketPutBack(desk=desk), found.visit))
