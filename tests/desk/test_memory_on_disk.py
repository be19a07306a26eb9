"""What the doctor says of a system that writes memory to its disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.desk.health.machine import OK, SKIPPED, WARN, Check
from ektp_desk.desk.health.memory import memory_checks
from ektp_desk.words.doctor import STATES, TITLES, check_words

HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
NUMBERS = {"/dev/sda3": "8:3", "/dev/dm-1": "253:1", "/dev/dm-2": "253:2", "/swap file": "8:2"}


class Kernel:
    """The files in which Linux tells of swap and hibernation."""

    def __init__(self, root: Path) -> None:
        self.proc, self.sys = root / "proc", root / "sys"
        for folder in (self.proc, self.sys / "power", self.sys / "dev" / "block"):
            folder.mkdir(parents=True)

    def swaps(self, *places: str) -> Kernel:
        lines = (f"{place}\tpartition\t8388604\t0\t-2\n" for place in places)
        (self.proc / "swaps").write_text(HEAD + "".join(lines))
        return self

    def resumes(self, number: str, *, states: str = "freeze mem disk") -> Kernel:
        (self.sys / "power" / "state").write_text(f"{states}\n")
        (self.sys / "power" / "resume").write_text(f"{number}\n")
        return self

    def device(self, number: str, uuid: str = "", *, on: tuple[str, ...] = ()) -> Kernel:
        place = self.sys / "dev" / "block" / number
        if uuid:
            (place / "dm").mkdir(parents=True)
            (place / "dm" / "uuid").write_text(f"{uuid}\n")
        (place / "slaves").mkdir(parents=True)
        for each in on:
            (place / "slaves" / each.replace(":", "-")).symlink_to(self.sys / "dev" / "block" / each)
        return self

    def checks(self) -> tuple[Check, Check]:
        swap, hibernation = memory_checks(self.proc, self.sys, device_of=lambda path: NUMBERS[str(path)])
        return swap, hibernation


@pytest.fixture
def kernel(tmp_path: Path) -> Kernel:
    """One that tells nothing yet."""
    return Kernel(tmp_path)


def test_without_swap_nothing_is_written(kernel: Kernel) -> None:
    swap, hibernation = kernel.swaps().resumes("0:0").checks()

    assert (swap.state, hibernation.state) == (OK, OK)


def test_swap_in_clear_is_to_be_looked_at_by_its_place(kernel: Kernel) -> None:
    kernel.device("8:3").device("8:2")
    swap, hibernation = kernel.swaps("/dev/sda3", "/dev/zram0", "/swap\\040file").resumes("8:3").checks()

    assert (swap.state, hibernation.state) == (WARN, WARN)
    assert "/dev/sda3, /swap file tidak terenkripsi" in check_words(swap.name, swap.state, swap.facts)
    assert "hibernasi" in check_words(hibernation.name, hibernation.state, hibernation.facts)
    assert {swap.name, hibernation.name} <= set(TITLES)
    assert STATES[swap.state] == "perhatikan"


def test_compressed_memory_is_memory(kernel: Kernel) -> None:
    assert kernel.swaps("/dev/zram0").resumes("0:0").checks()[0].state == OK


def test_an_encrypted_disk_keeps_what_is_written(kernel: Kernel) -> None:
    kernel.device("8:2").device("253:0", "CRYPT-LUKS2-1", on=("8:2",)).device("253:1", "LVM-2", on=("253:0",))
    swap, hibernation = kernel.swaps("/dev/dm-1").resumes("253:1").checks()

    assert (swap.state, hibernation.state) == (OK, OK)


def test_half_of_a_disk_in_clear_is_in_clear(kernel: Kernel) -> None:
    kernel.device("8:2").device("8:3").device("253:0", "CRYPT-LUKS2-1", on=("8:2",))
    kernel.device("253:2", "LVM-2", on=("253:0", "8:3"))

    assert kernel.swaps("/dev/dm-2").resumes("0:0").checks()[0].state == WARN


def test_a_kernel_that_cannot_hibernate_writes_nothing(kernel: Kernel) -> None:
    kernel.device("8:3")

    assert kernel.swaps().resumes("8:3", states="freeze mem").checks()[1].state == OK


def test_a_system_that_tells_nothing_is_not_judged(tmp_path: Path) -> None:
    assert [check.state for check in memory_checks(tmp_path, tmp_path)] == [SKIPPED, SKIPPED]
