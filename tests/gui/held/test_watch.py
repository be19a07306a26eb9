"""The watch: it tells each thing that a window's thread must not do, and nothing that holds nobody."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep as rest

import pytest
from PySide6.QtCore import QThread
from sqlcipher3 import dbapi2

from ektp_desk.settings import RESOURCES
from tests.gui.watch import watching

HERE = str(RESOURCES.parent / "ektp_desk" / "gui" / "here.py")


POOL = ThreadPoolExecutor(1)


def as_the_desk(act: Callable[[], object]) -> None:
    """Do it from a line of the program."""
    exec(compile("act()", HERE, "exec"), {"act": act})  # noqa: S102  the line that is told


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda: rest(0), "sleep"),
        (lambda: QThread.msleep(0), "msleep"),
        (lambda: Event().wait(0.001), "Condition.wait"),
        (lambda: POOL.submit(lambda: rest(0.01)).result(), "Condition.wait"),
        (lambda: Path(__file__).read_bytes(), "open"),
        (lambda: list(Path(__file__).parent.iterdir()), "os."),
        (lambda: subprocess.run(["true"], check=False), "subprocess.Popen"),
        (lambda: dbapi2.connect(":memory:").execute("SELECT 1"), "execute"),
    ],
    ids=["sleep", "Qt's sleep", "event", "answer", "file", "folder", "process", "store"],
)
def test_what_holds_is_told_with_its_line(act: Callable[[], object], told: str) -> None:
    with watching() as watch:
        as_the_desk(act)
    assert any(line.startswith(f"start: {told}") for line in watch.held), watch.held
    assert all(line.endswith(" in gui/here.py:1") for line in watch.held)


def test_what_holds_nobody_is_not_told() -> None:
    with watching() as watch:
        as_the_desk(lambda: ThreadPoolExecutor(1).submit(lambda: rest(0.01)))
        as_the_desk((RESOURCES / "names" / "SOURCES.md").exists)
        rest(0)  # a test's own line
    assert watch.held == []


def test_jobs_statements_and_the_disks_answers_are_counted_by_their_act() -> None:
    with watching() as watch:
        watch.during("ask", lambda: dbapi2.connect(":memory:").execute("SELECT 1"))
        watch.during("give away", lambda: ThreadPoolExecutor(1).submit(lambda: None).result())
    assert watch.cost == {"0 ask": {"statements": 1}, "1 give away": {"jobs": 1}}
