"""A number that two laptops gave stands among what is to decide, and is ruled by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers, serve
from ektp_desk.usecases.queue.queries import tickets_of
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import open_desk
from tests.gui.closing.page import ClosingPage
from tests.gui.decisions.other_laptop import take_in, write_elsewhere
from tests.gui.decisions.page import DecisionsPage
from tests.gui.worlds import World, open_world_of
from tests.offices import WORDS, found_office_in

pytestmark = pytest.mark.gui
ORPA, YULIANA = "ORPA CONTOH", "YULIANA MARGARETHA CONTOH"


def attend(session: Session, visit: str, *names: str, outcome: Outcome = Outcome.ANSWERED) -> None:
    """Open desk B and give its first numbers to these people."""
    open_desk(session, visit, letter="B")
    for name in names:
        (ticket,) = give_numbers(session, visit, letter="B")
        serve(session, ticket, desk="B")
        identify_walk_in(session, ticket, WalkIn(name, "P", birth="1990-01-02"))
        end_ticket(session, ticket, outcome)


@contextmanager
def doubled_office(
    qtbot: QtBot, tmp_path: Path, here: tuple[str, ...] = (ORPA,), there: tuple[str, ...] = (YULIANA,)
) -> Iterator[World]:
    """Two laptops opened desk B without having heard of each other."""
    first = Folders(tmp_path / "first" / "data", tmp_path / "first" / "state")
    with found_office_in(first) as office:
        visit = office.open_visit()
        office.desk.sign_out()
        arrived = write_elsewhere(
            first,
            tmp_path / "second",
            lambda session: attend(session, visit, *there, outcome=Outcome.LEFT),
            passphrase=WORDS,
            clock=office.clock,
        )
    with open_world_of(qtbot, first, office.user, clock=office.clock) as world:
        world.tell(lambda session: attend(session, visit, *here))
        world.tell(lambda session: take_in(session, arrived))
        world.take_visit()
        yield world


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    dress(qapp)
    with doubled_office(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def page(world: World) -> DecisionsPage:
    page = DecisionsPage(world)
    page.come()
    return page


def numbers(world: World) -> dict[str, str]:
    """Each person's number."""
    visit = world.work.visit
    assert visit is not None
    return {one.name: one.number for one in world.tell(lambda s: tickets_of(s, visit.id)) if one.name}


def test_both_papers_stand_side_by_side_with_who_gave_them_and_what_became_of_them(
    page: DecisionsPage,
) -> None:
    assert page.text("to_decide") == "1"
    assert page.text("question") == "B001 dua kali: siapa yang tetap memakainya?"
    assert page.marked()[:2] == [["Diberi", "Oleh"]] * 2
    heard = page.versions()
    assert len(heard) == 3
    (orpa,) = [words for words in heard if ORPA in words]
    (yuliana,) = [words for words in heard if YULIANA in words]
    for words, said in (
        (orpa, ("Pertanyaan dijawab", "laptop 01/")),
        (yuliana, ("laptop 01/", "2 April 2019, 07.30")),
    ):
        assert all(part in words for part in said), words
    assert "Satu kertas, satu orang" in heard[2]


def test_who_is_chosen_keeps_the_number_and_the_other_is_told_to_be_written(page: DecisionsPage) -> None:
    wanted = next(str(at) for at, words in enumerate(page.versions(), 1) if YULIANA in words)
    page.press("Return")
    assert page.text("to_decide") == "1"

    page.press(wanted, "Return")

    now = numbers(page.world)
    assert now[YULIANA] == "B001"
    assert now[ORPA].startswith("Z")
    assert page.sees("nothing_to_decide")
    assert page.settled()[0].startswith(f"B001 dua kali: kertas yang lain menjadi {now[ORPA]}")


def test_a_ruling_on_a_number_is_not_taken_back(page: DecisionsPage) -> None:
    page.press("1", "Return")
    before = numbers(page.world)

    page.press("U")

    assert page.why == ["Tidak dibatalkan: nomor barunya sudah di kertas"]
    assert numbers(page.world) == before


def test_one_paper_of_one_person_is_said_by_the_last_choice(page: DecisionsPage) -> None:
    page.press("3", "Return")

    assert len(numbers(page.world)) == 1
    assert page.text("to_decide") == "2"
    assert page.text("question") in ("Milik siapa nomor ini?", "Apa hasil nomor ini?")


def test_a_day_is_not_signed_before_it_is_ruled_and_leads_there(world: World) -> None:
    page = ClosingPage(world)
    assert page.blue() == "Putuskan 1 nomor…"

    page.press("Ctrl+Enter")
    assert page.refused == ["visit.doubled_numbers"]
    page.press("Enter")

    assert page.went == [Go("decisions")]
