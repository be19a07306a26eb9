"""What the machine gives: room, memory, a folder that can be written, a system that Qt runs on."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from ektp_desk.desk.folder.synced import sync_service
from ektp_desk.settings import Folders

OK, WARN, BAD, SKIPPED = "ok", "warn", "bad", "skipped"
_MEGABYTE = 2**20
_ROOM_BAD, _ROOM_WARN = 100, 1024  # megabytes
_MEMORY_BAD, _MEMORY_WARN = 512, 2048  # a key derivation alone takes 256
_GLIBC = (2, 28)  # what Qt's wheels ask for
_QT = "from PySide6.QtWidgets import QApplication; QApplication(['x'])"
_QT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `facts` fill its sentence."""

    name: str
    state: str
    facts: dict[str, str | int] = field(default_factory=dict)


def machine_checks(folders: Folders) -> list[Check]:
    """Look at everything that needs no passphrase and no slots."""
    return [
        _room(folders.data),
        _writable(folders),
        _synced(folders.data),
        _memory(),
        _system(),
        _qt(),
    ]


def is_nearly_full(folder: Path) -> bool:
    """Whether `doctor` would say that there is little room."""
    return _room(folder).state != OK


def _room(folder: Path) -> Check:
    try:
        free = shutil.disk_usage(_nearest(folder)).free // _MEGABYTE
    except OSError:
        return Check("space", BAD, {"megabytes": 0})
    state = BAD if free < _ROOM_BAD else WARN if free < _ROOM_WARN else OK
    return Check("space", state, {"megabytes": free})


def _writable(folders: Folders) -> Check:
    for folder in (folders.data, folders.state):
        try:
            with tempfile.TemporaryFile(dir=_nearest(folder)) as file:
                file.write(b"x")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            return Check("writable", BAD, {"folder": str(folder)})
    return Check("writable", OK)


def _nearest(folder: Path) -> Path:
    """The folder, or what it would be made in."""
    return next(place for place in (folder, *folder.resolve().parents) if place.exists())


def _synced(folder: Path) -> Check:
    service = sync_service(folder)
    return Check("synced", BAD, {"service": service}) if service else Check("synced", OK)


def _memory() -> Check:
    try:
        megabytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _MEGABYTE
    except (AttributeError, ValueError, OSError):
        return Check("memory", SKIPPED)  # Windows tells it another way, and its setup asks for 4 GB
    state = BAD if megabytes < _MEMORY_BAD else WARN if megabytes < _MEMORY_WARN else OK
    return Check("memory", state, {"megabytes": megabytes})


def _system() -> Check:
    if os.name == "nt":
        return Check("system", OK, {"system": f"Windows {platform.version()}"})
    name, version = platform.libc_ver()
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    state = BAD if name == "glibc" and numbers < _GLIBC else OK
    return Check("system", state, {"system": f"{platform.system()} {name} {version}"})


def _qt() -> Check:
    """Start Qt without a display in a process of its own: where it can't, it takes its process with it."""
    line = [sys.executable, "-c", _QT]
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and our own words
            line,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            timeout=_QT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Check("qt", BAD)
    return Check("qt", BAD if done.returncode else OK)
