"""A laptop that broke on a visit: how far its work came here, and what is known to be missing after that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ektp_desk.domain.journal.labels import folder_signs
from ektp_desk.domain.tickets import Number, TicketState
from ektp_desk.domain.visits import LaptopHeard
from ektp_desk.usecases.admin.queries import laptops
from ektp_desk.usecases.queue.queries import NumberedTicket, tickets_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visits.queries import laptop_name, open_visit, the_visit, visit_title
from ektp_desk.usecases.visits.team.queries import (
    LastFinished,
    laptops_heard,
    last_finished_on,
    last_visit_of,
)


@dataclass(frozen=True, slots=True, repr=False)
class BrokenLaptop:
    """What is here of a broken laptop's last visit.

    `at_desk`: numbers without an outcome that lay at its desks, `held`: their tickets; `unrecorded`: numbers
    of its letters of which somebody heard, but not that they were given; `absent`: those below the highest
    of which nobody heard.
    """

    heard: LaptopHeard
    visit: str  # "Desa Noebesi"; empty where nothing of a visit came
    last: LastFinished | None = None
    at_desk: tuple[str, ...] = ()
    unrecorded: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    held: tuple[Ticket, ...] = ()
    highest: tuple[str, ...] = ()  # of each of its letters


def laptops_of_folders(session: Session, folders: Iterable[str]) -> list[str]:
    """The other laptops whose journals lie in these folders of a card; those that are known here."""
    wanted = set(folders)
    found = (
        device
        for device, incarnation in laptops(session)
        if device != session.device and folder_signs(device, incarnation) in wanted
    )
    return list(dict.fromkeys(found))


def broken_laptop(session: Session, device: str) -> BrokenLaptop:
    """What came here of a laptop, by its last visit."""
    opened = open_visit(session)
    visit = last_visit_of(session, device) or (opened.id if opened else "")
    name = laptop_name(session, device)
    unknown = BrokenLaptop(LaptopHeard(device, name, "", None), "")
    if not visit:
        return unknown
    facts = the_visit(session, visit)
    heard = next((one for one in laptops_heard(session, facts) if one.device == device), unknown.heard)
    last = last_finished_on(session, device, visit)
    letters = set(heard.letters.split()) - set(facts.own_desks.split())
    tickets = [one for one in tickets_of(session, visit) if one.letter in letters]
    held = tuple(one for one in _unended(tickets) if one.desk in letters)
    return BrokenLaptop(
        heard,
        visit_title(session, facts),
        last,
        at_desk=_numbers(held),
        held=held,
        unrecorded=_numbers(one for one in tickets if not one.given),
        absent=_absent(tickets),
        highest=_highest(tickets),
    )


def _unended(tickets: Iterable[NumberedTicket]) -> Iterable[NumberedTicket]:
    return (one for one in tickets if one.state in (TicketState.CALLED, TicketState.SERVING))


def _numbers(tickets: Iterable[NumberedTicket]) -> tuple[str, ...]:
    return tuple(one.number for one in tickets)


def _absent(tickets: list[NumberedTicket]) -> tuple[str, ...]:
    found = []
    for letter in sorted({one.letter for one in tickets}):
        serials = {one.serial for one in tickets if one.letter == letter}
        found += [str(Number(letter, at)) for at in range(1, max(serials)) if at not in serials]
    return tuple(found)


def _highest(tickets: list[NumberedTicket]) -> tuple[str, ...]:
    last = {one.letter: one.number for one in sorted(tickets, key=lambda one: one.serial)}
    return tuple(last[letter] for letter in sorted(last))
