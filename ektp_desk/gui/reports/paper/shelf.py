"""What F6 reads at once on the store's thread: the visits to choose from, and one visit's report."""

from __future__ import annotations

from dataclasses import dataclass, field

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.reports.paper.pages import Page, pages_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visit.naming import visit_title
from ektp_desk.usecases.visit.planning import visits
from ektp_desk.usecases.visit.reporting import visit_report


@dataclass(frozen=True, slots=True)
class Choice:
    """A visit to choose: its id, its place and its ISO day."""

    visit: str
    place: str
    day: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One visit's report: what it says, the PDF, and its pages for the screen."""

    visit: str
    report: VisitReport = field(repr=False)
    pdf: bytes = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The visits that were opened, newest first, and the paper of the chosen one; None without any."""

    choices: tuple[Choice, ...]
    paper: Paper | None


def read_shelf(session: Session, wanted: str, *, width: int) -> Shelf:
    """Make the wanted visit's paper, else the open visit's, else the newest one's; pages `width` wide."""
    opened = [v for v in visits(session) if v.state is not VisitState.PLANNED][::-1]
    choices = tuple(Choice(v.id, visit_title(session, v), v.day) for v in opened)
    chosen = _choose(opened, wanted)
    if chosen is None:
        return Shelf(choices, None)
    report = visit_report(session, chosen.id)
    pdf = session.prints.visit_report(report)
    return Shelf(choices, Paper(chosen.id, report, pdf, pages_of(pdf, width=width)))


def _choose(opened: list[Visit], wanted: str) -> Visit | None:
    asked = [v for v in opened if v.id == wanted]
    running = [v for v in opened if v.state is VisitState.OPEN]
    return next(iter([*asked, *running, *opened]), None)
