"""Giving numbers: one by one or many at once, anonymous until somebody asks a name."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import GroupFormed, TicketGiven
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.tickets import Number, Purpose, ticket_id
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visit.planning import check_open

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True, repr=False)
class Together:
    """Whom the numbers are for: a group's name, who brought it, and whether all came at once."""

    name: str = ""
    brought_by: str = ""
    at_once: bool = False


def give_numbers(
    session: Session,
    visit: str,
    *,
    letter: str,
    count: int = 1,
    purpose: Purpose = Purpose.RECORD,
    group: Together | None = None,
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
    formed = _formed(session, visit, group)
    body = TicketGiven(
        letter=letter, serial=first, purpose=purpose, batch=batch, group=formed[0].id if formed else ""
    )
    numbers = [Number(letter, serial) for serial in range(first, first + count)]
    given = [_given(visit, number, body) for number in numbers]
    session.write(*formed, *given)
    return [act.id for act in given]


def _formed(session: Session, visit: str, group: Together | None) -> list[Act]:
    if group is None:
        return []
    body = GroupFormed(name=group.name.strip(), brought_by=group.brought_by.strip(), together=group.at_once)
    return [Act(Entity.GROUP, session.new_id(), body, visit)]


def _given(visit: str, number: Number, body: TicketGiven) -> Act:
    said = structs.replace(body, serial=number.serial)
    return Act(Entity.TICKET, ticket_id(visit, number), said, visit)
