"""What battery and disk say, for whoever is about to leave with this laptop."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

from ektp_desk.settings import Folders
from ektp_desk.usecases.visits.readiness import Machine

_SUPPLIES = Path("/sys/class/power_supply")  # Linux: a folder for each battery and each plug
_UNKNOWN, _WITHOUT = 255, 128  # Windows: of the percent, of the battery's flags
_MEGABYTE = 2**20


def machine_of(folders: Folders, *, supplies: Path = _SUPPLIES) -> Machine:
    """Read battery and free room; what cannot be read is None."""
    percent, plugged = _windows() if os.name == "nt" else _linux(supplies)
    return Machine(free=_free(folders.data), battery=percent, plugged=plugged)


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free // _MEGABYTE
    except OSError:
        return None


def _linux(supplies: Path) -> tuple[int | None, bool]:
    """The fullest battery's percent, -1 without one, and whether a plug gives power."""
    if not supplies.is_dir():
        return None, False
    found = [folder for folder in supplies.iterdir() if _word(folder / "type")]
    # A mouse has a battery too: only what powers the system counts.
    batteries = [f for f in found if _word(f / "type") == "Battery" and _word(f / "scope") != "Device"]
    charges = [int(word) for f in batteries if (word := _word(f / "capacity")).isdecimal()]
    plugged = any(_word(folder / "online") == "1" for folder in found)
    if batteries and not charges:
        return None, plugged
    return max(charges, default=-1), plugged


def _word(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


class _PowerStatus(ctypes.Structure):
    _fields_ = (
        ("plugged", ctypes.c_ubyte),
        ("flags", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("left", ctypes.c_ulong),
        ("whole", ctypes.c_ulong),
    )


def _windows() -> tuple[int | None, bool]:
    status = _PowerStatus()
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  only Windows has it
    if not kernel.GetSystemPowerStatus(ctypes.byref(status)):
        return None, False
    if status.flags & _WITHOUT and status.flags != _UNKNOWN:
        return -1, True
    return (None if status.percent == _UNKNOWN else status.percent), status.plugged == 1
