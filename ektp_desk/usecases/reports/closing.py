"""What closing the day shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.queue.queries import visits_ahead, waiting_tickets
from ektp_desk.usecases.recording.queries import Excepted, exceptions_of
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket, Visit
from ektp_desk.usecases.visits.queries import the_visit, visit_title
from ektp_desk.words.dates import long_date

Stage = Literal["unclear", "prove", "review", "why", "sign", "signed"]


@dataclass(frozen=True, slots=True, repr=False)
class ClosingFacts:
    """A visit, its report as it stands, the tickets without an outcome, and the exceptions to read."""

    visit: Visit
    report: VisitReport
    unclear: tuple[Ticket, ...]
    exceptions: tuple[Excepted, ...]
    following: str  # the next visit that is planned: "Desa Nunbena, Kamis, 4 April 2019"

    @property
    def signed(self) -> bool:
        """Whether the day was closed."""
        return self.visit.state is VisitState.CLOSED

    @property
    def unread(self) -> int:
        """How many exceptions no supervisor has read."""
        return sum(one.verdict is None for one in self.exceptions)

    def next_stage(self, *, proved: bool, looking: bool, asking_why: bool) -> Stage:
        """Outcomes, then the exceptions, then the signature.

        `proved`: the passphrase was checked; `looking`: at what was reviewed, once more; `asking_why`: one
        exception is to be recorded again.
        """
        if self.signed:
            return "signed"
        if self.unclear:
            return "unclear"
        if not (self.unread or (looking and self.exceptions)):
            return "sign"
        if not proved:
            return "prove"
        return "why" if asking_why else "review"


def read_closing(session: Session, visit: str) -> ClosingFacts:
    return ClosingFacts(
        visit=the_visit(session, visit),
        report=visit_report(session, visit),
        unclear=tuple(waiting_tickets(session, visit)),
        exceptions=exceptions_of(session, visit),
        following=_following(session),
    )


def _following(session: Session) -> str:
    ahead = visits_ahead(session)
    if not ahead:
        return ""
    return f"{visit_title(session, ahead[0])}, {long_date(date.fromisoformat(ahead[0].day))}"
