"""A desk with four numbers, the first called, and a few people who were met before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import TYPE_CHECKING

import pytest

from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.captures.taking import capture_here
from tests.gui.recording.capturing_page import CapturingPage
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World, open_world
from tests.offices import DAY, VILLAGE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

MET = (
    WalkIn("Yuliana Tamonob Contoh", "P", nik="5302325203029001", birth="2002-03-12"),
    WalkIn("Yulius Nenobais Contoh", "L", nik="5302321203809002", birth="1980-03-12"),
    WalkIn("Orpa Selan Contoh", "P", nik="5302325206039003", birth="2003-04-03"),
)


def open_day(session: Session) -> list[str]:
    """Open a visit's desk, meet three people who leave again, and give four numbers."""
    visit = plan_visit(session, VILLAGE, day=DAY, lists=())
    confirm_day(session)
    open_desk(session, visit, letter="A")
    for said in MET:
        (ticket,) = give_numbers(session, visit, letter="A")
        identify_walk_in(session, ticket, said)
        end_ticket(session, ticket, Outcome.CANNOT_TODAY)
    return give_numbers(session, visit, letter="A", count=4)


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication, folders: Folders) -> Iterator[World]:
    """Open the office; numbers A004 to A007 wait since 7.50, it is 8.51."""
    dress(qapp)
    with open_world(qtbot, folders) as made:
        assert isinstance(made.clock, DayClock)
        made.clock.set(time(7, 50))
        made.tell(open_day)
        made.clock.set(time(8, 51))
        made.take_visit()
        yield made


@pytest.fixture
def called(world: World) -> World:
    """Let the desk have called A004."""
    visit = world.work.visit
    assert visit is not None
    world.tell(lambda session: call_next(session, visit.id, desk="A"))
    return world


@pytest.fixture
def page(called: World) -> RecordingPage:
    """Open F3 on the called number."""
    return RecordingPage(called).open()


@pytest.fixture
def desk(called: World) -> CapturingPage:
    """Open F3 in an office that captures, and search for who stands there."""
    called.tell(capture_here)
    made = CapturingPage(called).open()
    made.press("Enter").search("yuliana")
    return made
