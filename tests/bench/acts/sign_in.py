"""From Return in the passphrase to the queue with its rows, less the derivation of the key.

The floor is a bare PySide6 program that opens the store with the key at hand and shows the same rows in a
table, from its start.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter, sleep

from ektp_desk.desk.desk import Desk
from tests.bench.measuring import Row, alternate, row, timed
from tests.bench.office import SIZE, BenchOffice
from tests.bench.processes import bare_window, seen, window_of

LIMIT = 2.5
_PAIRS, _WARM_UP = 12, 2
_TYPING = 1.0  # seconds; nobody types five words quicker, and the desk loads its screens meanwhile


def measure(office: BenchOffice, folder: Path, *, pairs: int = _PAIRS) -> Row:
    """Sign in to a freshly started desk, and start the bare program on a twin of its store."""
    ours, twin = office.copied(folder / "ours"), office.copied(folder / "twin")
    derivation = _derivation(ours)
    found = alternate(
        lambda: _sign_in(ours) - derivation,
        lambda: bare_window(twin).from_start,
        count=pairs,
        warm_up=_WARM_UP,
    )
    return row("sign_in_to_queue", SIZE, found, limit=LIMIT)


def _sign_in(office: BenchOffice) -> float:
    with window_of(office) as desk:
        seen(desk)
        desk.press("1")
        desk.type(office.passphrase)
        sleep(_TYPING)
        start = perf_counter()
        desk.press("Return")
        shown = seen(desk)
        took = (perf_counter() - start) * 1000
    if shown["place"] != "queue":
        raise RuntimeError("the desk did not open on its queue")
    return took


def _derivation(office: BenchOffice) -> float:
    with Desk(office.folders, clock=office.clock) as desk:
        return timed(lambda: desk.unlock(office.user, office.passphrase))
