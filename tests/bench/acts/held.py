"""What holds the window longest on a crowded day: 10,000 residents, 500 numbers, every place and card.

The floor is the bare program that reads the day's rows and shows them in a table.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click

from ektp_desk.desk.desk import Desk
from ektp_desk.settings import Folders
from tests.bench.measuring import Pair, Row, row
from tests.bench.office import BenchOffice
from tests.bench.processes import bare_window, environment
from tests.gui.held.village import Crowd, live
from tests.kept import CHEAP, WORDS, morning

LIMIT = 3.0
CROWD = Crowd(residents=10_000, numbers=500, served=60)
_RUNS = 3  # each act counts with its best: what holds the window does so in every run


def measure(_office: BenchOffice, folder: Path, *, crowd: Crowd = CROWD, runs: int = _RUNS) -> Row:
    """Live the day several times, each on a copy; take each act at its best, and of these the longest."""
    village = _village(folder / "village", crowd)
    lived = [_live(village.copied(folder / str(run))) for run in range(runs)]
    floor = min(bare_window(village).from_reading for _run in range(runs))
    best = {act: min(day[act] for day in lived) for act in lived[0]}
    for act in sorted(best, key=best.__getitem__, reverse=True)[:5]:
        click.echo(f"  {best[act]:6.1f} ms  {act}", err=True)
    return row("crowded_day_held", str(crowd.numbers), [Pair(floor, max(best.values()))], limit=LIMIT)


def _village(folder: Path, crowd: Crowd) -> BenchOffice:
    folders = Folders(folder / "data", folder / "state")
    folder.mkdir(parents=True)
    visit = live(folders, crowd)
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        user = desk.slots.users[0].user.id
        key = desk.unlock(user, WORDS).store_key
    return BenchOffice(folders, user, WORDS, key, visit, morning())


def _live(office: BenchOffice) -> dict[str, float]:
    line = [sys.executable, "-m", "tests.bench.crowded", str(office.folders.data), str(office.folders.state)]
    done = subprocess.run(line, env=environment(office), stdout=subprocess.PIPE, check=True)
    held: dict[str, float] = json.loads(done.stdout)
    return held
