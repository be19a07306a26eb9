"""File systems of cards and sticks in image files: mounted by the kernel, else by a program (FUSE)."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

IMAGE_BYTES = (
    72 * 2**20
)  # FAT32 has no smaller ones of such clusters, and `fusefat` cannot count half kilobytes


@dataclass(frozen=True)
class FileSystem:
    """A kind of file system: what makes, proves and mounts an image of it."""

    name: str  # as the kernel calls it
    make: tuple[str, ...]
    prove: tuple[str, ...]
    program: tuple[str, ...]  # mounts where the kernel cannot: image or device, then the folder
    needs_device: bool
    package: str


FAT = FileSystem(
    "vfat",
    ("mkfs.fat", "-F", "32", "-s", "2"),
    ("fsck.fat", "-n"),
    ("fusefat", "-o", "rw+"),
    False,
    "dosfstools, fusefat",
)
EXFAT = FileSystem(
    "exfat", ("mkfs.exfat",), ("fsck.exfat", "-n"), ("mount.exfat-fuse",), True, "exfatprogs, exfat-fuse"
)


def new_image(of: FileSystem, path: Path) -> Path:
    """Make an empty image, or skip the test: the machine has no tools for it."""
    if shutil.which(of.make[0]) is None or shutil.which(of.prove[0]) is None:
        pytest.skip(f"this machine makes no {of.name} images: install {of.package}")
    with path.open("wb") as file:
        file.truncate(IMAGE_BYTES)
    _run((*of.make, str(path)))
    return path


@contextmanager
def mounted(of: FileSystem, image: Path, place: Path) -> Iterator[Path]:
    """Mount an image at a folder until the end; skip the test where neither kernel nor program can."""
    place.mkdir(exist_ok=True)
    with ExitStack() as held:
        if _runs(("mount", "-o", "loop", "-t", of.name, str(image), str(place))):
            held.callback(_run, ("umount", str(place)))
        elif shutil.which(of.program[0]) is None:
            pytest.skip(f"the kernel mounts no {of.name} here, and {of.package} are not installed")
        else:
            held.enter_context(_by_program(of, image, place))
        yield place


@contextmanager
def _by_program(of: FileSystem, image: Path, place: Path) -> Iterator[None]:
    with ExitStack() as held:
        what = str(image)
        if of.needs_device:
            asked = subprocess.run(
                ("losetup", "-f", "--show", what), capture_output=True, text=True, check=False
            )
            if asked.returncode:
                pytest.skip("this machine lets nobody have a loop device")
            what = asked.stdout.strip()
            held.callback(_run, ("losetup", "-d", what))
        if not _runs((*of.program, what, str(place))):
            pytest.skip(f"this machine lets {of.program[0]} mount nothing: it wants root and /dev/fuse")
        held.enter_context(_waited_for(what))
        held.callback(_run, ("umount", str(place)))
        yield


@contextmanager
def _waited_for(what: str) -> Iterator[None]:
    """The mounting program writes on after it let go of the folder: wait until it has ended."""
    name = what.encode()
    said = (path for path in Path("/proc").glob("[0-9]*/cmdline") if name in _words_of(path))
    handles = [os.pidfd_open(int(path.parent.name)) for path in said]
    yield
    for handle in handles:
        select.select([handle], [], [], 30)
        os.close(handle)


def _words_of(command: Path) -> list[bytes]:
    try:
        return command.read_bytes().split(b"\0")
    except OSError:  # it ended meanwhile
        return []


def faults(of: FileSystem, image: Path) -> str:
    """What the file system's own checker finds in an image that is not mounted; empty for none."""
    done = subprocess.run((*of.prove, str(image)), capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def as_it_lies(image: Path, to: Path) -> Path:
    """Copy what a mounted image's medium has now: a stick that was pulled this moment."""
    attached = subprocess.run(
        ("losetup", "-n", "-O", "NAME", "-j", str(image)), capture_output=True, text=True, check=False
    )
    for device in attached.stdout.split():
        _run(("blockdev", "--flushbufs", device))
    _run(("cp", "--sparse=always", str(image), str(to)))
    return to


def _runs(command: Sequence[str]) -> bool:
    return (
        shutil.which(command[0]) is not None
        and not subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        ).returncode
    )


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
