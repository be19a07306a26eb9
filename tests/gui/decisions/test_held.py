"""What somebody did after they were removed waits until an ADB says whether it counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.roles import Role
from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.commands import add_user, remove_user
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User
from tests.gui.decisions.other_laptop import take_in, write_elsewhere
from tests.gui.decisions.page import DecisionsPage
from tests.gui.worlds import World, open_world_of
from tests.offices import found_office_in

pytestmark = pytest.mark.gui


@contextmanager
def held_office(qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    """Adi gave five numbers on a laptop that had not heard that he was removed."""
    here = Folders(tmp_path / "first" / "data", tmp_path / "first" / "state")
    with found_office_in(here) as office:
        visit = office.open_visit()
        adi = add_user(office.session, "Adi Contoh", [Role.OPERATOR])
        office.desk.sign_out()
        arrived = write_elsewhere(
            here,
            tmp_path / "second",
            lambda session: give_numbers(session, visit, letter="A", count=5),
            passphrase=adi.passphrase,
            clock=office.clock,
            user=adi.id,
        )
    with open_world_of(qtbot, here, office.user, clock=office.clock) as world:
        world.tell(lambda session: remove_user(session, adi.id))
        world.tell(lambda session: take_in(session, arrived))
        yield world


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[DecisionsPage]:
    dress(qapp)
    with held_office(qtbot, tmp_path) as world:
        page = DecisionsPage(world)
        page.come()
        yield page


def came(page: DecisionsPage) -> int:
    """How many numbers the office knows of."""

    def ask(session: Session) -> int:
        assert isinstance(session.store, Store)
        (found,) = session.store.connection.execute("SELECT count(*) FROM tickets").fetchone()
        return int(found)

    return page.world.tell(ask)


def test_an_adb_reads_whose_it_is_and_lets_it_count(page: DecisionsPage) -> None:
    assert page.text("question") == "Catatan yang ditahan: ikut dihitung?"
    heard = " / ".join(page.versions())
    assert "5 catatan, 0 perekaman selesai" in heard
    assert came(page) == 0

    page.press("1", "Return")

    assert page.sees("nothing_to_decide")
    assert came(page) == 5
    (settled,) = page.settled()
    assert settled.startswith("Catatan yang ditahan: ikut dihitung? Ikut dihitung")
    assert "Adi Contoh · diputuskan Maria T." in page.settled_about()[0]


def test_what_stays_held_is_not_asked_again_and_a_word_is_taken_back(page: DecisionsPage) -> None:
    page.press("2", "Return")
    assert page.sees("nothing_to_decide")
    assert came(page) == 0

    page.press("U")

    assert came(page) == 5
    assert [line.endswith("dibatalkan") for line in page.settled_about()] == [False, True]
    page.press("Down", "U")  # what was taken back already stays so
    assert came(page) == 5


def test_who_is_no_adb_reads_it_alone(page: DecisionsPage) -> None:
    work = page.world.work
    work.session = replace(work.session, user=User(work.session.user.id, "Siti Contoh", "supervisor"))
    page.press("1", "Return")

    assert came(page) == 0
    assert page.text("to_decide") == "1"
