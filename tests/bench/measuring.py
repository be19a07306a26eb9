"""Pairs of the floor and ours, taken in turn, and the row they make; knows no act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True, slots=True)
class Pair:
    """One measurement of each, taken right after another: a busy machine slows both."""

    floor: float
    ours: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result; `size` names what the act was measured at, floor and ours are medians."""

    act: str
    size: str
    unit: str
    floor: float
    ours: float
    ratio: float
    limit: float
    holds: bool

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def row(act: str, size: str, pairs: list[Pair], *, limit: float, unit: str = "ms") -> Row:
    """Make a row; the ratio is the median of the pairs' ratios, so that no slow second decides it."""
    ratio = round(median(pair.ours / pair.floor for pair in pairs), 4 if unit == "bytes" else 2)
    return Row(
        act=act,
        size=size,
        unit=unit,
        floor=round(median(pair.floor for pair in pairs), 3),
        ours=round(median(pair.ours for pair in pairs), 3),
        ratio=ratio,
        limit=limit,
        holds=ratio <= limit,
    )


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], *, count: int, warm_up: int
) -> list[Pair]:
    """Take turns, ours first; each gives its own milliseconds. The warm-up's pairs are thrown away."""
    pairs: list[Pair] = []
    for _ in range(warm_up + count):
        mine = ours()
        pairs.append(Pair(floor(), mine))
    return pairs[warm_up:]


def timed(work: Callable[[], object]) -> float:
    """Run and give the milliseconds it took."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000
