"""A day that can be closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers, serve
from ektp_desk.usecases.visits.commands import confirm_day, count_sent_home, open_desk, plan_visit
from tests.gui.worlds import World, open_world
from tests.offices import DAY, VILLAGE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ektp_desk.settings import Folders
    from ektp_desk.usecases.session import Session


@pytest.fixture
def world(qtbot: QtBot, folders: Folders, qapp: object) -> Iterator[World]:
    """A day on which one person was served, two still wait and one went home without a number."""
    dress(qapp)  # type: ignore[arg-type]  # the fixture's type is pytest-qt's own
    with open_world(qtbot, folders) as made:
        made.tell(_live)
        made.take_visit()
        yield made


def _live(session: Session) -> None:
    visit = plan_visit(session, VILLAGE, day=DAY, lists=())
    confirm_day(session)
    open_desk(session, visit, letter="A")
    give_numbers(session, visit, letter="A", count=3)
    ticket = call_next(session, visit, desk="A")
    assert ticket is not None
    serve(session, ticket, desk="A")
    end_ticket(session, ticket, Outcome.ANSWERED)
    count_sent_home(session, visit)
