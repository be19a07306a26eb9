"""Two laptops that each give one number to somebody, and what a supervisor makes of it."""

from __future__ import annotations

from ektp_desk.domain.tickets import Outcome, Purpose
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.doubles.commands import keep_number
from ektp_desk.usecases.doubles.queries import DoubledNumber, doubled
from ektp_desk.usecases.queue.commands import call, end_ticket, give_numbers, serve
from ektp_desk.usecases.queue.queries import (
    tickets_of,
)
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from tests.store.several.laptops import founded, session_at

ORPA, YULIANA = "ORPA CONTOH", "YULIANA CONTOH"


def give_b(store: Store, *, purpose: Purpose = Purpose.RECORD) -> str:
    """Open desk B at a laptop that has not heard of another's, and give its first number."""
    session = session_at(store)
    confirm_day(session)
    open_desk(session, founded().visit, letter="B")
    (ticket,) = give_numbers(session, founded().visit, letter="B", purpose=purpose)
    return ticket


def attend(store: Store, name: str, outcome: Outcome = Outcome.ANSWERED, *, text: str = "") -> str:
    """Give B001 to somebody, serve them, and end it; give their person."""
    session, ticket = session_at(store), give_b(store)
    call(session, ticket, desk="B")
    serve(session, ticket, desk="B")
    person = identify_walk_in(session, ticket, WalkIn(name, "P", birth="1990-01-01"))
    end_ticket(session, ticket, outcome, text=text)
    return person


def one_doubled(store: Store) -> DoubledNumber:
    (found,) = doubled(session_at(store))
    return found


def giving_of(found: DoubledNumber, name: str) -> str:
    return next(p.giving for p in found.papers if p.ticket.name == name)


def rule(store: Store, keeps: str) -> str:
    """Let the paper of somebody keep the number; give the other's new ticket."""
    found = one_doubled(store)
    (moved,) = keep_number(session_at(store), found, giving_of(found, keeps))
    return moved


def people(store: Store) -> dict[str, list[tuple[str, str]]]:
    """By name: number and outcome of each of their tickets."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in tickets_of(session_at(store), founded().visit):
        if one.letter in "BZ":
            found.setdefault(one.name, []).append((one.number, one.outcome or one.state))
    return found


def agree(*stores: Store) -> None:
    for store in stores:
        assert dump_views(store.connection) == dump_views(stores[0].connection)
        assert not list(verify_chain(store.connection))
        before = dump_views(store.connection)
        rebuild(store)
        assert dump_views(store.connection) == before
