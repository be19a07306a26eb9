"""What closing the day shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.tickets import TicketId
from ektp_desk.domain.visits import LaptopHeard, VisitState
from ektp_desk.usecases.doubles.queries import doubled_numbers
from ektp_desk.usecases.queue.queries import visits_ahead, waiting_tickets
from ektp_desk.usecases.recording.queries import ToRead, Unwitnessed, corrections_to_read, exceptions_of
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket, Unanswered, Visit
from ektp_desk.usecases.visits.queries import documents_unanswered, the_visit, visit_title
from ektp_desk.usecases.visits.team.queries import laptops_heard
from ektp_desk.words.dates import long_date

Stage = Literal["doubled", "unclear", "prove", "review", "why", "sign", "signed"]


@dataclass(frozen=True, slots=True, repr=False)
class ClosingFacts:
    """A visit, its report as it stands, the tickets without an outcome, and what a supervisor reads.

    `to_read` are exceptions, then corrections without a witness: those of the visit, then others.
    """

    visit: Visit
    report: VisitReport
    unclear: tuple[Ticket, ...]
    to_read: tuple[ToRead, ...]
    following: str  # the next visit that is planned: "Desa Nunbena, Kamis, 4 April 2019"
    doubled: tuple[str, ...] = ()  # numbers that several people have, and nobody has ruled
    laptops: tuple[LaptopHeard, ...] = ()  # the others of the team
    unanswered: tuple[Unanswered, ...] = ()  # finished with documents of which nothing was said

    @property
    def signed(self) -> bool:
        """Whether the day was closed."""
        return self.visit.state is VisitState.CLOSED

    @property
    def unread(self) -> tuple[ToRead, ...]:
        """Those of the visit for which its signature waits."""
        return tuple(one for one in self.to_read if one.waits and not _is_of_others(one))

    def lacks(self) -> EktpError | None:
        """Why the day cannot be signed yet: what `close_visit` would raise."""
        if self.doubled:
            return EktpError("visit.doubled_numbers", count=len(self.doubled))
        if self.unclear:
            return EktpError("visit.unclear_tickets", count=len(self.unclear))
        return EktpError("visit.unreviewed", count=len(self.unread)) if self.unread else None

    def next_stage(self, *, proved: bool, looking: bool, asking_why: bool) -> Stage:
        """Whose a number is, outcomes, then what is to be read, then the signature.

        `proved`: the passphrase was checked; `looking`: at what was reviewed, once more; `asking_why`: one
        exception is to be recorded again, or one correction is not in order.
        """
        if self.signed:
            return "signed"
        if self.doubled:
            return "doubled"
        if self.unclear:
            return "unclear"
        if not (self.unread or (looking and self.to_read)):
            return "sign"
        return _reading(proved=proved, asking_why=asking_why)


@dataclass(frozen=True, slots=True, repr=False)
class CorrectionFacts:
    """Corrections that wait for who is signed in where no visit is open."""

    to_read: tuple[ToRead, ...]

    def next_stage(self, *, proved: bool, looking: bool, asking_why: bool) -> Stage:  # noqa: ARG002  one is looking
        """As of a day that has nothing else."""
        return _reading(proved=proved, asking_why=asking_why)


def _is_of_others(one: ToRead) -> bool:
    return isinstance(one, Unwitnessed) and not one.here


def _reading(*, proved: bool, asking_why: bool) -> Stage:
    if not proved:
        return "prove"
    return "why" if asking_why else "review"


def read_closing(session: Session, visit: str) -> ClosingFacts:
    found = the_visit(session, visit)
    heard = laptops_heard(session, found)
    return ClosingFacts(
        visit=found,
        report=visit_report(session, visit, heard),
        unclear=tuple(waiting_tickets(session, visit)),
        to_read=(*exceptions_of(session, visit), *corrections_to_read(session, visit)),
        doubled=tuple(str(TicketId.parse(one).number) for one in doubled_numbers(session, visit)),
        following=_following(session),
        laptops=heard,
        unanswered=tuple(documents_unanswered(session, visit)),
    )


def read_corrections(session: Session) -> CorrectionFacts | None:
    """What waits where no visit is open; None when nothing does."""
    waiting = corrections_to_read(session, "")
    return CorrectionFacts(waiting) if waiting else None


def _following(session: Session) -> str:
    ahead = visits_ahead(session)
    if not ahead:
        return ""
    return f"{visit_title(session, ahead[0])}, {long_date(date.fromisoformat(ahead[0].day))}"
