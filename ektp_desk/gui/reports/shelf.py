"""What F6 reads at once: the visits to choose from, and one paper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ektp_desk.domain.paper.kinds import BEFORE, NAMED, OF_PERIODS, OF_SCHOOLS, Facts, PaperKind, Wanted
from ektp_desk.domain.visits import VisitKind, VisitState
from ektp_desk.gui.kit.printing import Page, Size, draw_page, sizes_of
from ektp_desk.usecases.reports.commands import Disclosure, draw, draw_names
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import the_visit, visit_title, visits


@dataclass(frozen=True, slots=True)
class Choice:
    """A visit to choose: its id, its place, its ISO day and its village's code."""

    visit: str
    place: str
    day: str
    village: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: as it was asked for, what it says, the PDF, its pages' sizes and the first page drawn.

    `day` (ISO) and `code` are its visit's, for a file's name; empty without one.
    """

    wanted: Wanted
    facts: Facts = field(repr=False)
    pdf: bytes = field(repr=False)
    sizes: tuple[Size, ...]
    first: Page = field(repr=False)
    day: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The visits that a kind of paper can be of, newest first; which is meant; its paper, if it is there.

    There is no paper where no visit fits, nor of one that names people before somebody asked for them.
    """

    choices: tuple[Choice, ...]
    wanted: Wanted
    paper: Paper | None


def read_shelf(session: Session, wanted: Wanted, *, width: int) -> Shelf:
    """Make a paper of the wanted visit, else the open one, else the newest; its page `width` dots wide."""
    fitting = [visit for visit in visits(session)[::-1] if _fits(visit, wanted.kind)]
    choices = tuple(Choice(v.id, visit_title(session, v), v.day, v.village) for v in fitting)
    meant = replace(wanted, visit=_choose(fitting, wanted.visit))
    if wanted.kind in NAMED or (not meant.visit and wanted.kind not in OF_PERIODS):
        return Shelf(choices, meant, None)
    return Shelf(choices, meant, _paper(session, meant, session.aside(draw, meant), width))


def read_named(session: Session, shown: Disclosure, *, width: int) -> Paper:
    return _paper(session, shown.wanted, session.aside(draw_names, shown), width)


def _paper(session: Session, wanted: Wanted, drawn: tuple[Facts, bytes], width: int) -> Paper:
    facts, pdf = drawn
    first = draw_page(pdf, 0, width=width)
    if not wanted.visit:
        return Paper(wanted, facts, pdf, sizes_of(pdf), first)
    visit = the_visit(session, wanted.visit)
    return Paper(wanted, facts, pdf, sizes_of(pdf), first, visit.day, visit.village)


def _fits(visit: Visit, kind: PaperKind) -> bool:
    """Whether a paper can be of a visit: what was done needs a day that began."""
    if kind in OF_SCHOOLS and visit.kind != VisitKind.SCHOOL:
        return False
    return kind in BEFORE or visit.state is not VisitState.PLANNED


def _choose(fitting: list[Visit], wanted: str) -> str:
    asked = [v for v in fitting if v.id == wanted]
    running = [v for v in fitting if v.state is VisitState.OPEN]
    return next((v.id for v in (*asked, *running, *fitting)), "")
