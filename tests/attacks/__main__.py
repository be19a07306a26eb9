"""Attacks by the thousand: `python -m tests.attacks bytes|rows|kills|full COUNT [SEED]`.

Each is noticed (its code is told) or harmless (all is there). Exit 1 if anything was lost in silence.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random, SystemRandom

from tests.attacks.killing import ACTS, Killing
from tests.attacks.trying import change_a_byte, change_a_row
from tests.attacks.whole_office import CRASH, LOST, Attacked
from tests.clock import take_test_clock
from tests.power.checking import quick_folder
from tests.store.test_trouble import small_disk


def attack_bytes(root: Path, count: int, chance: Random) -> Counter[tuple[str, str]]:
    """Change bytes of every file, of a killed office and of a closed one."""
    office, found = Attacked(root), Counter[tuple[str, str]]()
    for number in range(count):
        if number == count // 2:
            office.close()
        found[change_a_byte(office, chance)] += 1
    return found


def attack_rows(root: Path, count: int, chance: Random) -> Counter[tuple[str, str]]:
    """Change rows with the key in hand."""
    office = Attacked(root)
    office.close()
    return Counter(change_a_row(office, chance) for _number in range(count))


def attack_acts(root: Path, count: int, chance: Random) -> Counter[tuple[str, str]]:
    """Kill every act, one after the other, at places by chance."""
    killing = Killing(root)
    acts = [*ACTS]
    chance.shuffle(acts)
    return Counter((act, killing.kill(act, chance)) for act in (acts * count)[:count])


def fill_disks(root: Path, count: int, chance: Random) -> Counter[tuple[str, str]]:
    """Do every act on a disk on which little is free: by root alone, who may lay one over a folder."""
    with small_disk(root / "office", 8192):
        killing = Killing(root)
        acts = [*ACTS]
        chance.shuffle(acts)
        sizes = [*range(0, 40, 4), *range(40, 400, 24)]
        return Counter((act, killing.fill(act, chance.choice(sizes))) for act in (acts * count)[:count])


ATTACKS: dict[str, Callable[[Path, int, Random], Counter[tuple[str, str]]]] = {
    "bytes": attack_bytes,
    "rows": attack_rows,
    "kills": attack_acts,
    "full": fill_disks,
}


def _tell(found: Counter[tuple[str, str]]) -> int:
    for (what, told), count in sorted(found.items()):
        sys.stdout.write(f"{count:6}  {what:44} {told}\n")
    by_end = Counter[str]()
    for (_what, told), count in found.items():
        by_end[told] += count
    sys.stdout.writelines(f"{count:6}  {told}\n" for told, count in by_end.most_common())
    lost = sum(count for (_what, told), count in found.items() if told.startswith(LOST))
    harmless = sum(
        count
        for (_what, told), count in found.items()
        if told.startswith(("harmless", "killed", "acknowledged"))
    )
    ours = sum(count for (_what, told), count in found.items() if told.startswith(CRASH))
    noticed = found.total() - lost - harmless - ours
    sys.stdout.write(f"tried {found.total()}  noticed {noticed}  harmless {harmless}  ")
    sys.stdout.write(f"lost in silence {lost}  told as our fault {ours}\n")
    return int(lost + ours > 0)


if __name__ == "__main__":
    take_test_clock()
    name, times = sys.argv[1], int(sys.argv[2])
    said = int(sys.argv[3]) if len(sys.argv) > 3 else SystemRandom().getrandbits(32)
    sys.stdout.write(f"seed {said}\n")
    sys.stdout.flush()
    with quick_folder() as folder:
        sys.exit(_tell(ATTACKS[name](folder, times, Random(said))))
