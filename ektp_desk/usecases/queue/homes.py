"""Homes that the team goes to: asked for with a number, said better, put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from msgspec import structs

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import HomeAsked, StopPlaced, TicketGiven
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.tickets import Number, Purpose, TicketId
from ektp_desk.usecases.queue.commands import check_desk
from ektp_desk.usecases.queue.queries import check_waiting, home_round, last_serial, the_ticket
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import check_open


@dataclass(frozen=True, slots=True, repr=False)
class Home:
    """Where somebody lives who cannot come, as it was said; RT and RW as they were typed."""

    address: str = ""
    dusun: str = ""
    rt: str = ""
    rw: str = ""
    contact: str = ""
    cannot: str = ""


def ask_home(session: Session, visit: str, home: Home, *, letter: str) -> str:
    """For somebody whom the team is to visit; returns the ticket's id.

    Raises `home.needs_place`, `home.bad_rt`, `visit.not_open`, `desk.not_open`.
    """
    body = _said(home)
    check_desk(letter)
    if letter not in check_open(session, visit).desks.split():
        raise EktpError("desk.not_open", letter=letter)
    number = Number(letter, last_serial(session, visit, letter) + 1)
    ticket = str(TicketId(visit, number))
    given = TicketGiven(letter=letter, serial=number.serial, purpose=Purpose.RECORD)
    session.write(NewEvent(Entity.TICKET, ticket, given, visit), NewEvent(Entity.TICKET, ticket, body, visit))
    return ticket


def set_home(session: Session, ticket: str, home: Home) -> None:
    """Say where the bearer of a number is to be visited, or say it better; raises as `ask_home`."""
    found = check_waiting(session, ticket)
    session.write(NewEvent(Entity.TICKET, ticket, _said(home), found.visit))


def stop_seeking(session: Session, ticket: str) -> None:
    """Say that whom a home was asked for has been met, or need not be met any more.

    For who was met under a name that does not tell it. Raises `ticket.unknown`, `visit.not_open`.
    """
    found = the_ticket(session, ticket)
    check_open(session, found.visit)
    said = session.store.life(Entity.TICKET, ticket).said("ticket.home", HomeAsked)
    if said is not None and said.contact:
        session.write(NewEvent(Entity.TICKET, ticket, structs.replace(said, contact=""), found.visit))


def move_stop(session: Session, visit: str, ticket: str, *, by: int) -> None:
    """Move a home up (`by` -1) or down (1) in the round; at either end it stays."""
    check_open(session, visit)
    stops = home_round(session, visit)
    at = next((at for at, stop in enumerate(stops) if stop.ticket == ticket), None)
    if at is None:
        raise EktpError("ticket.unknown")
    to = at + by
    if to not in range(len(stops)):
        return
    stops.insert(to, stops.pop(at))
    changed = [(stop, place) for place, stop in enumerate(stops, start=1) if stop.place != place]
    act = session.new_id() if len(changed) > 1 else ""
    session.write(
        *(
            NewEvent(Entity.TICKET, stop.ticket, StopPlaced(place=place, act=act), visit)
            for stop, place in changed
        )
    )


def _said(home: Home) -> HomeAsked:
    told = {field.name: getattr(home, field.name).strip() for field in fields(home)}
    if not told["address"] and not told["dusun"]:
        raise EktpError("home.needs_place")
    return HomeAsked(**told | {"rt": _three_digits(told["rt"]), "rw": _three_digits(told["rw"])})


def _three_digits(text: str) -> str:
    if not text:
        return ""
    if not re.fullmatch(r"\d{1,3}", text):
        raise EktpError("home.bad_rt")
    return text.zfill(3)
