"""A bucket of packs: how bodies wait for it on this machine, and by which addresses it is reached."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from ektp_desk.hub.pack_bucket import IN_MEMORY, PackBucket
from ektp_desk.hub.packs import PackName
from ektp_desk.hub.places import HubPlaces
from tests.exchange.scene import LAPTOP
from tests.hub.servers import Servers

_BODY = b"a body"


@pytest.mark.skipif(sys.platform != "linux", reason="which files are open, /proc says")
def test_bodies_of_many_laptops_at_once_wait_in_files(shared_places: HubPlaces, tmp_path: Path) -> None:
    """In memory each of a few may; a row of them that waits for the index must not fill the machine."""
    bucket = PackBucket(shared_places.store, tmp_path)
    names = [PackName(number, LAPTOP.by) for number in range(IN_MEMORY + 2)]
    for _round in range(2):  # whose body was kept, or not, makes room for the next
        with ExitStack() as held:
            packs = [held.enter_context(bucket.new(one)) for one in names]
            for one in packs:
                one.write(_BODY + str(one.name.number).encode())
            assert open_in(tmp_path) == 2
            for one in packs:
                one.keep()
    read = [bucket.read(one, 0, bucket.size(one)) for one in names]
    assert read == [_BODY + str(one.number).encode() for one in names]
    assert open_in(tmp_path) == 0


def open_in(folder: Path) -> int:
    """How many files of it this process has open, also those without a name."""
    found = [
        os.readlink(f"/proc/self/fd/{one.name}") for one in os.scandir("/proc/self/fd") if one.is_symlink()
    ]
    return sum(one.startswith(f"{folder}/") for one in found)


def test_a_bucket_is_reached_with_and_without_tls(
    shared_places: HubPlaces,
    servers: tuple[Servers, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = PackName(1, LAPTOP.by)
    with PackBucket(shared_places.store, tmp_path).new(name) as pack:
        pack.write(_BODY)
        pack.keep()
    assert servers[0].s3.startswith("https:")
    monkeypatch.setenv("AWS_ENDPOINT_URL", servers[0].plain)
    plain = PackBucket(shared_places.store, tmp_path)
    assert (plain.names(), plain.read(name, 0, len(_BODY))) == ([name], _BODY)
