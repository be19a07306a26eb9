"""The store and its log, two files that are one: copied for a look, set aside when they are damaged."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from ektp_desk.desk.folder.sweeping import HALF
from ektp_desk.seal.files import copy_file, make_folder, move, telling_disk_errors
from ektp_desk.store.log import LOG
from ektp_desk.store.opening import STORE


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """A private folder that is gone afterwards; what a kill left of it makes place."""
    shutil.rmtree(folder, ignore_errors=True)
    make_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_pair(data: Path, to: Path) -> Path:
    """Copy store and log into a folder, as something to look at; give the store's path there."""
    make_folder(to)
    with telling_disk_errors():
        for name in _names(data):
            shutil.copyfile(data / name, to / name)
    return to / STORE


def set_aside(data: Path) -> Path:
    """Keep a damaged pair whole in `damaged-1`, on the disk when this returns; the same one is kept once.

    Raises `disk.full`, `disk.refused`.
    """
    for number in count(1):
        aside = data / f"damaged-{number}"
        with telling_disk_errors():
            if not aside.exists():
                break
            if all(_are_same(data / name, aside / name) for name in _names(data)):
                return aside
    with room(data / HALF) as half:
        for name in _names(data):
            copy_file(data / name, half / name)
        move(half, aside)
    return aside


def _names(data: Path) -> list[str]:
    return [name for name in (STORE, LOG) if (data / name).exists()]


def _are_same(one: Path, other: Path) -> bool:
    return other.exists() and filecmp.cmp(one, other, shallow=False)
