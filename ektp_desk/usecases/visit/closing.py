"""Closing a visit: the equation is signed, and only when nobody's ticket is unclear. It may be reopened."""

from __future__ import annotations

from dataclasses import asdict

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import VisitClosed, VisitReopened
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.paper.figures import Equation
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visit.planning import check_open, open_visit, the_visit
from ektp_desk.usecases.visit.signing import Proof, check_proof


def equation(session: Session, visit: str) -> Equation:
    """Count where everybody who came stands now."""
    return session.store.ask("equation", Equation, visit=visit)[0]


def unclear_tickets(session: Session, visit: str) -> list[Ticket]:
    """Give the tickets that have no outcome yet."""
    return session.store.ask("open_tickets", Ticket, visit=visit)


def close_visit(session: Session, visit: str, *, proof: Proof) -> Equation:
    """Sign the equation and close the visit, in the name of the supervisor whose passphrase was checked.

    Raises `visit.unclear_tickets` while any ticket has no outcome, `visit.unreviewed` while an
    exception was not read by a supervisor, `role.not_allowed`, `visit.not_proved`.
    """
    check_proof(session, visit, proof)
    check_open(session, visit)
    counted = equation(session, visit)
    if counted.unclear:
        raise EktpError("visit.unclear_tickets", count=counted.unclear)
    if waiting := int(session.value("exceptions_unreviewed", visit=visit) or 0):
        raise EktpError("visit.unreviewed", count=waiting)
    body = VisitClosed(
        supervisor=session.user.name,
        local=session.now.isoformat(timespec="seconds"),
        equation=asdict(counted),
        heads=tuple(session.store.heads()),
        proved=True,
    )
    session.write(Act(Entity.VISIT, visit, body, visit))
    return counted


def reopen_visit(session: Session, visit: str, *, reason: str, passphrase: str) -> None:
    """Let a closed visit go on: it is closed and signed anew, and what it had closed with stays told.

    Raises `visit.unknown`, `visit.not_closed`, `visit.other_open`, `visit.needs_reason`,
    `role.not_allowed`, and what the guard raises for a wrong passphrase.
    """
    again = Act(Entity.VISIT, visit, VisitReopened(reason=reason.strip()), visit)
    session.check_roles(again)
    if the_visit(session, visit).state is not VisitState.CLOSED:
        raise EktpError("visit.not_closed")
    if open_visit(session) is not None:
        raise EktpError("visit.other_open")
    if not reason.strip():
        raise EktpError("visit.needs_reason")
    session.guard.confirm(passphrase)
    session.write(again)
