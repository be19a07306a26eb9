"""How many named queries an act costs with all that it makes the screen ask: a count, which no machine blurs.

The floor is the most that is allowed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.measuring import Pair, Row, row
from tests.bench.office import BenchOffice
from tests.bench.processes import environment

MOST = 6
LIMIT = 1.0


def number_given(office: BenchOffice, folder: Path) -> Row:
    """Give a number at the queue."""
    return _counted("number_given", office, folder)


def person_served(office: BenchOffice, folder: Path) -> Row:
    """Serve who was called, until the recording's screen stands."""
    return _counted("person_served", office, folder)


def _counted(act: str, office: BenchOffice, folder: Path) -> Row:
    folder.mkdir()
    line = [sys.executable, "-m", "tests.bench.asked", str(folder)]
    done = subprocess.run(line, env=environment(office), stdout=subprocess.PIPE, check=True)
    count: int = json.loads(done.stdout)[act]
    return row(f"queries_{act}", "count", [Pair(MOST, count)], limit=LIMIT)
