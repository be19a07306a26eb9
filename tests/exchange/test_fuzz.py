"""Some of what `python -m tests.exchange.fuzz` does by the thousand, of another seed each time."""

from __future__ import annotations

from tests.examples import seeded
from tests.exchange.fuzz import MOST_MEMORY, foreseen, fuzz


def test_whatever_is_spoilt_is_refused_by_name_and_takes_no_memory_beyond_the_limits() -> None:
    found, memory = fuzz(300, seeded())

    assert foreseen(found), found
    assert memory <= MOST_MEMORY
    assert len(found) > 20
