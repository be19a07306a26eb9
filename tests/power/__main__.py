"""The same, deeper: `python -m tests.power 20 [SEED]` tries each place of each story twenty times.

Then each of the broken writers. Exit 1 if anything acknowledged was lost, or one of these was not caught.
"""

from __future__ import annotations

import sys
from collections import Counter
from random import Random, SystemRandom

from tests.clock import take_test_clock
from tests.power.breaking import BROKEN, is_caught
from tests.power.checking import look_after, quick_folder
from tests.power.stories import STORIES


def run(times: int, seed: int) -> int:
    """Tell of each story how much was tried and what went wrong; give how much did."""
    failed = 0
    for name, story in STORIES.items():
        with quick_folder() as folder:
            life, tried, wrong = story(folder), 0, Counter[str]()
            places = life.disk.places
            for number in list(range(len(places))) * times:
                tried += 1
                if found := look_after(life, number, Random(f"{seed} {name} {tried}")):
                    wrong[f"{number} {places[number].what}: {found}"] += 1
        failed += wrong.total()
        _tell(f"{name:12} places {len(places):4}  tried {tried:6}  failed {wrong.total()}")
        for what, count in wrong.most_common(20):
            _tell(f"   {count:4} times at {what}")
    for broken in BROKEN:
        caught = is_caught(broken, Random(f"{seed} {broken}"))
        failed += not caught
        _tell(f"{broken}: {'caught' if caught else 'NOT CAUGHT'}")
    return failed


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    take_test_clock()
    said = int(sys.argv[2]) if len(sys.argv) > 2 else SystemRandom().getrandbits(32)
    _tell(f"seed {said}")
    sys.exit(run(int(sys.argv[1]), said) > 0)
