"""A real hub that is killed, damaged, put back, emptied or replaced: all is there once at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from ektp_desk.hub.identity import HubOffice, make_identity
from ektp_desk.wire.pack import FRONT_BYTES, PACK_MARK
from tests.exchange.scene import OFFICE, ROOT
from tests.hub.lines import Desk, made_hub, name
from tests.hub.processes import (
    FarLaptop,
    FarOffice,
    HubProcess,
    free_port,
    office_of,
    process,
)
from tests.hub.proxy import Way, cut_after, proxy_to

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]
DEAD = {"line.cut", "line.foreign", "line.damaged"}


@contextmanager
def serving(folder: Path, port: int, *, days: int = 0) -> Iterator[tuple[HubProcess, FarOffice]]:
    with process(folder, port, days=days) as hub, office_of(hub) as office:
        yield hub, office
        assert hub.log.read_bytes() == b""


def through(office: FarOffice, *laptops: FarLaptop) -> None:
    """A round of each, and each of its objects once at whichever hub is there now."""
    for one in laptops:
        one.office, one.after = office.desk, 0
        assert set(one.rounds_until_done()) <= DEAD
    for one in laptops:
        one.all_is_there()


def test_killed_put_back_emptied_or_replaced_it_gets_all_that_laptops_hold(tmp_path: Path) -> None:
    folder, port = made_hub(tmp_path / "hub"), free_port()
    with serving(folder, port) as (hub, office):
        first, second = office.laptop(tmp_path / "first"), office.laptop(tmp_path / "second")
        killed_in_mid_body(hub, first, 3_000)
    with serving(folder, port) as (_hub, office):
        shutil.copytree(first.place, tmp_path / "of before")
        through(office, first)
        for older in (first.place, tmp_path / "another machine"):  # put back, and copied: both go on
            shutil.rmtree(older, ignore_errors=True)
            shutil.copytree(tmp_path / "of before", older)
            first.moved(older)
            through(office, first)
    shutil.copytree(folder, tmp_path / "of yesterday")
    with serving(folder, port) as (hub, _office):
        killed_in_mid_body(hub, second, 60_000)
    with serving(folder, port) as (_hub, office):
        through(office, first, second)
        damage(folder)
        assert scrub(folder) == 1
        through(office, first, second)

    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "of yesterday", folder)
    with serving(folder, port) as (_hub, office):
        through(office, first, second)
    for path in folder.glob("hub.db*"):
        path.unlink()
    with serving(folder, port) as (_hub, office):
        through(office, first, second)

    other = tmp_path / "other"
    make_identity(other, HubOffice(ROOT.hex(), OFFICE.device, OFFICE.public.hex()))
    with process(other, port):
        assert first.rounds_until_done(most=1, is_through=False) == ["line.foreign"]
    assert not list(other.rglob("*.PCK"))

    shutil.rmtree(folder / "packs")
    for path in folder.glob("hub.[dc]*"):
        path.unlink()
    with serving(folder, port) as (_hub, office):
        through(office, first, second)


def test_what_was_never_finished_goes_when_its_days_are_over_and_comes_whole_later(tmp_path: Path) -> None:
    folder, port = made_hub(tmp_path / "hub"), free_port()
    with serving(folder, port) as (hub, office):
        laptop = office.laptop(tmp_path / "laptop", count=1, size=400_000)
        in_mid_body(hub, laptop, cut_after(300_000))
        assert any(beginning_at(hub, laptop) for _look in range(1_000))  # once it heard of the cut
    with serving(folder, port) as (hub, _office):
        assert beginning_at(hub, laptop) > 0
    with serving(folder, port, days=31) as (hub, office):
        assert any(not beginning_at(hub, laptop) for _look in range(1_000))  # once it has looked
        through(office, laptop)


def beginning_at(hub: HubProcess, laptop: FarLaptop) -> int:
    """How many bytes a hub has of what was cut."""
    with closing(Desk(hub, laptop.by)) as desk:
        assert desk.enter() == 200
        return sum(have for _digest, have in desk.offer(map(name, laptop.objects))["wanted"])


def killed_in_mid_body(hub: HubProcess, laptop: FarLaptop, count: int) -> None:
    in_mid_body(hub, laptop, cut_after(count, act=hub.kill))
    assert hub.is_dead


def in_mid_body(hub: HubProcess, laptop: FarLaptop, way: Way) -> None:
    """The line is cut; the laptop's address is the hub's own from then on."""
    with proxy_to(hub.port, way) as between:
        laptop.goes_by(f"http://127.0.0.1:{between.port}")
        assert laptop.rounds_until_done(most=1, is_through=False) == ["line.cut"]
        between.settle()  # a killed hub's lines end before it is dead
    facts, seed = laptop.outbox.read()
    laptop.outbox.lay(msgspec.structs.replace(facts, addresses=(hub.address,)), seed)


def damage(folder: Path) -> None:
    """A bit of the first entry of the largest pack; of a front it would lose nothing."""
    path = max(folder.rglob("*.PCK"), key=lambda one: one.stat().st_size)
    with path.open("r+b") as file:
        file.seek(len(PACK_MARK) + FRONT_BYTES + 100)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def scrub(folder: Path) -> int:
    """By the command, beside the hub that serves; its exit code says whether something was damaged."""
    line = [sys.executable, "-m", "ektp_desk", "hub", "scrub", str(folder)]
    return subprocess.run(line, stdout=subprocess.DEVNULL, check=False).returncode
