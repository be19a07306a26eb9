"""An act that is killed at each place between two writes: a process for each place, each on its own copy.

`python -m tests.desk.dying FACTS` copies the office of FACTS.data once for each place, lets a fork of this
process act there and kill itself (SIGKILL) at that place, and ends with the first that lived.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.recovery import keys_of_page, reset_by_page
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.seal import files
from ektp_desk.settings import Folders
from ektp_desk.usecases.journal.erasing import Ground, erase_person
from ektp_desk.usecases.office.standing import bring_back_list, expire_lists, withdraw_list
from ektp_desk.usecases.office.users import change_own_passphrase, remove_user, reset_passphrase
from ektp_desk.usecases.session import Session
from tests.offices import CHEAP, DAY, WORDS

NEW = "kata baru yang lima ini"
MOST = 60  # places that an act may have: more would be a loop


@dataclass(frozen=True)
class Facts:
    """The office that dies, and of whom the act is."""

    data: str
    state: str
    root: str
    act: str
    user: str
    other: str
    person: str
    standing: str
    withdrawn: str
    page: str  # the recovery page's words

    def place(self, number: int) -> Folders:
        """Give the copy of one place."""
        return Folders(Path(self.root) / str(number) / "data", Path(self.root) / str(number) / "state")


def later(session: Session) -> Session:
    """Give the session ten days on: what lives a week has expired."""
    clock = DayClock(DAY + timedelta(days=10), 480)
    return dataclasses.replace(session, clock=clock)


ACTS: dict[str, Callable[[Facts, Session], object]] = {
    "remove": lambda facts, session: remove_user(session, facts.other),
    "reset": lambda facts, session: reset_passphrase(session, facts.other, passphrase=NEW),
    "own": lambda _facts, session: change_own_passphrase(session, WORDS, passphrase=NEW),
    "withdraw": lambda facts, session: withdraw_list(session, facts.standing, reason="salah"),
    "bring back": lambda facts, session: bring_back_list(session, facts.withdrawn),
    "expire": lambda _facts, session: expire_lists(later(session)),
    "erase": lambda facts, session: erase_person(
        session, facts.person, ground=Ground.REQUEST, note="surat", passphrase=WORDS
    ),
}


def act(facts: Facts, desk: Desk) -> None:
    """Do what the facts name, at an open desk."""
    if facts.act == "page":
        reset_by_page(desk, keys_of_page(desk.slots, facts.page), "Adi Contoh", cost=CHEAP)
    else:
        ACTS[facts.act](facts, desk.sign_in(facts.user, WORDS))


class Countdown:
    """Kills this process at a place; places are counted from when it is armed."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, _what: str = "") -> None:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)


def _die_at(facts: Facts, number: int) -> None:
    count = Countdown(number)
    replace, sync = files._replace, os.fsync

    def renamed(part: Path, path: Path) -> None:
        count()
        replace(part, path)
        count()

    def synced(handle: Any) -> None:
        count()
        sync(handle)

    files._replace = renamed
    os.fsync = synced  # type: ignore[assignment]  # as many arguments as it is given here
    with Desk(facts.place(number), clock=DayClock(DAY, 480), cost=CHEAP, point=count) as desk:
        act(facts, desk)


def _copy(facts: Facts, number: int) -> None:
    there = facts.place(number)
    shutil.copytree(facts.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
    there.state.mkdir()
    here = Folders(Path(facts.data), Path(facts.state))
    with Desk(here) as desk:
        install = desk.slots.install
    shutil.copyfile(here.anchor(install), there.anchor(install))


def main() -> None:
    """Die at each place; tell how many there were."""
    facts = Facts(**json.loads(sys.argv[1]))
    for number in range(1, MOST):
        _copy(facts, number)
        child = os.fork()
        if not child:
            _die_at(facts, number)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status):
            sys.stdout.write(json.dumps({"places": number, "code": os.WEXITSTATUS(status)}))
            return
    raise AssertionError("it never lived")


def as_argument(facts: Facts) -> str:
    """Give the facts as one argument."""
    return json.dumps(asdict(facts))


if __name__ == "__main__":
    main()
