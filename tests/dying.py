"""An act that is killed (SIGKILL) at each place between two writes, each time on a copy of its own.

Shared by `tests.captures.dying`, `tests.desk.dying` and `tests.desk.dying_restore`, which say what dies: each
is started as a process, copies an office once for each place, and forks a child that acts there. It tells the
names of the places, a line each, and last the number of the first child that lived.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from ektp_desk.desk.desk import Desk
from ektp_desk.seal import files
from ektp_desk.settings import Folders

MOST = 60  # places that an act may have: more would be a loop


@dataclass(frozen=True)
class Dying:
    """The office that dies: its folders, and where its copies go."""

    data: str
    state: str
    root: str

    @classmethod
    def from_argument(cls) -> Self:
        """Read what `as_argument` gave the process."""
        return cls(**json.loads(sys.argv[1]))

    def as_argument(self) -> str:
        """The facts as one argument."""
        return json.dumps(asdict(self))

    def place(self, number: int) -> Folders:
        """The copy of one place."""
        return Folders(Path(self.root) / str(number) / "data", Path(self.root) / str(number) / "state")


class Countdown:
    """Kills this process at a place, and names it; places are counted from when it is armed."""

    def __init__(self, left: int = 0) -> None:
        self.left = left

    def __call__(self, what: str) -> None:
        self.left -= 1
        if not self.left:
            sys.stdout.write(f"{what}\n")
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)


def count_on_the_disk(count: Countdown) -> None:
    """Count also before and after each file's naming, and before each flush: these know no desk's points."""
    replace, sync = files._replace, os.fsync

    def renamed(part: Path, path: Path) -> None:
        count("file to be named")
        replace(part, path)
        count("file named")

    def synced(handle: Any) -> None:
        count("file to be synced")
        sync(handle)

    files._replace = renamed
    os.fsync = synced  # type: ignore[assignment]  # as many arguments as it is given here


def die_everywhere(facts: Dying, act_at: Callable[[int], None]) -> None:
    """Let a child act and die at each place; end with the first that lived, and as it ended."""
    for number in range(1, MOST):
        _copy(facts, number)
        child = os.fork()
        if not child:
            act_at(number)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status):
            sys.stdout.write(f"{number}\n")
            sys.exit(os.WEXITSTATUS(status))
    raise AssertionError("it never lived")


def _copy(facts: Dying, number: int) -> None:
    there = facts.place(number)
    shutil.copytree(facts.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
    there.state.mkdir()
    here = Folders(Path(facts.data), Path(facts.state))
    with Desk(here) as desk:
        install = desk.slots.install
    shutil.copyfile(here.anchor(install), there.anchor(install))
