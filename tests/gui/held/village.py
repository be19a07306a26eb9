"""A crowded day: a list of 10,000 residents, 500 numbers, some of them served."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ektp_desk.cli.rehearsal.serving import grown_up, serve_one
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.making import VILLAGE, invented_residents
from ektp_desk.settings import Folders
from ektp_desk.sheets.write import write_list
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from tests.gui.desks import DeskPage, Waits, open_window
from tests.kept import CHEAP, WORDS, lay_founded, morning

RESIDENTS, NUMBERS, SERVED = 10_000, 500, 60


def live(folders: Folders) -> None:
    """Make the day in an empty folder."""
    user = lay_founded(folders)
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        session = desk.sign_in(user, WORDS)
        with session.store.together():
            _live(session, folders.data.parent)


def _live(session: Session, folder: Path) -> None:
    people = invented_residents(session, random.Random(10), targets=RESIDENTS)
    people = [person for person in people if str(person.village) == VILLAGE]
    path = folder / "daftar.xlsx"
    write_list(path, people)
    listed = import_list(session, [path], "belum-rekam", name="", as_of=session.today, source="SIAK")
    visit = plan_visit(session, VILLAGE, day=session.today, lists=(listed.list_id,))
    confirm_day(session)
    open_desk(session, visit, letter="A")
    for count in (200, 200, 100):
        give_numbers(session, visit, letter="A", count=count)
    targets = grown_up(session, visit)
    for number in range(SERVED):
        serve_one(session, visit, targets, number)


@contextmanager
def open_village(qtbot: Waits, folders: Folders) -> Iterator[DeskPage]:
    """Open the window on that day at the usual size."""
    live(folders)
    with open_window(qtbot, folders, WORDS, clock=morning()) as page:
        yield page
