"""Power that goes at any write: what was flushed is there, the rest may not be, and the desk opens."""

from __future__ import annotations

import sys
from random import Random

import pytest

from tests.power.breaking import QUICK, is_caught
from tests.power.checking import look_after, quick_folder
from tests.power.stories import STORIES

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(120),
    pytest.mark.skipif(sys.platform == "win32", reason="folders are not flushed there"),
]
CUTS = 60  # of each story; `python -m tests.power` tries all of its places, many times


@pytest.mark.parametrize("name", STORIES)
def test_whatever_the_power_takes_what_was_acknowledged_is_there(name: str, chance: Random) -> None:
    with quick_folder() as folder:
        life = STORIES[name](folder)
        places = life.disk.places
        cuts = chance.sample(range(len(places)), min(CUTS, len(places)))
        found = {f"{cut} {places[cut].what}": look_after(life, cut, chance) for cut in cuts}
    assert len(places) > 10
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("broken", QUICK)
def test_a_writer_that_flushes_too_little_is_caught(broken: str, chance: Random) -> None:
    assert is_caught(broken, chance), broken
