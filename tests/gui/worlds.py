"""A window's world for a test: an office whose store lives on its lanes, as in the real desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec
from pytestqt.qtbot import QtBot

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.lanes import DeskLanes
from ektp_desk.desk.sample.making import sample_clock
from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import Jobs
from ektp_desk.gui.work import Work
from ektp_desk.settings import Clock, Folders
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import open_visit
from ektp_desk.words import Sentence
from tests.gui.stillness import answer, still
from tests.kept import WORDS, lay_founded, lay_sample, morning

T = TypeVar("T")


@dataclass
class World:
    """Work over a real store; `tell` runs something on the lane that writes and gives its answer."""

    qtbot: QtBot
    work: Work
    jobs: Jobs
    clock: Clock
    passphrase: str = ""

    def tell(self, act: Callable[[Session], T]) -> T:
        """Run a use case as the test's own hand, and wait for it."""
        return answer(self.jobs, self.work, act)

    def settle(self) -> None:
        """Wait until nothing is under way, and what was said is laid out."""
        still(self.jobs)

    def take_roles(self, *roles: str) -> None:
        """Let who is signed in have these alone from now on."""
        session = self.work.session
        user = msgspec.structs.replace(session.user, roles=" ".join(roles))
        self.work.session = replace(session, user=user)

    def take_visit(self) -> None:
        """Let the work know which visit is open, as the window does."""
        self.work.visit = self.tell(open_visit)
        self.work.desk = self.work.visit.desks.split()[0] if self.work.visit else ""


def said_into(told: list[str]) -> Callable[[Sentence], None]:
    """Write down good news. What Qt connects holds the list alone: a page in it would stay for the run."""
    return lambda words: told.append(words())


def codes_into(refused: list[str]) -> Callable[[EktpError], None]:
    """Write down the codes of refusals."""
    return lambda error: refused.append(error.code)


@contextmanager
def open_world(qtbot: QtBot, folders: Folders, *, sample: bool = False) -> Iterator[World]:
    """Open an empty office (or the sample office) with its first user signed in."""
    user, words, clock = _made(folders, sample=sample)
    with open_world_of(qtbot, folders, user, clock=clock, words=words) as world:
        if sample:
            world.take_visit()
        yield world


@contextmanager
def open_world_of(
    qtbot: QtBot, folders: Folders, user: str, *, clock: Clock, words: str = WORDS
) -> Iterator[World]:
    """Open an office that lies there, with this user signed in."""
    with Desk(folders, clock=clock) as desk:
        jobs = Jobs(DeskLanes(desk))
        sessions: list[Session] = []
        jobs.act(lambda: desk.sign_in(user, words), done=sessions.append, failed=_raise)
        still(jobs)
        try:
            yield World(qtbot, Work(jobs, sessions[0]), jobs, clock, words)
        finally:
            jobs.close(desk.sign_out)


def _made(folders: Folders, *, sample: bool) -> tuple[str, str, Clock]:
    if not sample:
        return lay_founded(folders), WORDS, morning()
    made = lay_sample(folders)
    clock = sample_clock(made)
    with Desk(folders, clock=clock) as desk:
        return desk.slots.users[0].user.id, made.passphrase, clock


def _raise(error: Exception) -> None:
    raise error
