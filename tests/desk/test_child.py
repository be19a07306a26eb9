"""The process beside the desk's: what it gets, what it gives, how it ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from threading import Event, Timer
from time import monotonic
from typing import Any

import pytest

from ektp_desk.desk.child import Child, ChildBroke
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.settings import Folders
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.reports.papers import draw
from ektp_desk.usecases.session import Session
from tests.desk.aside import breaks, held, loaded, steps, waits, who, writes
from tests.desk.test_lanes import LONG, Office, opened
from tests.office.stage import LIST
from tests.offices import TestOffice, office_in

LINES = 200_000


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.end()


@pytest.fixture
def office(folders: Folders) -> Iterator[TestOffice]:
    with office_in(folders) as made:
        yield made


def aside(child: Child, office: TestOffice) -> Session:
    """The session of a reading."""
    return replace(office.session, store=office.desk.open_reader(), elsewhere=child)


def test_a_paper_drawn_there_is_the_same(child: Child, office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A")
    office.record_one(visit)
    wanted = Wanted(PaperKind.VISIT, visit)
    facts, pdf = aside(child, office).aside(draw, wanted)
    here, ours = office.session.aside(draw, wanted)
    assert facts == here
    assert len(pdf) == len(ours)
    assert pdf.startswith(b"%PDF")


def test_a_list_checked_there_is_counted_the_same(child: Child, office: TestOffice, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(LIST, encoding="utf-8")
    steps: list[int] = []

    def check(session: Session) -> Any:
        return session.aside(
            import_list, [path], "belum-rekam", name="", as_of=session.today, dry_run=True,
            stop=lambda: False, step=steps.append,
        )  # fmt: skip

    assert check(aside(child, office)).document == check(office.session).document
    assert child.is_running


def test_it_is_another_process_and_one_for_many(child: Child, office: TestOffice) -> None:
    session = aside(child, office)
    first, name = session.aside(who)
    assert (first, name) == (session.aside(who)[0], office.session.office.name)
    assert first != os.getpid()


def test_neither_qt_nor_keys_nor_a_cipher_are_loaded_there(child: Child, office: TestOffice) -> None:
    visit = office.open_visit()
    session = aside(child, office)
    session.aside(draw, Wanted(PaperKind.VISIT, visit))
    names = {name.partition(".")[0] for name in session.aside(loaded)}
    assert not names & {"PySide6", "sqlcipher3", "nacl", "pyrage"}
    assert "reportlab" in names
    assert session.aside(held) == ["_Missing"] * 3


def test_a_refusal_comes_back_as_it_was(child: Child, office: TestOffice) -> None:
    session = aside(child, office)
    with pytest.raises(EktpError) as refused:
        session.aside(draw, Wanted(PaperKind.VISIT, "nobody"))
    assert refused.value.code == "visit.unknown"
    assert session.aside(who)[0] != os.getpid()


def test_a_fault_tells_its_place_and_no_text(child: Child, office: TestOffice) -> None:
    session = aside(child, office)
    with pytest.raises(ChildBroke, match=r"ValueError at tests/desk/aside\.py:\d+") as broke:
        session.aside(breaks)
    assert "Maria" not in str(broke.value)
    assert session.aside(who)[0] != os.getpid()


def test_nothing_is_written_from_there(child: Child, office: TestOffice) -> None:
    with pytest.raises(ChildBroke, match="NotImplementedError"):
        aside(child, office).aside(writes)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_one_is_told_and_followed_by_another(child: Child, office: TestOffice) -> None:
    session = aside(child, office)
    first = session.aside(who)[0]
    Timer(0.5, os.kill, (first, signal.SIGKILL)).start()
    with pytest.raises(ChildBroke):
        session.aside(waits)
    assert session.aside(who)[0] != first


def test_one_that_is_ended_while_it_is_heard_is_read_to_its_end(child: Child, office: TestOffice) -> None:
    """Whoever ends it is another thread, which closed the pipe under the reader."""
    session = aside(child, office)
    pid = session.aside(who)[0]

    def end(_rows: int) -> None:
        child.end()
        until(lambda: not alive(pid))
        Event().wait(0.1)  # in which the pipe was closed

    with pytest.raises(ChildBroke):
        session.aside(steps, step=end)
    child.end_now()
    assert session.aside(who)[0] != pid


def test_a_check_that_is_stopped_ends_the_process(child: Child, office: TestOffice, tmp_path: Path) -> None:
    path, stop = tmp_path / "daftar.csv", Event()
    head, line = LIST.splitlines()[:2]
    path.write_text("\n".join([head, *[line] * LINES]), encoding="utf-8")
    session = aside(child, office)
    begun = monotonic()

    def step(_rows: int) -> None:
        stop.set()

    with pytest.raises(EktpError) as refused:
        session.aside(
            import_list, [path], "belum-rekam", name="", as_of=session.today, dry_run=True,
            stop=stop.is_set, step=step,
        )  # fmt: skip
    assert refused.value.code == "import.cancelled"
    assert not child.is_running
    assert monotonic() - begun < LONG


def test_it_goes_when_nobody_has_wanted_it_for_a_while(office: TestOffice) -> None:
    child = Child(kept_seconds=0.2)
    pid = aside(child, office).aside(who)[0]
    until(lambda: not child.is_running and not alive(pid))
    assert aside(child, office).aside(who)[0] != pid
    child.end()


def test_a_paper_that_is_stopped_ends_the_process_and_the_next_one_is_made(folders: Folders) -> None:
    with opened(folders) as office:
        pids: list[int] = []
        first = make(office, lambda session: pids.append(session.aside(who)[0]))
        first.result(LONG)
        stopped: Future[Any] = Future()
        stop = office.lanes.read(
            office.session,
            lambda session: session.aside(waits),
            lambda done, _changes: stopped.set_result(done),
            aside=True,
        )
        until(lambda: bool(office.lanes._papers._under_way))
        stop()
        assert isinstance(stopped.result(LONG).exception(), CancelledError)
        until(lambda: not alive(pids[0]))
        make(office, lambda session: pids.append(session.aside(who)[0])).result(LONG)
        assert pids[1] != pids[0]
    until(lambda: not alive(pids[1]))


def test_numbers_are_given_while_a_paper_waits_there(folders: Folders) -> None:
    with opened(folders) as office:
        paper = make(office, lambda session: session.aside(waits))
        for _ in range(5):
            office.number().result(LONG)
        assert not paper.done()


def make(office: Office, making: Callable[[Session], Any]) -> Future[Any]:
    return office._heard("make", lambda home: office.lanes.read(office.session, making, home, aside=True))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def until(holds: Callable[[], bool]) -> None:
    end = monotonic() + LONG
    while not holds():
        assert monotonic() < end
        Event().wait(0.02)  # a process tells nobody of its end but its parent
