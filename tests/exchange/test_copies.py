"""What counts as two copies, and which disk a folder lies on."""

from __future__ import annotations

import os
from pathlib import Path

from ektp_desk.desk.folder import disks
from ektp_desk.domain.safety import KeptCopy, in_two_places, without


def test_two_copies_are_two_machines_or_two_known_disks() -> None:
    def copy(machine: str, disk: str, *spans: tuple[int, int]) -> KeptCopy:
        return KeptCopy(machine, disk, spans)

    one = copy("m1", "d1", (1, 10), (20, 30))
    assert in_two_places([one]) == ()
    assert in_two_places([one, copy("m1", "d1", (1, 30))]) == ()
    assert in_two_places([one, copy("m1", "", (1, 30))]) == (), "an unknown disk may be the same"
    assert in_two_places([copy("m1", "", (1, 9)), copy("m1", "", (1, 9))]) == ()
    assert in_two_places([one, copy("m1", "d2", (5, 25))]) == ((5, 10), (20, 25))
    assert in_two_places([copy("m1", "", (1, 9)), copy("m2", "", (8, 12))]) == ((8, 9),)
    assert in_two_places([one, copy("m1", "d2", (1, 5)), copy("m2", "d3", (6, 40))]) == ((1, 10), (20, 30))
    assert in_two_places([one, copy("m2", "d1", (1, 30))]) == (), (
        "two desks of one laptop, or backups on one stick"
    )
    assert in_two_places([one, copy("m2", "d1", (1, 30)), copy("m3", "", (1, 5))]) == ((1, 5),)
    assert without(((1, 10), (20, 20)), [1, 5, 10, 20, 99]) == ((2, 4), (6, 9))


def test_a_disk_is_named_by_its_maker_through_what_lies_over_it(tmp_path: Path) -> None:
    """The system's tree as Linux lays it: a partition, an encrypted volume over it, a stick at a hub."""
    data, system = tmp_path / "data", tmp_path / "sys"
    data.mkdir()
    number = data.stat().st_dev
    block = system / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    block.parent.mkdir(parents=True)
    disk = system / "devices" / "ata" / "sda"
    (disk / "sda1").mkdir(parents=True)
    (disk / "sda1" / "partition").write_text("1")
    crypt = system / "devices" / "virtual" / "dm-0"
    (crypt / "slaves").mkdir(parents=True)
    (crypt / "slaves" / "sda1").symlink_to(disk / "sda1")
    block.symlink_to(disk / "sda1")

    assert disks.disk_of(data, system=system) == "", "it has no number"
    (disk / "serial").write_text("WD-123 \n")
    named = disks.disk_of(data, system=system)
    assert len(named) == 16
    block.unlink()
    block.symlink_to(crypt)
    assert disks.disk_of(data, system=system) == named
    (crypt / "slaves" / "sdb1").symlink_to(disk / "sda1")
    assert disks.disk_of(data, system=system) == "", "spread over two"

    hub = system / "devices" / "usb1"
    stick = hub / "1-2" / "host4" / "sdb"
    (stick / "device").mkdir(parents=True)
    (hub / "idVendor").write_text("1d6b")
    (hub / "serial").write_text("0000:00:14.0")
    block.unlink()
    block.symlink_to(stick)
    (hub / "1-2" / "idVendor").write_text("0781")
    assert disks.disk_of(data, system=system) == "", "the hub's number is no stick's"
    (hub / "1-2" / "serial").write_text("4C53")
    assert disks.disk_of(data, system=system) not in ("", named)
    assert disks.disk_of(tmp_path / "none", system=system) == ""
