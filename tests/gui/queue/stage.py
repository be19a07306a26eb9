"""The stage of the queue's stories: an open visit at desk A, and what happens there unseen."""

from __future__ import annotations

from ektp_desk.domain.tickets import Purpose
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.gui.worlds import World
from tests.offices import DAY, VILLAGE


def open_day(session: Session) -> None:
    """Open a visit at desk A."""
    visit = plan_visit(session, VILLAGE, day=DAY, lists=())
    confirm_day(session)
    open_desk(session, visit, letter="A")


def visit_of(world: World) -> str:
    assert world.work.visit is not None
    return world.work.visit.id


def give(world: World, count: int, purpose: Purpose = Purpose.RECORD) -> None:
    """In one act."""
    visit = visit_of(world)
    world.tell(lambda session: give_numbers(session, visit, letter="A", count=count, purpose=purpose))
