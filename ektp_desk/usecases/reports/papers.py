"""Any paper by its name; one that names people is made on demand, and that is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import NamesShown, PolicySet
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.paper.before import NumberSheets
from ektp_desk.domain.paper.breach import BreachNotice
from ektp_desk.domain.paper.kinds import NAMED, Facts, PaperKind, TabledFacts, Wanted
from ektp_desk.domain.paper.names import NameList
from ektp_desk.domain.people import clean_text
from ektp_desk.usecases.reports.before import (
    HOLE,
    INVITATION,
    LONGEST,
    holes,
    invitation_text,
    letter,
    number_sheets,
)
from ektp_desk.usecases.reports.safety import safety_report
from ektp_desk.usecases.reports.served import served_report
from ektp_desk.usecases.reports.targets import absent_targets, school_list, school_report, village_list
from ektp_desk.usecases.reports.tickets import homes_to_visit, names_behind, visit_again
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import the_visit
from ektp_desk.words import officially
from ektp_desk.words.paper.books import book_of


@officially
def make(session: Session, wanted: Wanted) -> Facts:
    """The facts of a paper that names nobody.

    Raises `report.names_on_demand` for one that does, `visit.unknown`, and what the paper itself raises.
    """
    if wanted.kind in NAMED:
        raise EktpError("report.names_on_demand")
    return _MAKERS[wanted.kind](session, wanted)


def draw(session: Session, wanted: Wanted) -> tuple[Facts, bytes]:
    """The facts of a paper that names nobody, and its PDF; raises as `make`."""
    facts = make(session, wanted)
    return facts, session.prints.pdf(facts)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """That somebody proved who they are and said what for: only this gives the paper, and only to them."""

    wanted: Wanted
    user: str


def show_names(session: Session, wanted: Wanted, *, purpose: str, passphrase: str) -> Disclosure:
    """Let who is signed in see a paper that names people; an event keeps it and its purpose.

    Raises `report.needs_purpose`, `role.not_allowed`, `signin.wrong`, `signin.wait`, `visit.unknown`.
    """
    if wanted.kind not in NAMED:
        raise ValueError(wanted.kind)
    why = clean_text(purpose)
    if not why:
        raise EktpError("report.needs_purpose")
    the_visit(session, wanted.visit)
    body = NamesShown(report=wanted.kind.value, purpose=why)
    act = NewEvent(Entity.DEVICE, session.device, body, wanted.visit)
    session.check_roles(act)
    session.guard.confirm(passphrase)
    session.write(act)  # first: a list that was shown and not written down would be worse than the reverse
    return Disclosure(wanted, session.user.id)


@officially
def names(session: Session, shown: Disclosure) -> NameList:
    if shown.user != session.user.id:
        raise EktpError("role.not_allowed")
    return _NAMERS[shown.wanted.kind](session, shown.wanted.visit)


def draw_names(session: Session, shown: Disclosure) -> tuple[NameList, bytes]:
    """The bytes are its PDF."""
    facts = names(session, shown)
    return facts, session.prints.pdf(facts)


def make_named(session: Session, wanted: Wanted, *, purpose: str, passphrase: str) -> NameList:
    """A paper that names people to who proves who they are; raises as `show_names`."""
    return names(session, show_names(session, wanted, purpose=purpose, passphrase=passphrase))


def write_book(session: Session, path: Path, facts: TabledFacts | BreachNotice) -> None:
    """Write a paper's tables as .xlsx; raises `file.cannot_write`."""
    session.lists.write_book(path, book_of(facts))


def set_invitation(session: Session, text: str) -> None:
    """Set the letter's text from now on; saying what holds already writes nothing.

    Raises `letter.empty`, `letter.too_long` (fact `most`), `letter.unknown_hole` (fact `known`),
    `role.not_allowed`.
    """
    said = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not said:
        raise EktpError("letter.empty")
    if len(said) > LONGEST:
        raise EktpError("letter.too_long", most=LONGEST)
    if set(HOLE.findall(said)) - set(holes()) or "{" in HOLE.sub("", said) or "}" in HOLE.sub("", said):
        raise EktpError("letter.unknown_hole", known=", ".join(f"{{{hole}}}" for hole in holes()))
    act = NewEvent(Entity.OFFICE, session.office.id, PolicySet(name=INVITATION, value=said))
    session.check_roles(act)
    if said != invitation_text(session):
        session.write(act)


def _of_period(
    report: Callable[[Session, date, date, str], Facts],
) -> Callable[[Session, Wanted], Facts]:
    """Without days of its month, until today."""

    def made(session: Session, wanted: Wanted) -> Facts:
        last = wanted.last or session.today
        return report(session, wanted.first or last.replace(day=1), last, wanted.region)

    return made


def _numbers(session: Session, wanted: Wanted) -> NumberSheets:
    first, last = wanted.from_serial, wanted.to_serial
    return number_sheets(session, wanted.visit, letter=wanted.letter, first=first, last=last)


_MAKERS: dict[PaperKind, Callable[[Session, Wanted], Facts]] = {
    PaperKind.VISIT: lambda session, wanted: visit_report(session, wanted.visit),
    PaperKind.SERVED: _of_period(served_report),
    PaperKind.SAFETY: _of_period(safety_report),
    PaperKind.SCHOOL: lambda session, wanted: school_report(session, wanted.visit),
    PaperKind.NUMBERS: _numbers,
    PaperKind.LETTER: lambda session, wanted: letter(session, wanted.visit),
}
_NAMERS: dict[PaperKind, Callable[[Session, str], NameList]] = {
    PaperKind.NAMES: names_behind,
    PaperKind.AGAIN: visit_again,
    PaperKind.ABSENT: absent_targets,
    PaperKind.HOMES: homes_to_visit,
    PaperKind.VILLAGE_LIST: village_list,
    PaperKind.SCHOOL_LIST: school_list,
}
