"""Somebody comes with a paper whose number another one keeps: nobody is picked without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.usecases.doubles.commands import answer
from ektp_desk.usecases.doubles.queries import doubled
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.queue.queries import tickets_of
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import open_desk
from tests.gui.decisions.other_laptop import take_in, write_elsewhere
from tests.gui.queue.page import QueuePage
from tests.gui.recording.page import RecordingPage
from tests.gui.worlds import World, open_world_of
from tests.offices import WORDS, found_office_in

pytestmark = pytest.mark.gui


def come(session: Session, visit: str, name: str) -> None:
    open_desk(session, visit, letter="B")
    (ticket,) = give_numbers(session, visit, letter="B")
    identify_walk_in(session, ticket, WalkIn(name, "P", birth="1990-01-02"))


@pytest.fixture
def torn(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    """Orpa and Yuliana wait, each with a paper B001."""
    dress(qapp)
    first = Folders(tmp_path / "first" / "data", tmp_path / "first" / "state")
    with found_office_in(first) as office:
        visit = office.open_visit()
        office.desk.sign_out()
        arrived = write_elsewhere(
            first,
            tmp_path / "second",
            lambda session: come(session, visit, "YULIANA M. CONTOH"),
            passphrase=WORDS,
            clock=office.clock,
        )
    with open_world_of(qtbot, first, office.user, clock=office.clock) as world:
        world.tell(lambda session: come(session, visit, "ORPA CONTOH"))
        world.tell(lambda session: take_in(session, arrived))
        world.take_visit()
        yield world


def rule(world: World) -> str:
    """Let the first of the two keep the number; give the other's."""

    def ruled(session: Session) -> str:
        (found,) = doubled(session)
        (moved,) = answer(session, found, 0)
        return moved.rpartition(":")[2]

    return world.tell(ruled)


def test_both_wait_under_the_number_and_nobody_is_called_before_the_ruling(torn: World) -> None:
    page = QueuePage(torn)
    rows = page.view.table.rows
    shown = [(rows.cell(at, 0).text, rows.cell(at, 4).text) for at in range(rows.rowCount())]
    assert shown == [("B001", "nomor dua orang")] * 2

    page.press("Enter")
    page.look_for("B001")
    torn.settle()

    assert page.refused == ["number.doubled"]
    assert not any(t.calls for t in torn.tell(lambda s: tickets_of(s, torn.work.visit.id)))  # type: ignore[union-attr]  # it is open


def test_a_typed_number_points_at_one_and_says_that_there_are_two(torn: World) -> None:
    other = rule(torn)
    page = QueuePage(torn)
    rows = page.view.table.rows
    assert sorted(rows.cell(at, 0).text for at in range(rows.rowCount())) == ["B001", other]
    names = {rows.cell(at, 0).text: rows.cell(at, 1).text for at in range(rows.rowCount())}
    assert names[other].endswith("kertas B001")

    page.look_for("B001")
    torn.settle()
    assert page.refused == ["number.parted"]
    page.look_for(other)
    torn.settle()
    assert page.refused == ["number.parted"]


def test_the_recording_screen_asks_which_of_the_two_it_is(torn: World) -> None:
    other = rule(torn)
    page = RecordingPage(torn).open()
    for key in "B001":
        page.press(key)
    page.press("Enter")

    said = page.view.idle.number.edit.accessibleDescription()
    assert said.startswith("Kertas B001 ada dua. Enter lagi: layani B001.")
    whose = page.read("papers_of_number").split("\n")
    assert sorted(line.split()[0] for line in whose) == ["B001", other]
    assert all(line.endswith("CONTOH") for line in whose)
    visit = torn.work.visit
    assert visit is not None
    assert not any(t.desk_has for t in torn.tell(lambda s: tickets_of(s, visit.id)))

    page.press("Enter")

    served = [t.number for t in torn.tell(lambda s: tickets_of(s, visit.id)) if t.desk_has]
    assert served == ["B001"]
