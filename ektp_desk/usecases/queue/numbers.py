"""Giving numbers: one by one or many at once, anonymous until somebody asks a name."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import TicketGiven
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.tickets import Number, Purpose, ticket_id
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visit.planning import check_open

MOST_AT_ONCE = 200


def give_numbers(
    session: Session, visit: str, *, letter: str, count: int = 1, purpose: Purpose = Purpose.RECORD
) -> list[str]:
    """Give the next `count` numbers of a desk in one act; give their ticket ids, first first.

    Raises `visit.not_open`, `desk.not_open`, `numbers.bad_count`.
    """
    found = check_open(session, visit)
    if letter not in found.desks.split():
        raise EktpError("desk.not_open", letter=letter)
    if count not in range(1, MOST_AT_ONCE + 1):
        raise EktpError("numbers.bad_count", most=MOST_AT_ONCE)
    last = session.value("last_serial", visit=visit, letter=letter)
    first = int(last or 0) + 1
    batch = session.new_id() if count > 1 else ""
    numbers = [Number(letter, serial) for serial in range(first, first + count)]
    acts = [
        Act(
            Entity.TICKET,
            ticket_id(visit, number),
            TicketGiven(letter=letter, serial=number.serial, purpose=purpose, batch=batch),
            visit,
        )
        for number in numbers
    ]
    session.write(*acts)
    return [act.id for act in acts]
