"""What closing the day shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket, Visit
from ektp_desk.usecases.visit.closing import unclear_tickets
from ektp_desk.usecases.visit.planning import the_visit
from ektp_desk.usecases.visit.reporting import visit_report


@dataclass(frozen=True, slots=True, repr=False)
class ClosingFacts:
    """A visit, its report as it stands, and the tickets without an outcome."""

    visit: Visit
    report: VisitReport
    unclear: tuple[Ticket, ...]


def read_closing(session: Session, visit: str) -> ClosingFacts:
    """Read everything the screen shows."""
    return ClosingFacts(
        visit=the_visit(session, visit),
        report=visit_report(session, visit),
        unclear=tuple(unclear_tickets(session, visit)),
    )
