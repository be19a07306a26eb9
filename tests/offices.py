"""An office for a test, signed in: a copy of the run's own, or one that is founded for it alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.settings import Folders
from ektp_desk.store.store import Store
from ektp_desk.usecases.queue.commands import call_next, serve
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify_walk_in,
    let_pass,
    set_all_complete,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import Proof, confirm_day, open_desk, plan_visit
from tests.kept import CHEAP, DAY, WORDS, found_in, lay_founded, morning

__all__ = [
    "CHEAP",
    "DAY",
    "VILLAGE",
    "WORDS",
    "TestOffice",
    "found_office_in",
    "let_go",
    "office_in",
    "proved",
]

VILLAGE = "53.02.32.2003"


@dataclass
class TestOffice:
    """A founded office with its desk open."""

    __test__ = False

    folders: Folders
    user: str
    clock: DayClock
    desk: Desk
    session: Session

    @property
    def store(self) -> Store:
        """The real store behind the session."""
        assert self.desk.store is not None
        return self.desk.store

    @property
    def connection(self) -> Any:
        """The store's connection, with which a test does what nobody should."""
        return self.store.connection

    @property
    def anchor(self) -> Path:
        """The head anchor of this office in its folder."""
        return self.folders.anchor(self.desk.slots.install)

    def sign_in_again(self) -> Session:
        """Close the store and open it as after a start."""
        self.desk.sign_out()
        self.session = self.desk.sign_in(self.user, WORDS)
        return self.session

    def open_visit(self, *lists: str) -> str:
        """Plan and open a visit with desk A."""
        visit = plan_visit(self.session, VILLAGE, day=DAY, lists=lists)
        confirm_day(self.session)
        open_desk(self.session, visit, letter="A")
        return visit

    def record_one(self, visit: str, name: str = "Yuliana Contoh", *, sex: str = "P", nik: str = "") -> str:
        """Call the next number and record a walk-in; give the ticket."""
        ticket = call_next(self.session, visit, desk="A")
        assert ticket is not None
        serve(self.session, ticket, desk="A")
        self.clock.wait(30)
        identify_walk_in(self.session, ticket, WalkIn(name, sex, nik=nik, birth="1990-01-02"))
        recording = begin(self.session, ticket, desk="A")
        set_all_complete(self.session, recording)
        self.clock.wait(200)
        finish(self.session, recording)
        return ticket


def proved(session: Session, visit: str, passphrase: str = WORDS) -> Proof:
    """What a supervisor's passphrase gives; who may sign is told elsewhere."""
    return Proof(session.user.id, visit, session.guard.second(session.user.id, passphrase))


def let_go(session: Session, recording: str) -> None:
    """Finish the recording of an under-16 by the word of the office's first user."""
    reason = "akta: lahir 2002"
    finish(
        session, recording, passed=let_pass(session, recording, "maria t.", reason=reason, passphrase=WORDS)
    )


def unmarked(label: object) -> str:
    """Take the mark by chance off a journal's label: `01/b` of `01/b-KT`."""
    return str(label).partition("-")[0]


@contextmanager
def office_in(folders: Folders) -> Iterator[TestOffice]:
    """Lay a founded office there, sign its user in, and close it all at the end."""
    with _signed_in(folders, lay_founded(folders)) as office:
        yield office


@contextmanager
def found_office_in(folders: Folders) -> Iterator[TestOffice]:
    """Found an office there that no other test has, sign its user in, and close it all at the end."""
    with _signed_in(folders, found_in(folders)) as office:
        yield office


@contextmanager
def _signed_in(folders: Folders, user: str) -> Iterator[TestOffice]:
    clock = morning()
    with Desk(folders, clock=clock, cost=CHEAP) as desk:
        yield TestOffice(folders, user, clock, desk, desk.sign_in(user, WORDS))
