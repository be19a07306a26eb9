"""The suite is the same on any day: one place reads the machine's clock, and the tests move it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from ektp_desk.settings import clock_in
from tests.clock.sitecustomize import SHIFT

ROOT = Path(__file__).parents[2]
SOURCES = [p for place in ("ektp_desk", "tests", "packaging") for p in sorted((ROOT / place).rglob("*.py"))]
READS = "ektp_desk/settings.py"
# The disk stamps files by the machine's clock; the port is asked how long ago that was.
STAMPED = "ektp_desk/usecases/lists/found_files.py"
ORDERED = "ektp_desk/usecases/admin/backup_places.py"  # files by their stamps, held against no clock
PACKED = "tests/exchange/history.py"  # the same
SETTLED = "ektp_desk/desk/backup/restoring.py"  # whether a store was written meanwhile, never when
REREAD = "tests/exchange/lines.py"  # whether a pack is as it was when it was read, never when
QUERIES = re.compile(r"current_(time|date)|'now'|unixepoch\s*\(\s*\)", re.IGNORECASE)
# By the module or class that has them; what only counts seconds (`monotonic`, `perf_counter`) is no day.
CLOCKS = {
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime", "CLOCK_REALTIME"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch", "currentSecsSinceEpoch"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "processors": {"TimeStamper"},
    "structlog": {"TimeStamper"},
}
STAMPS = {"st_mtime", "st_mtime_ns", "st_ctime", "st_ctime_ns", "getmtime", "getctime"}


def readings(source: str) -> list[str]:
    """Name each reading of the machine's clock, called or handed on."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    imported = [n for n in nodes if isinstance(n, ast.ImportFrom)]
    known = {a.asname or a.name: a.name for n in imported for a in n.names}
    known |= {a.asname: a.name for n in nodes if isinstance(n, ast.Import) for a in n.names if a.asname}
    found = [
        f"{n.module}.{a.name}" for n in imported for a in n.names if a.name in CLOCKS.get(n.module or "", ())
    ]
    found += [a.name for n in imported for a in n.names if a.name == "machine_now"]
    for node in nodes:
        if isinstance(node, ast.Attribute):
            value = node.value
            holder = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
            if node.attr in CLOCKS.get(known.get(holder, holder), ()) or node.attr in STAMPS:
                found.append(f"{holder}.{node.attr}")
    return found


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\ndate.today()",
        "from datetime import datetime as moment\nmoment.now(UTC)",
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\ndt.datetime.utcnow()",
        "import time\nlook(wall=time.time)",
        "import time as t\nt.localtime()",
        "from time import monotonic, time",
        "import time\ntime.clock_gettime(time.CLOCK_REALTIME)",
        "from PySide6.QtCore import QDateTime\nQDateTime.currentDateTime()",
        "from PySide6 import QtCore\nQtCore.QDate.currentDate()",
        "import structlog\nstructlog.processors.TimeStamper()",
        "Path('x').stat().st_mtime",
        "from ektp_desk.settings import machine_now",
    ],
)
def test_a_reading_of_the_machines_clock_is_seen(source: str) -> None:
    assert len(readings(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from time import monotonic\nmonotonic()",
        "session.today",
        "self._today()",
        "clock_in(480)().day",
        "page.now()",
    ],
)
def test_what_counts_or_asks_the_port_is_no_such_reading(source: str) -> None:
    assert readings(source) == []


def test_nothing_reads_the_machines_clock_but_the_port() -> None:
    here = Path(__file__)
    found = {
        p.relative_to(ROOT).as_posix(): readings(p.read_text(encoding="utf-8")) for p in SOURCES if p != here
    }

    assert {path: read for path, read in found.items() if read} == {
        READS: ["datetime.now"],
        STAMPED: [".st_mtime"],
        ORDERED: [".st_mtime"],
        PACKED: ["path.getmtime"],
        SETTLED: ["file.st_mtime_ns"],
        REREAD: ["of.st_mtime_ns"],
    }


def test_no_query_reads_the_machines_clock() -> None:
    queries = sorted((ROOT / "ektp_desk").rglob("*.sql"))

    assert queries
    assert [path.name for path in queries if QUERIES.search(path.read_text(encoding="utf-8"))] == []


TELL_THE_HOUR = "from ektp_desk.settings import clock_in; print(clock_in(480)().local)"


def said_by(script: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_process_that_a_test_starts_takes_the_same_hour() -> None:
    before = clock_in(480)().local
    there = said_by(TELL_THE_HOUR, {**os.environ})

    assert before <= datetime.fromisoformat(there) <= clock_in(480)().local


def test_the_setting_moves_the_clock() -> None:
    script = f"from tests.clock import take_test_clock; take_test_clock(); {TELL_THE_HOUR}"
    fresh = {key: said for key, said in os.environ.items() if key != SHIFT}

    assert said_by(script, {**fresh, "EKTP_TEST_NOW": "2028-02-29T23:50"}).startswith("2028-02-29 23:50:")
