"""How much Hypothesis tries where each example opens real stores: little each day, more on demand.

`EKTP_EXAMPLES=40 pytest --timeout=0 tests/store/several` tries forty times as much.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_TIMES = int(os.environ.get("EKTP_EXAMPLES", "1"))


def examples(count: int, *, steps: int = 50) -> settings:
    """Try `count` examples, of a machine each of so many steps, times what the environment asks."""
    return settings(
        max_examples=count * _TIMES,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
