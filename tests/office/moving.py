"""What is done to the visit that was planned and is not open yet."""

from __future__ import annotations

from datetime import timedelta

from ektp_desk.domain.visits import Arrangement, VisitKind, VisitState
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import change_plan, open_desk, postpone_visit
from ektp_desk.usecases.visits.queries import visits
from tests.office.stage import Stage


def planned(session: Session) -> str:
    (found,) = [visit.id for visit in visits(session) if visit.state is VisitState.PLANNED]
    return found


def open_the_next(_stage: Stage, session: Session) -> None:
    open_desk(session, planned(session), letter="B")


def change_the_next(_stage: Stage, session: Session) -> None:
    school = Arrangement(VisitKind.SCHOOL, place="SMA Contoh")
    change_plan(session, planned(session), "", day=session.today, lists=(), arranged=school)


def postpone_the_next(_stage: Stage, session: Session) -> None:
    postpone_visit(session, planned(session), day=session.today + timedelta(days=7), reason="banjir")
