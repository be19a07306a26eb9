"""How much is tried by chance: little each day, more on demand, and again as it was.

`EKTP_EXAMPLES=40 pytest --timeout=0 tests/store/several` has Hypothesis try forty times as much where each
example opens real stores. A test that takes `chance` prints its seed; `EKTP_SEED=… pytest …` takes it again.
"""

from __future__ import annotations

import os
import sys
from random import Random, SystemRandom

from hypothesis import settings

_TIMES = int(os.environ.get("EKTP_EXAMPLES", "1"))


def examples(count: int, *, steps: int = 50) -> settings:
    """Try `count` examples, of a machine each of so many steps, times what the environment asks."""
    return settings(max_examples=count * _TIMES, stateful_step_count=steps)


def seeded() -> Random:
    """Chance whose seed stands in the output of a test that fails."""
    seed = int(os.environ.get("EKTP_SEED") or SystemRandom().getrandbits(32))
    sys.stdout.write(f"EKTP_SEED={seed}\n")
    return Random(seed)
