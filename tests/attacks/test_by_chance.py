"""A few attacks by chance in every run; `python -m tests.attacks` makes them by the thousand."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.attacks.__main__ import attack_acts, attack_bytes, attack_rows, fill_disks
from tests.attacks.killing import ACTS
from tests.attacks.whole_office import CRASH, LOST
from tests.power.checking import quick_folder

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def bad(found: Counter[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """What nobody was told of, or was told of as a fault of the program."""
    return {what: count for what, count in found.items() if what[1].startswith((LOST, CRASH))}


def test_a_changed_byte_of_any_file_is_noticed_or_harmless(chance: Random) -> None:
    with quick_folder() as folder:
        found = attack_bytes(folder, 60, chance)
    assert bad(found) == {}
    assert sum(count for (_file, told), count in found.items() if not told.startswith("harmless")) > 15


def test_a_changed_row_of_any_table_is_noticed_or_harmless(chance: Random) -> None:
    with quick_folder() as folder:
        found = attack_rows(folder, 60, chance)
    assert bad(found) == {}
    assert sum(count for (_table, told), count in found.items() if not told.startswith("harmless")) > 30


@posix_only
def test_an_act_that_is_killed_is_done_or_not(chance: Random) -> None:
    with quick_folder() as folder:
        found = attack_acts(folder, 50, chance)
    assert bad(found) == {}
    assert len({act for act, _told in found}) == min(50, len(ACTS))
    assert {"killed: undone", "killed: done"} <= {told for _act, told in found}


@posix_only
def test_an_act_on_a_full_disk_is_done_or_told(chance: Random, tmp_path: Path) -> None:
    found = fill_disks(tmp_path, 20, chance)
    assert bad(found) == {}
    assert any("disk_full" in told for _act, told in found)
