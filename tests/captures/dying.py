"""A capture that is killed at each place between two writes, each on a copy of its own.

`python -m tests.captures.dying FACTS` copies the office once for each place, lets a fork of this process take
a photo there and kill itself (SIGKILL) at that place, and ends with the first that lived.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.settings import Folders
from ektp_desk.usecases.record.capturing import capture_photo
from tests.captures.taking import seen
from tests.offices import CHEAP, DAY, WORDS

MOST = 40  # places between two writes: more would be a loop


@dataclass(frozen=True)
class Facts:
    """The office whose capture dies, and whose it is."""

    data: str
    state: str
    root: str
    user: str
    recording: str

    def place(self, number: int) -> Folders:
        """Give the copy of one place."""
        return Folders(Path(self.root) / str(number) / "data", Path(self.root) / str(number) / "state")


class Countdown:
    """Kills this process at a place; places are counted from when it is armed."""

    def __init__(self) -> None:
        self.left = 0

    def __call__(self, what: str) -> None:
        self.left -= 1
        if not self.left:
            sys.stdout.write(f"{what}\n")
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)


def _die_at(facts: Facts, number: int) -> None:
    count = Countdown()
    with Desk(facts.place(number), clock=DayClock(DAY, 480), cost=CHEAP, point=count) as desk:
        session = desk.sign_in(facts.user, WORDS)
        count.left = number
        capture_photo(session, facts.recording, seen())


def _copy(facts: Facts, number: int) -> None:
    there = facts.place(number)
    shutil.copytree(facts.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
    there.state.mkdir()
    here = Folders(Path(facts.data), Path(facts.state))
    with Desk(here) as desk:
        install = desk.slots.install
    shutil.copyfile(here.anchor(install), there.anchor(install))


def main() -> None:
    """Die at each place, and name each; the last line says how many there were."""
    facts = Facts(**json.loads(sys.argv[1]))
    for number in range(1, MOST):
        _copy(facts, number)
        child = os.fork()
        if not child:
            _die_at(facts, number)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status):
            sys.stdout.write(f"{number - 1}\n")
            sys.exit(os.WEXITSTATUS(status))
    raise AssertionError("it never lived")


def as_argument(facts: Facts) -> str:
    """Give the facts as one argument."""
    return json.dumps(asdict(facts))


if __name__ == "__main__":
    main()
