"""Day and hour of the tests, the one place: they do not depend on the day on which somebody runs them.

`EKTP_TEST_NOW=2026-12-31T23:50 pytest …` begins at that hour of the sample's zone; `EKTP_TEST_NOW=machine`
takes the machine's own. The clock runs on from there, also in the processes that tests start.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ektp_desk import settings
from tests.clock.sitecustomize import SHIFT, move

_SETTING, _MACHINE, _USUAL = "EKTP_TEST_NOW", "machine", "2026-11-04T09:30"
_ZONE = timezone(timedelta(hours=8))


def take_test_clock() -> None:
    """Put the tests' clock in the place of the machine's, here and in every process that is started."""
    asked = os.environ.get(_SETTING) or _USUAL
    if asked == _MACHINE or SHIFT in os.environ:  # a process of ours has taken it as it began
        return
    begins = datetime.fromisoformat(asked).replace(tzinfo=_ZONE)
    os.environ[SHIFT] = str((begins - settings.machine_now()).total_seconds())
    here = Path(__file__).parent
    paths = (str(here), str(here.parents[1]), os.environ.get("PYTHONPATH", ""))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    move(settings)


def seconds_now() -> float:
    """The seconds since the epoch by the tests' clock."""
    return settings.machine_now().timestamp()


def stamp(path: Path, at: datetime | None = None) -> Path:
    """Let a file be changed then, or just now by the tests' clock: the disk knows the machine's alone."""
    seconds = at.timestamp() if at else seconds_now()
    os.utime(path, (seconds, seconds))
    return path
