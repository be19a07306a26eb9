"""The lanes beside one real store: what each waits for, what is dropped, and what is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.lanes import DeskLanes, Home
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.settings import Folders
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.store.reading import ReadOnlyStore
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.ports import EventStore
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.kept import CHEAP, DAY, WORDS, lay_founded, morning
from tests.offices import VILLAGE

ENDLESS = 10_000_000_000
LONG = 15  # seconds until a test gives up
# What SQLite counts by itself, as long as it is not interrupted.
_COUNT = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most}) SELECT count(*) FROM n
"""


class Office:
    """A founded office whose store lives on lanes; `told` is what came home, in order."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.lanes = desk, DeskLanes(desk)
        self.told: list[str] = []
        self.changes: list[Changes] = []
        self.session: Session = self.act("sign in", lambda: desk.sign_in(desk.slots.users[0].user.id, WORDS))
        self.visit = self.act("plan", self._plan)
        self.told.clear()
        self.changes.clear()

    def _plan(self) -> str:
        visit = plan_visit(self.session, VILLAGE, day=DAY, lists=())
        confirm_day(self.session)
        open_desk(self.session, visit, letter="A")
        return visit

    def begin(self, name: str, act: Callable[[], Any]) -> Future[Any]:
        return self._heard(name, lambda home: self.lanes.act(act, home))

    def act(self, name: str, act: Callable[[], Any]) -> Any:
        return self.begin(name, act).result(LONG)

    def number(self, name: str = "number") -> Future[Any]:
        return self.begin(name, lambda: give_numbers(self.session, self.visit, letter="A"))

    def ask(self, name: str, question: Callable[[ReadOnlyStore], Any], **how: Any) -> Future[Any]:
        return self._heard(name, lambda home: self.read(question, home, **how))

    def read(self, question: Callable[[ReadOnlyStore], Any], home: Home, **how: Any) -> Callable[[], None]:
        def ask(session: Session) -> Any:
            assert isinstance(session.store, ReadOnlyStore)
            return question(session.store)

        return self.lanes.read(self.session, ask, home, **how)

    def _heard(self, name: str, begin: Callable[[Home], object]) -> Future[Any]:
        heard: Future[Any] = Future()

        def home(answer: Future[Any], changes: Sequence[Changes]) -> None:
            self.changes += changes
            cancelled = answer.cancelled() or isinstance(answer.exception(), CancelledError)
            self.told.append(f"{name} cancelled" if cancelled else name)
            if cancelled:
                heard.cancel()
            elif (error := answer.exception()) is not None:
                heard.set_exception(error)
            else:
                heard.set_result(answer.result())

        begin(home)
        return heard


def numbers(store: EventStore) -> int:
    """Count the numbers that were given."""
    return len(store.ask("open_tickets", dict[str, Any], visit=VISIT[0]))


VISIT: list[str] = []


@contextmanager
def opened(folders: Folders) -> Iterator[Office]:
    lay_founded(folders)
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        office = Office(desk)
        VISIT[:] = [office.visit]
        try:
            yield office
        finally:
            office.lanes.close(desk.sign_out)


@pytest.fixture
def office(folders: Folders) -> Iterator[Office]:
    with opened(folders) as made:
        yield made


@contextmanager
def held(office: Office, *, aside: bool = False) -> Iterator[Future[Any]]:
    """Hold the readings' thread by one that waits."""
    begun, gate = Event(), Event()

    def wait(_store: EventStore) -> None:
        begun.set()
        assert gate.wait(LONG)

    waiting = office.ask("held", wait, aside=aside)
    assert begun.wait(LONG)
    try:
        yield waiting
    finally:
        gate.set()


def slow(store: ReadOnlyStore, *, most: int) -> int:
    """Keep SQLite itself at work; a hundred million take some seconds."""
    (count,) = store.connection.execute(_COUNT.format(most=most)).fetchone()
    return int(count)


def test_an_act_lands_while_a_question_runs(office: Office) -> None:
    with held(office) as question:
        office.number().result(LONG)
        assert not question.done()
    question.result(LONG)
    assert office.told == ["number", "held"]


def test_an_act_lands_while_sqlite_itself_is_at_work_on_a_question(office: Office) -> None:
    begun = Event()

    def ask(store: ReadOnlyStore) -> int:
        begun.set()
        return slow(store, most=ENDLESS)

    stop = office.read(ask, lambda _done, _changes: None)
    assert begun.wait(LONG)
    office.number().result(LONG)
    stop()
    assert office.ask("numbers", numbers).result(LONG) == 1


def test_a_reading_sees_every_act_asked_for_before_it(office: Office) -> None:
    gate = Event()
    office.begin("gate", lambda: gate.wait(LONG))
    acts = [office.number(f"number {at}") for at in range(3)]
    seen = office.ask("seen", numbers)
    aside = office.ask("aside", numbers, aside=True)
    assert not seen.done()
    gate.set()
    assert (seen.result(LONG), aside.result(LONG)) == (3, 3)
    assert all(act.done() for act in acts)
    assert set(office.told[-2:]) == {"seen", "aside"}, "the acts' news come home before what was read of them"


def test_what_one_reading_asks_is_of_one_moment(office: Office) -> None:
    asked, gate = Event(), Event()

    def twice(store: ReadOnlyStore) -> tuple[int, int, int]:
        before = numbers(store)
        asked.set()
        assert gate.wait(LONG)
        same = numbers(store)
        store.rest()
        return before, same, numbers(store)

    reading = office.ask("twice", twice)
    assert asked.wait(LONG)
    office.number().result(LONG)
    gate.set()
    assert reading.result(LONG) == (0, 0, 1)


def test_a_question_for_the_screen_does_not_wait_behind_a_paper(office: Office) -> None:
    with held(office, aside=True) as paper:
        assert office.ask("numbers", numbers).result(LONG) == 0
        assert not paper.done()


def test_of_readings_that_overtake_one_another_only_the_newest_is_begun(office: Office) -> None:
    with held(office):
        old = office.ask("old", numbers, over="queue")
        other = office.ask("other", numbers, over="people")
        new = office.ask("new", numbers, over="queue")
        assert old.cancelled()
    new.result(LONG)
    other.result(LONG)
    assert office.told == ["old cancelled", "held", "other", "new"]


def test_one_that_waits_for_acts_is_overtaken_too_and_one_that_has_begun_is_not(office: Office) -> None:
    gate = Event()
    office.begin("gate", lambda: gate.wait(LONG))
    old, new = office.ask("old", numbers, over="queue"), office.ask("new", numbers, over="queue")
    gate.set()
    new.result(LONG)
    assert old.cancelled()
    begun, on = Event(), Event()

    def wait(_store: EventStore) -> bool:
        begun.set()
        return on.wait(LONG)

    running = office.ask("running", wait, over="queue")
    assert begun.wait(LONG)
    newer = office.ask("newer", numbers, over="queue")
    on.set()
    newer.result(LONG)
    assert running.result(LONG)


def test_acts_are_never_dropped(office: Office) -> None:
    gate = Event()
    office.begin("gate", lambda: gate.wait(LONG))
    for at in range(20):
        office.number(f"number {at}")
    gate.set()
    assert office.ask("numbers", numbers).result(LONG) == 20


def test_stopping_interrupts_a_question(office: Office) -> None:
    begun, heard = Event(), list[Future[Any]]()

    def ask(store: ReadOnlyStore) -> int:
        begun.set()
        return slow(store, most=ENDLESS)

    stop = office.read(ask, lambda done, _changes: heard.append(done))
    assert begun.wait(LONG)
    stopped = monotonic()
    stop()
    assert office.ask("numbers", numbers).result(LONG) == 0, "the next reading is not interrupted"
    assert monotonic() - stopped < LONG / 3
    assert isinstance(heard[0].exception(), CancelledError)


def test_stopping_ends_a_reading_between_its_questions(office: Office) -> None:
    begun, gate, heard = Event(), Event(), list[Future[Any]]()

    def ask(store: ReadOnlyStore) -> int:
        begun.set()
        assert gate.wait(LONG)
        return numbers(store)

    stop = office.read(ask, lambda done, _changes: heard.append(done))
    assert begun.wait(LONG)
    stop()
    gate.set()
    assert office.ask("numbers", numbers).result(LONG) == 0
    assert isinstance(heard[0].exception(), CancelledError)


def test_a_reading_that_breaks_leaves_the_next_one_well(office: Office) -> None:
    def breaks(_store: EventStore) -> None:
        raise ZeroDivisionError

    broken = office.ask("breaks", breaks)
    with pytest.raises(ZeroDivisionError):
        broken.result(LONG)
    office.number().result(LONG)
    assert office.ask("numbers", numbers).result(LONG) == 1


def test_nothing_is_written_on_the_way_of_reading(office: Office) -> None:
    def sneak(store: ReadOnlyStore) -> None:
        store.connection.execute("DELETE FROM tickets")

    sneaking = office.ask("sneaks", sneak)
    with pytest.raises(Exception, match="readonly"):
        sneaking.result(LONG)

    def act(store: ReadOnlyStore) -> None:
        give_numbers(replace(office.session, store=store), office.visit, letter="A")

    acting = office.ask("acts", act)
    with pytest.raises(NotImplementedError):
        acting.result(LONG)
    assert office.ask("numbers", numbers).result(LONG) == 0


def test_signing_out_lets_what_was_promised_land_and_sends_the_questions_away(office: Office) -> None:
    gate, begun = Event(), Event()
    office.begin("gate", lambda: gate.wait(LONG))
    act = office.number()
    question = office.ask("question", numbers)
    left: list[int] = []
    file = office.ask("file", lambda store: left.append(numbers(store)), aside=True, lasting=True)
    office._heard("out", lambda home: office.lanes.sign_out(office.desk.sign_out, home))
    begun.set()
    gate.set()
    file.result(LONG)
    with pytest.raises(EktpError, match=r"signin\.ended"):
        office.ask("late", numbers).result(LONG)
    assert act.done()
    assert question.cancelled()
    assert left == [1]
    assert office.desk.store is None


def test_a_question_that_runs_holds_no_sign_out(office: Office) -> None:
    begun = Event()

    def ask(store: ReadOnlyStore) -> int:
        begun.set()
        return slow(store, most=ENDLESS)

    office.ask("slow", ask)
    assert begun.wait(LONG)
    out = office._heard("out", lambda home: office.lanes.sign_out(office.desk.sign_out, home))
    out.result(LONG)
    assert office.told[-2:] == ["slow cancelled", "out"]


def test_a_store_that_was_read_beside_is_one_file_once_it_is_closed(folders: Folders) -> None:
    with opened(folders) as office:
        office.number().result(LONG)
        office.ask("numbers", numbers).result(LONG)
        office.ask("aside", numbers, aside=True).result(LONG)
    assert not list(folders.data.glob("desk.db-*"))


def test_signing_in_again_reads_anew(office: Office) -> None:
    office.number().result(LONG)
    office.ask("numbers", numbers).result(LONG)
    office._heard("out", lambda home: office.lanes.sign_out(office.desk.sign_out, home)).result(LONG)
    user = office.desk.slots.users[0].user.id
    office.session = office.act("in", lambda: office.desk.sign_in(user, WORDS))
    office.number().result(LONG)
    assert office.ask("numbers", numbers).result(LONG) == 2


def test_an_act_brings_home_what_it_changed(office: Office) -> None:
    ticket = office.number().result(LONG)[0]
    office.ask("numbers", numbers).result(LONG)
    assert office.changes == [Changes(frozenset({Entity.TICKET}), frozenset({ticket}), Origin.OWN)]


def test_an_act_that_is_refused_changed_nothing(office: Office) -> None:
    refused = office.begin("refused", lambda: give_numbers(office.session, office.visit, letter="Z"))
    with pytest.raises(EktpError):
        refused.result(LONG)
    assert office.changes == []


@pytest.mark.journey
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_kill_while_readings_run_loses_no_act_that_was_told(folders: Folders) -> None:
    lay_founded(folders)
    command = [sys.executable, "-m", "tests.desk.reading_while_killed", str(folders.data), str(folders.state)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(12)]
        os.kill(process.pid, signal.SIGKILL)
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        session = desk.sign_in(desk.slots.users[0].user.id, WORDS)
        (visit,) = [row["id"] for row in session.store.ask("visits", dict[str, Any])]
        held_now = {row["id"] for row in session.store.ask("open_tickets", dict[str, Any], visit=visit)}
        assert set(told) <= held_now
        assert desk.store is not None
        assert not list(verify_chain(desk.store.connection))
