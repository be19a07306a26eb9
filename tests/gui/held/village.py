"""A village's day, crowded or calm: a list of residents, their numbers, some of them served."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ektp_desk.cli.rehearsal.serving import grown_up, serve_one
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.making import VILLAGE, invented_residents
from ektp_desk.settings import Folders
from ektp_desk.sheets.write import write_list
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.queue.commands import MOST_AT_ONCE, give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.gui.desks import DeskPage, Waits, open_window
from tests.kept import CHEAP, WORDS, lay_founded, morning


@dataclass(frozen=True)
class Crowd:
    """How many residents are on the list, were given numbers and were served."""

    residents: int
    numbers: int
    served: int


def live(folders: Folders, crowd: Crowd) -> str:
    """Make the day in an empty folder; give its visit."""
    user = lay_founded(folders)
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        session = desk.sign_in(user, WORDS)
        with session.store.together():
            return _live(session, folders.data.parent, crowd)


def _live(session: Session, folder: Path, crowd: Crowd) -> str:
    people = invented_residents(session, random.Random(10), targets=crowd.residents)
    people = [person for person in people if str(person.village) == VILLAGE]
    path = folder / "daftar.xlsx"
    write_list(path, people)
    listed = import_list(session, [path], "belum-rekam", name="", as_of=session.today, source="SIAK")
    visit = plan_visit(session, VILLAGE, day=session.today, lists=(listed.list_id,))
    confirm_day(session)
    open_desk(session, visit, letter="A")
    for first in range(0, crowd.numbers, MOST_AT_ONCE):
        give_numbers(session, visit, letter="A", count=min(MOST_AT_ONCE, crowd.numbers - first))
    targets = grown_up(session, visit)
    for number in range(crowd.served):
        serve_one(session, visit, targets, number)
    return visit


@contextmanager
def open_village(qtbot: Waits, folders: Folders) -> Iterator[DeskPage]:
    """Open the window on that day at the usual size."""
    with open_window(qtbot, folders, WORDS, clock=morning()) as page:
        yield page
