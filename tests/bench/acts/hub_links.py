"""Several links at once, each as quick as it is held: what they carry together, what one that dies costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from ektp_desk.sync.sending import choose_links, sync_once
from tests.bench.hubs import BenchHub, recorded
from tests.bench.measuring import Pair, Row, row, timed
from tests.bench.office import BenchOffice
from tests.hub.outboxes import Between, passing

_TWO = {"127.0.0.1": 4e6, "127.0.0.2": 8e6}  # bytes a second, by the address that it is called from
_THREE = {**_TWO, "127.0.0.3": 12e6}
LIMITS = {"hub_two_links": 1 / 0.9, "hub_three_links": 1 / 0.9, "hub_dying_link": 1 / 0.9}


def measure(
    _office: BenchOffice,
    folder: Path,
    *,
    act: str,
    speeds: Mapping[str, float],
    dies: float = 0,
    recordings: int = 1000,
) -> Row:
    """All of a laptop's work by these; `dies`: of it, what the quickest carries before it is no more."""
    made = recorded(recordings)
    hub, quickest = BenchHub.made(folder / "hub"), max(speeds, key=speeds.__getitem__)
    carried = round(made.size * dies)
    with hub.serving(), passing(hub.port) as (line, port):
        outbox = hub.outbox(folder, made, port=port)
        choose_links(outbox, list(speeds))
        line.heard = partial(_held, line, speeds, perf_counter())
        if dies:
            line.cut[quickest] = carried
        ours = timed(lambda: sync_once(outbox))
        assert outbox.left() == (0, 0, 0)
    others = sum(speeds.values()) - (speeds[quickest] if dies else 0)
    floor = (made.size - carried) / others * 1000
    return row(act, f"{made.size / 1e6:.0f} MB", [Pair(floor, ours)], limit=LIMITS[act])


def _held(line: Between, speeds: Mapping[str, float], begun: float, link: str) -> None:
    """Wait with what comes next by a link, until it may have carried what it has."""
    sleep(max(0.0, begun + line.passed[link] / speeds[link] - perf_counter()))


ACTS: dict[str, Callable[..., Row]] = {
    "hub_two_links": partial(measure, act="hub_two_links", speeds=_TWO),
    "hub_three_links": partial(measure, act="hub_three_links", speeds=_THREE),
    "hub_dying_link": partial(measure, act="hub_dying_link", speeds=_THREE, dies=0.2),
}
