"""Any paper by its name: facts for who draws them; those that name people only on demand."""

from __future__ import annotations

from collections.abc import Callable

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import NamesShown
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.paper.before import NumberSheets
from ektp_desk.domain.paper.counts import ServedReport
from ektp_desk.domain.paper.kinds import NAMED, Facts, PaperKind, Wanted
from ektp_desk.domain.paper.names import NameList
from ektp_desk.domain.people import clean_text
from ektp_desk.usecases.paper.before import letter, number_sheets
from ektp_desk.usecases.paper.homes import homes_to_visit
from ektp_desk.usecases.paper.school import school_report
from ektp_desk.usecases.paper.served import served_report
from ektp_desk.usecases.paper.targets import school_list, village_list
from ektp_desk.usecases.paper.tickets import names_behind, visit_again
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visit.planning import the_visit
from ektp_desk.usecases.visit.reporting import visit_report
from ektp_desk.words import officially


@officially
def make(session: Session, wanted: Wanted) -> Facts:
    """Give the facts of a paper that names nobody.

    Raises `report.names_on_demand` for one that does, `visit.unknown`, and what the paper itself raises.
    """
    if wanted.kind in NAMED:
        raise EktpError("report.names_on_demand")
    return _MAKERS[wanted.kind](session, wanted)


@officially
def make_named(session: Session, wanted: Wanted, *, purpose: str, passphrase: str) -> NameList:
    """Give a paper that names people, after who asks proved who they are; an event keeps it and its purpose.

    Raises `report.needs_purpose`, `role.not_allowed`, `signin.wrong`, `signin.wait`, `visit.unknown`.
    """
    if wanted.kind not in NAMED:
        raise ValueError(wanted.kind)
    why = clean_text(purpose)
    if not why:
        raise EktpError("report.needs_purpose")
    the_visit(session, wanted.visit)
    body = NamesShown(report=wanted.kind.value, purpose=why)
    act = Act(Entity.DEVICE, session.device, body, wanted.visit)
    session.check_roles(act)
    session.guard.confirm(passphrase)
    session.write(act)  # first: a list that was shown and not written down would be worse than the reverse
    return _NAMERS[wanted.kind](session, wanted.visit)


def _served(session: Session, wanted: Wanted) -> ServedReport:
    last = wanted.last or session.today
    return served_report(session, wanted.first or last.replace(day=1), last, region=wanted.region)


def _numbers(session: Session, wanted: Wanted) -> NumberSheets:
    first, last = wanted.from_serial, wanted.to_serial
    return number_sheets(session, wanted.visit, letter=wanted.letter, first=first, last=last)


_MAKERS: dict[PaperKind, Callable[[Session, Wanted], Facts]] = {
    PaperKind.VISIT: lambda session, wanted: visit_report(session, wanted.visit),
    PaperKind.SERVED: _served,
    PaperKind.SCHOOL: lambda session, wanted: school_report(session, wanted.visit),
    PaperKind.NUMBERS: _numbers,
    PaperKind.LETTER: lambda session, wanted: letter(session, wanted.visit),
}
_NAMERS: dict[PaperKind, Callable[[Session, str], NameList]] = {
    PaperKind.NAMES: names_behind,
    PaperKind.AGAIN: visit_again,
    PaperKind.HOMES: homes_to_visit,
    PaperKind.VILLAGE_LIST: village_list,
    PaperKind.SCHOOL_LIST: school_list,
}
