"""What is told of acts and arrivals: at once, gathered, and only to who shows it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from threading import Event
from time import monotonic

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.office.policies import Policy
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.queue.commands import give_numbers
from tests.gui.desks import DeskPage, open_desk
from tests.gui.worlds import World, open_world

pytestmark = pytest.mark.gui


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """The sample's day."""
    with open_world(qtbot, folders, sample=True) as made:
        yield made


def arrived(*ids: str) -> Changes:
    return Changes(frozenset({Entity.TICKET}), frozenset(ids), Origin.ARRIVED)


def turn(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def test_saved_is_said_while_questions_and_papers_run(world: World) -> None:
    gate, said = Event(), list[str]()
    work = world.work
    work.saved.connect(lambda: said.append("saved"))
    work.changed.connect(lambda _changes: said.append("changed"))
    work.ask(lambda _session: gate.wait(10), lambda _done: said.append("question"))
    work.make(lambda _session: gate.wait(10), lambda _done: said.append("paper"))
    assert work.visit is not None
    visit, desk = work.visit.id, work.desk
    work.do(lambda session: give_numbers(session, visit, letter=desk), lambda _done: said.append("done"))
    world.qtbot.waitUntil(lambda: "changed" in said)
    assert said == ["done", "saved", "changed"]
    gate.set()
    world.settle()
    assert sorted(said[3:]) == ["paper", "question"]


def test_an_act_tells_once_what_it_changed(world: World) -> None:
    told: list[Changes] = []
    world.work.changed.connect(told.append)
    assert world.work.visit is not None
    visit, desk = world.work.visit.id, world.work.desk
    given: list[str] = []
    world.work.do(lambda session: give_numbers(session, visit, letter=desk, count=30), given.extend)
    world.settle()
    assert told == [Changes(frozenset({Entity.TICKET}), frozenset(given), Origin.OWN)]


def test_an_act_that_wrote_nothing_still_has_its_screen_read_anew(world: World) -> None:
    told: list[Changes] = []
    world.work.changed.connect(told.append)
    world.work.do(lambda _session: None)
    world.settle()
    assert [each.entities for each in told] == [frozenset()]


def test_what_arrives_is_gathered_and_told_at_most_four_times_a_second(world: World) -> None:
    told: list[tuple[float, Changes]] = []
    world.work.changed.connect(lambda changes: told.append((monotonic(), changes)))
    for at in range(100):
        world.work.hear([arrived(f"t{at}")])
        turn(0.01)
    turn(0.6)
    times = [at for at, _changes in told]
    assert all(later - earlier >= 0.24 for earlier, later in pairwise(times))
    assert 2 <= len(told) <= 1 + 4 * (times[-1] - times[0]) + 1
    assert frozenset().union(*(changes.ids for _at, changes in told)) == {f"t{at}" for at in range(100)}


def test_own_changes_do_not_wait_for_those_that_arrive(world: World) -> None:
    told: list[Origin] = []
    world.work.changed.connect(lambda changes: told.append(changes.origin))
    world.work.hear([arrived("t1")])
    world.work.hear([arrived("t2")])
    world.work.hear([Changes(frozenset({Entity.TICKET}), frozenset({"t3"}), Origin.OWN)])
    assert told == [Origin.ARRIVED, Origin.OWN]


def test_a_place_is_read_anew_when_something_of_what_it_shows_changed(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F2")
        read = readings(page)
        work = page.window.workplace.work  # type: ignore[union-attr]
        work.hear([Changes(frozenset({Entity.USER, Entity.LAYOUT}), frozenset({"x"}), Origin.OWN)])
        page.settle()
        assert read == []
        work.hear([Changes(frozenset({Entity.LAYOUT, Entity.TICKET}), frozenset({"x"}), Origin.OWN)])
        page.settle()
        assert read == ["queue"]


def readings(page: DeskPage) -> list[str]:
    """What will hold the name of the queue as often as it is read anew."""
    read: list[str] = []
    place = page.window.place("queue")
    assert place is not None
    before = place.read_anew

    def read_anew() -> None:
        read.append("queue")
        before()

    place.read_anew = read_anew  # type: ignore[method-assign]
    return read


def test_a_rule_of_the_office_is_read_only_when_the_office_changed(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F2")
        work = page.window.workplace.work  # type: ignore[union-attr]
        work.do(lambda session: set_policy(session, Policy.IDLE_MINUTES, "9"))
        page.settle()
        assert page.window.idle_minutes() == 9
