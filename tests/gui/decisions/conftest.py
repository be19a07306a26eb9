"""An office two of whose laptops said different things without seeing each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.usecases.people.commands import correct
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.usecases.session import Session
from tests.gui.decisions.other_laptop import take_in, write_elsewhere
from tests.gui.decisions.page import DecisionsPage
from tests.gui.worlds import World, open_world_of
from tests.offices import WORDS, found_office_in
from tests.people.lists_of_people import keep_list, row


def correct_to(session: Session, birth: str, ground: str) -> None:
    correct(session, "yuliana", "birth", value=birth, ground=ground, passphrase=WORDS)


@pytest.fixture
def torn(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    """An office two of whose laptops corrected one birth date and ended one number differently."""
    dress(qapp)
    first = Folders(tmp_path / "first" / "data", tmp_path / "first" / "state")
    with found_office_in(first) as office:
        keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB"), row(2, "slip", "YULIANA TAMONO"))
        visit = office.open_visit()
        ticket = give_numbers(office.session, visit, letter="A", count=1)[0]

    def there(session: Session) -> None:
        correct_to(session, "2002-03-14", "KK")
        end_ticket(session, ticket, Outcome.LEFT)

    arrived = write_elsewhere(first, tmp_path / "second", there, passphrase=WORDS, clock=office.clock)
    with open_world_of(qtbot, first, office.user, clock=office.clock) as world:
        world.tell(lambda session: correct_to(session, "2002-03-13", "Akta lahir"))
        world.tell(lambda session: end_ticket(session, ticket, Outcome.ANSWERED))
        world.tell(lambda session: take_in(session, arrived))
        yield world


@pytest.fixture
def page(torn: World) -> DecisionsPage:
    """The screen as F1 leads to it."""
    page = DecisionsPage(torn)
    page.come()
    return page
