"""Programs started for a measurement: the desk's own window, and the bare one beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from ektp_desk.cli.rehearsal.process import UNSEEN, WindowProcess
from ektp_desk.store.opening import STORE
from tests.bench.bare import window
from tests.bench.office import BenchOffice

# The offscreen platform says on every start what it does not support: nobody reads that here.
# Bytecode is read, as where it was installed: some machines forbid Python to write it, and a start that
# compiles each of our modules anew would be held against libraries that came compiled.
_UNSEEN = {
    "QT_QPA_PLATFORM": UNSEEN,
    "QT_LOGGING_RULES": "default.warning=false",
    "PYTHONDONTWRITEBYTECODE": "",
}


class Shown(NamedTuple):
    """Milliseconds until the bare window was painted: as a program, and within it once Qt was loaded."""

    from_start: float
    from_reading: float


def environment(office: BenchOffice) -> dict[str, str]:
    """What a program needs to find the office's anchor and to be seen by nobody."""
    return {**os.environ, **_UNSEEN, "EKTP_DESK_STATE": str(office.folders.state)}


def window_of(office: BenchOffice) -> WindowProcess:
    """The desk as a process that was not started yet."""
    state = {"EKTP_DESK_STATE": str(office.folders.state)}
    return WindowProcess(office.folders.data, environment={**_UNSEEN, **state})


def seen(desk: WindowProcess) -> dict[str, object]:
    """Ask twice: the first answer may come just before the first paint, the second cannot."""
    desk.look()
    return desk.look()


def bare_window(office: BenchOffice | None = None) -> Shown:
    """Start the bare program (on the office's queue, if one is given) and wait until it is painted."""
    command, said = [sys.executable, str(Path(window.__file__))], ""
    if office is not None:
        command += [str(office.folders.data / STORE), office.visit]
        said = office.key.hex() + "\n"
    start = perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **_UNSEEN}, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(said)
        process.stdin.close()
        line = process.stdout.readline()
        took = (perf_counter() - start) * 1000
    if not line:
        raise RuntimeError("the bare window was not painted: there is no floor to measure against")
    return Shown(took, float(line))
