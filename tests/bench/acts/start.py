"""From the start of the program to a sign-in that can be typed into."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from tests.bench.measuring import Row, alternate, row
from tests.bench.office import SIZE, BenchOffice
from tests.bench.processes import bare_window, seen, window_of

LIMIT = 2.5
_PAIRS, _WARM_UP = 12, 2


def measure(office: BenchOffice, folder: Path, *, pairs: int = _PAIRS) -> Row:
    """Start the desk until it has painted its sign-in, and a bare PySide6 program until it has its table."""
    ours = office.copied(folder)

    def start_ours() -> float:
        start = perf_counter()
        with window_of(ours) as desk:
            shown = seen(desk)
            took = (perf_counter() - start) * 1000
        if shown["place"] != "sign_in":
            raise RuntimeError("the desk did not open on its sign-in")
        return took

    found = alternate(start_ours, lambda: bare_window().from_start, count=pairs, warm_up=_WARM_UP)
    return row("start_to_sign_in", SIZE, found, limit=LIMIT)
