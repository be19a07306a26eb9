"""The bench's document: its shape, and that every act has a floor of its own run. No time is asserted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.__main__ import ACTS, document, table
from tests.bench.acts import paper, save
from tests.bench.measuring import Pair, Row, row
from tests.bench.office import make_office

Measure = Callable[..., Row]
KEYS = {"act", "size", "floor_ms", "ours_ms", "ratio", "limit", "holds"}


def test_the_ratio_is_the_median_of_pairs_so_that_one_slow_second_decides_nothing() -> None:
    """One pair was taken while the machine was busy with something else."""
    found = row("act", "sample", [Pair(10, 14), Pair(10, 13), Pair(10, 900)], limit=1.5)
    assert (found.ratio, found.floor_ms, found.ours_ms, found.holds) == (1.4, 10, 14, True)


def test_an_act_over_its_limit_does_not_hold_and_says_so() -> None:
    """The reader of the table must not have to compare figures."""
    found = row("act", "sample", [Pair(10, 16)], limit=1.5)
    assert not found.holds
    assert "EXCEEDED" in table([found])


@pytest.mark.journey
@pytest.mark.parametrize("measure", [save.measure, paper.measure])
def test_a_measured_act_names_its_floor_and_its_limit(measure: Measure, tmp_path: Path) -> None:
    """Few pairs: only the document is looked at."""
    office = make_office(tmp_path / "office")
    (found,) = document([measure(office, tmp_path / "act", pairs=2)])["rows"]
    assert set(found) == KEYS
    assert found["act"] in ACTS
    assert found["floor_ms"] > 0
    assert found["ours_ms"] > 0
    assert found["limit"] in (save.LIMIT, paper.LIMIT)
