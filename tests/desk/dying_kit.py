"""A kit's opening that is killed at each place: `python -m tests.desk.dying_kit KIT ROOT`, words by input.

Tells the names of the places, a line each, and last the number of the first child that lived.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ektp_desk.desk.kits import found_by_kit, read_kit_file
from ektp_desk.settings import Folders
from tests.dying import MOST, Countdown, count_on_the_disk
from tests.kept import morning


def place_of(root: Path, number: int) -> Folders:
    return Folders(root / str(number) / "data", root / str(number) / "state")


def main(kit: Path, root: Path, words: str) -> None:
    for number in range(1, MOST):
        there = place_of(root, number)
        there.state.mkdir(parents=True)
        child = os.fork()
        if not child:
            count_on_the_disk(Countdown(number))
            found_by_kit(there, read_kit_file(kit), words, clock=morning())
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status):
            sys.stdout.write(f"{number}\n")
            sys.exit(os.WEXITSTATUS(status))
    raise AssertionError("it never lived")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdin.readline().strip())
